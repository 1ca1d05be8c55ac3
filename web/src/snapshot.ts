// A start from memory: Python with numpy, pandas and the course as they were after their imports.
//
// Pyodide's own snapshot holds the memory, but neither files nor compiled modules.  A compiled module
// keeps its place in a small record in memory (32 bytes from `handle` on: loaded, memory base, table
// base); loading it again with the same record puts it into the same place.  Loading writes fresh data
// over the restored ones, so the memory is put back afterwards.  web/make-snapshot.mjs makes it.

/** Python's memory in a page, or with JupyterLite's kernel in it. */
export type Image = "page" | "lab";

/** How large a memory is, and the order in which its modules were loaded. */
interface Remembered {
  memory: number;
  table: number;
  modules: { name: string; handle: number; global: boolean }[];
}

/** What lies where in the archives, and what the memories are. */
export interface Index {
  images: Record<Image, Remembered>;
  archives: Record<Archive, [name: string, at: number, size: number][]>;
  packages: Record<Image, string[]>;
}

/** Files by when they are needed: compiled modules; what a first picture reads; what lies in memory
 * already where that can be woken (for a page, for the kernel); the rest of a page's packages; those of
 * JupyterLite and of figures. */
export type Archive = "modules" | "lab-modules" | "first" | "plain" | "lab-plain" | "later" | "lab";

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

/** A memory made of another one by what differs: how many runs of bytes, where each begins and how long
 * it is, then their bytes. */
export function changed(memory: Uint8Array<ArrayBuffer>, difference: Uint8Array<ArrayBuffer>): void {
  const runs = new Uint32Array(difference.buffer, 0, 1)[0]!;
  const places = new Uint32Array(difference.buffer, 4, 2 * runs);
  let from = 4 + 8 * runs;
  for (let i = 0; i < 2 * runs; i += 2) {
    const size = places[i + 1]!;
    memory.set(difference.subarray(from, from + size), places[i]);
    from += size;
  }
}

/** The modules of Python's packages, their compiling begun while other things still arrive. */
export class Modules {
  private readonly bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  private readonly compiled = new Map<BufferSource, Promise<WebAssembly.Module>>();

  constructor(index: Index, archives: [Archive, Uint8Array<ArrayBuffer>][]) {
    for (const [archive, whole] of archives) for (const [name, at, size] of index.archives[archive]) {
      const bytes = whole.subarray(at, at + size);
      const compiling = WebAssembly.compile(bytes);
      compiling.catch(() => undefined); // heard where it is loaded
      this.bytes.set(name, bytes);
      this.compiled.set(bytes, compiling);
    }
  }

  /** Load those of a memory in their order; with `places` each where it was when that was made. */
  async load(py: Pyodide, image: Remembered, places: boolean): Promise<void> {
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
      for (const { name, handle, global } of image.modules) {
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
  image: Remembered,
  memory: Uint8Array,
  modules: Modules,
): Promise<Pyodide> {
  const py = await load({ ...options, _loadSnapshot: memory, _snapshotDeserializer: () => null });
  const inner = py._module;
  py.runPython("import gc; gc.disable()");
  const kept = inner.HEAP8.slice();
  await modules.load(py, image, true);
  if (inner.wasmTable.length !== image.table) {
    throw new Error(`the table has ${inner.wasmTable.length} places, not ${image.table}`);
  }
  inner.HEAP8.set(kept);
  py.runPython("import gc; gc.enable()");
  return py;
}

/** Put the files of an archive where Python finds them, with the date that they had when memory was made. */
export function put(py: Pyodide, index: Index, archive: Archive, bytes: Uint8Array): void {
  const made = new Set<string>();
  for (const [name, at, size] of index.archives[archive]) {
    const folder = name.slice(0, name.lastIndexOf("/"));
    if (!made.has(folder)) py.FS.mkdirTree(folder);
    made.add(folder);
    py.FS.writeFile(name, bytes.subarray(at, at + size), { canOwn: true });
    py.FS.utime(name, 0, 0);
  }
}
