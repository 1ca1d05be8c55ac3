// What can be clicked in the pages that Python writes: any button with data-pick says what it asks
// for.  A page is written anew after each pick; the hand that was on a button stays on it.

function render({ model, el }) {
  let view;
  let watching;
  let last; // the button on which the hand is, by what it asks for
  let sent = 0;

  const buttons = (within) => [...within.querySelectorAll("[data-pick]")];
  const heard = (event) => {
    const button = event.target.closest("[data-pick]");
    if (!button) return;
    sent += 1;
    model.set("picked", { what: button.dataset.pick, n: sent });
    model.save_changes();
  };
  const focused = (event) => {
    last = event.target.closest?.("[data-pick]")?.dataset.pick;
  };
  // in the map, arrows go from cell to cell
  const moved = (event) => {
    const cell = event.target.closest?.(".ae-map td");
    const [down, right] = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    }[event.key] ?? [0, 0];
    if (!cell || !(down || right)) return;
    event.preventDefault();
    const rows = [...cell.closest("tbody").rows];
    const row = rows[rows.indexOf(cell.parentElement) + down];
    const next = row?.cells[cell.cellIndex + right]?.querySelector("[data-pick]");
    if (!next) return;
    for (const one of buttons(cell.closest("table"))) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  };
  const start = () => {
    view = el.closest(".aecourse-live");
    if (!view) return requestAnimationFrame(start);
    view.addEventListener("click", heard);
    view.addEventListener("focusin", focused);
    view.addEventListener("keydown", moved);
    watching = new MutationObserver(() => {
      if (last === undefined || document.activeElement !== document.body) return;
      buttons(view).find((one) => one.dataset.pick === last)?.focus({ preventScroll: true });
    });
    watching.observe(view, { subtree: true, childList: true });
  };
  const first = requestAnimationFrame(start);
  return () => {
    cancelAnimationFrame(first);
    watching?.disconnect();
    view?.removeEventListener("click", heard);
    view?.removeEventListener("focusin", focused);
    view?.removeEventListener("keydown", moved);
  };
}

export default { render };
