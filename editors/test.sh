#!/usr/bin/env bash
# Installs what tests/test_editors.py needs on Debian, and runs it: editors/test.sh [FOLDER]
# FOLDER gets an environment with JupyterLab (300 MB); PYTHON names an interpreter with pattern-lsp and its `test` extra.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(realpath -m "${1:-build/jupyter}")
python=${PYTHON:-python3}

missing=()
packages=(neovim emacs-nox elpa-eglot chromium)
# Helix is in Debian from version 13 on.
if apt-cache show hx >/dev/null 2>&1; then packages+=(hx); fi
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

if [ ! -x "$folder/bin/jupyter-lab" ]; then
  "$python" -m venv "$folder"
  "$folder/bin/pip" install -q jupyterlab==4.6.6 jupyterlab-lsp==5.3.0 ipykernel playwright
fi
if command -v hx >/dev/null; then "$python" -m pip install -q pexpect pyte; fi
# Anew each time: what JupyterLab finds is the entry point of the installed package.
"$folder/bin/pip" install -q -e .

PATTERN_LSP_CI=1 PATTERN_LSP_JUPYTER="$folder/bin" "$python" -m pytest -q -n0 tests/test_editors.py
