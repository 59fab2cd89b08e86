// What the editor offers: commands, the practice view, the status. The work is done by the server.

import * as vscode from 'vscode';

import { onInterpreterChange } from './finding';
import { Pages, SCHEME } from './pages';
import { type Item, PracticeView } from './practice';
import { CHECK, Server, type Status } from './server';

interface Page {
  readonly title: string;
  readonly markdown: string;
}

interface File {
  readonly name: string;
  readonly text: string;
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('pattern-lsp', { log: true });
  const pages = new Pages();
  const explain = async (code: string): Promise<void> => {
    const page = await server.ask<Page>('pattern-lsp.explain', code);
    if (page !== undefined) {
      await pages.showMarkdown(code, page.markdown);
    }
  };
  const server = new Server(log, explain);
  const practice = new PracticeView(server);
  const status = statusItem();

  const commands: Record<string, (item?: Item) => unknown> = {
    checkFile: showFindings,
    fixAll: () =>
      vscode.commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.pattern-lsp', apply: 'first' }),
    explainFinding: () => explainAtCursor(explain),
    checkFunction: async () => {
      const chosen = await functionAtCursor();
      return chosen && vscode.commands.executeCommand(CHECK, ...chosen);
    },
    openReference: (item) => openReference(server, pages, item),
    startTask: async (item) => startTask(server, practice, item ?? (await practice.choose())),
    refreshPractice: () => practice.refresh(),
    restart: () => server.restart(),
    showOutput: () => log.show(),
  };
  for (const [name, handler] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(`pattern-lsp.${name}`, handler));
  }
  context.subscriptions.push(
    log,
    server,
    status,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, pages),
    vscode.window.registerTreeDataProvider('pattern-lsp.practice', practice),
    server.onVerdict((verdict) => practice.judged(verdict)),
    server.onStatus((found) => {
      show(status, found);
      void practice.refresh();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (['interpreter', 'diagnosticMode'].some((key) => change.affectsConfiguration(`pattern-lsp.${key}`))) {
        void server.restart();
      }
    }),
  );
  const following = await onInterpreterChange(() => void server.restart());
  if (following !== undefined) {
    context.subscriptions.push(following);
  }
  await server.restart();
}

function statusItem(): vscode.LanguageStatusItem {
  const item = vscode.languages.createLanguageStatusItem('pattern-lsp', { language: 'python' });
  item.name = 'pattern-lsp';
  item.text = 'pattern-lsp';
  item.busy = true;
  return item;
}

function show(item: vscode.LanguageStatusItem, status: Status | undefined): void {
  item.busy = false;
  if (status === undefined) {
    item.severity = vscode.LanguageStatusSeverity.Warning;
    item.text = 'pattern-lsp: no server';
    item.detail = 'Its log says where it was looked for.';
    item.command = { command: 'pattern-lsp.showOutput', title: 'Show the Log' };
    return;
  }
  const found = Object.entries(status.frameworks).filter(([, version]) => version !== null);
  item.severity = vscode.LanguageStatusSeverity.Information;
  item.text = `pattern-lsp ${status.version}`;
  item.detail = [`Python ${status.pythonVersion}`, ...found.map(([name, version]) => `${name} ${version}`)].join(', ');
  item.command = { command: 'pattern-lsp.restart', title: 'Restart', tooltip: status.python };
}

async function showFindings(): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri === undefined) {
    return;
  }
  const count = vscode.languages.getDiagnostics(uri).filter((one) => one.source === 'pattern-lsp').length;
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  void vscode.window.showInformationMessage(`${count || 'No'} ${count === 1 ? 'finding' : 'findings'} in this file.`);
}

async function explainAtCursor(explain: (code: string) => Promise<void>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const found = editor
    ? vscode.languages.getDiagnostics(editor.document.uri).filter((one) => one.source === 'pattern-lsp')
    : [];
  const here = found.find((one) => editor && one.range.contains(editor.selection.active));
  const onLine = found.find((one) => editor && one.range.start.line === editor.selection.active.line);
  const code = (here ?? onLine)?.code;
  if (code === undefined) {
    void vscode.window.showInformationMessage('There is no finding at the cursor.');
    return;
  }
  await explain(String(typeof code === 'object' ? code.value : code));
}

/** The document and the name of the function to be judged: the one at the cursor, or one that is chosen. */
async function functionAtCursor(): Promise<[string, string] | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return undefined;
  }
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    editor.document.uri,
  );
  const offers = lenses
    .filter((lens) => lens.command?.command === CHECK)
    .map((lens) => ({ line: lens.range.start.line, given: lens.command?.arguments as [string, string] }));
  const unique = [...new Map(offers.map((offer) => [offer.given[1], offer])).values()];
  const above = unique.filter((offer) => offer.line <= editor.selection.active.line).at(-1);
  if (above !== undefined || unique.length === 1) {
    return (above ?? unique[0])?.given;
  }
  if (unique.length === 0) {
    void vscode.window.showInformationMessage('No function of this file answers a practice task.');
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(unique.map((offer) => offer.given[1]));
  return unique.find((offer) => offer.given[1] === chosen)?.given;
}

async function openReference(server: Server, pages: Pages, item: Item | undefined): Promise<void> {
  let file: File | undefined;
  if (item?.kind === 'form') {
    file = await server.ask<File>('pattern-lsp.reference', item.pattern.task, item.form.framework);
  } else {
    const chosen = await functionAtCursor();
    file = chosen && (await server.ask<File>('pattern-lsp.referenceFor', ...chosen));
  }
  if (file !== undefined) {
    await pages.showBeside(file.name, file.text);
  }
}

async function startTask(server: Server, practice: PracticeView, item: Item | undefined): Promise<void> {
  if (item?.kind !== 'form') {
    return;
  }
  const file = await server.ask<File>('pattern-lsp.startPractice', item.pattern.task, item.form.framework);
  if (file === undefined) {
    void vscode.window.showErrorMessage('The task could not be begun. The log says why.');
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: file.text });
  await vscode.window.showTextDocument(document);
  await practice.refresh();
}
