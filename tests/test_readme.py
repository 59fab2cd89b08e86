"""What the README shows is what the command says."""

import subprocess
import sys

import helpers


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
