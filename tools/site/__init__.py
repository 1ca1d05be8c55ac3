"""The course as a website: pages to read, views alive in them, and JupyterLite beside them.

``make site`` calls the steps of ``__main__`` one after the other.  ``pages`` writes the sources for
Sphinx, ``cells`` finds what can come alive, ``links`` follows every link of the finished site;
``pyodide`` checks, compiles and locks what runs in the browser, ``lite`` builds JupyterLite, ``usb``
packs the whole.
"""
