// Says in words what the page shows: names and values of the sliders, and each new result.

// The unit stands behind the number by way of the style sheet; it never changes.
const units = new WeakMap();
function unit(readout) {
  if (!units.has(readout)) {
    const words = getComputedStyle(readout, "::after").content;
    if (!words.startsWith('"')) return "";
    units.set(readout, JSON.parse(words));
  }
  return units.get(readout);
}

function nameSlider(slider) {
  const name = slider.querySelector(".widget-label")?.textContent;
  const handle = slider.querySelector(".noUi-handle");
  const readout = slider.querySelector(".widget-readout");
  if (!name || !handle || !readout) return;
  const value = readout.textContent + unit(readout);
  const wanted = [
    [handle, "aria-label", name],
    [handle, "aria-valuetext", value],
    [readout, "role", "textbox"],
    [readout, "aria-label", name],
  ];
  for (const [node, key, text] of wanted) {
    if (node.getAttribute(key) !== text) node.setAttribute(key, text);
  }
}

// A button that stays pressed says so.
function namePressed(button) {
  const pressed = String(button.classList.contains("mod-active"));
  if (button.getAttribute("aria-pressed") !== pressed) button.setAttribute("aria-pressed", pressed);
}
const namePressedAll = (view) =>
  view.querySelectorAll(".widget-toggle-button").forEach(namePressed);

// What is chosen from the disk does not stay on the page: a count of it says nothing.
function nameUploads(view) {
  for (const button of view.querySelectorAll(".widget-upload, .jupyter-widget-upload")) {
    const words = button.lastChild;
    if (words?.nodeType === Node.TEXT_NODE) {
      const plain = words.data.replace(/ \(\d+\)$/, "");
      if (plain !== words.data) words.data = plain;
    }
  }
}

// What has no tip says "null" when a mouse rests on it, by ipywidgets.
function dropEmptyTips(view) {
  for (const named of view.querySelectorAll('[title="null"]')) named.removeAttribute("title");
}

const nameSliders = (view) => view.querySelectorAll(".widget-slider").forEach(nameSlider);

function render({ model, el }) {
  const status = document.createElement("div");
  status.className = "ae-unseen";
  status.setAttribute("role", "status");
  el.append(status);
  let told;
  let timer = 0;
  let observer;
  let watching;

  const result = (view) =>
    view.querySelector("svg[role=img]")?.getAttribute("aria-label") ?? undefined;
  const look = (view, changes) => {
    for (const { target } of changes) {
      if (target.matches?.(".widget-toggle-button")) namePressed(target);
      const slider = target.closest(".widget-slider");
      if (slider) nameSlider(slider);
      else if (!target.closest(".ae-effect")) {
        nameSliders(view);
        namePressedAll(view);
        nameUploads(view);
        dropEmptyTips(view);
      }
    }
    told ??= result(view); // what a view starts with is there to be read, not to be called out
    clearTimeout(timer);
    // a drag makes many results: only the one that stays is said
    timer = setTimeout(() => {
      const now = result(view);
      if (now !== told) status.textContent = told = now;
    }, 700);
  };
  const start = () => {
    const view = el.closest(".aecourse-live");
    if (!view) return requestAnimationFrame(start);
    view.lang = model.get("tongue");
    // arrows and letters in a list are for the list, not for the notebook's shortcuts
    for (const list of view.querySelectorAll("select")) {
      list.setAttribute("data-lm-suppress-shortcuts", "true");
    }
    observer = new MutationObserver((changes) => {
      const seen = changes.filter((change) => !status.contains(change.target));
      if (seen.length) look(view, seen);
    });
    observer.observe(view, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["aria-valuetext", "class"],
    });
    nameSliders(view);
    namePressedAll(view);
    nameUploads(view);
    dropEmptyTips(view);
    look(view, []);
    watching = whileConnected(el, view, model.get("lost"));
  };
  const first = requestAnimationFrame(start);
  return () => {
    cancelAnimationFrame(first);
    clearTimeout(timer);
    observer?.disconnect();
    watching?.();
  };
}

export default { render };
