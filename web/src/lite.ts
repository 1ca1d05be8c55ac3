// Stands for pyodide.js in JupyterLite: the same files, the same memory, the same record.  It lies in
// lite/runtime/, since JupyterLite asks for nothing above its own folder; the files are the pages'.

import prepare from "./lite.py";
import withIPython from "./with_ipython.py";
import { started } from "./runtime";
import { mount, synced, watch } from "./work";

const lab = self as any;

lab.loadPyodide = async ({ indexURL, packages, lockFileURL, ...options }: any): Promise<Pyodide> => {
  const runtime = new URL("../../runtime/", indexURL).href;
  const { py, woken, complete } = await started(runtime, options, "lab", false, () => undefined);
  const { runPythonAsync } = py;
  if (woken) {
    // The kernel lies in memory; what it has not imported arrives while it starts.  A cell waits for it.
    let arriving: Promise<void> | null = null;
    const arrived = () => {
      arriving ??= all(complete);
      arriving.catch(() => (arriving = null)); // the next cell tries again
      return arriving;
    };
    py.globals.get("awake")(arrived);
    const installer = arrived().then(() => (code: string, how?: object) => runPythonAsync.call(py, code, how));
    py.runPythonAsync = async (code: string, how?: object) => {
      if (!code.includes("piplite")) return runPythonAsync.call(py, code, how);
      void installer.then((run) => run(code, how)).catch(console.warn);
    };
  } else {
    await all(complete);
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
