// The page "Your own orders": a file chosen by hand is read here and goes nowhere.

import type { Room, Shown } from "./room";
import type { Language, words } from "./words";

type Say = ReturnType<typeof words>;

export function mine(
  say: Say,
  language: Language,
  entered: () => Promise<Room>,
  place: HTMLElement | null,
): void {
  if (!place) return;
  const label = document.createElement("label");
  label.className = "ae-go";
  const chooser = document.createElement("input");
  Object.assign(chooser, { type: "file", accept: ".csv,text/csv" });
  label.append(`${say("choose")} `, chooser);
  const state = document.createElement("p");
  state.setAttribute("role", "status");
  const result = document.createElement("div");
  place.append(label, state, result);

  chooser.addEventListener("change", async () => {
    const file = chooser.files?.[0];
    if (!file) return;
    state.textContent = say("reading");
    result.replaceChildren();
    try {
      const room = await entered();
      const bytes = new Uint8Array(await file.arrayBuffer());
      const shown = await room.run(code(language), [{ name: "orders.csv", bytes }]);
      state.textContent = shown.said.trim();
      await show(shown, result);
    } catch (error) {
      const why = (error as { why?: "network" }).why;
      state.textContent = why ? say(why) : last(String(error));
    }
  });
}

/** The course's own sentence: what stands in an error's last paragraph. */
function last(text: string): string {
  return text.trim().replace(/^[\s\S]*\n(?:[\w.]+(?:Error|Fault|\w)): /, "");
}

async function show(shown: Shown, place: HTMLElement): Promise<void> {
  const box = document.createElement("div");
  box.className = "ae-live";
  place.append(box);
  await shown.attach(box);
}

function code(language: Language): string {
  return [
    "import aecourse",
    `aecourse.set_language("${language}")`,
    'orders = aecourse.read_orders("/aecourse/orders.csv")',
    "aecourse.live.Capstone(orders=orders)",
  ].join("\n");
}
