// What somebody gives the page: a file that is chosen or dropped, what is pasted, or the sample.
import { at } from "./elements.js";
import { say } from "./words.js";

let take = null;

// `taken` gets the bytes, a name, and what there is to say of it.
export function start(taken) {
  take = taken;
  document.addEventListener("dragover", (event) => onDrag(event, true));
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && (at("veil").hidden = true));
  document.addEventListener("drop", (event) => {
    onDrag(event, false);
    takeFiles(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    if (event.target.closest?.(".field")) return;
    if (takePasted(event.clipboardData) !== false) event.preventDefault();
  });
  at("file").addEventListener("change", (event) => takeFiles(event.target.files));
  at("try").addEventListener("click", takeSample);
}

async function takeFiles(files) {
  if (!files.length) return;
  const extra = files.length > 1 ? say("several", files[0].name) : "";
  await take(new Uint8Array(await files[0].arrayBuffer()), files[0].name, extra);
}

function takePasted(data) {
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  if (data.files.length && !html) return takeFiles(data.files);
  if (!html && !text.trim()) return false;
  // Whatever the clipboard holds is read by the reader of such files, and drawn anew.
  const name = `${say("pastedname")}.${html ? "html" : "txt"}`;
  return take(new TextEncoder().encode(html || text), name);
}

async function takeSample() {
  const answer = await fetch("sample.bin");
  if (answer.ok) await take(new Uint8Array(await answer.arrayBuffer()), say("samplename"));
}

function onDrag(event, isOver) {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  at("veil").hidden = !isOver;
}
