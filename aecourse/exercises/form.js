// The form of one exercise: a field or options, buttons, and what is said of the answer.

function said(model, slot) {
  const { status, mark, lines } = model.get("said");
  if (!status) return slot.replaceChildren();
  const box = make("div", "ae-said");
  box.dataset.status = status;
  const sign = make("span", "ae-mark", mark);
  sign.setAttribute("aria-hidden", "true");
  const words = make("div");
  words.append(...lines.map((line) => make("p", "", line)));
  box.append(sign, words);
  slot.replaceChildren(box);
}

function field(model, words, about) {
  const row = make("div", "ae-row");
  const input = make("input", "ae-field");
  const label = make("label", "ae-label", words.label);
  input.type = "text";
  input.id = `ae-field-${++numbers}`;
  label.htmlFor = input.id;
  input.autocomplete = "off";
  input.spellcheck = false;
  input.placeholder = model.get("example");
  input.setAttribute("aria-describedby", about.id);
  row.append(label, input);
  return [row, () => input.value];
}

function choices(model, words) {
  const set = make("fieldset");
  const list = make("div", "ae-choices");
  const name = `ae-choice-${++numbers}`;
  set.append(make("legend", "ae-label", words.label), list);
  for (const [letter, text] of model.get("options")) {
    const label = make("label", "ae-choice");
    const input = make("input");
    input.type = "radio";
    input.name = name;
    input.value = letter;
    label.append(input, make("b", "ae-letter", letter), make("span", "", text));
    list.append(label);
  }
  return [set, () => set.querySelector("input:checked")?.value ?? ""];
}

function render({ model, el }) {
  const words = model.get("words");
  const card = make("div", "ae-card");
  card.lang = model.get("language") === "zh" ? "zh-Hans" : "en";
  const form = make("form", "ae-form");
  form.noValidate = true;
  const about = make("p", "ae-asked", model.get("asked"));
  about.id = `ae-asked-${++numbers}`;
  const kind = model.get("options").length ? choices : field;
  const [entry, answer] = kind(model, words, about);
  const check = make("button", "ae-do ae-first", words.check);
  check.type = "submit";
  const hint = make("button", "ae-do", words.hint);
  hint.type = "button";
  const buttons = make("div", "ae-row");
  buttons.append(check, hint);
  const verdict = make("div", "ae-slot");
  verdict.setAttribute("role", "status");
  const hints = make("ul", "ae-hints");
  const heard = make("div", "ae-slot");
  heard.setAttribute("role", "status");
  heard.append(hints);
  form.append(entry, ...(kind === field ? [about] : []), buttons, verdict, heard);
  card.append(form);
  el.append(card);

  const send = (event) => {
    event.preventDefault();
    model.send({ do: "check", answer: answer() });
  };
  form.addEventListener("submit", send);
  // the notebook around the form keeps a page's own answer to Enter from happening
  entry.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) send(event);
  });
  hint.addEventListener("click", () => model.send({ do: "hint" }));

  const onSaid = () => said(model, verdict);
  const onHints = () => {
    const known = hints.children.length;
    const all = model.get("hints");
    if (all.length < known) hints.replaceChildren();
    hints.append(...all.slice(hints.children.length).map((text) => make("li", "", text)));
  };
  const onNoMore = () => {
    const over = model.get("no_more_hints");
    if (over && document.activeElement === hint) check.focus();
    hint.disabled = over;
  };
  onSaid();
  onHints();
  onNoMore();
  model.on("change:said", onSaid);
  model.on("change:hints", onHints);
  model.on("change:no_more_hints", onNoMore);
  const ended = whileConnected(el, card, words.lost, (gone) =>
    gone ? verdict.replaceChildren() : onSaid(),
  );
  return () => {
    ended();
    model.off("change:said", onSaid);
    model.off("change:hints", onHints);
    model.off("change:no_more_hints", onNoMore);
  };
}

export default { render };
