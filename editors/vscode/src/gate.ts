/**
 * The gate between the editor and the server: only reports, rule packs and configurations are sent.
 */

import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as vscode from "vscode";
import { looksLikeReport } from "./reports";

const WRITTEN = ["plaintext", "markdown", "html"];
/** How far above a rule its pack's own file may lie, in folders. */
const DEEPEST = 4;

export class Gate {
  private readonly inside = new Set<string>();

  /** Whether the server knows of a document. */
  has(document: vscode.TextDocument): boolean {
    return this.inside.has(document.uri.toString());
  }

  /** Whether a document may go in; one that was let in stays, whatever is made of it, until it is closed. */
  admits(document: vscode.TextDocument): boolean {
    const fits = this.has(document) || isReport(document) || belongsToPack(document);
    if (fits) {
      this.inside.add(document.uri.toString());
    }
    return fits;
  }

  leave(document: vscode.TextDocument): boolean {
    return this.inside.delete(document.uri.toString());
  }

  clear(): void {
    this.inside.clear();
  }
}

export function isReport(document: vscode.TextDocument): boolean {
  const local = document.uri.scheme === "file" || document.uri.scheme === "untitled";
  return local && (named(document) || (WRITTEN.includes(document.languageId) && looksLikeReport(document.getText())));
}

/** A document whose place says that it is a report (setting `reports`). */
function named(document: vscode.TextDocument): boolean {
  const patterns = vscode.workspace.getConfiguration("disclint", document.uri).get<string[] | null>("reports") ?? [];
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return patterns.some((each) => {
    const pattern = folder === undefined ? each : new vscode.RelativePattern(folder, each);
    return vscode.languages.match({ scheme: "file", pattern }, document) > 0;
  });
}

function belongsToPack(document: vscode.TextDocument): boolean {
  if (document.uri.scheme !== "file") {
    return false;
  }
  const path = document.uri.fsPath;
  if (["disclint.toml", "pack.yaml"].includes(basename(path))) {
    return true;
  }
  let folder = dirname(path);
  for (let step = 0; /\.ya?ml$/.test(path) && step < DEEPEST; step += 1) {
    if (existsSync(join(folder, "pack.yaml"))) {
      return true;
    }
    folder = dirname(folder);
  }
  return false;
}
