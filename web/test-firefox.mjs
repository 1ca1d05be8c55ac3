// node test-firefox.mjs FIREFOX BASE LESSON: the site in Firefox; what was found, as JSON.
//
// In a page of LESSON the first view is woken and moved by the keyboard; in JupyterLite all its cells run.

import { launch } from "puppeteer-core";

const [executablePath, base, lesson] = process.argv.slice(2);
const browser = await launch({ browser: "firefox", executablePath, headless: true });
process.on("SIGTERM", () => void browser.close().finally(() => process.exit(1)));
const asked = new Set();
const opened = async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(180_000);
  page.on("request", (request) => asked.add(new URL(request.url()).host));
  page.on("console", (message) => console.error(message.text())); // told if something fails
  return page;
};

const page = await opened();
await page.goto(`${base}en/${lesson}.html`);
await (await page.waitForSelector(".ae-try[data-kind=view] .ae-go")).click();
const handle = await page.waitForSelector(".ae-alive .ae-stockout-rate .noUi-handle");
const said = () => page.$eval(".ae-effect .ae-unseen", (element) => element.textContent);
const before = await said();
await handle.focus();
for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowRight");
await page.waitForFunction(
  (old) => document.querySelector(".ae-effect .ae-unseen")?.textContent !== old,
  {},
  before,
);
const stages = await page.evaluate(() => window.aecourse.room.stages);
await page.close();

const lab = await opened();
await lab.goto(`${base}lite/lab/index.html?path=en/${lesson}.ipynb`);
await lab.waitForFunction(() => {
  const panel = window.jupyterapp?.shell?.currentWidget;
  return panel?.context?.isReady && panel.sessionContext.isReady && panel.sessionContext.session?.kernel?.status === "idle";
});
const cells = await lab.evaluate(async () => {
  const { commands, shell } = window.jupyterapp;
  await commands.execute("notebook:run-all-cells");
  return shell.currentWidget.content.model.toJSON().cells;
});
await browser.close();
console.log(JSON.stringify({ before, stages, cells, asked: [...asked] }));
