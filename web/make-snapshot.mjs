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
const here = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

const { loadPyodide } = await import(`${resolve(runtime)}/pyodide.mjs`);
const env = { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONWARNINGS: "ignore:only soft file lock:UserWarning", MPLBACKEND: "module://matplotlib_inline.backend_inline" };
const py = await loadPyodide({ indexURL: `${resolve(runtime)}/`, _makeSnapshot: true, env });
const inner = py._module;

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

// The modules that the imports loaded, in that order, with the records of C's `dlopen` in memory.
const { loadedLibsByName, loadedLibsByHandle } = inner.LDSO;
const handles = new Map(Object.entries(loadedLibsByHandle).map(([at, one]) => [one, Number(at)]));
const order = Object.entries(loadedLibsByName)
  .filter(([name, one]) => name.startsWith("/") && handles.get(one))
  .map(([name, one]) => ({ name, handle: handles.get(one), global: Boolean(one.global) }));

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
// What is imported lies in memory already.  The course's own files come at once, fonts and libraries
// after the first picture.
const imported = new Set(
  py
    .runPython(
      "import sys; '\\n'.join(str(m.__file__) for m in list(sys.modules.values()) if getattr(m, '__file__', None))",
    )
    .split("\n"),
);
const wanted = files.filter((name) => !early.has(name) && !imported.has(name));
const soon = (name) => name.startsWith(`${SITE}/aecourse/`) && !name.includes("/fonts/");
const rest = packed(kind === "page" ? wanted.filter(soon) : wanted, "files.gz");
const later = kind === "page" ? packed(wanted.filter((name) => !soon(name)), "later.gz") : [];
const packages = JSON.parse(process.env.PACKAGES);
for (const name of Object.keys(py.loadedPackages)) delete py.loadedPackages[name];
const table = inner.wasmTable?.length ?? 0;
const memory = py.makeMemorySnapshot({
  serializer: (value) => {
    throw new Error(`something of JavaScript is in Python's memory: ${String(value).slice(0, 80)}`);
  },
});
writeFileSync(join(out, "memory.gz"), gzipSync(memory, { level: 9 }));
const index = { memory: memory.length, table, modules: order, moduleFiles, files: rest, later, packages };
writeFileSync(join(out, "index.json"), JSON.stringify(index));
console.log(`${kind}: ${order.length} modules, ${files.length} files, ${Math.round(memory.length / 1e6)} MB`);
process.exit(0);
