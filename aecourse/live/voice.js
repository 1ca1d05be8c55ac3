// Says in words what the page shows: names and values of the sliders, and each new result.

const unit = (readout) => {
  const words = getComputedStyle(readout, "::after").content;
  return words.startsWith('"') ? JSON.parse(words) : "";
};

function nameSliders(view) {
  for (const slider of view.querySelectorAll(".widget-slider")) {
    const name = slider.querySelector(".widget-label")?.textContent;
    const handle = slider.querySelector(".noUi-handle");
    const readout = slider.querySelector(".widget-readout");
    if (!name || !handle || !readout) continue;
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
}

function render({ el }) {
  const status = document.createElement("div");
  status.className = "ae-unseen";
  status.setAttribute("role", "status");
  el.append(status);
  let told;
  let timer = 0;
  let observer;

  const result = (view) =>
    view.querySelector("svg[role=img]")?.getAttribute("aria-label") ?? undefined;
  const look = (view) => {
    nameSliders(view);
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
    observer = new MutationObserver((changes) => {
      if (changes.some((change) => !status.contains(change.target))) look(view);
    });
    observer.observe(view, {
      subtree: true, childList: true, attributes: true, attributeFilter: ["aria-valuetext"],
    });
    look(view);
  };
  const first = requestAnimationFrame(start);
  return () => {
    cancelAnimationFrame(first);
    clearTimeout(timer);
    observer?.disconnect();
  };
}

export default { render };
