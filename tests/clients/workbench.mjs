// Drives a workbench of Visual Studio Code in a browser: argv are its address, the browser, a folder for pictures, the folder opened.
// Prints what it saw, a line each; the test reads them.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [address, browserPath, pictures, folder] = process.argv.slice(2);
const { chromium } = createRequire(join(process.cwd(), "x"))("playwright-core");
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
const say = (...words) => console.log(words.join(" "));
const picture = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });

async function palette(words) {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").first().fill(`>${words}`);
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: words }).first().click();
}

async function opened(name) {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
  await page.locator(".tab.active", { hasText: name }).first().waitFor();
}

try {
  await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
  await page.locator(".monaco-workbench .explorer-folders-view").waitFor({ timeout: 90_000 });
  await opened("notes.txt");
  await page.waitForTimeout(3000);
  say("marks in notes", await page.locator(".squiggly-error, .squiggly-warning").count());
  await opened("报告.html");
  await page.locator(".squiggly-error").first().waitFor({ timeout: 90_000 });
  say("marks in report", (await page.locator(".squiggly-error").count()) > 0);
  await palette("Problems: Focus on Problems View");
  const rows = page.locator(".markers-panel .monaco-list-row");
  await page.locator(".viewpane-filter input, .panel .monaco-inputbox input").first().fill("TBL3-SUM-ROW");
  await rows.filter({ hasText: "TBL3-SUM-ROW" }).first().waitFor({ timeout: 30_000 });
  say("problem", (await rows.filter({ hasText: "TBL3-SUM-ROW" }).first().innerText()).replace(/\s+/g, " "));
  await picture("problems");
  await rows.filter({ hasText: "TBL3-SUM-ROW" }).first().dblclick();
  await page.waitForTimeout(1000);
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .monaco-list-row").filter({ hasText: /“22”|22/ }).first();
  await fix.waitFor({ timeout: 20_000 });
  await picture("fix");
  say("fix", (await fix.innerText()).trim());
  await page.keyboard.press("Enter");
  await page.waitForTimeout(2500);
  await page.keyboard.press("Control+S");
  await page.waitForTimeout(1500);
  say("gone", (await rows.filter({ hasText: "TBL3-SUM-ROW" }).count()) === 0);
  say("saved", readFileSync(join(folder, "报告.html"), "utf8").length);
  await palette("disclint: Show the report with its marks");
  const inner = page.frameLocator("iframe.webview").frameLocator("iframe");
  await inner.locator("table").first().waitFor({ timeout: 60_000 });
  say("tables in page", (await inner.locator("table").count()) >= 3);
  await picture("page");
  await opened("报告.html");
  await palette("disclint: Show what was checked");
  await page.locator(".tab.active", { hasText: "报告.html.txt" }).waitFor({ timeout: 60_000 });
  await picture("assurance");
  // A Word file has no text in the editor: the menu of the explorer shows it.
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "报告.docx" }).click({ button: "right" });
  await page.locator(".context-view .action-item", { hasText: "Show the report with its marks" }).hover();
  // The menu does not take a click at once.
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "报告.docx" }).waitFor({ timeout: 60_000 });
  const word = page.locator("iframe.webview").last().contentFrame().frameLocator("iframe");
  await word.getByText("报告.docx").first().waitFor({ timeout: 60_000 });
  say("tables of Word", (await word.locator("table").count()) >= 3);
  await picture("word");
  await opened("报告.html");
  await palette("disclint: Explain the finding here");
  await page.locator(".quick-input-widget .monaco-list-row", { hasText: "NAR-T3-RECEIVED" }).click();
  await page.locator(".tab", { hasText: "NAR-T3-RECEIVED" }).first().waitFor({ timeout: 60_000 });
  await picture("explained");
  say("explained");
  await opened("报告.html");
  await palette("disclint: Lint all reports of the workspace");
  await page.locator(".viewpane-filter input, .panel .monaco-inputbox input").first().fill("");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "又一份.html" }).first().waitFor({ timeout: 60_000 });
  say("workspace", await page.locator(".markers-panel .monaco-list-row", { hasText: "又一份.html" }).first().innerText());
  await picture("workspace");
  await opened("报告.html");
  await palette("disclint: Export the list of what is to be put right");
  await page.locator(".quick-input-widget input").first().waitFor();
  await page.waitForTimeout(1500);
  await page.locator(".quick-input-widget input").first().fill(join(folder, "清单.xlsx"));
  await page.waitForTimeout(1000);
  await page.keyboard.press("Enter");
  await page.locator(".notification-toast", { hasText: "清单.xlsx" }).waitFor({ timeout: 60_000 });
  await picture("exported");
  say("done");
} catch (error) {
  await picture("failed");
  say("failed", error);
} finally {
  await browser.close();
}
