// Moving through the drawn report, and changing a cell or a paragraph where it stands.
import { say } from "./words.js";

const CELLS = new Set(["td", "th"]);
let root = null;
let points = [];
let commit = null;
let notice = null;
let open = null;

export function start(element, { changed, looked }) {
  root = element;
  commit = changed;
  notice = looked;
  root.addEventListener("click", onClick);
  root.addEventListener("keydown", onKey);
  root.addEventListener("focusin", (event) => {
    const block = blockOf(event.target);
    if (block && event.target === block) rove(block);
  });
}

// After the report was drawn: `text` is what its places count in.
export function refresh(text) {
  points = Array.from(text);
  open = null;
  const first = blocks()[0];
  for (const each of blocks()) {
    each.tabIndex = each === first ? 0 : -1;
    each.setAttribute("aria-keyshortcuts", "Enter");
  }
}

export function isOpen() {
  return open !== null;
}

export function focusAt(at) {
  const block = blockAt(at);
  if (block) rove(block).focus({ preventScroll: true });
}

export function blockAt(at) {
  return blocks().find((each) => {
    const [start, end] = place(each);
    return start <= at && at <= end && shown(each);
  });
}

// Where a place of one text is in the next, which differs from it in one stretch; null if it holds only a part of that.
export function moved([start, end], before, after) {
  const [was, now] = [Array.from(before), Array.from(after)];
  const least = Math.min(was.length, now.length);
  let head = 0;
  while (head < least && was[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < least - head && was[was.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const grown = now.length - was.length;
  const changedTo = was.length - tail;
  if (end <= head) return [start, end];
  if (start >= changedTo) return [start + grown, end + grown];
  return start <= head && end >= changedTo ? [start, end + grown] : null;
}

// Before the report is drawn anew: what is being typed, which is not to count as given when its field goes.
export function lift() {
  if (!open) return null;
  const { field, start, end } = open;
  open = null;
  return { place: [start, end], value: field.value, selected: [field.selectionStart, field.selectionEnd] };
}

export function putBack({ value, selected }, [start, end]) {
  const block = blocks().find((each) => each.dataset.at === `${start}-${end}` && shown(each));
  if (!block) return false;
  edit(block);
  const { field } = open;
  field.value = value;
  field.setSelectionRange(...selected);
  field.dispatchEvent(new Event("input"));
  return true;
}

export function blockOf(element) {
  const block = element.closest?.("[data-at]");
  return block && root.contains(block) && block.closest("article") ? block : null;
}

export function place(block) {
  return block.dataset.at.split("-").map(Number);
}

function blocks() {
  return [...root.querySelectorAll("article [data-at]")];
}

function rove(block) {
  for (const each of root.querySelectorAll('article [data-at][tabindex="0"]')) each.tabIndex = -1;
  block.tabIndex = 0;
  return block;
}

function onClick(event) {
  const block = blockOf(event.target);
  if (!block || (open && open.block === block)) return;
  const mark = event.target.closest("a.m");
  // In a sentence a mark leads to its finding; a cell is small, and wrong cells are what people change.
  if (mark && !CELLS.has(block.localName)) return;
  if (!mark && !window.getSelection().isCollapsed) return;
  if (mark) {
    event.preventDefault();
    notice(mark.hash.slice(1));
  }
  edit(block);
}

function onKey(event) {
  if (open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const block = blockOf(event.target);
  if (!block || event.target !== block) return;
  const next = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" || event.key === "F2") edit(block);
  else if (next) step(block, next);
  else if (down) turn(block, down);
  else return;
  event.preventDefault();
}

function shown(block) {
  return block.getClientRects().length > 0;
}

function step(block, by) {
  const all = blocks().filter(shown);
  const to = all[all.indexOf(block) + by];
  if (to) rove(to).focus();
}

// The nearest block below or above, in the same column as far as there is one.
function turn(block, by) {
  const from = block.getBoundingClientRect();
  const centre = (from.left + from.right) / 2;
  let best = null;
  let least = Infinity;
  for (const each of blocks().filter(shown)) {
    const box = each.getBoundingClientRect();
    const down = by > 0 ? box.top - from.bottom : from.top - box.bottom;
    const across = Math.max(0, box.left - centre, centre - box.right);
    const far = down * 4 + across;
    if (each !== block && down > -3 && far < least) [best, least] = [each, far];
  }
  if (best) rove(best).focus();
}

function edit(block) {
  if (open) finish(true);
  const [start, end] = place(block);
  const isCell = CELLS.has(block.localName);
  const field = document.createElement(isCell ? "input" : "textarea");
  const before = [...block.childNodes];
  field.className = "field";
  field.value = points.slice(start, end).join("");
  field.setAttribute("aria-label", say(isCell ? "editcell" : "edittext"));
  field.autocomplete = "off";
  field.spellcheck = false;
  open = { block, field, before, start, end, was: field.value };
  block.replaceChildren(field);
  block.classList.add("open");
  const fit = isCell ? fitCell : fitText;
  fit(field);
  field.addEventListener("input", () => fit(field));
  field.addEventListener("keydown", (event) => onFieldKey(event, isCell));
  field.addEventListener("blur", () => open?.field === field && finish(true));
  field.focus();
  if (isCell) field.select();
}

function fitCell(field) {
  field.size = Math.max(1, field.value.length);
}

function fitText(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 4}px`;
}

function onFieldKey(event, isCell) {
  // While characters are being composed, Enter chooses among them.
  if (event.isComposing || event.keyCode === 229) return;
  event.stopPropagation();
  if (event.key === "Escape") finish(false);
  else if (event.key === "Enter" && (isCell || !event.shiftKey)) finish(true);
  else return;
  event.preventDefault();
}

function finish(keeps) {
  const { block, field, before, start, end, was } = open;
  const value = field.value;
  const hadFocus = document.activeElement === field;
  open = null;
  block.replaceChildren(...before);
  block.classList.remove("open");
  if (hadFocus) rove(block).focus({ preventScroll: true });
  if (keeps && value !== was) commit([start, end, value], hadFocus);
}
