// The line of an order: a picture from Python, and over it handles that keep the focus while the
// picture changes.  A handle says where it was pulled to; Python answers where it came to stand.

const SVG = "http://www.w3.org/2000/svg";
const node = (name, attributes = {}) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

function render({ model, el }) {
  el.classList.add("ae-line");
  // JupyterLab's own shortcuts leave the arrow keys to the handles.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const back = document.createElement("div");
  const front = node("svg", { class: "ae-handles", role: "group" });
  el.append(back, front);
  const handles = new Map();
  let grab = 0;
  let held; // the moment in a hand
  let wish; // what keys asked for and Python has not answered yet: { id, hours }
  let sent = 0;
  let left; // the handle that a hand has let go: it stays there until Python has answered
  let lastKey; // keys in a row on one handle are one grab, so that there and back leaves no trace

  const stage = () => model.get("stage");
  const known = (id) => model.get("handles").find((handle) => handle.id === id);
  const span = () => stage().right - stage().left;
  const xOf = (hours) => stage().left + (span() * (hours + 24)) / (stage().hours + 24);
  const hoursOf = (x) => Math.round(((x - stage().left) / span()) * (stage().hours + 24) - 24);
  const clamp = (hours, { low }) => Math.min(Math.max(hours, low), stage().hours);

  const send = (id, hours) => {
    sent = (model.get("moved").n ?? 0) + 1;
    model.set("moved", { id, hours, grab: `${grab}`, n: sent });
    model.save_changes();
  };
  const place = (group, x, y) => group.setAttribute("transform", `translate(${x} ${y})`);

  function make(id) {
    const group = node("g", { role: "slider", tabindex: "0", "data-moment": id });
    group.append(node("circle", { r: 16, class: "ae-hit" }), node("circle", { r: 13, class: "ae-ring" }));
    group.append(
      id === "ship_by" ? node("path", { d: "M0-10 10 0 0 10-10 0Z", class: "ae-knob" })
        : node("circle", { r: 8, class: "ae-knob" }),
    );
    group.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      event.stopPropagation();
      group.focus({ preventScroll: true });
      group.setPointerCapture(event.pointerId);
      grab += 1;
      lastKey = undefined;
      held = id;
    });
    group.addEventListener("pointermove", (event) => {
      if (held !== id) return;
      const box = front.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * stage().width;
      const never = x > (stage().right + stage().never) / 2 + 2;
      const hours = never ? null : clamp(hoursOf(x), known(id));
      place(group, never ? stage().never : xOf(hours), known(id).y);
      send(id, hours);
    });
    const drop = () => {
      if (held !== id) return;
      held = undefined;
      left = id;
      draw();
    };
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
      group.addEventListener(name, drop);
    }
    group.addEventListener("blur", () => (lastKey = undefined));
    group.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const handle = known(id);
      const step = event.shiftKey ? 1 : 24;
      const now = wish?.id === id ? wish.hours : handle.hours;
      const from = now ?? stage().hours + step;
      const to = {
        ArrowLeft: from - step, ArrowDown: from - step, ArrowRight: from + step,
        ArrowUp: from + step, PageDown: from - 168, PageUp: from + 168,
        Home: handle.low, End: stage().hours, Delete: null, Backspace: null,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (lastKey !== id) grab += 1;
      lastKey = id;
      // Python says what is impossible: an arrow may ask for one step too many
      const hours = to === null || (now === null && to > stage().hours)
        ? null : Math.min(to, stage().hours);
      wish = { id, hours: hours === null ? null : Math.max(hours, handle.low) };
      send(id, hours);
    });
    front.append(group);
    handles.set(id, group);
    return group;
  }

  function draw() {
    const { width, height, label } = stage();
    if (stage().answered >= sent) wish = left = undefined;
    back.innerHTML = model.get("picture");
    front.setAttribute("viewBox", `0 0 ${width} ${height}`);
    front.setAttribute("aria-label", label);
    const wanted = model.get("handles");
    for (const [id, group] of handles) {
      if (!wanted.some((handle) => handle.id === id)) {
        group.remove();
        handles.delete(id);
      }
    }
    for (const handle of wanted) {
      const group = handles.get(handle.id) ?? make(handle.id);
      if (held !== handle.id && left !== handle.id) place(group, handle.x, handle.y);
      group.classList.toggle("ae-void", !handle.happens);
      const said = {
        "aria-label": handle.label, "aria-valuetext": handle.text, "aria-valuemin": handle.low,
        "aria-valuemax": stage().hours, "aria-valuenow": handle.hours ?? stage().hours,
      };
      for (const [key, value] of Object.entries(said)) {
        if (group.getAttribute(key) !== String(value)) group.setAttribute(key, value);
      }
    }
    // The order in which the tabulator reaches them is the order of the rows.
    const first = [...front.children].map((group) => group.dataset.moment).join();
    const rows = wanted.map((handle) => handle.id).join();
    if (first !== rows) for (const { id } of wanted) front.append(handles.get(id));
  }

  model.on("change:stamp", draw);
  draw();
  return () => model.off("change:stamp", draw);
}

export default { render };
