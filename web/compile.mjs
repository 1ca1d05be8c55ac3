// node compile.mjs PYODIDE IN OUT JOBS: bytecode for the archives of IN, made by Pyodide's own Python.
// JOBS is JSON: [[name in IN, name in OUT, [to drop], [to empty], level], …].

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const [pyodide, from, to, jobs] = process.argv.slice(2);
const { loadPyodide } = await import(`${resolve(pyodide)}/pyodide.mjs`);
// Columns of each instruction would make a third of the bytecode; a traceback names the line without them.
const env = { HOME: "/home/pyodide", PYTHONNODEBUGRANGES: "1" };
const py = await loadPyodide({ indexURL: `${resolve(pyodide)}/`, env });
for (const [folder, at] of [[from, "/in"], [to, "/out"]]) {
  py.FS.mkdirTree(at);
  py.FS.mount(py.FS.filesystems.NODEFS, { root: resolve(folder) }, at);
}
const wanted = JSON.parse(jobs).map(([a, b, ...how]) => [`/in/${a}`, `/out/${b}`, ...how]);
py.globals.set("jobs", py.toPy(wanted));
py.runPython(readFileSync(new URL("bytecode.py", import.meta.url), "utf8"));
