// Sentences in which some phrases can be pressed; the one whose setting holds now is marked.

// What ends a clause stays on the line of the phrase before it.
const STOPS = /^[.,;:?!)。，；：？！、）”]*/;

function render({ model, el }) {
  el.classList.add("ae-tour-text");
  const line = document.createElement("p");
  const phrases = new Map();
  let kept;
  model.get("pieces").forEach(({ words, acts }, place) => {
    if (!acts) {
      const [stops] = words.match(STOPS);
      kept?.append(stops);
      return line.append(kept ? words.slice(stops.length) : words);
    }
    const phrase = document.createElement("button");
    phrase.type = "button";
    phrase.className = "ae-phrase";
    phrase.textContent = words;
    phrase.addEventListener("click", () => {
      model.set("pressed", { place, n: (model.get("pressed").n ?? 0) + 1 });
      model.save_changes();
    });
    phrases.set(place, phrase);
    kept = document.createElement("span");
    kept.className = "ae-kept";
    kept.append(phrase);
    line.append(kept);
  });
  const mark = () => {
    for (const [place, phrase] of phrases) {
      phrase.setAttribute("aria-pressed", String(place === model.get("stands")));
    }
  };
  el.append(line);
  mark();
  model.on("change:stands", mark);
  return () => model.off("change:stands", mark);
}

export default { render };
