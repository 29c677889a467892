// The page put together, and drawn anew when somebody chooses otherwise.

const SECTIONS = [
  ["by_rule", ruleSection], ["by_agency", agencySection], ["by_year", yearSection], ["per_report", SPREADS.per_report],
  ["heat", heatSection, "wide"], ["received", SPREADS.received], ["rate", SPREADS.rate], ["sure", SPREADS.sure],
];
const WORST = 20;
const places = {};
let now = [];

function card(id, title, ...children) {
  const heading = make("h2", { id: `${id}-h`, tabindex: "-1" }, title);
  return make("section", { id, class: "card", "aria-labelledby": `${id}-h` }, heading, ...children);
}

function built() {
  const board = byId("board");
  places.tiles = make("div", { class: "tiles" });
  board.append(card("overview", say("overview"), places.tiles));
  for (const [id, , width] of SECTIONS) {
    const title = say(id);
    const own = {
      note: make("p", { class: "note" }), table: make("div", {}),
      chart: make("div", { class: "chart", role: "img", "aria-label": say("chart_of", { of: title }) }),
      details: make("details", { on: { toggle: () => filled(id) } }, make("summary", {}, say("as_table"))),
    };
    own.details.append(own.table);
    places[id] = own;
    const made = card(id, title, own.note, own.chart, own.details, csvButton(title, () => own.now.table()));
    if (width) made.classList.add(width);
    board.append(made);
  }
  for (const id of DATA.missing.length ? ["worst", "missing", "selection"] : ["worst", "selection"]) {
    const title = say(id === "missing" ? "missing_title" : id);
    const own = { note: make("p", { class: "note" }), table: make("div", {}) };
    places[id] = own;
    board.append(card(id, title, own.note, own.table, csvButton(title, () => own.now())));
    byId(id).classList.add("wide");
  }
  places.selection.note.textContent = say("selection_note");
}

// A table is only made when somebody looks at it.
function filled(id) {
  const own = places[id];
  if (own.details.open && !own.table.childElementCount) own.table.append(tabled({ caption: say(id), ...own.now.table() }));
}

function tiles() {
  const of = (name, reports, number = reports.length) => {
    const pick = picks(say(name), reports);
    const words = [make("strong", {}, counted.format(number)), " ", say(name)];
    const given = { class: `tile ${name}` };
    return reports.length ? make("button", { ...given, type: "button", on: { click: () => picked(pick) } }, ...words) : make("p", given, ...words);
  };
  const status = (id) => now.filter((each) => each.status === id);
  const tally = added(now), ok = status("ok");
  const roster = now.some((each) => each.doubt);
  places.tiles.replaceChildren(
    of("files", now), of("checked", ok), of("clean", ok.filter((each) => !each.tally[0])), of("faulty", now.filter((each) => each.tally[0])),
    ...SEVERITIES.map((id, at) => of(id, now.filter((each) => each.tally[at]), tally[at])),
    of("declined", status("declined")), of("unreadable", status("unreadable")),
    ...(roster ? [of("doubtful", now.filter((each) => each.doubt && each.matched)), of("unknown", now.filter((each) => each.doubt && !each.matched))] : []),
    ...(DATA.missing.length ? [make("a", { class: "tile missing", href: "#missing" }, make("strong", {}, counted.format(missingTable().rows.length)), " ", say("missing"))] : []),
  );
}

function charted() {
  for (const [id] of SECTIONS) {
    const own = places[id];
    drawnIn(own.chart, own.now.option(), own.now.height, own.now.heard);
  }
}

function renewed() {
  now = selected();
  tiles();
  for (const [id, section] of SECTIONS) {
    const own = places[id];
    own.now = section(now);
    own.note.textContent = own.now.note || "";
    own.table.replaceChildren();
    filled(id);
  }
  charted();
  const worst = listed(now.filter((each) => each.findings).toSorted((one, other) => worse(one.tally, other.tally)).slice(0, WORST));
  places.worst.now = () => worst;
  places.worst.table.replaceChildren(tabled({ caption: say("worst"), ...worst }));
  if (places.missing) {
    places.missing.now = missingTable;
    places.missing.table.replaceChildren(tabled({ caption: say("missing_title"), ...missingTable() }));
  }
  chosenList(picks("", now));
  byId("told").textContent = say("told", { reports: counted.format(now.length), findings: counted.format(whole(added(now))) });
}

function chosenList(pick) {
  const name = pick.label ? `${say("selection")}: ${pick.label}` : say("all_reports");
  const title = `${name} (${counted.format(pick.reports.length)})`;
  byId("selection-h").textContent = title;
  places.selection.now = () => listed(pick.reports, pick.rule);
  places.selection.table.replaceChildren(tabled({ caption: title, ...listed(pick.reports, pick.rule) }));
}

// Somebody chose a number: the reports behind it are listed, and where it is but one it is opened.
function picked(pick) {
  chosenList(pick);
  if (pick.reports.length === 1 && DATA.beside === null) {
    opened(pick.reports[0], pick.rule);
    return;
  }
  byId("selection-h").focus();
  byId("selection").scrollIntoView();
}

function heard() {
  chosen.year = byId("by-year").value;
  chosen.agency = byId("by-agency").value;
  chosen.rule = byId("by-rule").value;
  chosen.severities = new Set(SEVERITIES.filter((id) => byId(`with-${id}`).checked));
  renewed();
}

function begun() {
  const years = [...new Set(REPORTS.map(yearOf))].sort();
  byId("by-year").append(make("option", { value: "" }, say("all_years")), ...years.map((each) => make("option", { value: each }, each)));
  const words = say("about", { folder: DATA.folder || ".", reports: counted.format(REPORTS.length), version: DATA.version });
  byId("about").textContent = DATA.interrupted ? `${words} · ${say("interrupted")}` : words;
  built();
  const filters = byId("filters");
  let waiting = 0;
  filters.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(heard, 200);
  });
  filters.addEventListener("reset", () => setTimeout(heard));
  filters.addEventListener("submit", (event) => event.preventDefault());
  byId("sheet-close").addEventListener("click", () => byId("sheet").close());
  // Colours are read when charts are drawn.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", charted);
  let narrow = isNarrow();
  window.addEventListener("resize", () => {
    if (narrow !== isNarrow()) charted();
    narrow = isNarrow();
  });
  renewed();
}

begun();
