import assert from "node:assert/strict";
import { test } from "node:test";
import { asOptions, given, NAMES } from "../src/settings";

test("what nobody set is left to the configuration file", () => {
  const set: Record<string, unknown> = { lang: "zh", select: null, ignore: undefined, strict: false, trace: "off", command: ["x"] };
  assert.deepEqual(given((name) => set[name]), { lang: "zh", strict: false });
});

test("settings are options of the command line", () => {
  const set = { select: ["TBL3", "NAR"], packs: ["规则"], profile: "all", strict: true, debounce: 3 };
  const options = ["--lang", "en", "--select", "TBL3", "--select", "NAR", "--pack", "规则", "--profile", "all", "--strict"];
  assert.deepEqual(asOptions(set, "en"), options);
});

test("every setting of the server can be set in the editor", async () => {
  const { readFileSync } = await import("node:fs");
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const declared = Object.keys(manifest.contributes.configuration.properties);
  assert.deepEqual(NAMES.filter((name) => !declared.includes(`disclint.${name}`)), []);
});
