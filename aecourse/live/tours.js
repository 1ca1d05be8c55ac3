// Sentences in which some phrases can be pressed; the one whose setting holds now is marked.

function render({ model, el }) {
  el.classList.add("ae-tour-text");
  const line = document.createElement("p");
  const phrases = new Map();
  model.get("pieces").forEach(({ words, acts }, place) => {
    if (!acts) return line.append(words);
    const phrase = document.createElement("button");
    phrase.type = "button";
    phrase.className = "ae-phrase";
    phrase.textContent = words;
    phrase.addEventListener("click", () => {
      model.set("pressed", { place, n: (model.get("pressed").n ?? 0) + 1 });
      model.save_changes();
    });
    phrases.set(place, phrase);
    line.append(phrase);
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
