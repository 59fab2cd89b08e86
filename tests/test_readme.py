"""What the README shows is what the command says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import helpers

# What a person types in the session, in order.
SESSION = (
    "pattern-lsp practice start softmax --framework numpy",
    "cat >> softmax_numpy.py << END\n    e = np.exp(x)\n    return e / e.sum(axis=axis, keepdims=True)\nEND",
    "pattern-lsp practice check softmax_numpy.py",
    "pattern-lsp practice hint",
    "pattern-lsp practice hint",
    "sed -i 's/np.exp(x)/np.exp(x - x.max(axis=axis, keepdims=True))/' softmax_numpy.py",
    "pattern-lsp practice check softmax_numpy.py",
    "pattern-lsp practice stats",
)


def test_the_findings_are_those_of_the_examples(update: bool) -> None:
    command = [sys.executable, "-m", "pattern_lsp", "check", "examples/", "--no-cache"]
    done = subprocess.run(command, cwd=helpers.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    readme = helpers.ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, rest = text.split("<!-- findings -->\n")
    tail = rest.partition("<!-- end findings -->")[2]
    shown = f"{head}<!-- findings -->\n```text\n{done.stdout.strip()}\n```\n<!-- end findings -->{tail}"
    assert helpers.kept(readme, shown, update) == shown


def test_the_session_is_what_happens(update: bool, tmp_path: Path) -> None:
    command = tmp_path / "bin" / "pattern-lsp"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pattern_lsp "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()
    environment = {
        **os.environ,
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(helpers.ROOT),
        "PATTERN_LSP_DATA_DIR": str(tmp_path / "data"),
    }
    lines = []
    for typed in SESSION:
        done = subprocess.run(
            ["sh", "-c", typed], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert not done.stderr
        lines += [f"$ {typed}", *(line.rstrip() for line in done.stdout.splitlines())]
    readme = helpers.ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, rest = text.split("<!-- session -->\n")
    shown, tail = rest.split("<!-- end session -->")
    happened = "```text\n" + "\n".join(lines) + "\n```\n"
    if update:
        readme.write_text(f"{head}<!-- session -->\n{happened}<!-- end session -->{tail}", encoding="utf-8")
        shown = happened
    assert _without_numbers(shown) == _without_numbers(happened)


def _without_numbers(text: str) -> str:
    """Times and rounding are those of a machine."""
    return re.sub(r"\d[\d.e-]* (?:[µmn]?s|min)\b|(?<=largest error )[\d.e-]+", "…", text)
