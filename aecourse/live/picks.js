// Clicks on marks and axes of a view's picture; and what they open is brought into sight.

const REACH = 9; // px

function render({ model, el }) {
  let view;
  let frame = 0;
  const send = (what) => {
    model.set("picked", { ...what, n: (model.get("picked").n ?? 0) + 1 });
    model.save_changes();
  };
  // a dot is small: what is clicked is the nearest one around
  const nearest = (x, y) => {
    let [best, least] = [undefined, REACH];
    for (const mark of view.querySelectorAll("circle.ae-pick")) {
      const box = mark.getBoundingClientRect();
      const far = Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
      if (far < least) [best, least] = [mark, far];
    }
    return best;
  };
  const clicked = ({ target, clientX, clientY }) => {
    const mark = target.closest?.(".ae-pick");
    if (mark) return send({ id: mark.dataset.id });
    const near = nearest(clientX, clientY);
    if (near) return send({ id: near.dataset.id });
    const axis = target.closest?.(".ae-pick-axis");
    if (!axis) return;
    const box = axis.getBoundingClientRect();
    send({ share: Math.min(Math.max((clientX - box.left) / box.width, 0), 1) });
  };
  const show = () => {
    // the new part is laid out a moment after its words have come
    setTimeout(() => view?.querySelector(".ae-story")?.scrollIntoView({ block: "nearest" }), 60);
  };
  const start = () => {
    view = el.closest(".aecourse-live");
    if (!view) return (frame = requestAnimationFrame(start));
    view.addEventListener("click", clicked);
    model.on("change:shown", show);
  };
  frame = requestAnimationFrame(start);
  return () => {
    cancelAnimationFrame(frame);
    view?.removeEventListener("click", clicked);
    model.off("change:shown", show);
  };
}

export default { render };
