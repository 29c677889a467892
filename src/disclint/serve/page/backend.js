// Who answers: the server that this page came from. A page without a server has another file of this name.
//   ready() · open(bytes, name, lang) · check(asked) · download(asked) → {name, blob} · close(id)
// Failures are Troubles, with words in both languages; `gone` tells that a report has to be opened again.
export const formats = "formats";

export class Trouble extends Error {
  constructor(words, gone = false) {
    super(words?.en?.message ?? "failed");
    this.words = words;
    this.gone = gone;
  }
}

export async function ready() {}

export async function open(bytes, name, lang) {
  const asked = new URLSearchParams({ name, lang });
  return (await posted(`api/open?${asked}`, bytes)).json();
}

export async function check(asked) {
  return (await posted("api/check", JSON.stringify(asked))).json();
}

export async function download(asked) {
  const answer = await posted("api/download", JSON.stringify(asked));
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "");
  return { name: name ? decodeURIComponent(name[1]) : "disclint", blob: await answer.blob() };
}

export function close(id) {
  // The page may be on its way out; the request is to arrive all the same.
  fetch("api/close", { method: "POST", body: JSON.stringify({ id }), keepalive: true }).catch(() => {});
}

async function posted(path, body) {
  let answer;
  try {
    answer = await fetch(path, { method: "POST", body });
  } catch {
    throw new Trouble(null);
  }
  if (answer.ok) return answer;
  let words = null;
  try {
    words = (await answer.json()).error;
  } catch {
    // Not one of our own answers; the page says that something failed.
  }
  throw new Trouble(words ?? {}, answer.status === 410);
}
