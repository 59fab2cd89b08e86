// Uses pattern-lsp in JupyterLab as a person would: it is installed beside it, and nothing is configured.
// `--pictures` keeps what was seen as the picture of the README.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

import { CHROMIUM, EXTENSION, installJupyter, startJupyter } from './setup.mjs';

const started = Date.now();
const say = (what) => console.log(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);

const python = installJupyter();
say('installed');
const server = await startJupyter(python);
const browser = await chromium.launch(CHROMIUM);
const page = await browser.newPage({ viewport: { width: 1100, height: 640 } });
page.setDefaultTimeout(40_000);

try {
  await page.goto(server.url);
  const cell = page.locator('.jp-CodeCell').last();
  await cell.locator('.cm-content').waitFor();
  say('the notebook is open');
  await page.getByRole('button', { name: 'No', exact: true }).click(); // to news
  const squiggle = cell.locator('.cm-lintRange-error').first();
  await squiggle.waitFor();
  say('what one cell makes is known in the next');
  await squiggle.hover();
  await page.locator('.cm-tooltip', { hasText: 'cannot be changed in place' }).waitFor();
  say('the message is shown');
  if (process.argv.includes('--pictures')) {
    await page.screenshot({ path: path.join(EXTENSION, '..', 'jupyterlab', 'finding.png') });
  }
  await cell.locator('.cm-content').click();
  const name = await cell.locator('.cm-line').first().boundingBox();
  await page.keyboard.down('Control');
  for (let step = 0; step < 8; step += 1) {
    await page.mouse.move(name.x + 20 + step, name.y + 8);
    await page.waitForTimeout(80);
  }
  await page.locator('.lsp-hover', { hasText: 'JAX arrays are immutable' }).waitFor();
  say('the finding is explained');
  await page.keyboard.up('Control');
  await page.mouse.move(700, 80); // with Control held, what is under the pointer is explained
  await page.keyboard.press('Control+A');
  await page.keyboard.type('scores = scores.at[0].set(1.0)');
  await squiggle.waitFor({ state: 'detached' });
  say('the finding goes with its cause');
  if (existsSync(path.join(server.folder, '.virtual_documents'))) {
    throw new Error("shadows of the notebook are left in the user's folder");
  }
  say('all of it worked');
} catch (error) {
  await page.screenshot({ path: path.join(EXTENSION, '.cache', 'jupyter-failed.png') }).catch(() => {});
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  server.stop();
}
