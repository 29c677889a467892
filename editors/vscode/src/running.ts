/**
 * The disclint command: where it is, and running it for what is no business of the language server.
 */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const PATIENCE_MS = 120_000;
const LARGEST = 256 * 1024 * 1024;
/** Exit codes that say something of reports, not of the command. */
const JUDGED = [0, 1];

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What failed, in the words of the command itself. */
export class Failed extends Error {}

/**
 * The command, with its first arguments: as set; or of the environment in one of the folders, if these are trusted; or the one on
 * the path.
 */
export function commandOf(set: readonly string[] | null | undefined, folders: readonly string[], trusted: boolean): string[] {
  if (set && set.length > 0) {
    return [...set];
  }
  const inside = process.platform === "win32" ? ["Scripts", "disclint.exe"] : ["bin", "disclint"];
  for (const folder of trusted ? folders : []) {
    for (const name of [".venv", "venv"]) {
      const found = join(folder, name, ...inside);
      if (existsSync(found)) {
        return [found];
      }
    }
  }
  return ["disclint"];
}

/** Run it without a shell. `input` goes to its standard input. */
export function run(command: readonly string[], options: { cwd?: string; input?: string; signal?: AbortSignal } = {}): Promise<Ran> {
  const [program = "disclint", ...rest] = command;
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      rest,
      {
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        timeout: PATIENCE_MS,
        maxBuffer: LARGEST,
        encoding: "utf8",
        env: { ...process.env, PYTHONIOENCODING: "utf-8" },
        windowsHide: true,
      },
      (error, out, err) => {
        const code = child.exitCode;
        if (code !== null && JUDGED.includes(code)) {
          resolve({ code, out, err });
        } else if (error && (error as NodeJS.ErrnoException).code === "ENOENT") {
          reject(new Failed(`ENOENT ${program}`));
        } else {
          reject(new Failed(err.trim() || error?.message || `exit code ${code}`));
        }
      },
    );
    // A command that ends before it has read everything closes the pipe; its exit code says more than that.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(options.input ?? "");
  });
}
