// The page: what is open, what was changed, and what is shown of it.
import * as backend from "./backend.js";
import * as editing from "./editing.js";
import { announce, at, made } from "./elements.js";
import * as following from "./following.js";
import * as looking from "./looking.js";
import * as panels from "./panels.js";
import { drawn } from "./safe.js";
import * as taking from "./taking.js";
import { language, say, speak } from "./words.js";

// What is open: the file as it came, and the edits before (`past`) and behind (`future`) those that hold.
let paper = null;
let answer = null;
let queue = Promise.resolve();

function inTurn(action) {
  queue = queue.then(action).catch(tellTrouble);
  return queue;
}

// What somebody does to a report is not done to another one that is opened before its turn comes.
function toThis(action) {
  const meant = paper;
  return inTurn(async () => {
    if (paper === meant) await action();
  });
}

async function take(bytes, name, extra = "") {
  await inTurn(async () => {
    // Asked in turn, for what was typed last may still be on its way to the changes.
    if (!leaves()) return;
    wait("reading");
    const found = await backend.open(bytes, name, language());
    if (paper) backend.close(paper.id);
    paper = { bytes, name, id: found.id, past: [], future: [] };
    answer = null;
    show(found);
    at("paper-name").setAttribute("tabindex", "-1");
    at("paper-name").focus();
    window.scrollTo(0, 0);
    announce([extra, summary()].join(" "));
  });
}

async function asked(more) {
  const request = { id: paper.id, lang: language(), edits: edits(), ...more };
  try {
    return await backend.check(request);
  } catch (error) {
    if (!error.gone) throw error;
    // The server has forgotten the file; the page has not.
    paper.id = (await backend.open(paper.bytes, paper.name, language())).id;
    return backend.check({ ...request, id: paper.id });
  }
}

function edits() {
  return answer ? answer.edits.map(({ start, end, text }) => [start, end, text]) : [];
}

function leaves() {
  return !answer?.edits.length || window.confirm(say("leave"));
}

// A place that was seen in one answer, in the answer of now; null if that place itself became another.
function placeNow(place, seen) {
  let [found, at] = [place, seen];
  while (found && at !== answer) {
    found = at.next ? editing.moved(found, at.text, at.next.text) : null;
    at = at.next;
  }
  return found;
}

function change([start, end, text], focuses = true) {
  const seen = answer;
  return toThis(async () => {
    // Changes that were asked before may have moved the place.
    const place = placeNow([start, end], seen);
    if (!place) return announce(say("crossed"));
    const before = edits();
    const found = await asked({ change: [...place, text] });
    paper.past.push(before);
    paper.future = [];
    show(found, focuses ? place[0] : null);
    announce(say("changed", summary()));
  });
}

function travel(from, to) {
  return toThis(async () => {
    if (!from.length) return;
    const before = edits();
    const found = await asked({ edits: from.at(-1) });
    from.pop();
    to.push(before);
    show(found);
    announce(say("undone", summary()));
  });
}

function takeBack({ start, end, text }) {
  return toThis(async () => {
    const before = edits();
    const found = await asked({ edits: before.filter((each) => each[0] !== start || each[1] !== end || each[2] !== text) });
    paper.past.push(before);
    paper.future = [];
    show(found);
    announce(say("undone", summary()));
  });
}

function summary() {
  // What was not checked must not pass for clean.
  if (isDeclined()) return say("unchecked");
  const { error, warning, info } = answer.counts;
  return error + warning + info ? say("count", error, warning, info) : say("clean");
}

function isDeclined() {
  return answer.status === "declined";
}

function show(found, focus = null) {
  // Somebody may be typing already what comes next: that is no change yet, and goes on behind.
  const typed = editing.lift();
  const last = answer;
  if (last && last !== found) last.next = found;
  answer = found;
  document.body.dataset.state = "open";
  for (const id of ["start", "waiting", "trouble"]) at(id).hidden = true;
  at("paper").hidden = false;
  at("paper-name").textContent = found.name;
  at("paper-facts").textContent = [found.agency, found.year && say("year", found.year), isDeclined() && say("notchecked")].filter(Boolean).join(" · ");
  const side = at("drawn").querySelector("aside")?.scrollTop ?? 0;
  const before = focus === null ? undefined : editing.blockAt(focus)?.getBoundingClientRect().top;
  at("drawn").replaceChildren(drawn(found.html));
  editing.refresh(found.text);
  panels.show(found, { change, takeBack, save, again: () => show(answer) });
  at("how").hidden = !found.text;
  at("undo").disabled = !paper.past.length;
  at("redo").disabled = !paper.future.length;
  const open = typed && last && placeNow(typed.place, last);
  const isTyping = Boolean(open) && editing.putBack(typed, open);
  if (focus === null) return;
  if (!isTyping) editing.focusAt(focus);
  // What was changed stays where it was seen, and so does the list.
  const after = editing.blockAt(focus)?.getBoundingClientRect().top;
  if (before !== undefined && after !== undefined) window.scrollBy({ top: after - before, behavior: "instant" });
  following.settle(side);
}

function save(kind) {
  return toThis(async () => {
    const request = { id: paper.id, lang: language(), edits: edits(), kind };
    let found;
    try {
      found = await backend.download(request);
    } catch (error) {
      if (!error.gone) throw error;
      answer = answer.next = await asked({});
      found = await backend.download({ ...request, id: paper.id });
    }
    const link = made("a");
    link.href = URL.createObjectURL(found.blob);
    link.download = found.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    at("save").open = false;
    announce(say("saved", found.name));
  });
}

function wait(key) {
  at("trouble").hidden = true;
  at("waiting").hidden = false;
  at("waiting-words").textContent = say(key);
}

function tellTrouble(error) {
  const told = error.words?.[language()];
  const key = error.key ?? (error.words === null ? "unreachable" : "failed");
  at("waiting").hidden = true;
  at("start").hidden = paper !== null;
  at("trouble").hidden = false;
  at("trouble-words").textContent = told?.message ?? say(key);
  at("trouble-fix").textContent = told?.remedy ?? say(`${key}fix`);
  if (!error.words) console.error(error);
  at("trouble").scrollIntoView({ block: "nearest" });
}

function reset() {
  return toThis(async () => {
    if (leaves()) clear();
  });
}

function clear() {
  if (paper) backend.close(paper.id);
  at("trouble").hidden = true;
  paper = answer = null;
  document.body.dataset.state = "start";
  at("paper").hidden = true;
  at("start").hidden = false;
  at("file").value = "";
  at("drawn").replaceChildren();
  at("file").focus();
}

async function turnLanguage() {
  speak(language() === "zh" ? "en" : "zh");
  showLanguage();
  await inTurn(async () => {
    if (answer) show(await asked({}));
  });
}

function showLanguage() {
  const other = language() === "zh" ? ["English", "en"] : ["中文", "zh-CN"];
  [at("language").textContent, at("language").lang] = other;
}

function turnTheme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  at("theme").setAttribute("aria-pressed", String(!isDark));
}

function copyChanges() {
  const lines = answer.edits.map(({ place, was, text }) => `${place}\t${was || say("nothing")} → ${text || say("nothing")}`);
  navigator.clipboard.writeText(lines.join("\n")).then(() => announce(say("copied")), () => {});
}

function listen() {
  at("drawn").addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    looking.lead(link.hash.slice(1));
  });
  document.addEventListener("keydown", (event) => {
    if (!paper || editing.isOpen() || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) travel(paper.past, paper.future);
    else if (key === "y" || key === "z") travel(paper.future, paper.past);
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#save")) at("save").open = false;
  });
  at("save").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    at("save").open = false;
    at("save").querySelector("summary").focus();
  });
  at("undo").addEventListener("click", () => travel(paper.past, paper.future));
  at("redo").addEventListener("click", () => travel(paper.future, paper.past));
  at("another").addEventListener("click", reset);
  at("copy").addEventListener("click", copyChanges);
  at("language").addEventListener("click", turnLanguage);
  at("theme").addEventListener("click", turnTheme);
  at("see-report").addEventListener("click", () => looking.see("report"));
  at("see-findings").addEventListener("click", () => looking.see("findings"));
  window.addEventListener("pagehide", () => paper && backend.close(paper.id));
  window.addEventListener("beforeunload", (event) => answer?.edits.length && event.preventDefault());
}

at("formats").dataset.word = backend.formats;
speak(new URLSearchParams(window.location.search).get("lang") ?? "zh");
showLanguage();
looking.see("report");
// First, for a mark in a cell is no link to follow.
editing.start(at("drawn"), { changed: change, looked: looking.look });
listen();
taking.start(take);
following.start(at("drawn"));
wait("preparing");
try {
  await backend.ready();
  at("waiting").hidden = true;
  document.body.dataset.state = "start";
} catch (error) {
  tellTrouble(error);
}
