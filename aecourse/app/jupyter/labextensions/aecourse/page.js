// What the course adds to JupyterLab's page: nothing dead looks alive, and no code has to be touched.
//
// Written by hand as JupyterLab loads it (a container with `init` and `get`): there is nothing to build.

const LIVE = "application/vnd.jupyter.widget-view+json";
const MARK = "application/vnd.aecourse.live+json";
const GONE = "jupyter-widgets-disconnected"; // ipywidgets' own mark
const OVER = ["restarting", "autorestarting", "terminating", "dead"];
const NARROW = 1500; // pixels: below, the list of files takes room that a lesson needs

// A band runs its cell, so it need not name a key; of a hidden cell there is neither code nor number.
const STYLE = `
.aecourse-run { cursor: pointer; }
.aecourse-key { display: none; }
.jp-CodeCell:has(> .jp-Cell-inputWrapper .jp-InputPlaceholder) :is(.jp-InputPrompt, .jp-OutputPrompt) {
  visibility: hidden;
}
.jp-InputPlaceholder .jp-PlaceholderText { display: none; }
.jp-InputPlaceholder .jp-Placeholder-content { background: none; border-color: transparent; }`;

// The renderer of a live view.  Until it has one, and when its kernel has none (a lesson opened on
// another day), it shows the still page that is stored beside it, instead of an error.
function liveOrStill(rendermime) {
  const html = "text/html";
  if (!rendermime.getFactory(LIVE)) return rendermime.createRenderer(html);
  const renderer = rendermime.createRenderer(LIVE);
  const render = renderer.renderModel.bind(renderer);
  const still = rendermime.createRenderer(html);
  const showStill = () => {
    if (renderer.widgets.length === 0) renderer.node.replaceChildren(still.node);
  };
  renderer.renderModel = async (model) => {
    await still.renderModel(model);
    if (!model.data[LIVE]) return showStill();
    const late = setTimeout(showStill, 1000); // a kernel that starts, or none
    await render(model);
    clearTimeout(late);
    showStill();
  };
  renderer.disposed.connect(() => still.dispose());
  return renderer;
}

// ipywidgets marks its views when a kernel is restarted by hand; not when it ends or crashes.
function markWhenOver(panel) {
  const context = panel.sessionContext;
  const mark = () => {
    for (const view of panel.node.querySelectorAll(".jupyter-widgets")) view.classList.add(GONE);
  };
  context.statusChanged.connect((_, status) => OVER.includes(status) && mark());
  context.kernelChanged.connect((_, { oldValue }) => oldValue && mark());
}

const tags = (cell) => cell.model.getMetadata("tags") ?? [];
const hidden = (cell) => Boolean(cell.model.getMetadata("jupyter")?.source_hidden);

// A click on a band runs its cell, and before it what was passed over above: the set-up cell, and
// cells without code to read that this kernel has not run.  Exercises above are left to the learner.
class Runner {
  constructor(app, panel) {
    this.app = app;
    this.panel = panel;
    this.ran = new WeakSet();
    this.queue = Promise.resolve();
    const forget = () => (this.ran = new WeakSet());
    panel.sessionContext.statusChanged.connect((_, status) => OVER.includes(status) && forget());
    panel.sessionContext.kernelChanged.connect(forget);
    panel.node.addEventListener("click", (event) => this.onClick(event));
    panel.context.ready.then(() => {
      const { cells } = panel.content.model;
      for (const model of cells) this.watch(model);
      cells.changed.connect((_, { newValues }) => newValues.forEach((model) => this.watch(model)));
    });
  }

  watch(model) {
    model.stateChanged.connect((_, { name, newValue }) => {
      if (name === "executionCount" && newValue) this.ran.add(model);
    });
  }

  onClick(event) {
    if (!event.target.closest?.(".aecourse-run")) return;
    const cell = this.panel.content.widgets.find((one) => one.node.contains(event.target));
    if (cell) this.run(cell);
  }

  needed(cell) {
    const common = tags(cell).includes("setup") || (hidden(cell) && !tags(cell).includes("exercise"));
    return cell.model.type === "code" && common && !this.ran.has(cell.model);
  }

  run(cell) {
    this.queue = this.queue.then(async () => {
      const { content } = this.panel;
      const above = content.widgets.slice(0, content.widgets.indexOf(cell)).filter((one) => this.needed(one));
      for (const one of [...above, cell]) {
        content.deselectAll();
        content.activeCellIndex = content.widgets.indexOf(one);
        await this.app.commands.execute("notebook:run-cell");
      }
    });
    return this.queue;
  }
}

// The set-up cell of a lesson runs as the lesson is opened: it shows how far one is, and nothing below
// it can be run too early.  Only of a lesson that is as it was delivered, or as one's own runs left it.
async function setUp(runner) {
  const { panel } = runner;
  await Promise.all([panel.context.ready, panel.sessionContext.ready, panel.revealed]);
  const { content } = panel;
  if (!content.model?.getMetadata("aecourse")?.lesson) return;
  const cell = content.widgets.find((one) => tags(one).includes("setup"));
  if (!cell?.model.trusted || !panel.sessionContext.session?.kernel) return;
  const at = content.activeCellIndex;
  await runner.run(cell);
  content.activeCellIndex = at;
}

// A Chinese lesson may lie in an English JupyterLab: its language chooses the glyphs, and the voice.
async function sayLanguage(panel) {
  await panel.context.ready;
  const language = panel.content.model?.getMetadata("aecourse")?.language;
  if (language) panel.content.node.lang = language;
}

// A link to a word of the glossary: the word is on the page only once its cell is drawn.
function openAtWord(panel) {
  const goTo = panel.setFragment.bind(panel);
  const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  const find = async (id) => {
    await Promise.all([panel.context.ready, panel.revealed]);
    const { content } = panel;
    const at = content.widgets.findIndex((cell) => cell.model.sharedModel.getSource().includes(`id="${id}"`));
    for (let again = 0; at >= 0 && again < 20; again++) {
      const target = content.widgets[at].node.querySelector(["id", "data-jupyter-id"].map((name) => `[${name}="${CSS.escape(id)}"]`).join());
      if (target) target.scrollIntoView({ block: "center" });
      else await content.scrollToItem(at);
      if (target && again > 3) return; // what is drawn above it has moved it meanwhile
      await wait(150);
    }
  };
  panel.setFragment = (fragment) => {
    goTo(fragment);
    find(decodeURIComponent(fragment.replace(/^#/, "")));
  };
}

const plugin = {
  id: "aecourse:live",
  description: "Shows the still picture of what is not live, and runs a cell from its band.",
  autoStart: true,
  activate: (app) => {
    const style = document.createElement("style");
    style.textContent = STYLE;
    document.head.append(style);
    app.restored?.then(() => window.innerWidth < NARROW && app.shell.collapseLeft?.());
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew: (panel) => {
        const { rendermime } = panel.content;
        const createRenderer = () => liveOrStill(rendermime);
        rendermime.addFactory({ safe: false, mimeTypes: [MARK], createRenderer }, -20);
        markWhenOver(panel);
        openAtWord(panel);
        sayLanguage(panel);
        setUp(new Runner(app, panel));
      },
    });
  },
};

window._JUPYTERLAB = window._JUPYTERLAB ?? {};
window._JUPYTERLAB.aecourse = { init: () => {}, get: async () => () => ({ __esModule: true, default: plugin }) };
