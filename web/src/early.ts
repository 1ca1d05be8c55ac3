// In JupyterLite's pages: Python wakes while JupyterLab still starts.  The first kernel that asks for a
// worker is given the one in which it wakes.

const Plain = window.Worker;
const script = (document.currentScript as HTMLScriptElement).src;
let waking: Worker | null = new Plain(new URL("lite.js", script));

window.Worker = new Proxy(Plain, {
  construct(target, given: ConstructorParameters<typeof Worker>) {
    const url = String(given[0]);
    if (!waking || !url.includes("/pyodide-kernel-extension/static/")) return new target(...given);
    const worker = waking;
    waking = null;
    worker.postMessage({ kernel: url });
    return worker;
  },
});
