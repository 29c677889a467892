// What stands around the report: repairs at its findings, which findings are shown, what was changed, and what can be saved.
import { at, made } from "./elements.js";
import { say } from "./words.js";

const SEVERITIES = ["error", "warning", "info", "suppressed"];
const SIGNS = { error: "✕", warning: "!", info: "i", suppressed: "–" };
const shown = new Set(["error", "warning", "info"]);

// `change`, `takeBack` and `save` do what is asked for; `again` shows the answer once more.
export function show(answer, { change, takeBack, save, again }) {
  offerRepairs(change);
  showFilters(answer, again);
  showChanges(answer, takeBack);
  showDownloads(answer, save);
  const count = SEVERITIES.reduce((sum, each) => sum + (shown.has(each) ? answer.counts[each] : 0), 0);
  at("see-findings").textContent = say("findings", count);
}

// A finding that knows what would repair it gets a button that does so.
function offerRepairs(change) {
  for (const each of document.querySelectorAll(".finding[data-fix]")) {
    const [start, end] = each.dataset.at.split("-").map(Number);
    const button = made("button", "repair", say(start === end ? "fill" : "apply", each.dataset.fix));
    button.type = "button";
    button.addEventListener("click", () => change([start, end, each.dataset.fix]));
    each.append(button);
  }
  for (const each of document.querySelectorAll(".finding .kind")) {
    const kind = SEVERITIES.find((one) => each.closest(".finding").classList.contains(one));
    const sign = made("span", "sign", SIGNS[kind]);
    sign.setAttribute("aria-hidden", "true");
    each.before(sign, " ");
  }
}

function showFilters(answer, again) {
  const buttons = SEVERITIES.filter((each) => answer.counts[each] || each !== "suppressed").map((each) => {
    const button = made("button", `filter ${each}`);
    const sign = made("span", "sign", SIGNS[each]);
    sign.setAttribute("aria-hidden", "true");
    button.append(sign, ` ${say(each)} `, made("b", "", String(answer.counts[each])));
    button.type = "button";
    button.dataset.kind = each;
    button.setAttribute("aria-pressed", String(shown.has(each)));
    button.addEventListener("click", () => {
      if (!shown.delete(each)) shown.add(each);
      again();
      at("filters").querySelector(`[data-kind="${each}"]`)?.focus();
    });
    return button;
  });
  at("filters").replaceChildren(...buttons);
  for (const each of SEVERITIES) at("drawn").classList.toggle(`hide-${each}`, !shown.has(each));
}

function showChanges(answer, takeBack) {
  at("changes").hidden = !answer.edits.length;
  at("changes-title").textContent = say("changes", answer.edits.length);
  at("changes-list").replaceChildren(
    ...answer.edits.map((each) => {
      const item = made("li");
      const words = made("p");
      words.append(made("del", "", each.was || say("nothing")), " → ", made("ins", "", each.text || say("nothing")));
      const back = made("button", "plain", say("takeback"));
      back.type = "button";
      back.setAttribute("aria-label", `${say("takeback")} ${each.place} ${each.was}`);
      back.addEventListener("click", () => takeBack(each));
      item.append(made("p", "place", each.place), words, back);
      return item;
    }),
  );
}

function showDownloads(answer, save) {
  at("downloads").replaceChildren(
    ...answer.downloads.map((kind) => {
      const button = made("button", "", say(kind));
      button.type = "button";
      button.dataset.kind = kind;
      if (answer.edits.length && ["word", "pdf"].includes(kind)) button.append(made("small", "", say("original")));
      button.addEventListener("click", () => save(kind));
      const item = made("li");
      item.append(button);
      return item;
    }),
  );
}
