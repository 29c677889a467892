// disclint in Pyodide. All that it needs lies beside this file; nothing else is fetched.
import { loadPyodide } from "./pyodide/pyodide.js";

const indexURL = new URL("pyodide/", import.meta.url).href;
// A page of memory of WebAssembly.
const PAGE = 65536;
const REPORTS = 4;
const site = fetched("site.zip").then((answer) => answer.arrayBuffer());
// Told when somebody asks.
site.catch(() => {});
const begun = remembered().catch((error) => {
  // Another browser may not take the memory back; it takes longer then.
  console.warn(error);
  return afresh();
});

// The program that reads PDF, if it was put beside this file: compiled once, begun anew for each file, which it may not survive.
let reader = null;

async function readerMade() {
  const [{ PDFiumModule }, code] = await Promise.all([
    import(new URL("pdfium/pdfium.js", import.meta.url)),
    fetched("pdfium/pdfium.wasm").then((answer) => answer.arrayBuffer()).then((bytes) => WebAssembly.compile(bytes)),
  ]);
  return () => PDFiumModule({
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(code, imports).then((instance) => done(instance, code));
      return {};
    },
  });
}

// Put a new one where Python looks for it; `turned` is called for each page that it begins.
async function withReader(bytes, turned, action) {
  if (!isPdf(bytes)) return action();
  const { pyodide } = await begun;
  if (!pyodide.runPython("from importlib.util import find_spec; find_spec('pypdfium2_raw') is not None")) return action();
  reader ??= readerMade();
  const program = await (await reader)();
  const load = program._FPDF_LoadPage;
  program._FPDF_LoadPage = (...given) => {
    turned();
    return load(...given);
  };
  turned();
  program._FPDF_InitLibrary();
  pyodide.registerJsModule("disclint_pdfium", { program });
  try {
    return action();
  } finally {
    pyodide.unregisterJsModule("disclint_pdfium");
    // Python would go on with the module that it knows, and the next file with a program that this one may have broken.
    pyodide.runPython("import sys; sys.modules.pop('disclint_pdfium', None)");
  }
}

// As `sniff` tells it.
function isPdf(bytes) {
  return bytes != null && String.fromCharCode(...bytes.subarray(0, 1024)).includes("%PDF-");
}

async function fetched(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
}

// With the memory of a Python that has done it all before; `whole` brings the files that it has not looked at yet.
async function remembered() {
  const packed = (await fetched("memory.gz")).body.pipeThrough(new DecompressionStream("gzip"));
  const memory = await new Response(packed).arrayBuffer();
  const pyodide = await withMemory(memory.byteLength, () => loadPyodide({ indexURL, _loadSnapshot: memory }));
  let unpacked = null;
  const unpack = async () => {
    pyodide.unpackArchive(await site, "zip", { extractDir: "/site" });
    pyodide.runPython("import importlib; importlib.invalidate_caches()");
  };
  return { pyodide, desk: pyodide.globals.get("desk"), whole: () => (unpacked ??= unpack()) };
}

async function afresh() {
  const kept = fetched("kept.zip").then((answer) => answer.arrayBuffer());
  const pyodide = await loadPyodide({ indexURL });
  pyodide.unpackArchive(await site, "zip", { extractDir: "/site" });
  pyodide.unpackArchive(await kept, "zip", { extractDir: "/kept" });
  pyodide.runPython("import sys; sys.path.insert(0, '/site')");
  const desk = pyodide.pyimport("disclint.serve.inbrowser").begun("/kept", "/site");
  desk.settle();
  return { pyodide, desk, whole: async () => {} };
}

// What is made inside has as much memory; Pyodide itself begins with less than it takes back.
async function withMemory(size, action) {
  const original = {};
  for (const name of ["instantiate", "instantiateStreaming"]) {
    original[name] = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original[name].apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      const more = Math.floor(size / PAGE) - (memory?.buffer.byteLength ?? 0) / PAGE;
      if (memory && more > 0) memory.grow(more);
      return made;
    };
  }
  try {
    return await action();
  } finally {
    Object.assign(WebAssembly, original);
  }
}

// Browsers make code fast that they have seen run; meanwhile somebody is looking for a file, and is answered in between.
function warm(desk, times) {
  desk.warm();
  if (times > 1) setTimeout(() => warm(desk, times - 1), 50);
}

self.addEventListener("message", async ({ data: { id, method, words, bytes } }) => {
  try {
    const { desk, whole } = await begun;
    if (method === "ready") {
      self.postMessage({ id });
      setTimeout(() => whole().then(() => warm(desk, REPORTS), console.error), 200);
      return;
    }
    await whole();
    self.postMessage({ id, begun: true });
    const turned = () => self.postMessage({ id, turned: true });
    const answer = await withReader(bytes, turned, () => desk.asked(method, words, bytes));
    const [trouble, told, content] = answer.toJs();
    answer.destroy();
    self.postMessage({ id, trouble: trouble ? JSON.parse(trouble) : null, words: told, bytes: content });
    // Garbage is looked for while somebody reads what was found.
    setTimeout(() => desk.tidy(), 0);
  } catch (error) {
    console.error(error);
    // After some errors (memory that ran out) this Python answers nothing any more.
    self.postMessage({ id, trouble: { error: {}, gone: false }, over: Boolean(error.pyodide_fatal_error) });
  }
});
