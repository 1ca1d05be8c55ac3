// What both cards are made with.

let numbers = 0;

// What has the focus must say itself that its keys are not shortcuts of the notebook around it.
const FOCUSABLE = ["button", "input"];

function own(node) {
  node.setAttribute("data-lm-suppress-shortcuts", "true");
}

function make(tag, name = "", text = "") {
  const node = document.createElement(tag);
  if (FOCUSABLE.includes(tag)) own(node);
  if (name) node.className = name;
  if (text) node.textContent = text;
  return node;
}
