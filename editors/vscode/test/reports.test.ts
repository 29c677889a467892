import assert from "node:assert/strict";
import { test } from "node:test";
import { looksLikeReport } from "../src/reports";

const REPORT = "山前县水务局2024年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n";

test("a report is one, in text and in HTML, however its letters stand apart", () => {
  assert.equal(looksLikeReport(REPORT), true);
  assert.equal(looksLikeReport(`<html><body><p>${REPORT.replaceAll("\n", "</p><p>").replaceAll("信息", "信<b>息</b>")}</p></body></html>`), true);
  assert.equal(looksLikeReport(REPORT.split("").join(" ")), true);
});

test("a notice that names the reports, and notes of any kind, are none", () => {
  assert.equal(looksLikeReport("关于做好政府信息公开工作年度报告编制工作的通知\n请于1月31日前报送。"), false);
  assert.equal(looksLikeReport("shopping list\nmilk"), false);
  assert.equal(looksLikeReport(""), false);
});

test("a file of a million angle brackets is looked at in no time", () => {
  const start = performance.now();
  assert.equal(looksLikeReport("<".repeat(1_000_000)), false);
  assert.ok(performance.now() - start < 1000);
});
