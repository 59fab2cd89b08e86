// The running server: started, restarted, asked.

import * as vscode from 'vscode';
import { ExecuteCommandRequest, LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';

import type { Candidate } from './candidates';
import { install, problem, search } from './finding';

export const CHECK = 'pattern-lsp.checkAgainstReference';
const OPEN_PAGE = 'pattern-lsp.openPage';
const SETTINGS = ['select', 'extend-select', 'ignore', 'severity', 'exclude', 'per-file-ignores', 'inlayHints'];

/** What the judge says of one function. */
export interface Verdict {
  readonly task: string;
  readonly framework: string;
  readonly function: string;
  readonly outcome: 'right' | 'wrong' | 'failed';
  readonly complaint: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly got: string;
}

export interface Status {
  readonly version: string;
  readonly python: string;
  readonly pythonVersion: string;
  readonly frameworks: Readonly<Record<string, string | null>>;
}

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private changing: Promise<void> = Promise.resolve();
  private readonly started = new vscode.EventEmitter<Status | undefined>();
  private readonly judged = new vscode.EventEmitter<Verdict>();
  /** Fires when the server runs, and with nothing when there is none. */
  readonly onStatus = this.started.event;
  readonly onVerdict = this.judged.event;

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly explain: (code: string) => Promise<void>,
  ) {}

  /** Stops what runs, looks for the server anew, and starts it. */
  restart(): Promise<void> {
    this.changing = this.changing.then(() => this.replace());
    return this.changing;
  }

  /** Runs one of the server's commands; undefined if there is no server, or it does not know the command. */
  async ask<Answer>(command: string, ...given: unknown[]): Promise<Answer | undefined> {
    try {
      const parameters = { command, arguments: given };
      return ((await this.client?.sendRequest(ExecuteCommandRequest.type, parameters)) as Answer | null) ?? undefined;
    } catch (error) {
      this.log.error(`${command}: ${problem(error)}`);
      return undefined;
    }
  }

  dispose(): void {
    void this.client?.dispose();
    this.started.dispose();
    this.judged.dispose();
  }

  private async replace(): Promise<void> {
    try {
      await this.client?.dispose();
    } catch (error) {
      this.log.warn(`the server did not stop as it should: ${problem(error)}`);
    }
    this.client = undefined;
    const { found, empty, said } = await search();
    said.forEach((line) => this.log.info(line));
    if (found === undefined) {
      this.started.fire(undefined);
      void this.offer(empty);
      return;
    }
    this.client = this.make(found);
    try {
      await this.client.start();
      this.started.fire(await this.ask<Status>('pattern-lsp.status'));
    } catch (error) {
      this.client = undefined;
      this.started.fire(undefined);
      void this.say(`The server of ${found.command} did not start: ${problem(error)}`);
    }
  }

  /** Says that the server is missing, and installs it if asked to. */
  private async offer(into: Candidate | undefined): Promise<void> {
    if (into === undefined) {
      void this.say('No Python was found that has pattern-lsp, or could be given it. Choose one in the settings.');
      return;
    }
    const button = `Install into ${into.place}`;
    const message = `pattern-lsp is not installed: ${into.command} does not have it.`;
    if ((await vscode.window.showWarningMessage(message, button)) !== button) {
      return;
    }
    try {
      await install(into);
      await this.restart();
    } catch (error) {
      void this.say(`pattern-lsp could not be installed into ${into.command}: ${problem(error)}`);
    }
  }

  private async say(message: string): Promise<void> {
    this.log.error(message);
    if ((await vscode.window.showErrorMessage(message, 'Show the Log')) !== undefined) {
      this.log.show();
    }
  }

  private make(found: Candidate): LanguageClient {
    const settings = vscode.workspace.getConfiguration('pattern-lsp');
    const options: LanguageClientOptions = {
      documentSelector: [{ language: 'python' }],
      outputChannel: this.log,
      synchronize: { configurationSection: 'pattern-lsp' },
      initializationOptions: {
        trusted: vscode.workspace.isTrusted,
        diagnosticMode: settings.get('diagnosticMode'),
        settings: Object.fromEntries(SETTINGS.map((key) => [key, settings.get(key)])),
      },
      middleware: {
        executeCommand: async (command, given, next) => {
          if (command === OPEN_PAGE) {
            return this.explain(String(given[0]));
          }
          const answer: unknown = await next(command, given);
          if (command === CHECK && answer) {
            this.judged.fire(answer as Verdict);
          }
          return answer;
        },
      },
    };
    const server = { command: found.command, args: [...found.leading, 'server'] };
    return new LanguageClient('pattern-lsp', 'pattern-lsp', server, options);
  }
}

