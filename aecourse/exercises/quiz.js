// A quiz: one question after another, each choice answered at once, the score at the end.

function button(name, text, key, act) {
  const node = make("button", `ae-do ${name}`, text);
  node.type = "button";
  node.dataset.key = key;
  node.addEventListener("click", act);
  return node;
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const letter = (at) => String.fromCharCode(65 + at);

function mark(right) {
  const node = make("span", "ae-mark", right ? "✓" : "✗");
  node.setAttribute("aria-hidden", "true");
  return node;
}

function feedback(words, choice) {
  const said = make("p", "ae-words");
  said.dataset.status = choice.right ? "right" : "wrong";
  const verdict = make("span", "ae-verdict", choice.right ? words.right : words.wrong);
  said.append(verdict, document.createTextNode(` ${choice.words}`));
  return said;
}

function option(model, words, question, at, text) {
  const item = make("li");
  const chosen = model.get("given")[question] ?? [];
  const choice = chosen.find((one) => one.option === at);
  const over = chosen.some((one) => one.right);
  const node = make("button", "ae-option");
  node.type = "button";
  node.dataset.key = `option-${at}`;
  node.setAttribute("aria-pressed", String(Boolean(choice)));
  node.append(make("span", "ae-letter", letter(at)), make("span", "", text));
  item.append(node);
  if (choice) {
    node.dataset.status = choice.right ? "right" : "wrong";
    node.append(mark(choice.right));
    const said = feedback(words, choice);
    said.id = `ae-quiz-${++numbers}`;
    node.setAttribute("aria-describedby", said.id);
    item.append(said);
  }
  if (choice || over) node.setAttribute("aria-disabled", "true");
  if (over && !choice) node.classList.add("ae-over");
  if (!choice && !over) {
    node.addEventListener("click", () => model.send({ do: "choose", question, option: at }));
  }
  return item;
}

function asked(model, words, go) {
  const questions = model.get("questions");
  const at = Math.min(model.get("place"), questions.length - 1);
  const { prompt, options } = questions[at];
  const solved = (model.get("given")[at] ?? []).some((one) => one.right);
  const heading = make("p", "ae-prompt", prompt);
  heading.id = `ae-quiz-${++numbers}`;
  heading.dataset.key = "heading";
  heading.tabIndex = -1;
  own(heading);
  const list = make("ul", "ae-options");
  list.setAttribute("aria-labelledby", heading.id);
  list.append(...options.map((text, place) => option(model, words, at, place, text)));
  const foot = make("div", "ae-row ae-foot");
  if (at > 0) foot.append(button("", words.back, "back", () => go(at - 1)));
  if (solved) {
    const last = at === questions.length - 1;
    const text = last ? words.finish : words.next;
    foot.append(button("ae-first ae-forward", text, "next", () => go(at + 1)));
  } else {
    foot.append(make("span", "ae-tip", words.choose));
  }
  return [heading, list, foot];
}

function ended(model, words) {
  const { words: score, kept, each, tries } = model.get("result");
  const heading = make("p", "ae-score", score);
  heading.dataset.key = "heading";
  heading.tabIndex = -1;
  own(heading);
  const list = make("ol", "ae-each");
  model.get("questions").forEach(({ prompt }, at) => {
    const item = make("li");
    const sign = make("span", "ae-letter", String(at + 1));
    const how = make("span", "ae-how", `${tries[at] === 1 ? "✓ " : ""}${each[at]}`);
    item.append(sign, make("span", "", prompt), how);
    list.append(item);
  });
  const foot = make("div", "ae-row ae-foot");
  foot.append(button("", words.again, "again", () => model.send({ do: "again" })));
  return [heading, list, make("p", "ae-kept", kept), foot];
}

function render({ model, el }) {
  const words = model.get("words");
  const card = make("div", "ae-card ae-quiz");
  card.lang = model.get("language") === "zh" ? "zh-Hans" : "en";
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", words.name);
  const top = make("div", "ae-top");
  const body = make("div", "ae-body");
  const status = make("div", "ae-unseen");
  status.setAttribute("role", "status");
  card.append(top, body, status);
  el.append(card);

  const finished = () => Boolean(model.get("result").words);
  const total = model.get("questions").length;
  const over = () => model.get("place") >= total && finished();
  const go = (place) => {
    model.set("place", place);
    model.save_changes();
  };
  const draw = (focus) => {
    const key = card.contains(document.activeElement) && document.activeElement.dataset.key;
    const at = Math.min(model.get("place"), total - 1) + 1;
    const name = make("span", "ae-name", words.name);
    name.setAttribute("role", "heading");
    name.setAttribute("aria-level", "3");
    top.replaceChildren(name);
    if (!over()) top.append(make("span", "ae-at", filled(words.of, { at, of: total })));
    if (model.get("before")) top.append(make("span", "ae-best", model.get("before")));
    body.replaceChildren(...(over() ? ended(model, words) : asked(model, words, go)));
    const wanted = focus && key ? focus : key;
    if (wanted) body.querySelector(`[data-key="${wanted}"]`)?.focus();
  };
  const onGiven = () => {
    draw();
    const place = model.get("place");
    const last = (model.get("given")[place] ?? []).at(-1);
    status.textContent = last ? `${last.right ? words.right : words.wrong} ${last.words}` : "";
  };
  const onPlace = () => draw("heading");
  draw();
  model.on("change:given", onGiven);
  model.on("change:place", onPlace);
  model.on("change:before", () => draw());
  const parted = whileConnected(el, card, words.lost);
  return () => {
    parted();
    model.off("change:given", onGiven);
    model.off("change:place", onPlace);
  };
}

export default { render };
