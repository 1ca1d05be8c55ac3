// Fetch and start what the site serves in runtime/: each file by the hash that lock.json gives it.

import { completed, restored, unpacked, type Index, type Parts } from "./snapshot";
import type { Why } from "./messages";

export class Failed extends Error {
  constructor(
    readonly why: Why,
    detail: unknown,
  ) {
    super(detail instanceof Error ? detail.message : String(detail));
  }
}

interface Lock {
  files: Record<string, string>;
}

export type Stage = (name: string) => void;

declare const loadPyodide: (options: object) => Promise<Pyodide>;
declare function importScripts(...urls: string[]): void;

/** Python, and what gives it the files that could wait. */
export interface Started {
  py: Pyodide;
  complete: () => Promise<void>;
}

/** Python from the files under `runtime`; `snapshot` names the one to try first. */
export async function started(
  runtime: string,
  options: object,
  snapshot: string | null,
  stage: Stage,
): Promise<Started> {
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
    throw new Failed("browser", "WebAssembly or DecompressionStream");
  }
  const lock = (await get(`${runtime}lock.json`).then((answer) => answer.json())) as Lock;
  const file = async (name: string): Promise<Response> => {
    const hash = lock.files[name];
    if (!hash) throw new Failed("damaged", `${name} has no hash`);
    return get(`${runtime}${name}`, `sha256-${hash}`);
  };
  const parts =
    snapshot && lock.files[`${snapshot}/index.json`] ? all(file, snapshot) : Promise.reject();
  parts.catch(() => undefined); // heard below
  // Pyodide fetches its core itself: what comes before from here is checked, and kept by the browser.
  const core = ["pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"].map((name) =>
    file(name).then((answer) => answer.arrayBuffer()),
  );
  const script = await file("pyodide.js").then((answer) => answer.blob());
  await Promise.all(core);
  stage("core here");
  importScripts(URL.createObjectURL(script));
  const where = { indexURL: runtime, ...options };
  if (snapshot) {
    try {
      const py = await restored(loadPyodide, where, parts);
      stage("restored");
      const complete = once(async () => {
        const answer = await file(`${snapshot}/later.gz`);
        completed(py, (await parts).index, await unpacked(answer));
      });
      return { py, complete };
    } catch (error) {
      console.warn("The snapshot was not used:", error ?? "there is none");
    }
  }
  const py = await loadPyodide(where).catch((error: unknown) => {
    throw new Failed(kindOf(error), error);
  });
  stage("loaded");
  return { py, complete: async () => undefined };
}

function once(act: () => Promise<void>): () => Promise<void> {
  let going: Promise<void> | null = null;
  return () => {
    going ??= act();
    going.catch(() => (going = null));
    return going;
  };
}

async function all(file: (name: string) => Promise<Response>, name: string): Promise<Parts> {
  const indexed = file(`${name}/index.json`).then((a) => a.json() as Promise<Index>);
  const [index, memory, modules, files] = await Promise.all([
    indexed,
    Promise.all([file(`${name}/memory.gz`), indexed]).then(([a, i]) => unpacked(a, i.memory)),
    file(`${name}/modules.gz`).then((a) => unpacked(a)),
    file(`${name}/files.gz`).then((a) => unpacked(a)),
  ]);
  return { index, memory, modules, files };
}

/** Fetch a file of the site; where it does not come, find out why. */
async function get(url: string, integrity?: string): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, integrity ? { integrity } : undefined);
  } catch (error) {
    if (!integrity) throw new Failed("network", error);
    const there = await fetch(url, { method: "HEAD", cache: "no-store" }).catch(() => null);
    throw new Failed(there?.ok ? "damaged" : "network", `${url}: ${String(error)}`);
  }
  if (!answer.ok) throw new Failed("network", `${url}: ${answer.status}`);
  return answer;
}

/** What a failure of Pyodide's own start comes from. */
export function kindOf(error: unknown): Why {
  const text = String(error);
  if (/integrity|digest/i.test(text)) return "damaged";
  if (/fetch|network|load failed|importScripts|404/i.test(text)) return "network";
  if (/memory|RangeError|allocat/i.test(text)) return "memory";
  return "unknown";
}
