// Stands for pyodide.js in JupyterLite: the same files, the same snapshot, the same record.  It lies in
// lite/runtime/, since JupyterLite asks for nothing above its own folder; the files are the pages'.

import { restored, unpacked, type Index, type Parts } from "./snapshot";
import { mount, synced, watch, RECORD } from "./work";

declare function importScripts(...urls: string[]): void;

const lab = self as any;

lab.loadPyodide = async (options: { indexURL: string; env?: object }): Promise<Pyodide> => {
  const here = new URL("../../runtime/", options.indexURL).href;
  const parts = arrived(`${here}lite/`);
  parts.catch(() => undefined); // heard below
  importScripts(`${here}pyodide.js`);
  const load = lab.loadPyodide;
  const asked = {
    ...options,
    indexURL: here,
    lockFileURL: `${here}lite-lock.json`,
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONWARNINGS: "ignore:only soft file lock:UserWarning", AECOURSE_PROGRESS: RECORD, ...options.env },
  };
  let py: Pyodide;
  try {
    py = await restored(load, asked, parts);
  } catch (error) {
    console.warn("The snapshot was not used:", error);
    py = await load(asked);
  }
  if (await mount(py)) {
    const changed = watch(py);
    setInterval(() => {
      if (changed()) void synced(py).catch(() => undefined);
    }, 500);
  }
  return py;
};

async function arrived(folder: string): Promise<Parts> {
  const get = async (name: string) => {
    const answer = await fetch(`${folder}${name}`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer;
  };
  const sealed = await fetch(new URL("../lock.json", folder)).then((answer) => answer.json());
  if (!sealed.files["lite/index.json"]) throw new Error("there is none");
  const indexed = get("index.json").then((answer) => answer.json() as Promise<Index>);
  const [index, memory, modules, files] = await Promise.all([
    indexed,
    indexed.then(async (i) => unpacked(await get("memory.gz"), i.memory)),
    get("modules.gz").then((answer) => unpacked(answer)),
    get("files.gz").then((answer) => unpacked(answer)),
  ]);
  return { index, memory, modules, files };
}
