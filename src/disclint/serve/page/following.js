// The list of findings beside the report goes along with it, while nobody is at the list.
const REST = 1200;
let root = null;
let waiting = false;
let paused = 0;

export function start(element) {
  root = element;
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(follow);
  });
}

// Someone is led to a place: the list stays where it is meanwhile.
export function pause() {
  paused = performance.now() + REST;
}

export function settle(top) {
  pause();
  const side = root.querySelector("aside");
  if (side) side.scrollTop = top;
}

export function to(finding) {
  pause();
  move(finding);
}

function move(finding) {
  const side = finding.closest("aside");
  side.scrollTop += finding.getBoundingClientRect().top - side.getBoundingClientRect().top - 4;
}

function follow() {
  waiting = false;
  const side = root.querySelector("aside");
  if (!side || performance.now() < paused || side.scrollHeight <= side.clientHeight) return;
  if (side.matches(":hover") || side.contains(document.activeElement)) return;
  const top = side.getBoundingClientRect().top;
  const marks = [...root.querySelectorAll("article a.m:not(.related)")];
  const first = marks.find((each) => each.getClientRects().length && each.getBoundingClientRect().top >= top);
  const finding = first && document.getElementById(first.hash.slice(1));
  if (finding) move(finding);
}
