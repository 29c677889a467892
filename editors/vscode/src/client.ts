/**
 * The language client: starts `disclint lsp` when there is something for it, and lets only that through.
 */

import * as vscode from "vscode";
import {
  DidOpenTextDocumentNotification, ExecuteCommandRequest, LanguageClient, RevealOutputChannelOn,
  type LanguageClientOptions, type Middleware, type ServerOptions,
} from "vscode-languageclient/node";
import { Gate } from "./gate";
import { given } from "./settings";
import { command } from "./here";

const CHECK = "disclint.checkWorkspace";
const EXPLAIN = "disclint.explain";

export class Service implements vscode.Disposable {
  private readonly gate = new Gate();
  private client: LanguageClient | undefined;
  private starting: Promise<LanguageClient | undefined> | undefined;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** A document was opened or changed: start if this is the first that matters. */
  async notice(document: vscode.TextDocument): Promise<void> {
    if (this.starting === undefined && new Gate().admits(document)) {
      await this.started();
    }
  }

  /** The client, started; undefined if it cannot start, which was said. */
  started(): Promise<LanguageClient | undefined> {
    this.starting ??= this.start();
    return this.starting;
  }

  async restart(): Promise<void> {
    await this.dispose();
    await this.started();
  }

  /** Check all reports of the folders; their number, or undefined if there is no server. */
  async checkWorkspace(): Promise<Record<string, number> | undefined> {
    const client = await this.started();
    return client?.sendRequest(ExecuteCommandRequest.type, { command: CHECK, arguments: [] });
  }

  async explain(rule: string, uri: vscode.Uri): Promise<void> {
    const client = await this.started();
    await client?.sendRequest(ExecuteCommandRequest.type, { command: EXPLAIN, arguments: [rule, uri.toString()] });
  }

  async dispose(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.starting = undefined;
    this.gate.clear();
    await client?.dispose();
  }

  private async start(): Promise<LanguageClient | undefined> {
    const [program = "disclint", ...rest] = command();
    const server: ServerOptions = { command: program, args: [...rest, "lsp"], options: { env: { ...process.env, PYTHONUTF8: "1" } } };
    const client = new LanguageClient("disclint", "disclint", server, this.options());
    try {
      await client.start();
    } catch (error) {
      this.log.error(String(error));
      this.starting = undefined;
      await this.sayHowToInstall(program);
      return undefined;
    }
    this.client = client;
    return client;
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [
        ...["plaintext", "markdown", "html", "yaml"].map((language) => ({ scheme: "file", language })),
        ...["plaintext", "markdown", "html"].map((language) => ({ scheme: "untitled", language })),
        { scheme: "file", pattern: "**/disclint.toml" },
      ],
      initializationOptions: settings(),
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: this.middleware(),
    };
  }

  private middleware(): Middleware {
    const gate = this.gate;
    const open = async (document: vscode.TextDocument) => {
      const client = this.client;
      if (client !== undefined) {
        const params = client.code2ProtocolConverter.asOpenTextDocumentParams(document);
        await client.sendNotification(DidOpenTextDocumentNotification.type, params);
      }
    };
    return {
      didOpen: async (document, next) => (gate.admits(document) ? next(document) : undefined),
      didChange: async (event, next) => {
        if (gate.has(event.document)) {
          await next(event);
        } else if (gate.admits(event.document)) {
          await open(event.document);
        }
      },
      didSave: async (document, next) => (gate.has(document) ? next(document) : undefined),
      didClose: async (document, next) => (gate.leave(document) ? next(document) : undefined),
      workspace: {
        // The section has this side's own settings, too, which the server would complain of.
        configuration: (params) => params.items.map((each) => (each.section === "disclint" ? settings() : null)),
      },
    };
  }

  private async sayHowToInstall(program: string): Promise<void> {
    const open = vscode.l10n.t("Open Settings");
    const said = await vscode.window.showErrorMessage(
      vscode.l10n.t("disclint could not be started as “{0}”. Install it (pip install 'disclint[lsp]') or set “disclint.command”.", program),
      open,
    );
    if (said === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "disclint.command");
    }
  }
}

function settings(): Record<string, unknown> {
  const read = vscode.workspace.getConfiguration("disclint");
  const found = given((name) => read.get(name));
  return found["lang"] === "auto" ? { ...found, lang: vscode.env.language.startsWith("zh") ? "zh" : "en" } : found;
}
