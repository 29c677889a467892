// Who answers, where there is no server: disclint itself, in a worker of this page. See the other file of this name.
export const formats = "formatsworker";

export class Trouble extends Error {
  constructor(words, gone = false) {
    super(words?.en?.message ?? "failed");
    this.words = words;
    this.gone = gone;
  }
}

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
const waiting = new Map();
let last = 0;
let begun = null;

worker.addEventListener("message", ({ data }) => {
  const { done, failed } = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.trouble) failed(new Trouble(data.trouble.error, data.trouble.gone));
  else done(data);
});
worker.addEventListener("error", () => {
  for (const { failed } of waiting.values()) failed(new Trouble({}));
  waiting.clear();
});

function asked(method, words = {}, bytes = null) {
  return new Promise((done, failed) => {
    waiting.set(++last, { done, failed });
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
