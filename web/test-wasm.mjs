// node test-wasm.mjs RUNTIME PAGE LAB WHEELS ROOT ARGUMENTS…: pytest under Pyodide, where numpy's whole
// numbers have 32 bits.  PAGE and LAB hold the packages, WHEELS those of pytest, ROOT is this checkout.

import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { SITE, found, put } from "./files.mjs";

const [runtime, page, lab, wheels, root, ...given] = process.argv.slice(2);
// An error of Python carries Pyodide's whole source with it: its message says enough.
process.on("uncaughtException", (error) => {
  console.error(error.message ?? error);
  process.exit(1);
});
const { loadPyodide } = await import(`${resolve(runtime)}/pyodide.mjs`);
const py = await loadPyodide({
  indexURL: `${resolve(runtime)}/`,
  env: { HOME: "/home/pyodide", CI: "true", AECOURSE_PROGRESS: "/dev/null", PYTHONDONTWRITEBYTECODE: "1" },
});
for (const folder of [page, lab]) put(py, found(folder));
for (const name of readdirSync(wheels)) {
  py.unpackArchive(new Uint8Array(readFileSync(`${wheels}/${name}`)), "wheel", { extractDir: SITE });
}
py.FS.mkdirTree("/course");
py.FS.mount(py.FS.filesystems.NODEFS, { root: resolve(root) }, "/course");
py.globals.set("given", py.toPy(given));
const failed = await py.runPythonAsync(`
import importlib, os, sys
importlib.invalidate_caches()
os.chdir("/course")
sys.path.insert(0, "/course")  # the sources here, not those of the wheel
import pytest

ABSENT = "python_calamine", "tqdm", "jinja2", "xlsxwriter", "duckdb", "polars", "pyarrow", "nbformat", "nbclient", "jupytext", "jsonschema", "markdown_it", "rpds"
RIGHTS = "tests/base/test_files.py::test_a_new_file_may_be_read_by_whom_the_umask_says"  # its files have none
BEYOND = ["does not support processes", "a workbook, which cannot be read here", "a Parquet file, which cannot be read in a browser", *(f"No module named '{name}'" for name in ABSENT)]

def passed_over(report, error):
    """What a browser cannot do is no fault of the code."""
    if report.failed and any(word in str(error) for word in BEYOND):
        report.outcome, report.longrepr = "skipped", ("", 0, str(error).splitlines()[-1][:90])
    return report

class Beyond:
    def pytest_runtest_setup(self, item):
        if "capfd" in item.fixturenames:  # Node ends, without a word, where its own output is turned round
            pytest.skip("there is no terminal here")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        return passed_over(report, call.excinfo.value if call.excinfo else "")

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector):
        report = yield
        return passed_over(report, report.longrepr or '')

pytest.main(["-p", "no:cacheprovider", "-c", "/course/tests/site/wasm.ini", "--rootdir", "/course",
             "--confcutdir", "/course",  # beside the settings there is no conftest.py: it stands above them
             "--capture=sys", "-q", f"--deselect={RIGHTS}", *given], [Beyond()])
`);
process.exit(Number(failed));
