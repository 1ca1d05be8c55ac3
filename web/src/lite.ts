// Stands for pyodide.js in JupyterLite: the same files, the same memory, the same record.  It lies in
// lite/runtime/, since JupyterLite asks for nothing above its own folder; the files are the pages'.

import prepare from "./lite.py";
import withIPython from "./with_ipython.py";
import { started } from "./runtime";
import { mount, synced, watch } from "./work";

const lab = self as any;

lab.loadPyodide = async ({ indexURL, packages, lockFileURL, ...options }: any): Promise<Pyodide> => {
  const runtime = new URL("../../runtime/", indexURL).href;
  const { py, complete } = await started(runtime, options, false, () => undefined);
  while (await complete());
  py.runPython(prepare);
  if (await mount(py)) {
    const changed = watch(py);
    setInterval(() => {
      if (changed()) void synced(py).catch(() => undefined);
    }, 500);
  }
  // The kernel's own start is the first thing that it runs; what waits for a shell comes after it.
  const { runPythonAsync } = py;
  py.runPythonAsync = async (code: string, how?: object) => {
    const value = await runPythonAsync.call(py, code, how);
    if (code.includes("import pyodide_kernel")) py.runPython(withIPython);
    return value;
  };
  return py;
};
