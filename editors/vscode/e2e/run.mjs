// Uses the extension in the real VS Code as a person would, and fails when a step does not show what it should.
// `--pictures` keeps what was seen as the pictures of the README.

import path from 'node:path';
import { chromium } from 'playwright-core';

import { barePython, CHROMIUM, EXTENSION, installEditor, installServer, startEditor } from './setup.mjs';

const PICTURES = process.argv.includes('--pictures');
const started = Date.now();
const say = (what) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);

const editor = installEditor();
const python = installServer();
say('installed');
const server = await startEditor(editor, python);
const browser = await chromium.launch(CHROMIUM);
const page = await browser.newPage({ viewport: { width: 1100, height: 640 } });
page.setDefaultTimeout(40_000);
const said = []; // by the editor, its extensions included
page.on('console', (message) => said.push(message.text().slice(0, 500)));

const open = (file) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
// The editor draws spaces as no-break spaces.
const text = async () => (await page.locator('.editor-instance .view-lines').first().innerText()).replaceAll('\u00a0', ' ');
const line = (what) => page.locator('.editor-instance .view-line', { hasText: what }).first();
const lens = (what) => page.locator('.codelens-decoration a', { hasText: what }).first();
const action = (what) => page.locator('.action-widget .monaco-list-row', { hasText: what }).first();

async function until(wanted, what) {
  for (const end = Date.now() + 15_000; !(await wanted()); await page.waitForTimeout(50)) {
    if (Date.now() > end) {
      throw new Error(`never seen: ${what}; the editor shows\n${await text()}`);
    }
  }
  say(what);
}

async function seen(locator, what) {
  await locator.waitFor();
  say(what);
}

async function picture(name, clip) {
  if (PICTURES) {
    await page.waitForTimeout(400); // what fades in is there by then
    await page.screenshot({ path: path.join(EXTENSION, 'images', `${name}.png`), ...(clip ? { clip } : {}) });
  }
}

async function command(title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}


async function aFindingAndItsFix() {
  await open('scores.py');
  await seen(page.locator('.squiggly-error').first(), 'the finding is underlined');
  await line('scores[0]').hover({ position: { x: 40, y: 9 } });
  await seen(page.locator('.monaco-hover:visible', { hasText: 'cannot be changed in place' }), 'its message is shown');
  await until(async () => (await text()).includes('best: JAX, traced'), 'a hint says what is traced');
  await picture('finding');
  await page.keyboard.press('Escape');
  await line('scores[0]').click();
  await page.keyboard.press('Control+.');
  await seen(action('Use `.at[…].set(…)`'), 'the fix is offered');
  await seen(action('Explain JAX001'), 'and an explanation');
  await picture('fix');
  await page.keyboard.press('Enter');
  await until(async () => (await text()).includes('scores = scores.at[0].set(1.0)'), 'the fix is taken');
  await page.locator('.squiggly-error').waitFor({ state: 'detached' });
  say('and the finding is gone');
}

async function thePage() {
  await line('scores = scores.at').click();
  await page.keyboard.press('Control+Z');
  await page.locator('.squiggly-error').first().waitFor();
  await line('scores[0]').click();
  await command('pattern-lsp: Explain This Finding');
  const shown = page.locator('.tab', { hasText: 'Preview JAX001.md' });
  await seen(shown, 'the page of the rule is shown');
  await shown.click({ button: 'middle' });
  await shown.waitFor({ state: 'detached' });
  await line('scores[0]').click();
  await command('pattern-lsp: Check This File');
  await seen(page.locator('.notification-toast', { hasText: '1 finding in this file' }), 'the findings are counted');
  await command('View: Toggle Problems');
}

async function aSnippet() {
  await open('snippets.py');
  await page.locator('.tab', { hasText: 'snippets.py' }).waitFor();
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.type('softm', { delay: 40 });
  await page.keyboard.press('Control+Space');
  const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'softmax (jax)' }).first();
  await seen(row, 'a snippet is offered');
  await picture('snippet');
  await row.click();
  await until(async () => (await text()).includes('def softmax('), 'the snippet is inserted');
  await until(async () => (await text()).includes('import jax'), 'with its imports');
}

async function theJudge() {
  await open('practice.py');
  await seen(lens('Check against the reference'), 'a lens stands over the function');
  await lens('Check against the reference').click();
  await seen(lens('✗ softmax (numpy) is wrong'), 'a wrong softmax is judged wrong');
  await seen(page.locator('.squiggly-error').first(), 'the verdict is a finding on the function');
  await line('def softmax').hover({ position: { x: 60, y: 9 } });
  await seen(page.locator('.monaco-hover:visible', { hasText: 'expected' }), 'with the smallest input that fails');
  await picture('verdict');
  await page.keyboard.press('Escape');
  await line('np.exp(x)').click();
  await page.keyboard.press('End');
  await page.keyboard.type(' + 0');
  await lens('✗ softmax (numpy) is wrong').waitFor({ state: 'detached' });
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  say('a change makes the verdict go');
  await open('right.py');
  await page.locator('.tab.active', { hasText: 'right.py' }).waitFor();
  await lens('Check against the reference').click();
  await seen(lens('✓ softmax (numpy) is right'), 'a right softmax is judged right');
}

async function theBoard() {
  await page.locator('.activitybar a[aria-label="pattern-lsp"], .activitybar [aria-label="pattern-lsp"]').first().click();
  const row = page.locator('.pane-body .monaco-list-row', { hasText: /^\s*softmax/ }).first();
  await seen(row, 'the practice view lists the patterns');
  await row.click();
  const form = page.locator('.pane-body .monaco-list-row', { hasText: 'numpy' }).first();
  await seen(form, 'and their forms');
  await seen(page.locator('.pane-body .monaco-list-row', { hasText: 'softmax is right' }).first(), 'with the last verdict');
  await picture('practice');
  await page.locator('.pane-body .monaco-list-row', { hasText: 'torch' }).first().click();
  await until(async () => (await text()).includes('# pattern: '), 'a click begins a task');
  await page.locator('.activitybar [aria-label^="Explorer"]').first().click();
}

async function aNotebook() {
  await open('analysis.ipynb');
  const squiggle = page.locator('.notebook-editor .squiggly-error');
  await seen(squiggle.first(), 'what one cell makes is known in the next');
  await picture('notebook');
  await page.locator('.notebook-editor .view-line', { hasText: 'scores[0]' }).first().click();
  await page.keyboard.press('Control+.');
  await seen(action('Use `.at[…].set(…)`'), 'the fix is offered in the cell');
  await page.keyboard.press('Enter');
  await squiggle.first().waitFor({ state: 'detached' });
  say('and taken');
}

async function withoutAServer() {
  const lonely = await startEditor(editor, barePython());
  try {
    await page.goto(lonely.url);
    await open('scores.py');
    const toast = page.locator('.notification-toast', { hasText: 'pattern-lsp is not installed' });
    await seen(toast, 'a missing server is said');
    await seen(toast.getByText('Install into'), 'and its installation offered');
  } finally {
    lonely.stop();
  }
}

try {
  await page.goto(server.url);
  await seen(page.locator('.monaco-workbench'), 'the workbench is there');
  for (const step of [aFindingAndItsFix, thePage, aSnippet, theJudge, theBoard, aNotebook]) {
    await step();
  }
  const errors = await page.locator('.notification-toast .codicon-error').count();
  if (errors > 0) {
    throw new Error(`an error is shown: ${await page.locator('.notification-toast').allInnerTexts()}`);
  }
  await withoutAServer();
  say('all of it worked');
} catch (error) {
  await page.screenshot({ path: path.join(EXTENSION, '.cache', 'failed.png') }).catch(() => {});
  console.error(said.slice(-40).join('\n'));
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  server.stop();
}
