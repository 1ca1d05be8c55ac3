# A file server for the folder "site" beside this script, for this computer only.
$port = 8734
$root = (Resolve-Path (Join-Path $PSScriptRoot "site")).Path
$kinds = @{
  ".html" = "text/html; charset=utf-8"; ".js" = "text/javascript"; ".mjs" = "text/javascript"
  ".css" = "text/css"; ".json" = "application/json"; ".svg" = "image/svg+xml"; ".png" = "image/png"
  ".wasm" = "application/wasm"; ".ipynb" = "application/json"; ".woff2" = "font/woff2"
}
$server = New-Object System.Net.HttpListener
$server.Prefixes.Add("http://localhost:$port/")
try { $server.Start() } catch {
  Start-Process "http://localhost:$port/"   # it runs already
  exit 0
}
Write-Host "The course is at http://localhost:$port/  Close this window to stop it."
Write-Host ([char]0x8BFE + [char]0x7A0B + ": http://localhost:$port/")
Start-Process "http://localhost:$port/"
while ($server.IsListening) {
  $asked = $server.GetContext()
  $answer = $asked.Response
  try {
    $path = [Uri]::UnescapeDataString($asked.Request.Url.AbsolutePath).TrimStart("/")
    $file = [IO.Path]::GetFullPath((Join-Path $root $path))
    if ([IO.Directory]::Exists($file)) { $file = Join-Path $file "index.html" }
    if ($file.StartsWith($root + [IO.Path]::DirectorySeparatorChar) -and [IO.File]::Exists($file)) {
      $kind = $kinds[[IO.Path]::GetExtension($file).ToLower()]
      if ($kind) { $answer.ContentType = $kind } else { $answer.ContentType = "application/octet-stream" }
      $answer.Headers.Add("Cache-Control", "max-age=3600")
      $content = [IO.File]::OpenRead($file)
      try {
        $answer.ContentLength64 = $content.Length
        if ($asked.Request.HttpMethod -ne "HEAD") { $content.CopyTo($answer.OutputStream) }
      } finally { $content.Dispose() }
    } else { $answer.StatusCode = 404 }
  } catch { } finally { $answer.Close() }
}
