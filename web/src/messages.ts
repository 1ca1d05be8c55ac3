// What page and worker say to each other.

/** What a cell shows: the data of a notebook's output, by kind. */
export type Bundle = Record<string, unknown>;

/** A file that a cell wrote for the learner: a certificate, a table. */
export interface Written {
  name: string;
  bytes: Uint8Array;
}

export type ToWorker =
  | { kind: "start"; runtime: string; plain: boolean }
  | { kind: "run"; n: number; code: string; files: Written[] }
  | { kind: "msg"; n: number; id: string; data: string; buffers: ArrayBuffer[] };

export type FromWorker =
  | { kind: "stage"; name: string; ms: number }
  | { kind: "ready"; kept: boolean }
  | { kind: "failed"; why: Why; detail: string }
  | { kind: "ran"; n: number; bundle: Bundle; files: Written[]; said: string }
  | { kind: "error"; n: number; text: string }
  | { kind: "done"; n: number }
  | { kind: "learned" }
  | { kind: "unkept" }
  | {
      kind: "comm_open" | "comm_msg" | "comm_close";
      id: string;
      target: string;
      data: string;
      metadata: string;
      buffers: Uint8Array[];
    };

/** Why the worker could not start. */
export type Why = "network" | "damaged" | "browser" | "memory" | "unknown";
