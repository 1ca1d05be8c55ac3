// The page "Your own orders": files chosen by hand are read here and go nowhere.

import own from "./own.py";
import type { Written } from "./messages";
import type { Room, Shown } from "./room";
import type { Language, Word, words } from "./words";

type Say = ReturnType<typeof words>;

/** What the course can read here; a workbook needs a reader that no browser has. */
const KINDS = ".csv,.tsv,.txt,.zip,.html,.htm,.xml,text/csv";

export function mine(
  say: Say,
  language: Language,
  entered: () => Promise<Room>,
  place: HTMLElement | null,
): void {
  if (!place) return;
  const chooser = document.createElement("input");
  Object.assign(chooser, { type: "file", accept: KINDS, multiple: true, hidden: true });
  const choose = button(say("choose"), () => chooser.click());
  const sample = quiet(button(say("sample"), () => void read()));
  const state = document.createElement("p");
  state.setAttribute("role", "status");
  const result = document.createElement("div");
  place.append(choose, sample, chooser, state, result);
  chooser.addEventListener("change", async () => {
    const files = await Promise.all([...(chooser.files ?? [])].map(written));
    chooser.value = "";
    if (files.length) await read(files);
  });

  /** Read *files*; without any the course's own export. */
  async function read(files: Written[] = [], how = ""): Promise<void> {
    const folder = files.length || how ? "" : "FOLDER = aecourse.orders.files.sample_export()\n";
    result.replaceChildren();
    await told("reading", async (room) => {
      const shown = await room.run(`${own}\n${folder}read("${language}"${how})`, files);
      report(shown.files[0]);
      await put(shown);
      if (!folder) result.append(quiet(button(say("columns"), () => void columns())));
    }).catch(() => (folder ? undefined : columns()));
  }

  async function columns(): Promise<void> {
    await told(null, async (room) => {
      const shown = await room.run(`${own}\ncolumns("${language}")`);
      result.replaceChildren();
      await put(shown);
      result.append(button(say("reread"), () => void read([], ", mapped=True")));
    }).catch(() => undefined);
  }

  async function told(word: Word | null, act: (room: Room) => Promise<void>): Promise<void> {
    if (word) state.textContent = say(word);
    try {
      await act(await entered());
      if (word) state.textContent = "";
    } catch (error) {
      const why = (error as { why?: Word }).why;
      if (word) state.textContent = why ? say(why) : last(String(error));
      throw error;
    }
  }

  async function put(shown: Shown): Promise<void> {
    const box = document.createElement("div");
    box.className = "ae-live";
    result.append(box);
    await shown.attach(box);
  }

  function report(file: Written | undefined): void {
    if (!file) return;
    const href = URL.createObjectURL(new Blob([file.bytes as BlobPart], { type: "text/html" }));
    const link = document.createElement("a");
    Object.assign(link, { href, download: file.name, className: "ae-go", textContent: say("report") });
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: href, title: say("report"), className: "ae-report" });
    frame.setAttribute("sandbox", "allow-same-origin allow-downloads allow-popups");
    result.append(link, frame);
  }
}

async function written(file: File): Promise<Written> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "ae-go", textContent: text });
  made.addEventListener("click", act);
  return made;
}

function quiet(one: HTMLButtonElement): HTMLButtonElement {
  one.classList.add("ae-quiet");
  return one;
}

/** The course's own sentence: what stands in an error's last paragraph. */
function last(text: string): string {
  return text.trim().replace(/^[\s\S]*\n(?:[\w.]+(?:Error|Fault|\w)): /, "");
}
