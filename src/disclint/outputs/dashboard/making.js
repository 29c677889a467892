// Elements, made of text and never of markup: names of agencies come from reports.

function make(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === "on") for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined));
  return made;
}

const byId = (id) => document.getElementById(id);

// A file that the browser saves: nothing leaves it.
function saved(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// As CSV that Excel and WPS open: with a mark of its encoding, and nothing in it is a formula.
function asCsv(columns, rows) {
  const cell = (value) => {
    let words = value === null || value === undefined ? "" : String(value);
    if (typeof value === "string" && /^[ \u3000\n]*[=+\-@\t\r＝＋－＠]/.test(words)) words = `'${words}`;
    return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  };
  return "\ufeff" + [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

// The report as it was drawn, in a sheet over the page; `rule` is the number of the rule whose first finding is looked at.
async function opened(report, rule) {
  const sheet = byId("sheet"), paper = byId("paper");
  byId("sheet-name").textContent = report.path;
  paper.replaceChildren();
  if (!sheet.open) sheet.showModal();
  const packed = byId(`drawn-${report.id}`);
  if (packed === null) return;
  try {
    const bytes = Uint8Array.from(atob(packed.textContent), (each) => each.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    // Whoever drew it has escaped what the report says, and the page's policy lets no script in it run.
    paper.innerHTML = await new Response(stream).text();
  } catch {
    paper.textContent = say("failed");
    return;
  }
  const first = report.counts.find((each) => each[0] === rule)?.[3];
  const at = first && byId(`r${report.id}-f${first}`);
  if (at) {
    at.classList.add("looked-at");
    at.setAttribute("tabindex", "-1");
    at.focus();
    at.scrollIntoView({ block: "center" });
    byId(`r${report.id}-m${first}-0`)?.scrollIntoView({ block: "center" });
  } else {
    sheet.scrollTop = 0;
  }
}

// What leads to a report: a button that opens the sheet, or a link to its file.
function leading(report, rule, words) {
  if (DATA.beside === null) {
    return make("button", { type: "button", class: "to-report", on: { click: () => opened(report, rule) } }, words);
  }
  const first = report.counts.find((each) => each[0] === rule)?.[3];
  const at = first ? `#r${report.id}-f${first}` : "";
  return make("a", { class: "to-report", href: `${DATA.beside}${report.id}.html${at}`, target: "_blank", rel: "noopener" }, words);
}
