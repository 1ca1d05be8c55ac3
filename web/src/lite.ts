// Stands for pyodide.js in JupyterLite: the same files, the same snapshot, the same record.

import { restored, unpacked, type Index, type Parts } from "./snapshot";
import { mount, synced, watch, RECORD } from "./work";

declare function importScripts(...urls: string[]): void;

const lab = self as any;
// This file is served as <site>/runtime/lite.js, and JupyterLite's worker lies elsewhere.
const here: string = lab.aecourseRuntime;
const index = fetch(`${here}lite/index.json`).then((answer) => answer.json() as Promise<Index>);
const part = (name: string) => fetch(`${here}lite/${name}`);
const parts: Promise<Parts> = index.then(async (i) => {
  const [memory, modules, files] = await Promise.all([
    part("memory.gz").then((a) => unpacked(a, i.memory)),
    part("modules.gz").then((a) => unpacked(a)),
    part("files.gz").then((a) => unpacked(a)),
  ]);
  return { index: i, memory, modules, files };
});
parts.catch(() => undefined);

importScripts(`${here}pyodide.js`);
const load = lab.loadPyodide;

lab.loadPyodide = async (options: any): Promise<Pyodide> => {
  const env = { HOME: "/home/pyodide", AECOURSE_PROGRESS: RECORD, ...options.env };
  let py: Pyodide;
  try {
    py = await restored(load, { ...options, env }, parts);
  } catch (error) {
    console.warn("The snapshot was not used:", error);
    py = await load({ ...options, env });
  }
  const kept = await mount(py);
  if (kept) {
    const changed = watch(py);
    setInterval(() => {
      if (changed()) void synced(py).catch(() => undefined);
    }, 500);
  }
  return py;
};
