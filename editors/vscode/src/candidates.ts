// Where the server may be, in the order in which the places are tried. Nothing here runs anything.

import * as path from 'node:path';

export interface Candidate {
  /** An interpreter, or the `pattern-lsp` command itself. */
  readonly command: string;
  /** What comes before `server` on the command line. */
  readonly leading: readonly string[];
  /** What a person would call the place. */
  readonly place: string;
}

export interface Surroundings {
  readonly setting: string;
  /** The interpreter that the Python extension has chosen, if there is that extension. */
  readonly active: string | undefined;
  readonly folders: readonly string[];
  readonly isTrusted: boolean;
  readonly isWindows: boolean;
}

const MODULE = ['-m', 'pattern_lsp'];

export function candidates(around: Surroundings): Candidate[] {
  const found: Candidate[] = [];
  const add = (command: string, place: string, leading: readonly string[] = MODULE): void => {
    if (around.isTrusted || !around.folders.some((folder) => isInside(command, folder))) {
      found.push({ command, leading, place });
    }
  };
  if (around.setting) {
    // What a person has chosen is not replaced by a guess.
    add(around.setting, 'the interpreter of the setting');
    return found;
  }
  if (around.active) {
    add(around.active, 'the environment of the Python extension');
  }
  for (const folder of around.folders) {
    for (const name of ['.venv', 'venv']) {
      const inside = around.isWindows ? ['Scripts', 'python.exe'] : ['bin', 'python'];
      add(path.join(folder, name, ...inside), `${name} of ${path.basename(folder)}`);
    }
  }
  add('pattern-lsp', 'the PATH', []);
  add(around.isWindows ? 'python' : 'python3', 'the Python of the PATH');
  return found;
}

function isInside(file: string, folder: string): boolean {
  if (!path.isAbsolute(file)) {
    return file.includes('/') || file.includes('\\');
  }
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
