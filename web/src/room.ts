// The widgets of a page: models here, their other half in the worker, messages between.

import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { Widget } from "@lumino/widgets";
import anywidget from "anywidget";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@lumino/widgets/style/index.css";
import "@jupyter-widgets/base/css/index.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import type { Bundle, FromWorker, ToWorker, Why, Written } from "./messages";

const MODULES: Record<string, any> = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": controls,
  anywidget: anywidget(base),
};

const VIEW = "application/vnd.jupyter.widget-view+json";

/** One widget's channel to its other half. */
class Comm {
  private hear: (message: any) => void = () => undefined;
  private ended: (message: any) => void = () => undefined;

  constructor(
    private readonly room: Room,
    readonly comm_id: string,
    readonly target_name: string,
  ) {}

  open(): string {
    return "";
  }
  close(): string {
    return "";
  }
  on_msg(hear: (message: any) => void): void {
    this.hear = hear;
  }
  on_close(ended: (message: any) => void): void {
    this.ended = ended;
  }
  send(data: any, callbacks?: any, _metadata?: any, buffers?: ArrayBuffer[]): string {
    return this.room.send(this.comm_id, data, callbacks, buffers ?? []);
  }
  take(kind: string, message: any): void {
    (kind === "comm_close" ? this.ended : this.hear)(message);
  }
}

class Manager extends ManagerBase {
  protected async loadClass(name: string, module: string): Promise<any> {
    const found = MODULES[module]?.[name];
    if (!found) throw new Error(`no ${name} of ${module}`);
    return found;
  }
  protected async _create_comm(): Promise<any> {
    throw new Error("widgets are made in Python");
  }
  protected async _get_comm_info(): Promise<any> {
    return {};
  }
}

/** What a cell showed: its data, the files that it wrote, and how to put it on the page. */
export interface Shown {
  bundle: Bundle;
  files: Written[];
  said: string;
  attach(place: HTMLElement): Promise<void>;
}

export class Unstarted extends Error {
  constructor(
    readonly why: Why,
    detail: string,
  ) {
    super(detail);
  }
}

type Answer = { ok: (shown: Shown) => void; no: (error: Error) => void };

/** The worker of a page, and the widgets that it drives. */
export class Room {
  readonly ready: Promise<{ kept: boolean }>;
  readonly stages: Record<string, number> = {};
  private readonly manager = new Manager();
  private readonly worker: Worker;
  private readonly comms = new Map<string, Comm>();
  private readonly waiting = new Map<number, any>();
  private readonly asked = new Map<number, Answer>();
  private count = 0;
  /** The record has grown. */
  onlearned: () => void = () => undefined;
  /** The browser refused to keep the record. */
  onunkept: () => void = () => undefined;

  /** `early` is what the worker has said before there was a room. */
  constructor(worker: Worker, early: Event[]) {
    this.worker = worker;
    this.ready = new Promise((ok, no) => {
      worker.onmessage = (event: MessageEvent<FromWorker>) => {
        const message = event.data;
        if (message.kind === "ready") ok({ kept: message.kept });
        else if (message.kind === "failed") no(new Unstarted(message.why, message.detail));
        else this.heard(message);
      };
      worker.onerror = (event) => no(new Unstarted("network", event.message ?? "worker"));
    });
    for (const event of early) worker.dispatchEvent(event);
  }

  /** Give the worker up; what it has kept stays. */
  close(): void {
    this.worker.terminate();
  }

  /** Run the code of a cell; `files` are put beside it first. */
  run(code: string, files: Written[] = []): Promise<Shown> {
    const n = ++this.count;
    return new Promise((ok, no) => {
      this.asked.set(n, { ok, no });
      this.post({ kind: "run", n, code, files });
    });
  }

  send(id: string, data: unknown, callbacks: unknown, buffers: ArrayBuffer[]): string {
    const n = ++this.count;
    this.waiting.set(n, callbacks);
    this.post({ kind: "msg", n, id, data: JSON.stringify(data), buffers });
    return String(n);
  }

  private post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private heard(message: FromWorker): void {
    switch (message.kind) {
      case "stage":
        this.stages[message.name] = message.ms;
        break;
      case "learned":
        this.onlearned();
        break;
      case "unkept":
        this.onunkept();
        break;
      case "done":
        this.idle(message.n);
        break;
      case "ran":
        this.asked.get(message.n)?.ok(this.shown(message));
        this.asked.delete(message.n);
        break;
      case "error":
        console.error(message.text);
        this.asked.get(message.n)?.no(new Error(message.text));
        this.asked.delete(message.n);
        break;
      case "comm_open":
      case "comm_msg":
      case "comm_close":
        this.carry(message);
    }
  }

  private idle(n: number): void {
    const callbacks = this.waiting.get(n);
    this.waiting.delete(n);
    callbacks?.iopub?.status?.({ content: { execution_state: "idle" } });
  }

  private carry(message: Extract<FromWorker, { target: string }>): void {
    const parts = {
      content: {
        comm_id: message.id,
        target_name: message.target,
        data: JSON.parse(message.data),
      },
      metadata: JSON.parse(message.metadata),
      buffers: message.buffers.map((one) => new DataView(one.buffer, one.byteOffset, one.byteLength)),
      header: {},
      parent_header: {},
    } as any;
    if (message.kind === "comm_open") {
      const comm = new Comm(this, message.id, message.target);
      this.comms.set(message.id, comm);
      void this.manager.handle_comm_open(comm as any, parts);
    } else {
      this.comms.get(message.id)?.take(message.kind, parts);
      if (message.kind === "comm_close") this.comms.delete(message.id);
    }
  }

  private shown(message: Extract<FromWorker, { kind: "ran" }>): Shown {
    const { bundle, files, said } = message;
    const named = bundle[VIEW] as { model_id: string } | undefined;
    const view = named
      ? this.manager.get_model(named.model_id).then((model) => this.manager.create_view(model))
      : null;
    view?.catch(() => undefined);
    const attach = async (place: HTMLElement): Promise<void> => {
      if (view) {
        const { luminoWidget } = await view;
        place.replaceChildren();
        Widget.attach(luminoWidget, place);
        return;
      }
      const html = bundle["text/html"];
      if (typeof html === "string") {
        place.innerHTML = html.replaceAll('.ipynb"', '.html"');
        // A file that the cell wrote lies in no folder here: it stands below, to be kept.
        const names = new Set(files.map((file) => file.name));
        for (const link of place.querySelectorAll("a"))
          if (names.has(link.getAttribute("href") ?? "")) link.closest("p")?.remove();
      }
      else {
        const text = document.createElement("pre");
        text.textContent = String(bundle["text/plain"] ?? "");
        place.replaceChildren(text);
      }
    };
    return { bundle, files, said, attach };
  }
}
