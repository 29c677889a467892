// The parts of the page: each has a chart, a table of the same numbers, and a file of them.

const countCells = (label, reports, tally, rule) => SEVERITIES.map((id, at) => ({
  value: tally[at], pick: picks(label, reports.filter((each) => (rule === undefined ? each.tally[at] : each.counts.some((one) => one[0] === rule && one[1] === at))), rule),
}));
const severityColumns = () => SEVERITIES.map((id) => [say(id), "count"]);

function ruleSection(reports) {
  const groups = byRule(reports).map((each) => ({ ...each, name: DATA.rules[each.rule][0], title: DATA.rules[each.rule][1] }));
  const pick = (each) => picks(`${each.name} ${each.title}`, each.reports, each.rule);
  const top = groups.slice(0, TOP);
  return {
    note: groups.length > TOP ? say("top", { shown: TOP, all: groups.length }) : "",
    option: () => lying(top), height: 70 + 24 * top.length, heard: ({ dataIndex }) => picked(pick(top[dataIndex])),
    table: () => ({
      columns: [[say("rule"), "text"], [say("rule_title"), "text"], ...severityColumns(), [say("reports"), "count"]],
      rows: groups.map((each) => [{ value: each.name, pick: pick(each) }, each.title, ...countCells(each.name, each.reports, each.tally, each.rule), { value: each.reports.length, pick: pick(each) }]),
    }),
  };
}

function agencySection(reports) {
  const groups = byAgency(reports);
  const top = groups.filter((each) => whole(each.tally)).slice(0, TOP);
  const pick = (each) => picks(each.name, each.reports);
  return {
    note: groups.length > TOP ? say("top", { shown: TOP, all: groups.length }) : "",
    option: () => lying(top), height: 70 + 24 * top.length, heard: ({ dataIndex }) => picked(pick(top[dataIndex])),
    table: () => ({
      columns: [[say("agency"), "text"], ...severityColumns(), [say("files"), "count"]],
      rows: groups.map((each) => [{ value: each.name, pick: pick(each) }, ...countCells(each.name, each.reports, each.tally), { value: each.reports.length, pick: pick(each) }]),
    }),
  };
}

function yearSection(reports) {
  const groups = byYear(reports);
  const pick = (each) => picks(each.name, each.reports);
  return {
    option: () => standing(groups), height: 320, heard: ({ dataIndex }) => picked(pick(groups[dataIndex])),
    table: () => ({
      columns: [[say("year"), "text"], ...severityColumns(), [say("files"), "count"], [say("share"), "share"]],
      rows: groups.map((each) => [
        { value: each.name, pick: pick(each) }, ...countCells(each.name, each.reports, each.tally),
        { value: each.reports.length, pick: pick(each) }, each.reports.filter((one) => one.tally[0]).length / each.reports.length,
      ]),
    }),
  };
}

function heatSection(reports) {
  const agencies = byAgency(reports).filter((each) => whole(each.tally));
  const rules = byRule(reports);
  const top = rules.slice(0, HEAT_RULES);
  const columnOf = new Map(top.map((each, at) => [each.rule, at]));
  const numbers = agencies.map((each) => {
    const own = new Map();
    for (const one of each.reports) for (const [rule, , number] of one.counts) own.set(rule, (own.get(rule) || 0) + number);
    return own;
  });
  const pick = (agency, rule) => picks(`${agency.name} ${DATA.rules[rule][0]}`, agency.reports.filter((each) => each.counts.some((one) => one[0] === rule)), rule);
  return {
    note: `${say("heat_note")} ${rules.length > HEAT_RULES ? say("top", { shown: HEAT_RULES, all: rules.length }) : ""}`,
    height: 230 + 22 * Math.min(HEAT_AGENCIES, agencies.length),
    option: () => heated(top.map((each) => DATA.rules[each.rule][0]), agencies.map((each) => each.name),
      numbers.flatMap((own, row) => [...own].filter(([rule]) => columnOf.has(rule)).map(([rule, number]) => [columnOf.get(rule), row, number]))),
    heard: ({ value }) => picked(pick(agencies[value[1]], top[value[0]].rule)),
    table: () => ({
      columns: [[say("agency"), "text"], ...rules.map((each) => [DATA.rules[each.rule][0], "count"])],
      rows: agencies.map((each, row) => [{ value: each.name, pick: picks(each.name, each.reports) }, ...rules.map(({ rule }) => {
        const number = numbers[row].get(rule);
        return number ? { value: number, pick: pick(each, rule) } : null;
      })]),
    }),
  };
}

function spread(reports, value, edges, name, first) {
  const bins = binned(reports, value, edges, name);
  const pick = (each) => picks(`${first}: ${each.name}`, each.reports);
  return {
    option: () => histogram(bins), height: 260, heard: ({ dataIndex }) => picked(pick(bins[dataIndex])),
    table: () => ({
      columns: [[say("range"), "text"], [say("reports"), "count"]],
      rows: bins.map((each) => [each.name, { value: each.reports.length, pick: pick(each) }]),
    }),
  };
}

const whole_ = (low, high) => (high === Infinity ? `≥${low}` : high - low === 1 ? `${low}` : `${low}–${high - 1}`);
const percent = (low, high) => (high === Infinity ? shared.format(low) : `${shared.format(low).replace("%", "")}–${shared.format(high)}`);
const checked = (reports) => reports.filter((each) => each.status === "ok");

const SPREADS = {
  per_report: (reports) => spread(checked(reports), (each) => each.findings, [0, 1, 2, 3, 4, 5, 6, 8, 11, 16, 21], whole_, say("findings")),
  received: (reports) => spread(reports, (each) => each.received, [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000], whole_, say("received")),
  rate: (reports) => ({ ...spread(reports, (each) => each.rate, [0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1, 1.00005], (low, high) => (low > 1 ? ">100%" : low === 1 ? "100%" : percent(low, high)), say("rate")), note: say("rate_note") }),
  sure: (reports) => ({ ...spread(reports, (each) => each.sure, [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1], percent, say("sure")), note: say("sure_note") }),
};

// The columns of a list of reports; `rule` is the number of the rule whose findings are looked at.
function listed(reports, rule) {
  const worst = reports.toSorted((one, other) => worse(one.tally, other.tally) || one.path.localeCompare(other.path));
  return {
    columns: [[say("report"), "text"], [say("agency"), "text"], [say("year"), "text"], ...severityColumns(), [say("received"), "count"], [say("rate"), "share"], [say("sure"), "share"], [say("status"), "text"], [say("remark"), "text"]],
    rows: worst.map((each) => [
      { value: each.path, report: each, rule }, agencyOf(each), yearOf(each),
      ...each.tally.map((number, at) => (number ? { value: number, report: each, rule: rule ?? each.counts.find((one) => one[1] === at)?.[0] } : 0)),
      each.received, each.rate, each.sure, say({ ok: "checked" }[each.status] || each.status), [each.reason, each.doubt].filter(Boolean).join("; "),
    ]),
  };
}

function missingTable() {
  return {
    columns: [[say("agency"), "text"], [say("parent"), "text"], [say("year"), "text"]],
    rows: DATA.missing
      .filter(([agency, , year]) => (!chosen.year || String(year) === chosen.year) && agency.includes(chosen.agency.trim()))
      .map(([agency, parent, year]) => [agency, parent, String(year)]),
  };
}
