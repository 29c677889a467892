// Who answers, where there is no server: disclint itself, in a worker of this page. See the other file of this name.
export const formats = "formatsworker";

export class Trouble extends Error {
  constructor(words, gone = false) {
    super(words?.en?.message ?? "failed");
    this.words = words;
    this.gone = gone;
  }
}

// Whatever keeps disclint busy for so many milliseconds is given up; a PDF also that keeps its program so long on one page.
const LONG = 120_000;
const STILL = 20_000;
const TOO_LONG = {
  zh: {
    message: "花的时间太长，已停止",
    remedy: "年度报告不会这么长，请核对是不是选错了文件，或者把报告复制到新文档里再试；已经打开的报告不受影响。",
  },
  en: {
    message: "this took too long and was stopped",
    remedy: "No annual report takes as long: check that it is the right file, or copy the report into a new one; what is open already is not affected.",
  },
};
const TOO_LONG_PDF = {
  zh: {
    message: "读取这个 PDF 花的时间太长，已停止",
    remedy: "请在 WPS 或 Word 中打开，全选复制后粘贴到这里，或者另存为 .docx；已经打开的报告不受影响。",
  },
  en: {
    message: "reading this PDF took too long and was stopped",
    remedy: "Open it in WPS or Word, copy all and paste it here, or save it as .docx; what is open already is not affected.",
  },
};
const waiting = new Map();
let last = 0;
let begun = null;
let worker = hired();

function hired() {
  const made = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  made.addEventListener("message", ({ data }) => {
    const asked = waiting.get(data.id);
    if (data.begun) return watch(asked, LONG, TOO_LONG);
    if (data.turned) return watch(asked, STILL, TOO_LONG_PDF);
    settled(data.id);
    if (data.trouble) asked.failed(new Trouble(data.trouble.error, data.trouble.gone));
    else asked.done(data);
    if (data.over) replace({});
  });
  made.addEventListener("error", () => fail({}));
  return made;
}

// It cannot be asked to stop: while it reads, it hears nothing.
function watch(asked, long, words) {
  asked.until ??= performance.now() + LONG;
  clearTimeout(asked.timer);
  asked.timer = setTimeout(() => replace(words), Math.min(long, asked.until - performance.now()));
}

// What was open is opened again when it is next asked for: the page has the files and the changes.
function replace(words) {
  worker.terminate();
  worker = hired();
  begun = null;
  fail(words);
  ready().catch(() => {});
}

function fail(words) {
  for (const id of [...waiting.keys()]) settled(id).failed(new Trouble(words));
}

function settled(id) {
  const asked = waiting.get(id);
  clearTimeout(asked.timer);
  waiting.delete(id);
  return asked;
}

function asked(method, words = {}, bytes = null) {
  return new Promise((done, failed) => {
    waiting.set(++last, { done, failed, timer: null });
    worker.postMessage({ id: last, method, words: JSON.stringify(words), bytes });
  });
}

export function ready() {
  begun ??= asked("ready").catch(() => {
    const trouble = new Trouble({});
    trouble.key = "notloaded";
    throw trouble;
  });
  return begun;
}

export async function open(bytes, name, lang) {
  return JSON.parse((await asked("open", { name, lang }, bytes)).words);
}

export async function check(given) {
  return JSON.parse((await asked("check", given)).words);
}

export async function download(given) {
  const { words, bytes } = await asked("download", given);
  const { name, media } = JSON.parse(words);
  return { name, blob: new Blob([bytes], { type: media }) };
}

export function close(id) {
  asked("close", { id }).catch(() => {});
}
