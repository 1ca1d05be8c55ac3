// The packages that the build has unpacked, and Python's own file system.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export const SITE = "/lib/python3.12/site-packages";

function* walk(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path);
    else yield path;
  }
}

/** The files of a folder that stands for site-packages: [name in Python, path here]. */
export function found(folder) {
  return [...walk(folder)].map((path) => [SITE + path.slice(folder.length), path]);
}

/** Write them straight into Python's file system: unpacking there would leave traces in its memory.
 * All have one date, here and in browsers: what was read once is known by it. */
export function put(py, files) {
  for (const [name, path] of files) {
    py.FS.mkdirTree(name.slice(0, name.lastIndexOf("/")));
    py.FS.writeFile(name, readFileSync(path));
    py.FS.utime(name, 0, 0);
  }
  py.runPython("import importlib; importlib.invalidate_caches()");
}
