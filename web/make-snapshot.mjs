// node make-snapshot.mjs RUNTIME UNPACKED OUT KIND: Python's memory after the imports, and what a
// browser needs to wake it: compiled modules with their places, and the files of the packages.
//
// UNPACKED is site-packages as a folder; writing it straight into Python's file system leaves no
// traces of unpacking in its memory.

import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const [runtime, unpacked, out, kind] = process.argv.slice(2);
const SITE = "/lib/python3.12/site-packages";
// An error of Python carries Pyodide's whole source with it: its message says enough.
process.on("uncaughtException", (error) => {
  console.error(error.message ?? error);
  process.exit(1);
});
const RECORD = 64; // bytes that a loaded module's record takes, generously
const here = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

const { loadPyodide } = await import(`${resolve(runtime)}/pyodide.mjs`);
const env = { HOME: "/home/pyodide", PYTHONHASHSEED: "0", MPLBACKEND: "module://matplotlib_inline.backend_inline" };
const py = await loadPyodide({ indexURL: `${resolve(runtime)}/`, _makeSnapshot: true, env });
const inner = py._module;

const order = [];
const load = inner.loadDynamicLibrary;
inner.loadDynamicLibrary = (name, flags, scope, handle) => {
  if (!inner.LDSO.loadedLibsByName[name]) {
    if (!handle) {
      const room = inner.stringToNewUTF8("x".repeat(RECORD + 16));
      handle = (room + 15) & ~15;
      inner.HEAPU8.fill(0, handle, handle + RECORD);
    }
    order.push({ name, handle, global: Boolean(flags?.global) });
  }
  return load(name, flags, scope, handle);
};

function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path);
    else yield path;
  }
}
const files = [];
for (const path of walk(unpacked)) {
  const at = SITE + path.slice(unpacked.length);
  py.FS.mkdirTree(at.slice(0, at.lastIndexOf("/")));
  py.FS.writeFile(at, readFileSync(path));
  files.push(at);
}
py.runPython("import importlib; importlib.invalidate_caches()");
if (kind === "page") py.runPython(here("src/without_ipython.py"));
py.runPython(here(`imports_${kind}.py`));

const packed = (names, file) => {
  let at = 0;
  const places = [];
  const parts = [];
  for (const name of names) {
    const bytes = Buffer.from(py.FS.readFile(name));
    places.push([name, at, bytes.length]);
    parts.push(bytes);
    at += bytes.length;
  }
  writeFileSync(join(out, file), gzipSync(Buffer.concat(parts), { level: 9 }));
  return places;
};
mkdirSync(out, { recursive: true });
const early = new Set(order.map((one) => one.name));
const moduleFiles = packed([...early], "modules.gz");
const rest = packed(files.filter((name) => !early.has(name)), "files.gz");
const packages = JSON.parse(process.env.PACKAGES);
for (const name of Object.keys(py.loadedPackages)) delete py.loadedPackages[name];
const table = inner.wasmTable?.length ?? 0;
const memory = py.makeMemorySnapshot({
  serializer: (value) => {
    throw new Error(`something of JavaScript is in Python's memory: ${String(value).slice(0, 80)}`);
  },
});
writeFileSync(join(out, "memory.gz"), gzipSync(memory, { level: 9 }));
const index = { memory: memory.length, table, modules: order, moduleFiles, files: rest, packages };
writeFileSync(join(out, "index.json"), JSON.stringify(index));
console.log(`${kind}: ${order.length} modules, ${files.length} files, ${Math.round(memory.length / 1e6)} MB`);
process.exit(0);
