// The part of Pyodide that is used here, private parts among them: its version is pinned.

interface Pyodide {
  FS: any;
  globals: { get(name: string): any };
  loadedPackages: Record<string, string>;
  runPython(code: string): any;
  runPythonAsync(code: string, options?: object): Promise<any>;
  toPy(value: unknown): any;
  makeMemorySnapshot(options: object): Uint8Array;
  _module: any;
}
