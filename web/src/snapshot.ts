// A start from memory: Python with numpy, pandas and the course as they were after their imports.
//
// Pyodide's own snapshot holds the memory, but neither files nor compiled modules.  A compiled module
// keeps its place in a small record in memory (32 bytes from `handle` on: loaded, memory base, table
// base); loading it again with the same record puts it into the same place.  Loading writes fresh data
// over the restored ones, so the memory is put back afterwards.  web/make-snapshot.mjs makes it.

/** What lies where in the two archives, and the order in which modules were loaded. */
export interface Index {
  memory: number;
  table: number;
  modules: { name: string; handle: number; global: boolean }[];
  moduleFiles: [string, number, number][];
  files: [string, number, number][];
  /** Files that a first picture does without, in an archive of their own. */
  later: [string, number, number][];
  packages: Record<string, string>;
}

/** The parts of a snapshot as they arrive. */
export interface Parts {
  index: Index;
  memory: Uint8Array;
  modules: Uint8Array;
  files: Uint8Array;
}

type Load = (options: object) => Promise<Pyodide>;

/** Unpack what was fetched; `size` saves the copying where it is known. */
export async function unpacked(answer: Response, size?: number): Promise<Uint8Array> {
  const stream = answer.body!.pipeThrough(new DecompressionStream("gzip"));
  if (size === undefined) return new Uint8Array(await new Response(stream).arrayBuffer());
  const whole = new Uint8Array(size);
  const reader = stream.getReader();
  for (let at = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return whole;
    whole.set(value, at);
    at += value.length;
  }
}

/** Python as it was when the snapshot was made.  Throws where this browser cannot. */
export async function restored(load: Load, options: object, parts: Promise<Parts>): Promise<Pyodide> {
  const { index, memory, modules, files } = await parts;
  const py = await load({
    ...options,
    packages: [],
    _loadSnapshot: memory,
    _snapshotDeserializer: () => null,
  });
  const inner = py._module;
  py.runPython("import gc; gc.disable()");
  const kept = inner.HEAP8.slice();
  const put = writer(py);
  for (const [name, at, size] of index.moduleFiles) put(name, modules.subarray(at, at + size));
  const how = { nodelete: true, loadAsync: true, allowUndefined: true, fs: py.FS };
  for (const { name, handle, global } of index.modules) {
    await inner.loadDynamicLibrary(name, { ...how, global }, {}, handle);
    const short = name.split("/").pop()!;
    inner.LDSO.loadedLibsByName[short] ||= inner.LDSO.loadedLibsByName[name];
  }
  if (inner.wasmTable && inner.wasmTable.length !== index.table) {
    throw new Error(`the table has ${inner.wasmTable.length} places, not ${index.table}`);
  }
  inner.HEAP8.set(kept);
  Object.assign(py.loadedPackages, index.packages);
  for (const [name, at, size] of index.files) put(name, files.subarray(at, at + size));
  py.runPython("import gc; gc.enable()");
  return py;
}

/** Put the files that could wait where Python finds them. */
export function completed(py: Pyodide, index: Index, later: Uint8Array): void {
  const put = writer(py);
  for (const [name, at, size] of index.later) put(name, later.subarray(at, at + size));
}

function writer(py: Pyodide): (name: string, bytes: Uint8Array) => void {
  const made = new Set<string>();
  return (name, bytes) => {
    const folder = name.slice(0, name.lastIndexOf("/"));
    if (!made.has(folder)) py.FS.mkdirTree(folder);
    made.add(folder);
    py.FS.writeFile(name, bytes, { canOwn: true });
  };
}
