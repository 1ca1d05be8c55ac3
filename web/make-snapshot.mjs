// node make-snapshot.mjs RUNTIME PAGE LAB OUT: Python's memory after the imports of a page, what differs
// once JupyterLite's kernel has started, and the archives of files that browsers fetch, by when they are
// needed.
//
// PAGE and LAB stand for site-packages: what a page rests on, and what JupyterLite needs beyond it.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { SITE, found, put } from "./files.mjs";
import { clear, difference, forget } from "./memory.mjs";

const [runtime, page, lab, out] = process.argv.slice(2);
// An error of Python carries Pyodide's whole source with it: its message says enough.
process.on("uncaughtException", (error) => {
  console.error(error.message ?? error);
  process.exit(1);
});
const here = (name) => readFileSync(new URL(name, import.meta.url), "utf8");

const { loadPyodide } = await import(`${resolve(runtime)}/pyodide.mjs`);
const env = JSON.parse(here("src/environment.json"));
const py = await loadPyodide({ indexURL: `${resolve(runtime)}/`, _makeSnapshot: true, env });
const inner = py._module;

/** Python's memory as it is now, and what belongs to it. */
function remembered() {
  const imported = py.runPython(
    "import sys; '\\n'.join(str(m.__file__) for m in list(sys.modules.values()) if getattr(m, '__file__', None))",
  );
  forget(inner);
  // The modules that the imports loaded, in that order, with the records of C's `dlopen` in memory.
  const { loadedLibsByName, loadedLibsByHandle } = inner.LDSO;
  const handles = new Map(Object.entries(loadedLibsByHandle).map(([at, one]) => [one, Number(at)]));
  const modules = Object.entries(loadedLibsByName)
    .filter(([name, one]) => name.startsWith("/") && handles.get(one))
    .map(([name, one]) => ({ name, handle: handles.get(one), global: Boolean(one.global) }));
  for (const name of Object.keys(py.loadedPackages)) delete py.loadedPackages[name];
  clear(inner);
  const memory = py.makeMemorySnapshot({
    serializer: (value) => {
      throw new Error(`something of JavaScript is in Python's memory: ${String(value).slice(0, 80)}`);
    },
  });
  return { memory, table: inner.wasmTable.length, modules, imported: new Set(imported.split("\n")) };
}

const files = found(page);
put(py, files);
py.runPython(here("src/without_ipython.py"));
py.runPython("import pandas");
forget(inner); // what comes now takes the place
py.runPython(here("src/boot.py"));
py.runPython(here("imports_page.py"));
const paged = remembered();

// The same Python goes on to JupyterLite's kernel, and what it changes in memory is kept.
const labFiles = found(lab);
put(py, labFiles);
for (const step of ["lite", "kernel", "with_ipython"]) py.runPython(here(`src/${step}.py`));
py.runPython("import gc; gc.collect(); gc.freeze()");
const kernel = remembered();

// What is imported lies in memory already; its files are for those who cannot wake it.  The course's
// own files come at once, fonts and parts of libraries that nothing imported after the first picture.
const has = ({ modules }, file) => modules.some(({ name }) => name === file);
const group = (name) => {
  if (has(paged, name)) return "modules";
  if (has(kernel, name)) return "lab-modules";
  if (paged.imported.has(name)) return "plain";
  return name.startsWith(`${SITE}/aecourse/`) && !name.includes("/fonts/") ? "first" : "later";
};
const labGroup = (name) => {
  if (has(kernel, name)) return "lab-modules";
  return kernel.imported.has(name) ? "lab-plain" : "lab";
};
const groups = { modules: [], first: [], plain: [], later: [], "lab-modules": [], "lab-plain": [], lab: [] };
for (const file of files) groups[group(file[0])].push(file);
for (const file of labFiles) groups[labGroup(file[0])].push(file);

const write = (name, bytes) => writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
const archives = {};
for (const [archive, members] of Object.entries(groups)) {
  let at = 0;
  const parts = members.map(([, path]) => readFileSync(path));
  archives[archive] = members.map(([name], i) => [name, (at += parts[i].length) - parts[i].length, parts[i].length]);
  write(archive, Buffer.concat(parts));
}
write("memory", paged.memory);
write("lab-memory", difference(paged.memory, kernel.memory));
const images = Object.fromEntries(
  Object.entries({ page: paged, lab: kernel }).map(([image, { memory, table, modules }]) => [
    image,
    { memory: memory.length, table, modules },
  ]),
);
writeFileSync(join(out, "index.json"), JSON.stringify({ images, archives, packages: JSON.parse(process.env.PACKAGES) }));
console.log(
  `${paged.modules.length} modules, ${files.length + labFiles.length} files, ${Math.round(paged.memory.length / 1e6)} MB`,
);
process.exit(0);
