/**
 * The command and its options as they are set here.
 */

import * as vscode from "vscode";
import { asOptions, given } from "./settings";
import { commandOf } from "./running";

export function command(): string[] {
  const set = vscode.workspace.getConfiguration("disclint").get<string[] | null>("command");
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((each) => each.uri.scheme === "file").map((each) => each.uri.fsPath);
  return commandOf(set, folders, vscode.workspace.isTrusted);
}

/** Options of `disclint check` for a file. */
export function options(uri: vscode.Uri | undefined): string[] {
  const read = vscode.workspace.getConfiguration("disclint", uri ?? null);
  const set = given((name) => read.get(name));
  return asOptions(set, lang(set["lang"]));
}

export function folderOf(uri: vscode.Uri | undefined): string | undefined {
  const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri.scheme === "file" ? folder.uri.fsPath : undefined;
}

function lang(set: unknown): string {
  return set === "zh" || set === "en" ? set : vscode.env.language.startsWith("zh") ? "zh" : "en";
}
