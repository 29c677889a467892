// Charts: what ECharts is told of them, in the colours of the page.

const TOP = 20, HEAT_RULES = 40, HEAT_AGENCIES = 25, SIDE_BY_SIDE = 7;
const charts = new Map();

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const isNarrow = () => window.innerWidth < 640;

function base() {
  const ink = colour("ink");
  return {
    animation: false,
    textStyle: { color: ink, fontFamily: getComputedStyle(document.body).fontFamily },
    // Not as HTML: names come from reports.
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: colour("paper"), borderColor: colour("line"),
      textStyle: { color: ink },
    },
  };
}

const axis = (more = {}) => ({
  axisLine: { lineStyle: { color: colour("line") } }, axisTick: { show: false },
  axisLabel: { color: colour("ink"), ...(more.axisLabel || {}) },
  splitLine: { lineStyle: { color: colour("line") } }, ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== "axisLabel")),
});

const severities = () => SEVERITIES.map((id, at) => [id, at]).filter(([id]) => chosen.severities.has(id));
const stacks = (groups) => severities().map(([id, at]) => ({
  name: say(id), type: "bar", stack: "all", itemStyle: { color: colour(id) }, barMaxWidth: 40,
  data: groups.map((each) => each.tally[at]),
}));
const legend = () => ({ top: 0, textStyle: { color: colour("ink") }, inactiveColor: colour("soft") });

// Bars that lie, the first on top; `groups` have a name and a tally.
function lying(groups) {
  const width = isNarrow() ? 120 : 190;
  return {
    ...base(), legend: legend(), grid: { left: width + 10, right: 20, top: 30, bottom: 30 },
    xAxis: axis({ type: "value", minInterval: 1 }),
    yAxis: axis({
      type: "category", inverse: true, data: groups.map((each) => each.name),
      axisLabel: { width, overflow: "truncate", interval: 0, fontSize: 12 },
    }),
    series: stacks(groups),
    tooltip: { ...base().tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
  };
}

function standing(groups) {
  return {
    ...base(), legend: legend(), grid: { left: 50, right: 20, top: 40, bottom: 30 },
    xAxis: axis({ type: "category", data: groups.map((each) => each.name) }),
    yAxis: axis({ type: "value", minInterval: 1 }), series: stacks(groups),
    tooltip: { ...base().tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
  };
}

function histogram(bins) {
  // Side by side the names of many bins would hide each other.
  const isSlanted = isNarrow() || bins.length > SIDE_BY_SIDE;
  return {
    ...base(), grid: { left: 50, right: 10, top: 15, bottom: isSlanted ? 60 : 45 },
    xAxis: axis({
      type: "category", data: bins.map((each) => each.name),
      axisLabel: { interval: isNarrow() ? "auto" : 0, rotate: isSlanted ? 45 : 0, hideOverlap: isNarrow(), fontSize: 11 },
    }),
    yAxis: axis({ type: "value", minInterval: 1 }),
    series: [{ name: say("reports"), type: "bar", itemStyle: { color: colour("related") }, data: bins.map((each) => each.reports.length) }],
    tooltip: { ...base().tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
  };
}

// `cells` are [column, row, number].
function heated(columns, rows, cells) {
  const most = cells.reduce((most, each) => Math.max(most, each[2]), 1);
  const width = isNarrow() ? 100 : 180;
  return {
    ...base(), grid: { left: width + 10, right: 45, top: 10, bottom: 190 },
    xAxis: axis({ type: "category", data: columns, axisLabel: { rotate: 60, interval: 0, fontSize: 11 }, splitArea: { show: false } }),
    yAxis: axis({ type: "category", inverse: true, data: rows, axisLabel: { width, overflow: "truncate", interval: 0, fontSize: 12 } }),
    dataZoom: rows.length > HEAT_AGENCIES ? [{
      type: "slider", yAxisIndex: 0, startValue: 0, endValue: HEAT_AGENCIES - 1, right: 5, width: 18, brushSelect: false, showDetail: false,
      // No frame of the labels, which would take a while for thousands.
      showDataShadow: false,
    }] : [],
    visualMap: {
      type: "piecewise", pieces: pieces(most), bottom: 0, left: "center", orient: "horizontal",
      textStyle: { color: colour("ink") }, inRange: { color: shades() },
    },
    series: [{ type: "heatmap", data: cells, itemStyle: { borderColor: colour("paper"), borderWidth: 1 }, emphasis: { itemStyle: { borderColor: colour("ink") } } }],
    tooltip: { ...base().tooltip, formatter: ({ value }) => `${rows[value[1]]}\n${columns[value[0]]}: ${counted.format(value[2])}` },
  };
}

function pieces(most) {
  const found = [{ value: 1 }, { value: 2 }, { min: 3, max: 5 }, { min: 6, max: 10 }, { min: 11 }];
  return found.filter((each) => (each.value ?? each.min) <= most);
}

const shades = () => (matchMedia("(prefers-color-scheme: dark)").matches
  ? ["#5a3a36", "#8a4a42", "#b8604f", "#e08a72", "#ffc2ad"] : ["#fbdcd9", "#f2b0a8", "#e07f73", "#c4473b", "#8c1d18"]);

// Draw or redraw; `heard` is told the place of what somebody chose.
function drawnIn(place, option, height, heard) {
  place.style.height = `${height}px`;
  let chart = charts.get(place);
  if (!chart) {
    chart = echarts.init(place, null, { renderer: "canvas", locale: DATA.lang === "zh" ? "ZH" : "EN" });
    charts.set(place, chart);
    new ResizeObserver(() => chart.resize()).observe(place);
  }
  chart.off("click");
  chart.on("click", heard);
  chart.resize();
  chart.setOption(option, true);
}
