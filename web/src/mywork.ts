// The page "Your work": what is kept in this browser, out into a file and back.

import { record, restore, sound } from "./work";
import type { words } from "./words";

type Say = ReturnType<typeof words>;

const NAME = "aecourse-progress.json";

export function work(say: Say, place: HTMLElement | null): void {
  if (!place) return;
  const state = document.createElement("p");
  state.setAttribute("role", "status");
  const pack = button(say("pack"));
  const bring = button(say("bring"));
  const chooser = document.createElement("input");
  Object.assign(chooser, { type: "file", accept: ".json,application/json", hidden: true });
  place.append(pack, bring, chooser, state);

  pack.addEventListener("click", () =>
    guarded(async () => {
      const kept = await record();
      state.textContent = kept === null ? say("nothing") : "";
      if (kept !== null) save(kept);
    }),
  );
  bring.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () =>
    guarded(async () => {
      const text = (await chooser.files?.[0]?.text()) ?? "";
      chooser.value = "";
      if (!sound(text)) {
        state.textContent = say("foreign");
        return;
      }
      const kept = await record();
      if (kept !== null && kept !== text) {
        if (!confirm(say("replace"))) return;
        save(kept);
      }
      await restore(text);
      state.textContent = say("brought");
    }),
  );

  async function guarded(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      console.error(error);
      state.textContent = say("unkept");
    }
  }
}

function button(text: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ae-go";
  made.textContent = text;
  return made;
}

function save(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = NAME;
  link.click();
  URL.revokeObjectURL(link.href);
}
