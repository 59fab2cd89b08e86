// Texts to read that are no files: references, and the pages of rules.

import * as vscode from 'vscode';

export const SCHEME = 'pattern-lsp';

export class Pages implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? 'This page is gone: ask for it again.';
  }

  /** Shows code beside the editor. */
  async showBeside(name: string, text: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.keep(name, text));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  async showMarkdown(name: string, text: string): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', this.keep(`${name}.md`, text));
  }

  private keep(name: string, text: string): vscode.Uri {
    this.texts.set(`/${name}`, text);
    return vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
  }
}
