// Finds the interpreter that has the server, and installs the server where it is missing.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

import { type Candidate, candidates } from './candidates';

const run = promisify(execFile);
const SECONDS = 20;
const PATIENCE = 3_000; // milliseconds

export interface Search {
  readonly found: Candidate | undefined;
  /** The first interpreter that runs and has no pattern-lsp: where it would be installed. */
  readonly empty: Candidate | undefined;
  /** What each place said, for the log. */
  readonly said: readonly string[];
}

/** Looks for the server, and once more if it is not there: settings and environments may come late. */
export async function search(): Promise<Search> {
  const first = await look();
  if (first.found !== undefined) {
    return first;
  }
  await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return look();
}

async function look(): Promise<Search> {
  const said: string[] = [];
  let empty: Candidate | undefined;
  for (const one of candidates(await surroundings())) {
    try {
      const { stdout } = await run(one.command, [...one.leading, '--version'], { timeout: SECONDS * 1000 });
      said.push(`${one.place}: ${one.command} has ${stdout.trim()}`);
      return { found: one, empty, said };
    } catch (error) {
      const reason = problem(error);
      said.push(`${one.place}: ${one.command}: ${reason}`);
      if (reason.includes('No module named') && reason.includes('pattern_lsp')) {
        empty ??= one;
      }
    }
  }
  return { found: undefined, empty, said };
}

export async function install(into: Candidate): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, title: `Installing pattern-lsp into ${into.command}` };
  await vscode.window.withProgress(options, async () => {
    await run(into.command, ['-m', 'pip', 'install', '--disable-pip-version-check', 'pattern-lsp'], {
      timeout: 600_000,
      maxBuffer: 1 << 26,
    });
  });
}

/** The last line of what a program said, or why it could not be started. */
export function problem(error: unknown): string {
  const { code, stderr, killed, message } = error as {
    code?: unknown;
    stderr?: string;
    killed?: boolean;
    message?: string;
  };
  if (code === 'ENOENT') {
    return 'not there';
  }
  if (killed) {
    return `no answer within ${SECONDS} seconds`;
  }
  const lines = (stderr ?? '').trim().split('\n').filter((line) => line.trim() !== '');
  return lines.at(-1) ?? message ?? String(error);
}

async function surroundings(): Promise<Parameters<typeof candidates>[0]> {
  return {
    setting: vscode.workspace.getConfiguration('pattern-lsp').get('interpreter', ''),
    active: await activeInterpreter(),
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    isTrusted: vscode.workspace.isTrusted,
    isWindows: process.platform === 'win32',
  };
}

// The part of the Python extension's interface that is used here.
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): unknown;
    resolveEnvironment(path: unknown): Promise<{ executable?: { uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>('ms-python.python');
  return extension?.isActive ? extension.exports : await extension?.activate();
}

async function activeInterpreter(): Promise<string | undefined> {
  try {
    const environments = (await pythonExtension())?.environments;
    const chosen = environments?.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri);
    return (await environments?.resolveEnvironment(chosen))?.executable?.uri?.fsPath;
  } catch {
    return undefined; // an extension that fails is as good as none
  }
}

/** Tells when the Python extension chooses another environment. */
export async function onInterpreterChange(listener: () => void): Promise<vscode.Disposable | undefined> {
  try {
    return (await pythonExtension())?.environments?.onDidChangeActiveEnvironmentPath(listener);
  } catch {
    return undefined;
  }
}
