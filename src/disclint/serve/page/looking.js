// Leading somebody to a finding or to its place in the report.
import * as editing from "./editing.js";
import { at } from "./elements.js";
import * as following from "./following.js";

const narrow = window.matchMedia("(max-width: 60rem)");

// A finding or a place, wherever it is: shown, marked for a while, and with the focus.
export function lead(id) {
  const target = at(id);
  if (!target) return;
  const inReport = target.closest("article") !== null;
  see(inReport ? "report" : "findings");
  following.pause();
  target.closest("details")?.setAttribute("open", "");
  const seen = inReport ? (target.nextElementSibling ?? target) : target;
  mark(seen);
  seen.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  const block = inReport ? editing.blockOf(target) : null;
  const focused = block ?? seen;
  if (!block) focused.tabIndex = -1;
  focused.focus({ preventScroll: true });
}

function mark(element) {
  for (const each of document.querySelectorAll(".current")) each.classList.remove("current");
  element.classList.add("current");
}

function calm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function see(what) {
  at("drawn").dataset.see = what;
  at("see-report").setAttribute("aria-pressed", String(what === "report"));
  at("see-findings").setAttribute("aria-pressed", String(what === "findings"));
}

export function look(id) {
  const finding = at(id);
  if (!finding) return;
  mark(finding);
  if (!narrow.matches) following.to(finding);
}
