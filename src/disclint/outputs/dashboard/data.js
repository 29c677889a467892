// What the page is told, what of it is chosen, and what that comes to.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const WORDS = read("words");
const DATA = read("data");
const SEVERITIES = ["error", "warning", "info"];
const KEYS = ["id", "path", "agency", "year", "status", "received", "rate", "sure", "counts", "reason", "doubt", "matched"];
const REPORTS = DATA.reports.map((row) => Object.fromEntries(KEYS.map((key, at) => [key, row[at]])));
const LOCALE = DATA.lang === "zh" ? "zh-CN" : "en";

const say = (name, values = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const counted = new Intl.NumberFormat(LOCALE);
const shared = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const agencyOf = (report) => (report.agency < 0 ? say("no_agency") : DATA.agencies[report.agency]);
const yearOf = (report) => (report.year === null ? say("no_year") : String(report.year));

// What somebody has chosen to see.
const chosen = { year: "", agency: "", rule: "", severities: new Set(SEVERITIES) };

// Of a report the findings that are chosen: how many of each severity, and their rows [rule, severity, number, first].
function tallied(report, rules) {
  const tally = [0, 0, 0];
  const counts = report.counts.filter(
    ([rule, severity]) => rules.has(rule) && chosen.severities.has(SEVERITIES[severity]));
  for (const [, severity, number] of counts) tally[severity] += number;
  return { ...report, counts, tally, findings: tally[0] + tally[1] + tally[2] };
}

// The reports that are chosen.  A part of a rule's name may stand for it, and leaves out who has no such finding.
function selected() {
  const part = chosen.rule.trim().toLowerCase();
  const rules = new Set();
  DATA.rules.forEach(([id, title], at) => {
    if (id.toLowerCase().includes(part) || title.toLowerCase().includes(part)) rules.add(at);
  });
  const name = chosen.agency.trim();
  return REPORTS
    .filter((each) => (!chosen.year || yearOf(each) === chosen.year) && (!name || agencyOf(each).includes(name)))
    .map((each) => tallied(each, rules))
    .filter((each) => !part || each.findings);
}

// Groups of reports under a key, in the order in which they come.
function grouped(reports, key) {
  const found = new Map();
  for (const each of reports) {
    const own = key(each);
    if (!found.has(own)) found.set(own, []);
    found.get(own).push(each);
  }
  return found;
}

const added = (reports) => reports.reduce((sum, each) => sum.map((one, at) => one + each.tally[at]), [0, 0, 0]);
const whole = (tally) => tally[0] + tally[1] + tally[2];
const worse = (one, other) => other[0] - one[0] || other[1] - one[1] || other[2] - one[2];

// By rule: its number, the findings of each severity, and its reports, the most frequent first.
function byRule(reports) {
  const found = new Map();
  for (const report of reports) {
    for (const [rule, severity, number] of report.counts) {
      if (!found.has(rule)) found.set(rule, { rule, tally: [0, 0, 0], reports: new Set() });
      const own = found.get(rule);
      own.tally[severity] += number;
      own.reports.add(report);
    }
  }
  return [...found.values()]
    .map((each) => ({ ...each, reports: [...each.reports] }))
    .sort((one, other) => whole(other.tally) - whole(one.tally) || one.rule - other.rule);
}

// By agency: its name, the findings of each severity, its reports, the worst first.
function byAgency(reports) {
  return [...grouped(reports, agencyOf)]
    .map(([name, own]) => ({ name, reports: own, tally: added(own) }))
    .sort((one, other) => worse(one.tally, other.tally) || one.name.localeCompare(other.name, LOCALE));
}

function byYear(reports) {
  return [...grouped(reports, yearOf)]
    .map(([name, own]) => ({ name, reports: own, tally: added(own) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

// The reports whose number lies in each of some ranges; `edges` are the lowest of each.
function binned(reports, value, edges, shown) {
  const bins = edges.map((low, at) => ({ low, high: edges[at + 1] ?? Infinity, reports: [] }));
  for (const each of reports) {
    const own = value(each);
    if (own === null || own === undefined) continue;
    bins.findLast((bin) => own >= bin.low)?.reports.push(each);
  }
  return bins.map((each) => ({ ...each, name: shown(each.low, each.high) }));
}
