import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { commandOf, run } from "../src/running";

const NODE = process.execPath;

test("the command as set, of the trusted folder, or on the path", { skip: process.platform === "win32" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "disclint-"));
  mkdirSync(join(folder, ".venv", "bin"), { recursive: true });
  const inside = join(folder, ".venv", "bin", "disclint");
  writeFileSync(inside, "");
  assert.deepEqual(commandOf(["py", "-m", "disclint"], [folder], true), ["py", "-m", "disclint"]);
  assert.deepEqual(commandOf(null, [folder], true), [inside]);
  assert.deepEqual(commandOf(null, [folder], false), ["disclint"]);
  assert.deepEqual(commandOf([], [], true), ["disclint"]);
});

test("findings are no failure, and the text goes in as it is", async () => {
  const echo = "process.stdin.pipe(process.stdout); process.stdin.on('end', () => { process.exitCode = 1 })";
  assert.deepEqual(await run([NODE, "-e", echo], { input: "予以公开 3 件" }), { code: 1, out: "予以公开 3 件", err: "" });
});

test("misuse is one, in the command's words", async () => {
  await assert.rejects(run([NODE, "-e", "console.error('no such file'); process.exit(2)"]), /no such file/);
  await assert.rejects(run(["disclint-that-is-not-there"]), /ENOENT/);
});

test("arguments are not read by a shell", async () => {
  const said = await run([NODE, "-e", "console.log(process.argv[1])", "$(touch here); `id` 'x'"]);
  assert.equal(said.out, "$(touch here); `id` 'x'\n");
});
