// Stands for pyodide.js in JupyterLite: the same files, the same memory, the same record.  It lies in
// lite/runtime/, since JupyterLite asks for nothing above its own folder; the files are the pages'.

import prepare from "./lite.py";
import withIPython from "./with_ipython.py";
import { started, type Started } from "./runtime";
import { mount, synced, watch } from "./work";

const lab = self as any;

/** Python, and when all its files are there: where it woke, they arrive while a kernel starts. */
interface Waking extends Started {
  arrived: () => Promise<void>;
}

async function begun(folder: string, options: object): Promise<Waking> {
  const it = await started(new URL("../../runtime/", folder).href, options, "lab", false, () => undefined);
  let arriving: Promise<void> | null = null;
  const arrived = () => {
    arriving ??= all(it.complete);
    arriving.catch(() => (arriving = null)); // who asks next tries again
    return arriving;
  };
  if (it.woken) void arrived();
  return { ...it, arrived };
}

// As a worker that early.ts begins: Python wakes before there is a kernel, whose own script comes later
// and then asks for this one once more.
if (lab.location.pathname.endsWith("/lite.js") && !lab.aeWaking) {
  lab.aeWaking = begun(lab.location.href, {});
  lab.aeWaking.catch(() => undefined); // the kernel tries again, and tells what is wrong
  lab.addEventListener("message", ({ data }: MessageEvent) => data?.kernel && lab.importScripts(data.kernel));
}

lab.loadPyodide = async ({ indexURL, packages, lockFileURL, ...options }: any): Promise<Pyodide> => {
  const waking: Promise<Waking> = lab.aeWaking ?? begun(indexURL, options);
  const { py, woken, arrived } = await waking.catch(() => begun(indexURL, options));
  const { runPythonAsync } = py;
  if (woken) {
    py.globals.get("awake")(arrived);
    const installer = arrived().then(() => (code: string, how?: object) => runPythonAsync.call(py, code, how));
    py.runPythonAsync = async (code: string, how?: object) => {
      if (!code.includes("piplite")) return runPythonAsync.call(py, code, how);
      void installer.then((run) => run(code, how)).catch(console.warn);
    };
  } else {
    await arrived();
    py.runPython(prepare);
    // The kernel's own start is the first thing that it runs; what waits for a shell comes after it.
    py.runPythonAsync = async (code: string, how?: object) => {
      const value = await runPythonAsync.call(py, code, how);
      if (code.includes("import pyodide_kernel")) py.runPython(withIPython);
      return value;
    };
  }
  if (await mount(py)) {
    const changed = watch(py);
    setInterval(() => {
      if (changed()) void synced(py).catch(() => undefined);
    }, 500);
  }
  return py;
};

async function all(complete: () => Promise<boolean>): Promise<void> {
  while (await complete());
}
