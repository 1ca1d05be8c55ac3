// A start from memory: Python with numpy, pandas and the course as they were after their imports.
//
// Pyodide's own snapshot holds the memory, but neither files nor compiled modules.  A compiled module
// keeps its place in a small record in memory (32 bytes from `handle` on: loaded, memory base, table
// base); loading it again with the same record puts it into the same place.  Loading writes fresh data
// over the restored ones, so the memory is put back afterwards.  web/make-snapshot.mjs makes it.

/** What lies where in the archives, and the order in which modules were loaded. */
export interface Index {
  memory: number;
  table: number;
  modules: { name: string; handle: number; global: boolean }[];
  archives: Record<Archive, [name: string, at: number, size: number][]>;
  packages: { page: string[]; lab: string[] };
}

/** Files by when they are needed: compiled modules; what a first picture reads; what lies in memory
 * already where that can be woken; the rest of these packages; those of JupyterLite and of figures. */
export type Archive = "modules" | "first" | "plain" | "later" | "lab";

type Load = (options: object) => Promise<Pyodide>;

/** Unpack what was fetched; `size` saves the copying where it is known. */
export async function unpacked(answer: Response, size?: number): Promise<Uint8Array<ArrayBuffer>> {
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

/** The modules of Python's packages, their compiling begun while other things still arrive. */
export class Modules {
  private readonly bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  private readonly compiled = new Map<BufferSource, Promise<WebAssembly.Module>>();

  constructor(index: Index, archive: Uint8Array<ArrayBuffer>) {
    for (const [name, at, size] of index.archives.modules) {
      const bytes = archive.subarray(at, at + size);
      const compiling = WebAssembly.compile(bytes);
      compiling.catch(() => undefined); // heard where it is loaded
      this.bytes.set(name, bytes);
      this.compiled.set(bytes, compiling);
    }
  }

  /** Load them in the order of `index`; with `places` each where it was when the snapshot was made. */
  async load(py: Pyodide, index: Index, places: boolean): Promise<void> {
    const inner = py._module;
    const fs = { findObject: () => true, readFile: (name: string) => this.bytes.get(name) };
    const how = { nodelete: true, loadAsync: true, allowUndefined: true, fs };
    const { instantiate } = WebAssembly;
    (WebAssembly as any).instantiate = async (source: BufferSource, imports: WebAssembly.Imports) => {
      const module = await this.compiled.get(source);
      if (!module) return instantiate(source, imports);
      return { module, instance: await instantiate(module, imports) };
    };
    try {
      for (const { name, handle, global } of index.modules) {
        await inner.loadDynamicLibrary(name, { ...how, global }, {}, places ? handle : undefined);
        const short = name.split("/").pop()!;
        inner.LDSO.loadedLibsByName[short] ||= inner.LDSO.loadedLibsByName[name];
      }
    } finally {
      WebAssembly.instantiate = instantiate;
    }
  }
}

/** Python as it was when the snapshot was made.  Throws where this browser cannot. */
export async function restored(
  load: Load,
  options: object,
  index: Index,
  memory: Uint8Array,
  modules: Modules,
): Promise<Pyodide> {
  const py = await load({ ...options, _loadSnapshot: memory, _snapshotDeserializer: () => null });
  const inner = py._module;
  py.runPython("import gc; gc.disable()");
  const kept = inner.HEAP8.slice();
  await modules.load(py, index, true);
  if (inner.wasmTable.length !== index.table) {
    throw new Error(`the table has ${inner.wasmTable.length} places, not ${index.table}`);
  }
  inner.HEAP8.set(kept);
  py.runPython("import gc; gc.enable()");
  return py;
}

/** Put the files of an archive where Python finds them. */
export function put(py: Pyodide, index: Index, archive: Archive, bytes: Uint8Array): void {
  const made = new Set<string>();
  for (const [name, at, size] of index.archives[archive]) {
    const folder = name.slice(0, name.lastIndexOf("/"));
    if (!made.has(folder)) py.FS.mkdirTree(folder);
    made.add(folder);
    py.FS.writeFile(name, bytes.subarray(at, at + size), { canOwn: true });
  }
}
