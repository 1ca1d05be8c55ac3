// When its kernel is gone, a view or a card says so and lets nothing move.

const GONE = "jupyter-widgets-disconnected"; // ipywidgets' own mark

// The mark is looked for on what is around *el*.  In *box* stands what must keep still, and then the
// line of *words* above it.
function whileConnected(el, box, words, changed = () => {}) {
  const line = document.createElement("p");
  line.className = "ae-lost";
  line.setAttribute("role", "alert");
  const look = (root) => {
    const gone = root.classList.contains(GONE);
    if (gone === line.isConnected) return;
    for (const part of box.children) part.inert = gone;
    if (gone) {
      line.textContent = words;
      box.prepend(line);
    } else {
      line.remove();
    }
    changed(gone);
  };
  let frame = 0;
  let observer;
  const start = (tries) => {
    const root = el.closest(".jupyter-widgets");
    if (!root) {
      if (tries) frame = requestAnimationFrame(() => start(tries - 1)); // not on the page yet
      return;
    }
    observer = new MutationObserver(() => look(root));
    observer.observe(root, { attributes: true, attributeFilter: ["class"] });
    look(root);
  };
  start(100);
  return () => {
    cancelAnimationFrame(frame);
    observer?.disconnect();
  };
}
