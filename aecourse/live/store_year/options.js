// Options to choose one of, with their price in sight: real radio buttons, so that arrows move among
// them and a screen reader tells which of how many is chosen.

const put = (parent, tag, name, words) => {
  const part = document.createElement(tag);
  if (name) part.className = name;
  if (words !== undefined) part.textContent = words;
  parent.append(part);
  return part;
};

function render({ model, el }) {
  el.classList.add("ae-options");
  // radio buttons of one name exclude each other, on the whole page
  // the log is written anew each month: who has opened it finds it open
  let logOpen = false;
  let log;
  const toggled = (event) => {
    if (event.target.parentElement?.closest(".ae-log")) logOpen = event.target.open;
  };
  const kept = new MutationObserver(() => {
    const fold = log.querySelector("details");
    if (fold) fold.open = logOpen;
  });
  const watch = (tries) => {
    log = el.closest(".aecourse-live")?.querySelector(".ae-log");
    if (log) {
      log.addEventListener("toggle", toggled, true);
      kept.observe(log, { childList: true, subtree: true });
    } else if (tries) {
      frame = requestAnimationFrame(() => watch(tries - 1));
    }
  };
  let frame = model.get("keeps_log") ? requestAnimationFrame(() => watch(100)) : 0;
  const own = `ae-option-${crypto.randomUUID?.() ?? Math.random().toString(36).slice(2)}`;
  let buttons = new Map();

  function group(of) {
    const field = put(el, "div", `ae-option-group ae-${of.name}`);
    field.setAttribute("role", "radiogroup");
    field.setAttribute("aria-label", of.label);
    const head = put(field, "div", "ae-option-head", of.label);
    if (of.aside) put(head, "span", "ae-option-aside", of.aside);
    if (of.story) put(field, "p", "ae-option-story", of.story);
    const row = put(field, "div", "ae-option-row");
    for (const option of of.options) {
      const label = put(row, "label", "ae-option");
      const button = put(label, "input");
      Object.assign(button, { type: "radio", name: `${own}-${of.name}`, value: option.key });
      // JupyterLab's own shortcuts leave the arrow keys to what has the focus, if that itself says so.
      button.setAttribute("data-lm-suppress-shortcuts", "true");
      if (option.tip) label.title = option.tip;
      const words = put(label, "span", "ae-option-words");
      put(words, "span", "ae-option-name", option.name);
      put(words, "span", "ae-option-price", option.price);
      button.addEventListener("change", () => {
        model.set("chosen", { ...model.get("chosen"), [of.name]: option.key });
        model.save_changes();
      });
      buttons.set(`${of.name} ${option.key}`, button);
    }
  }

  const choose = () => {
    for (const [name, key] of Object.entries(model.get("chosen"))) {
      const button = buttons.get(`${name} ${key}`);
      if (button) button.checked = true;
    }
  };
  const build = () => {
    buttons = new Map();
    el.replaceChildren();
    for (const of of model.get("groups")) group(of);
    choose();
  };
  const still = () => {
    for (const button of buttons.values()) button.disabled = model.get("still");
  };
  const rebuild = () => {
    build();
    still();
  };
  model.on("change:groups", rebuild);
  model.on("change:chosen", choose);
  model.on("change:still", still);
  rebuild();
  return () => {
    cancelAnimationFrame(frame);
    kept.disconnect();
    log?.removeEventListener("toggle", toggled, true);
    model.off("change:groups", rebuild);
    model.off("change:chosen", choose);
    model.off("change:still", still);
  };
}

export default { render };
