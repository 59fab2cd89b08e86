import assert from 'node:assert/strict';
import { test } from 'node:test';

import { candidates } from '../out/candidates.mjs';

const around = { setting: '', active: undefined, folders: ['/home/me/project'], isTrusted: true, isWindows: false };
const commands = (changes) => candidates({ ...around, ...changes }).map((one) => one.command);

test('the environment of the Python extension goes before what lies in the folder, and that before the PATH', () => {
  assert.deepEqual(commands({ active: '/opt/conda/bin/python' }), [
    '/opt/conda/bin/python',
    '/home/me/project/.venv/bin/python',
    '/home/me/project/venv/bin/python',
    'pattern-lsp',
    'python3',
  ]);
});

test('what the setting names is not replaced by a guess', () => {
  assert.deepEqual(commands({ setting: '/usr/bin/python3.12', active: '/opt/conda/bin/python' }), ['/usr/bin/python3.12']);
});

test('in a workspace that is not trusted nothing inside it is run', () => {
  assert.deepEqual(commands({ isTrusted: false, active: '/home/me/project/evil/python' }), ['pattern-lsp', 'python3']);
  assert.deepEqual(commands({ isTrusted: false, setting: './evil/python' }), []);
});

test('every folder of the workspace is looked at', () => {
  assert.equal(commands({ folders: ['/one', '/two'] }).filter((one) => one.endsWith('bin/python')).length, 4);
});
