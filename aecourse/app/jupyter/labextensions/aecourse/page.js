// What the course adds to JupyterLab's page: nothing dead looks alive.
//
// Written by hand as JupyterLab loads it (a container with `init` and `get`): there is nothing to build.

const LIVE = "application/vnd.jupyter.widget-view+json";
const MARK = "application/vnd.aecourse.live+json";
const GONE = "jupyter-widgets-disconnected"; // ipywidgets' own mark
const OVER = ["restarting", "autorestarting", "terminating", "dead"];

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

const plugin = {
  id: "aecourse:live",
  description: "Shows the still picture of what is not live.",
  autoStart: true,
  activate: (app) => {
    app.docRegistry.addWidgetExtension("Notebook", {
      createNew: (panel) => {
        const { rendermime } = panel.content;
        const createRenderer = () => liveOrStill(rendermime);
        rendermime.addFactory({ safe: false, mimeTypes: [MARK], createRenderer }, -20);
        markWhenOver(panel);
      },
    });
  },
};

window._JUPYTERLAB = window._JUPYTERLAB ?? {};
window._JUPYTERLAB.aecourse = { init: () => {}, get: async () => () => ({ __esModule: true, default: plugin }) };
