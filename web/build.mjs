// Bundle the page script, the worker and the shim for JupyterLite into the folder named by --out.
// The same sources give the same bytes: no dates, no paths, no random names.
import { build } from "esbuild";
import { readFile } from "node:fs/promises";

const out = process.argv[process.argv.indexOf("--out") + 1];

// anywidget comes as an AMD module; its one `define` becomes an export.  It gives a view up that has not
// begun within two seconds; a slow computer may take its time.
const amd = {
  name: "amd",
  setup(on) {
    on.onLoad({ filter: /anywidget\/dist\/index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const changes = [
        [/\ndefine\(\[[^\]]*\], (\w+)\);\s*$/, "\nexport default $1;\n"],
        ["AbortSignal.timeout(2e3)", "AbortSignal.timeout(12e4)"],
      ];
      const contents = changes.reduce((before, [old, now]) => {
        const after = before.replace(old, now);
        if (after === before) throw new Error(`anywidget's module has another form than expected: no ${old}`);
        return after;
      }, text);
      return { contents, loader: "js" };
    });
  },
};

const common = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: ["chrome111", "firefox115", "safari16.4"],
  outdir: out,
  plugins: [amd],
  loader: { ".py": "text", ".svg": "dataurl" },
  logLevel: "warning",
};

await build({
  ...common,
  entryPoints: ["src/live.ts"],
  format: "esm",
  splitting: true,
  chunkNames: "[name]-[hash]",
});
await build({
  ...common,
  entryPoints: ["src/worker.ts", "src/lite.ts"],
  format: "iife",
});
await build({
  ...common,
  entryPoints: ["src/snapshot.ts"],
  format: "esm",
  platform: "neutral",
  outExtension: { ".js": ".mjs" },
});
