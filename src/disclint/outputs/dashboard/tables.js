// Tables of numbers that lead to reports, sorted by whichever column somebody likes, a page of rows at a time.

const PAGE = 50;

// A cell is a text, a number, nothing, or {value, pick} with the reports behind it, or {value, report, rule}.
const valueOf = (cell) => (cell !== null && typeof cell === "object" ? cell.value : cell);
const picks = (label, reports, rule) => ({ label, reports, rule });

function shown(value, kind) {
  if (value === null || value === undefined || value === "") return "";
  if (kind === "share") return shared.format(value);
  return typeof value === "number" ? counted.format(value) : value;
}

function inside(cell, kind) {
  const words = shown(valueOf(cell), kind);
  if (cell === null || typeof cell !== "object") return words;
  if (cell.report) return leading(cell.report, cell.rule, words || "—");
  if (!cell.pick || !cell.pick.reports.length) return words;
  return make("button", { type: "button", class: "number", title: cell.pick.label, on: { click: () => picked(cell.pick) } }, words);
}

function compared(one, other) {
  const a = valueOf(one), b = valueOf(other);
  const none = (each) => each === null || each === undefined || each === "";
  if (none(a) || none(b)) return none(a) - none(b);
  return typeof a === "number" && typeof b === "number" ? b - a : String(a).localeCompare(String(b), LOCALE);
}

// `told` has a caption, columns [name, kind] (kind: text, count, share) and rows.
function tabled(told) {
  if (!told.rows.length) return make("p", { class: "note" }, say("nothing"));
  const body = make("tbody");
  const more = make("button", { type: "button", class: "more" });
  let rows = told.rows, sorted = null, up = false;

  const add = (count) => {
    const from = body.childElementCount;
    for (const row of rows.slice(from, from + count)) {
      body.append(make("tr", {}, ...row.map((cell, at) => {
        const kind = told.columns[at][1];
        const given = at ? { class: kind } : { scope: "row", class: kind };
        return make(at ? "td" : "th", given, inside(cell, kind));
      })));
    }
    const left = rows.length - body.childElementCount;
    more.hidden = left <= 0;
    more.textContent = say("more", { count: counted.format(Math.min(left, 4 * PAGE)), all: counted.format(rows.length) });
  };
  more.addEventListener("click", () => add(4 * PAGE));

  const heads = told.columns.map(([name], at) => make("th", { scope: "col" }, make("button", {
    type: "button", title: say("sort", { by: name }),
    on: { click: () => {
      up = sorted === at && !up;
      sorted = at;
      rows = told.rows.toSorted((one, other) => (up ? -1 : 1) * compared(one[at], other[at]));
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      const falls = typeof valueOf(rows[0][at]) === "number";
      heads[at].setAttribute("aria-sort", up === falls ? "ascending" : "descending");
      body.replaceChildren();
      add(PAGE);
    } },
  }, name)));
  add(PAGE);
  return make("div", {},
    make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": told.caption },
      make("table", {}, make("caption", {}, told.caption), make("thead", {}, make("tr", {}, ...heads)), body)),
    more);
}

// `told` gives columns and rows when somebody wants them.
function csvButton(caption, told) {
  const label = say("csv_of", { of: caption });
  return make("button", { type: "button", class: "csv", "aria-label": label, on: { click: () => {
    const { columns, rows } = told();
    saved(`${caption}.csv`, asCsv(columns.map(([name]) => name), rows.map((row) => row.map(valueOf))));
  } } }, say("csv"));
}
