/**
 * Commands of the palette and the menus.
 */

import { basename, dirname, relative } from "node:path";
import * as vscode from "vscode";
import type { Service } from "./client";
import { isReport } from "./gate";
import { command, folderOf, options } from "./here";
import { type Ran, run } from "./running";

export const ASSURANCE = "disclint-assurance";

export function register(context: vscode.ExtensionContext, service: Service): void {
  const commands: Record<string, (uri?: vscode.Uri) => unknown> = {
    "disclint.lintWorkspace": () => lintWorkspace(service),
    "disclint.explainHere": () => explainHere(service),
    "disclint.showAssurance": () => showAssurance(),
    "disclint.exportList": (uri) => exportList(uri),
    "disclint.restart": () => service.restart(),
  };
  for (const [name, action] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, guarded(action)));
  }
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(ASSURANCE, { provideTextDocumentContent: assurance }));
}

/** What goes wrong is said, not swallowed. */
export function guarded<T extends unknown[]>(action: (...given: T) => unknown): (...given: T) => Promise<void> {
  return async (...given) => {
    try {
      await action(...given);
    } catch (error) {
      await vscode.window.showErrorMessage(`disclint: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

/** Run `disclint check` on a file, or on the text of a document as it stands in the editor. */
export async function check(uri: vscode.Uri, ...more: string[]): Promise<Ran> {
  const opened = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const cwd = folderOf(uri) ?? (uri.scheme === "file" ? dirname(uri.fsPath) : undefined);
  const place = cwd === undefined ? {} : { cwd };
  if (opened !== undefined && (opened.isDirty || uri.scheme !== "file") && isReport(opened)) {
    const name = uri.scheme === "file" ? relative(cwd ?? "", uri.fsPath) : `${basename(uri.path)}.${opened.languageId === "html" ? "html" : "txt"}`;
    const line = [...command(), "check", "-", "--stdin-filename", name, ...options(uri), "--fail-on", "never", ...more];
    return run(line, { ...place, input: opened.getText() });
  }
  // What is shown names the file as it is seen from here.
  const path = cwd === undefined ? uri.fsPath : `./${relative(cwd, uri.fsPath)}`;
  return run([...command(), "check", path, ...options(uri), "--fail-on", "never", ...more], place);
}

async function lintWorkspace(service: Service): Promise<void> {
  const found = await service.checkWorkspace();
  if (found !== undefined) {
    await vscode.commands.executeCommand("workbench.actions.view.problems");
  }
}

async function explainHere(service: Service): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  const all = vscode.languages.getDiagnostics(editor.document.uri).filter((each) => each.source === "disclint");
  const here = all.filter((each) => each.range.intersection(editor.selection) !== undefined);
  const items = (here.length > 0 ? here : all).map((each) => ({ label: ruleOf(each), description: each.message.split("\n")[0] ?? "" }));
  const picked = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("Which finding?") });
  if (picked !== undefined) {
    await service.explain(picked.label, editor.document.uri);
  }
}

function ruleOf(diagnostic: vscode.Diagnostic): string {
  const code = diagnostic.code;
  return String(typeof code === "object" ? code.value : code);
}

async function showAssurance(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document !== undefined) {
    const uri = vscode.Uri.from({ scheme: ASSURANCE, path: `${document.uri.path}.txt`, query: document.uri.toString() });
    const shown = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(shown, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

async function assurance(uri: vscode.Uri): Promise<string> {
  const ran = await check(vscode.Uri.parse(uri.query, true), "--assurance", "--color", "never");
  return ran.out;
}

async function exportList(uri: vscode.Uri | undefined): Promise<void> {
  const from = uri ?? vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (from === undefined) {
    return;
  }
  const to = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(`${from.scheme === "file" ? from.fsPath : basename(from.path)}-整改清单.xlsx`),
    filters: { Excel: ["xlsx"], CSV: ["csv"] },
    title: vscode.l10n.t("Export the list of what is to be put right"),
  });
  if (to === undefined) {
    return;
  }
  const format = to.fsPath.toLowerCase().endsWith(".csv") ? "csv" : "xlsx";
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: "disclint" }, () =>
    check(from, "--output-format", `${format}:${to.fsPath}`),
  );
  const open = vscode.l10n.t("Open");
  const said = await vscode.window.showInformationMessage(vscode.l10n.t("Written: {0}", to.fsPath), open);
  if (said === open) {
    await vscode.env.openExternal(to);
  }
}
