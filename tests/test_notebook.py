"""Notebooks are checked cell by cell, and a fix leaves every byte but the lines it changes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import helpers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pattern_lsp.notebook import NotebookError, as_python, read
from pattern_lsp.text import Edit, Span

# As Jupyter writes it, with what must stay: outputs, metadata, an emoji, an escaped character, odd spaces.
NOTEBOOK = """{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": [
    "# Title \\u2713"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "metadata": {"tags":   ["keep"]},
   "outputs": [{"output_type": "stream", "text": ["x[0] = 1\\n"]}],
   "source": [
    "%matplotlib inline\\n",
    "!pip install jax\\n",
    "import jax.numpy as jnp\\n",
    "x = jnp.zeros(3)  # 🚀"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "metadata": {},
   "outputs": [],
   "source": [
    "print(\\"caf\\u00e9\\")\\n",
    "x[0] = 1\\n",
    "x?"
   ]
  }
 ],
 "metadata": {"language_info": {"name": "python"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
"""


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pattern_lsp", "check", "--no-cache", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(helpers.ROOT), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_findings_are_placed_by_cell_and_line(tmp_path: Path) -> None:
    (tmp_path / "nb.ipynb").write_text(NOTEBOOK, encoding="utf-8")
    done = run(tmp_path, ".")
    assert done.stdout.startswith("nb.ipynb:cell 3:2:1: JAX001")
    assert " 2 | x[0] = 1" in done.stdout
    (record,) = json.loads(run(tmp_path, "nb.ipynb", "--output-format", "json").stdout)
    assert (record["cell"], record["location"]) == (3, {"row": 2, "column": 1})
    assert record["fix"]["edits"][0]["cell"] == 3
    assert "nb.ipynb,line=1,col=1" in run(tmp_path, ".", "--output-format", "github").stdout
    sarif = json.loads(run(tmp_path, ".", "--output-format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["message"]["text"].startswith("cell 3, line 2: ")


def test_a_fix_changes_its_line_and_no_other_byte(tmp_path: Path) -> None:
    path = tmp_path / "nb.ipynb"
    path.write_text(NOTEBOOK, encoding="utf-8")
    done = run(tmp_path, "--fix", "nb.ipynb")
    assert done.returncode == 0, done.stdout + done.stderr
    assert path.read_text(encoding="utf-8") == NOTEBOOK.replace('"x[0] = 1\\n",', '"x = x.at[0].set(1)\\n",')


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "not a notebook"), ("[]", "not a notebook"), ('{"cells": 3}', "not a notebook"), ("{" * 100_000, "notebook")],
)
def test_what_is_no_notebook_is_named_and_the_rest_goes_on(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "broken.ipynb").write_text(text)
    (tmp_path / "nb.ipynb").write_text(NOTEBOOK, encoding="utf-8")
    done = run(tmp_path, ".")
    assert done.returncode == 2
    assert "broken.ipynb: " in done.stderr and words in done.stderr
    assert "nb.ipynb:cell 3:2:1" in done.stdout


def test_another_language_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "nb.ipynb").write_text(NOTEBOOK.replace('"python"', '"R"'), encoding="utf-8")
    assert run(tmp_path, ".").returncode == 0


@pytest.mark.parametrize(
    ("cell", "python"),
    [
        ("%timeit f(x)\ny = 1", "#timeit f(x)\ny = 1"),
        ("if a:\n    %time f(x)\n", "if a:\n    pass\n"),
        ("files = !ls *.py\n", "files = None\n"),
        ("a, b = %magic\n", "a, b = None\n"),
        ("x?\n", "#?\n"),
        ("?x.y", "#x.y"),
        ("np.sum??", "#p.sum??"),
        ("%%time\nx[0] = 1", "#%time\nx[0] = 1"),
        ("%%bash\nls -l\n\nrm x", "#%bash\n#s -l\n\n#m x"),
        ("x = a % b\ny = a %b\n", "x = a % b\ny = a %b\n"),
        ("s = '''\n'''", "s = '''\n'''"),
        ("assert x != y", "assert x != y"),
    ],
)
def test_lines_for_ipython(cell: str, python: str) -> None:
    assert as_python(cell) == python
    assert as_python(cell).count("\n") == cell.count("\n")


LINES = st.lists(st.sampled_from(["x = 1", "é🚀", '"q"', "", "    y", "%magic", "a\\b"]), max_size=5)


@given(st.lists(LINES, min_size=1, max_size=4), st.booleans(), st.booleans(), st.data())
def test_any_change_is_what_json_says_afterwards(
    cells: list[list[str]], as_list: bool, is_ascii: bool, data: st.DataObject
) -> None:
    sources = ["\n".join(lines) for lines in cells]
    parts: list[Any] = [source.splitlines(True) if as_list else source for source in sources]
    raw = json.dumps(
        {"cells": [{"cell_type": "code", "source": one, "outputs": ["keep"]} for one in parts], "metadata": {}},
        ensure_ascii=is_ascii,
        indent=data.draw(st.sampled_from([None, 1, 2])),
    )
    notebook = read(raw)
    lines = notebook.text.splitlines(True)
    plain = [i for i, line in enumerate(lines) if not line.startswith("#")]
    if not plain:
        return
    index = data.draw(st.sampled_from(plain))
    start = sum(len(line) for line in lines[:index])
    edit = Edit(Span(start, start + len(lines[index])), "changed = 'ü'\nmore\n")
    changed = json.loads(notebook.changed([edit]).raw)
    place = notebook.place(index)
    for number, (source, cell) in enumerate(zip(sources, changed["cells"], strict=True), 1):
        assert cell["outputs"] == ["keep"]
        own = source.split("\n")
        if number == place.cell:
            own[place.line : place.line + 1] = ["changed = 'ü'", "more"]
        assert "".join(cell["source"]) in ("\n".join(own), "\n".join(own) + "\n")


def test_a_change_over_the_end_of_a_cell_is_refused() -> None:
    notebook = read(NOTEBOOK)
    with pytest.raises(NotebookError, match="end of a cell"):
        notebook.changed([Edit(Span(0, len(notebook.text)), "x = 1\n")])
