// node ahead.mjs PYODIDE SITE DOCUMENTS FOLDER: byte code and patterns for the Python that runs in the browser.
// SITE is a zip of sources, DOCUMENTS one of what was read from YAML; FOLDER gets site.zip, kept.zip and memory.gz, which is
// the memory of that Python after it has imported, compiled and tried everything.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [folder, site, documents, out] = process.argv.slice(2).map((each) => resolve(each));
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")).href);

async function loaded(given, options = {}) {
  const pyodide = await loadPyodide({ indexURL: `${folder}/`, ...options });
  for (const [file, to] of Object.entries(given)) {
    pyodide.unpackArchive(new Uint8Array(readFileSync(file)), "zip", { extractDir: to });
  }
  return pyodide;
}

const first = await loaded({ [site]: "/site", [documents]: "/kept" });
first.runPython(`
import sys
sys.path.insert(0, "/site")
from disclint.serve import inbrowser
inbrowser.made_ahead("/site", "/kept")
`);
const made = ["site.zip", "kept.zip"].map((name) => {
  writeFileSync(join(out, name), first.FS.readFile(`/${name}`));
  return join(out, name);
});

const second = await loaded({ [made[0]]: "/site", [made[1]]: "/kept" }, { _makeSnapshot: true });
second.runPython(`
import sys
sys.path.insert(0, "/site")
from disclint.serve import inbrowser
desk = inbrowser.begun("/kept", "/site")
desk.prepare()
desk.settle()
`);
writeFileSync(join(out, "memory.gz"), gzipSync(second.makeMemorySnapshot(), { level: 9 }));
