// The practice view: the patterns, what is due, the last verdict, and the input that it is about.

import * as vscode from 'vscode';

import type { Server, Verdict } from './server';

export interface Form {
  readonly framework: string;
  readonly due: string | null;
  readonly isDue: boolean;
  readonly last: 'right' | 'wrong' | null;
  readonly attempts: number;
}

interface Pattern {
  readonly task: string;
  readonly title: string;
  readonly frameworks: readonly Form[];
}

export type Item =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'form'; readonly pattern: Pattern; readonly form: Form }
  | { readonly kind: 'fact'; readonly text: string };

export class PracticeView implements vscode.TreeDataProvider<Item> {
  private patterns: readonly Pattern[] = [];
  private readonly verdicts = new Map<string, Verdict>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly server: Server) {}

  async refresh(): Promise<void> {
    this.patterns = (await this.server.ask<Pattern[]>('pattern-lsp.practice')) ?? [];
    this.changed.fire();
  }

  async judged(verdict: Verdict): Promise<void> {
    this.verdicts.set(`${verdict.task}/${verdict.framework}`, verdict);
    await this.refresh();
  }

  getChildren(item?: Item): Item[] {
    if (item === undefined) {
      return this.patterns.map((pattern) => ({ kind: 'pattern', pattern }));
    }
    if (item.kind === 'pattern') {
      return item.pattern.frameworks.map((form) => ({ kind: 'form', pattern: item.pattern, form }));
    }
    return item.kind === 'form' ? this.facts(item.pattern, item.form).map((text) => ({ kind: 'fact', text })) : [];
  }

  getTreeItem(item: Item): vscode.TreeItem {
    const closed = vscode.TreeItemCollapsibleState.Collapsed;
    if (item.kind === 'pattern') {
      const shown = new vscode.TreeItem(item.pattern.task.replaceAll('_', ' '), closed);
      shown.description = item.pattern.title;
      shown.iconPath = icon(item.pattern.frameworks);
      return shown;
    }
    if (item.kind === 'fact') {
      const shown = new vscode.TreeItem(item.text);
      shown.tooltip = item.text;
      return shown;
    }
    const hasFacts = this.facts(item.pattern, item.form).length > 0;
    const open = vscode.TreeItemCollapsibleState.Expanded;
    const shown = new vscode.TreeItem(item.form.framework, hasFacts ? open : vscode.TreeItemCollapsibleState.None);
    shown.description = standing(item.form);
    shown.iconPath = icon([item.form]);
    shown.contextValue = 'form';
    shown.tooltip = `Begin ${item.pattern.title.toLowerCase()} in ${item.form.framework}`;
    shown.command = { command: 'pattern-lsp.startTask', title: 'Start', arguments: [item] };
    return shown;
  }

  /** Asks which pattern, what is due first. */
  async choose(): Promise<Item | undefined> {
    const forms = this.patterns.flatMap((pattern) => pattern.frameworks.map((form) => ({ pattern, form })));
    const offers = forms
      .sort((one, other) => Number(other.form.isDue) - Number(one.form.isDue))
      .map(({ pattern, form }) => ({
        label: `${pattern.task} (${form.framework})`,
        description: standing(form),
        detail: pattern.title,
        item: { kind: 'form' as const, pattern, form },
      }));
    return (await vscode.window.showQuickPick(offers, { matchOnDetail: true }))?.item;
  }

  private facts(pattern: Pattern, form: Form): string[] {
    const verdict = this.verdicts.get(`${pattern.task}/${form.framework}`);
    if (verdict === undefined) {
      return [];
    }
    if (verdict.outcome === 'right') {
      return [`✓ ${verdict.function} is right`];
    }
    const given = Object.entries(verdict.arguments ?? {}).map(([name, value]) => `${name} = ${value}`);
    const compared = [verdict.expected && `expected ${verdict.expected}`, verdict.got && `got ${verdict.got}`];
    return [`✗ ${verdict.complaint}`, ...given, ...compared.filter((line) => line)];
  }
}

function standing(form: Form): string {
  if (form.isDue) {
    return 'due today';
  }
  if (form.due === null) {
    return form.attempts ? 'begun' : 'new';
  }
  return `due ${new Date(form.due).toLocaleDateString()}`;
}

function icon(forms: readonly Form[]): vscode.ThemeIcon {
  if (forms.some((form) => form.isDue)) {
    return new vscode.ThemeIcon('clock');
  }
  if (forms.some((form) => form.last === 'wrong')) {
    return new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
  }
  if (forms.some((form) => form.last === 'right')) {
    return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
  }
  return new vscode.ThemeIcon('circle-outline');
}
