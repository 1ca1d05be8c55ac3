// A table of orders that a learner sorts by its headings; the order chosen stays while levers move.

function render({ model, el }) {
  const table = document.createElement("table");
  table.className = "ae-orders";
  const caption = table.createCaption();
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  const frame = document.createElement("div");
  frame.className = "ae-orders-frame";
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.append(table);
  el.append(frame);
  let by = -1;
  let down = false;

  const compare = (a, b) => {
    const [x, y] = [a[by]?.key ?? null, b[by]?.key ?? null];
    if (x === y) return 0;
    if (x === null) return 1; // what is not known stands last, whichever way
    if (y === null) return -1;
    const way = typeof x === "number" ? x - y : String(x).localeCompare(String(y));
    return down ? -way : way;
  };
  const fill = () => {
    const rows = [...model.get("rows")];
    if (by >= 0) rows.sort(compare);
    body.replaceChildren(
      ...rows.map((row) => {
        const line = document.createElement("tr");
        row.forEach((value, place) => {
          const cell = document.createElement(place ? "td" : "th");
          if (!place) cell.scope = "row";
          if (place >= model.get("numbers_from")) cell.className = "ae-number";
          if (place) {
            cell.textContent = value.text;
          } else {
            const open = document.createElement("button");
            open.type = "button";
            open.textContent = value.text;
            open.addEventListener("click", () => {
              model.set("chosen", value.text);
              model.save_changes();
            });
            cell.append(open);
          }
          line.append(cell);
        });
        return line;
      }),
    );
    [...head.cells].forEach((cell, place) => {
      const way = place === by ? (down ? "descending" : "ascending") : "none";
      cell.setAttribute("aria-sort", way);
    });
  };
  const title = () => {
    caption.textContent = model.get("caption");
    frame.setAttribute("aria-label", model.get("caption"));
  };
  model.get("columns").forEach((label, place) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    if (place >= model.get("numbers_from")) cell.className = "ae-number";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      down = by === place && !down;
      by = place;
      fill();
    });
    cell.append(button);
    head.append(cell);
  });
  title();
  fill();
  model.on("change:rows", fill);
  model.on("change:caption", title);
}

export default { render };
