// Pictures, forms and quizzes of a page come alive where they stand.

import type { Room, Shown } from "./room";
import type { ToWorker, Why, Written } from "./messages";
import { mine } from "./mine";
import { work } from "./mywork";
import { words, type Language, type Word } from "./words";

const mark = document.getElementById("ae-site")!;
const root = new URL(mark.dataset.root!, location.href).href;
const language: Language = mark.dataset.language === "zh" ? "zh" : "en";
const say = words(language);
const plain = new URLSearchParams(location.search).has("plain");

/** One place of the page that can come alive. */
interface Spot {
  box: HTMLElement;
  code: string;
  made: Promise<Shown> | null;
  alive: boolean;
}

/** For whoever looks on from outside: what runs here, and what each cell has said in plain words. */
const page = window as unknown as { aecourse?: { room: Room; said: Record<string, unknown> }; aeAwake: boolean };

let room: Promise<Room> | null = null;

/** The room of this page; started once, and again after it failed. */
export function entered(): Promise<Room> {
  room ??= (async () => {
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") throw failure("browser");
    // Python starts while the page still fetches what shows its widgets.
    const worker = new Worker(new URL("worker.js", import.meta.url));
    const early: Event[] = [];
    worker.onmessage = (event) => early.push(new MessageEvent("message", { data: event.data }));
    worker.onerror = ({ message }) => early.push(new ErrorEvent("error", { message }));
    worker.postMessage({ kind: "start", runtime: `${root}runtime/`, plain } satisfies ToWorker);
    const here = await import("./room").catch(() => {
      worker.terminate();
      throw failure("script"); // a browser remembers that a module was not to be had
    });
    const opened = new here.Room(worker, early);
    opened.onunkept = () => note(say("unkept"));
    opened.onlearned = () => {
      for (const spot of all) if (spot.alive && spot.box.dataset.kind === "record") void again(spot);
    };
    try {
      const { kept } = await opened.ready;
      if (!kept) note(say("unkept"));
    } catch (error) {
      opened.close();
      throw error;
    }
    page.aecourse = { room: opened, said: {} };
    return opened;
  })();
  room.catch(() => (room = null));
  return room;
}

function failure(why: Why | "script"): Error {
  return Object.assign(new Error(why), { why });
}

function sentence(error: unknown): string {
  return say((error as { why?: Word }).why ?? "cell");
}

/** A line at the foot of the window, said once. */
function note(text: string): void {
  if (document.querySelector(".ae-note")) return;
  const line = document.createElement("p");
  line.className = "ae-note";
  line.setAttribute("role", "status");
  line.textContent = text;
  document.body.append(line);
  line.addEventListener("click", () => line.remove());
}

function make(spot: Spot): Promise<Shown> {
  spot.made ??= entered().then((one) => one.run(spot.code));
  spot.made.catch(() => (spot.made = null));
  return spot.made;
}

async function wake(spot: Spot): Promise<void> {
  if (spot.alive) return;
  const state = spot.box.querySelector<HTMLElement>(".ae-state")!;
  const button = spot.box.querySelector<HTMLButtonElement>(".ae-go")!;
  const pressed = document.activeElement === button;
  button.disabled = true;
  const soon = setTimeout(() => (state.textContent = say("starting")), 250);
  const later = setTimeout(() => (state.textContent = say("slow")), 3000);
  try {
    const shown = await make(spot);
    if (spot.alive) return;
    spot.alive = true;
    const place = spot.box.querySelector<HTMLElement>(".ae-still")!;
    const live = document.createElement("div");
    live.className = "ae-live";
    live.tabIndex = -1;
    place.before(live);
    await shown.attach(live);
    place.hidden = true;
    if (spot.box.dataset.kind === "guess") {
      button.disabled = false; // asked again, it answers again
      state.textContent = "";
    } else button.parentElement!.remove();
    if (pressed) live.focus({ preventScroll: true });
    page.aecourse!.said[spot.box.id] = shown.bundle["text/plain"];
    spot.box.classList.add("ae-alive");
    offer(spot.box, shown.files);
  } catch (error) {
    spot.alive = false;
    spot.box.querySelector(".ae-live")?.remove();
    console.error(error);
    button.disabled = false;
    clearTimeout(later);
    state.textContent = sentence(error);
  } finally {
    clearTimeout(soon);
    clearTimeout(later);
  }
}

/** Show again what tells how far the learner is. */
async function again(spot: Spot): Promise<void> {
  spot.made = null;
  const shown = await make(spot);
  await shown.attach(spot.box.querySelector<HTMLElement>(".ae-live")!);
}

/** Files that a cell wrote, as links to keep them. */
function offer(box: HTMLElement, files: Written[]): void {
  for (const { name, bytes } of files) {
    const link = document.createElement("a");
    link.className = "ae-file";
    link.download = name;
    link.href = URL.createObjectURL(new Blob([bytes as BlobPart]));
    link.textContent = say("download", { name });
    box.append(link);
  }
}

function spots(): Spot[] {
  return [...document.querySelectorAll<HTMLElement>(".ae-try")].map((box) => {
    const given = JSON.parse(box.querySelector("script")!.textContent!) as { code: string };
    return { box, code: given.code, made: null, alive: false };
  });
}

/** What wakes only when it is asked: it would give the answer away, write a file, or cost much. */
const PRESSED = new Set(["view", "guess", "paper"]);
let ready = false; // Python is there: forms, quizzes and records wake where the reader comes to them
let woken = false; // a view has been asked for: so do the others
const inSight = new Set<Spot>();

function wakeInSight(): void {
  for (const spot of inSight) {
    const kind = spot.box.dataset.kind!;
    if (PRESSED.has(kind) ? woken && kind === "view" : ready) void wake(spot);
  }
}

function watch(all: Spot[]): void {
  const byBox = new Map(all.map((spot) => [spot.box as Element, spot]));
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) {
        const spot = byBox.get(target)!;
        if (isIntersecting) inSight.add(spot);
        else inSight.delete(spot);
      }
      wakeInSight();
    },
    { rootMargin: "200px 0px" },
  );
  for (const spot of all) {
    near.observe(spot.box);
    spot.box.querySelector(".ae-go")!.addEventListener("click", () => {
      if (spot.alive) return void again(spot);
      void wake(spot).then(() => {
        woken ||= spot.alive && spot.box.dataset.kind === "view";
        ready ||= spot.alive;
        wakeInSight();
      });
    });
  }
}

/** While the reader is still above: start the worker, and draw the next view unseen. */
async function ahead(all: Spot[]): Promise<void> {
  const saving = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
  if (saving || all.length === 0) return;
  const views = all.filter((spot) => spot.box.dataset.kind === "view");
  try {
    await entered();
    const next = views.find((spot) => spot.box.getBoundingClientRect().bottom > 0);
    if (next) await make(next);
    if (next?.box.closest(".ae-first")) await wake(next);
    ready = true;
    wakeInSight();
  } catch (error) {
    console.warn(error); // said when the reader asks for it
  }
}

/** Views take the dark from JupyterLab's mark; here it follows the page. */
function dark(): void {
  const night = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => {
    const { theme } = document.body.dataset;
    const isDark = theme === "dark" || (theme !== "light" && night.matches);
    document.documentElement.dataset.jpThemeLight = String(!isDark);
  };
  night.addEventListener("change", follow);
  new MutationObserver(follow).observe(document.body, { attributeFilter: ["data-theme"] });
  follow();
}

page.aeAwake = true;
dark();
const all = spots();
watch(all);
work(say, document.querySelector(".ae-work"));
mine(say, language, entered, document.querySelector(".ae-mine"));
const begin = () => setTimeout(() => void ahead(all), 100);
if (document.readyState === "complete") begin();
else addEventListener("load", begin, { once: true });
