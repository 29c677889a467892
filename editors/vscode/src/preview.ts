/**
 * A report drawn with its marks, beside the text or from a Word or PDF file; drawn anew when the file changes.
 */

import { basename } from "node:path";
import * as vscode from "vscode";
import { check, guarded } from "./commands";

const REST_MS = 400;

export class Previews {
  private readonly panels = new Map<string, vscode.WebviewPanel>();

  register(context: vscode.ExtensionContext): void {
    const show = guarded((uri?: vscode.Uri) => this.show(uri ?? vscode.window.activeTextEditor?.document.uri));
    context.subscriptions.push(vscode.commands.registerCommand("disclint.preview", show));
    context.subscriptions.push(
      vscode.workspace.onDidSaveTextDocument((document) => this.draw(document.uri)),
    );
  }

  private async show(uri: vscode.Uri | undefined): Promise<void> {
    if (uri === undefined) {
      return;
    }
    const key = uri.toString();
    const known = this.panels.get(key);
    if (known !== undefined) {
      known.reveal();
      await this.draw(uri);
      return;
    }
    // The page has no script; nothing in a report can run, and nothing is loaded.
    const look = { enableScripts: false, localResourceRoots: [], enableFindWidget: true };
    const panel = vscode.window.createWebviewPanel("disclint.preview", basename(uri.path), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, look);
    this.panels.set(key, panel);
    const watching = uri.scheme === "file" ? this.watch(uri) : undefined;
    panel.onDidDispose(() => {
      this.panels.delete(key);
      watching?.dispose();
    });
    await this.draw(uri);
  }

  private watch(uri: vscode.Uri): vscode.Disposable {
    const folder = vscode.Uri.joinPath(uri, "..");
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, basename(uri.fsPath)));
    let timer: NodeJS.Timeout | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void guarded(() => this.draw(uri))(), REST_MS);
    };
    watcher.onDidChange(later);
    watcher.onDidCreate(later);
    return { dispose: () => { clearTimeout(timer); watcher.dispose(); } };
  }

  private async draw(uri: vscode.Uri): Promise<void> {
    if (this.panels.has(uri.toString())) {
      const ran = await check(uri, "--output-format", "html");
      const panel = this.panels.get(uri.toString());
      if (panel !== undefined) {
        panel.webview.html = ran.out;
      }
    }
  }
}
