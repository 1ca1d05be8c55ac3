// Fetch and start what the site serves in runtime/: each file by the hash that lock.json gives it.

import environment from "./environment.json";
import { Modules, changed, put, restored, unpacked, type Archive, type Image, type Index } from "./snapshot";
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

declare let loadPyodide: (options: object) => Promise<Pyodide>;
declare function importScripts(...urls: string[]): void;

/** Python, whether it was woken from memory, and what gives it more files: false when there are no more. */
export interface Started {
  py: Pyodide;
  woken: boolean;
  complete: () => Promise<boolean>;
}

/** Python from the files under `runtime`: from the memory of `image`, or `plain` by its imports. */
export async function started(
  runtime: string,
  options: object,
  image: Image,
  plain: boolean,
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
  const archive = async (name: Archive | "memory" | "lab-memory", size?: number) =>
    unpacked(await file(`${name}.gz`), size);
  const indexed = file("index.json").then((answer) => answer.json() as Promise<Index>);
  const beyond = image === "lab" && !plain; // the kernel's memory is a page's and what differs
  const differing = beyond ? archive("lab-memory") : null;
  differing?.catch(() => undefined); // heard below, as the others
  const remembered = indexed.then(async (index) => {
    if (plain) return null;
    const memory = await archive("memory", index.images[image].memory);
    if (differing) changed(memory, await differing);
    return memory;
  });
  remembered.catch(() => undefined);
  const names: Archive[] = beyond ? ["modules", "lab-modules"] : ["modules"];
  const compiling = Promise.all([indexed, ...names.map((name) => archive(name))]).then(
    ([index, ...all]) => [new Modules(index, all.map((bytes, i) => [names[i]!, bytes])), all[0]!] as const,
  );
  const first = archive("first");
  const core = file("pyodide.asm.wasm.gz").then((answer) => {
    const bytes = answer.body!.pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compileStreaming(new Response(bytes, { headers: { "Content-Type": "application/wasm" } }));
  });
  const local = async (name: string) => {
    const answer = await file(name);
    const type = /\.js(\.gz)?$/.test(name) ? "text/javascript" : ""; // Firefox runs no script without it
    const bytes = name.endsWith(".gz") ? await unpacked(answer) : await answer.arrayBuffer();
    return URL.createObjectURL(new Blob([bytes], { type }));
  };
  const scripts = ["pyodide.js", "pyodide.asm.js.gz", "python_stdlib.zip.gz", "pyodide-lock.json"];
  const [module, script, engine, stdLibURL, lockFileURL] = await Promise.all([core, ...scripts.map(local)]);
  const [index, [modules, moduleFiles], firstFiles] = await Promise.all([indexed, compiling, first]);
  stage("core here");
  importScripts(script!, engine!);
  const where = { env: environment, ...options, indexURL: runtime, stdLibURL, lockFileURL, packages: [] };
  const load = (how: object) => compiledAhead(module, () => loadPyodide(how));
  const snapshot = async () => {
    try {
      const memory = await remembered;
      return memory && (await restored(load, where, index.images[image], memory, modules));
    } catch (error) {
      console.warn("The snapshot was not used:", error);
      return null;
    }
  };
  const woken = await snapshot();
  const py = woken ?? (await load(where).catch((error: unknown) => {
    throw new Failed(kindOf(error), error);
  }));
  const bring = async (name: Archive) => put(py, index, name, await archive(name));
  put(py, index, "first", firstFiles);
  const known = (names: string[]) => Object.assign(py.loadedPackages, Object.fromEntries(names.map((n) => [n, "site"])));
  known(index.packages.page);
  const rest: Archive[] = woken && beyond ? ["lab"] : ["lab", "lab-plain", "lab-modules"];
  const more: Archive[][] = [["later"], rest];
  const complete = async (): Promise<boolean> => {
    const next = more[0];
    if (!next) return false;
    await Promise.all(next.map(bring));
    more.shift();
    if (next === rest) known(index.packages.lab);
    py.runPython("import importlib; importlib.invalidate_caches()");
    return true;
  };
  if (!woken) {
    put(py, index, "modules", moduleFiles);
    await modules.load(py, index.images.page, false);
    await bring("plain");
    await complete();
  }
  stage(woken ? "restored" : "loaded");
  return { py, woken: woken !== null, complete };
}

/** Let Pyodide, which fetches and compiles its core itself, have the one that is here. */
async function compiledAhead<T>(module: WebAssembly.Module, act: () => Promise<T>): Promise<T> {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (what, how) => (/pyodide\.asm\.wasm$/.test(String(what)) ? new Response() : fetch(what, how));
  WebAssembly.instantiateStreaming = async (_, imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  try {
    return await act();
  } finally {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
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
