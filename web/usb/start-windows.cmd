@echo off
rem Serves the course on this computer only and opens it in the browser.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0serve.ps1"
if errorlevel 1 pause
