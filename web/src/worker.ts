// Python in a worker of the page: it runs the cells of a lesson and carries what widgets say.

import boot from "./boot.py";
import withoutIPython from "./without_ipython.py";
import type { FromWorker, ToWorker, Written } from "./messages";
import { Failed, kindOf, started } from "./runtime";
import { FOLDER, OWN, mount, synced, watch } from "./work";

const here = self as unknown as { postMessage(m: FromWorker): void } & typeof globalThis;
const since = performance.now();
const tell = (message: FromWorker) => here.postMessage(message);
const stage = (name: string) =>
  tell({ kind: "stage", name, ms: Math.round(performance.now() - since) });

interface Ready {
  py: Pyodide;
  complete: () => Promise<boolean>;
  run: (code: string) => string;
  heard: (id: string, data: string, buffers: Uint8Array[]) => void;
  keep: (answered: boolean) => Promise<void>;
}

async function start(runtime: string, plain: boolean): Promise<Ready> {
  const { py, woken, complete } = await started(runtime, {}, "page", plain, stage);
  const send = (
    kind: "comm_open" | "comm_msg" | "comm_close",
    id: string,
    target: string,
    data: string,
    metadata: string,
    buffers: any,
  ) => {
    const bytes = buffers.toJs({ create_pyproxies: false }) as Uint8Array[];
    tell({ kind, id, target, data, metadata, buffers: bytes });
  };
  const kept = await mount(py);
  if (!woken) {
    py.runPython(withoutIPython);
    py.runPython(boot);
    py.runPython("import aecourse, ipywidgets, anywidget, pandas; aecourse.live.ScoreLab");
  }
  py.globals.get("begin")(send);
  stage("imported");
  const changed = watch(py);
  tell({ kind: "ready", kept });
  const keep = async (answered: boolean) => {
    if (!changed()) return;
    if (answered) tell({ kind: "learned" });
    if (kept) await synced(py).catch(() => tell({ kind: "unkept" }));
  };
  return { py, complete, run: py.globals.get("run"), heard: py.globals.get("heard"), keep };
}

async function handle(room: Ready, message: ToWorker): Promise<void> {
  if (message.kind === "msg") {
    try {
      const buffers = message.buffers.map((one) => new Uint8Array(one));
      await having(room, () => room.heard(message.id, message.data, buffers));
    } catch (error) {
      tell({ kind: "error", n: message.n, text: String(error).slice(-3000) });
    }
    tell({ kind: "done", n: message.n });
    await room.keep(true);
  } else if (message.kind === "run") {
    try {
      if (message.files.length) lay(room.py, message.files);
      const before = new Set<string>(room.py.FS.readdir(FOLDER));
      stage("asked");
      const { bundle, said } = JSON.parse(await having(room, () => room.run(message.code)));
      stage("ran");
      tell({ kind: "ran", n: message.n, bundle, said, files: written(room.py, before) });
    } catch (error) {
      tell({ kind: "error", n: message.n, text: String(error).slice(-3000) });
    }
    await room.keep(false);
  }
}

/** Do something in Python; files of the site that it lacks are fetched first. */
async function having<T>(room: Ready, act: () => T): Promise<T> {
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (!/ModuleNotFoundError|FileNotFoundError/.test(String(error)) || !(await room.complete())) throw error;
    }
  }
}

/** A learner's own files, in a folder that nobody keeps, in the place of those before. */
function lay(py: Pyodide, files: Written[]): void {
  py.FS.mkdirTree(OWN);
  for (const name of py.FS.readdir(OWN) as string[]) {
    if (!name.startsWith(".")) py.FS.unlink(`${OWN}/${name}`);
  }
  for (const file of files) py.FS.writeFile(`${OWN}/${file.name}`, file.bytes);
}

/** The files that a cell wrote beside the record: taken out, for the learner to keep. */
function written(py: Pyodide, before: Set<string>): Written[] {
  const names = (py.FS.readdir(FOLDER) as string[]).filter(
    (name) => !name.startsWith(".") && name !== "progress.json" && !before.has(name),
  );
  return names.map((name) => {
    const bytes: Uint8Array = py.FS.readFile(`${FOLDER}/${name}`).slice();
    py.FS.unlink(`${FOLDER}/${name}`);
    return { name, bytes };
  });
}

const waiting: ToWorker[] = [];
let turn: Promise<void> | null = null;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") {
    start(data.runtime, data.plain).then(
      (room) => {
        turn = waiting.splice(0).reduce((last, m) => last.then(() => handle(room, m)), Promise.resolve());
        self.onmessage = (event: MessageEvent<ToWorker>) => {
          turn = turn!.then(() => handle(room, event.data));
        };
      },
      (error: unknown) => {
        const why = error instanceof Failed ? error.why : kindOf(error);
        tell({ kind: "failed", why, detail: String(error).slice(-2000) });
      },
    );
  } else waiting.push(data);
};
