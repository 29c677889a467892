/**
 * disclint for Visual Studio Code: findings while a report is written, and what else the command can show.
 */

import * as vscode from "vscode";
import { Service } from "./client";
import { register } from "./commands";
import { isReport } from "./gate";
import { Previews } from "./preview";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("disclint", { log: true });
  const service = new Service(log);
  context.subscriptions.push(log, service);
  register(context, service);
  new Previews().register(context);

  const shown = (editor: vscode.TextEditor | undefined) =>
    void vscode.commands.executeCommand("setContext", "disclint.isReport", editor !== undefined && isReport(editor.document));
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => service.notice(document)),
    vscode.workspace.onDidChangeTextDocument((event) => service.notice(event.document)),
    vscode.window.onDidChangeActiveTextEditor(shown),
    vscode.workspace.onDidSaveTextDocument(() => shown(vscode.window.activeTextEditor)),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("disclint.command")) {
        await service.restart();
      }
    }),
  );
  shown(vscode.window.activeTextEditor);
  for (const document of vscode.workspace.textDocuments) {
    await service.notice(document);
  }
}
