"""The one place that knows how tests reach the engine and the frameworks."""

import contextlib
import importlib
import importlib.util
import io
import linecache
import os
import random
import sys
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

import numpy as np
import pytest

from pattern_lsp import registry
from pattern_lsp.analysis import Analysis, Diagnostic, analyze
from pattern_lsp.text import apply_edits

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("PATTERN_LSP_CI") == "1"
_PROGRAMS = iter(range(10**9))
_OPTIONAL = frozenset(rule.code for rule in registry.rules() if rule.is_optional)


def need(*modules: str) -> None:
    """Skip the test where a framework is missing; in CI a missing one is a failure."""
    for module in modules:
        if importlib.util.find_spec(module) is None:
            if IN_CI:
                pytest.fail(f"{module} is not installed, and a skipped proof is a failure here")
            pytest.skip(f"{module} is not installed")


def path_of(uri: str) -> Path:
    """The file that a URI names."""
    return Path(url2pathname(urlsplit(uri).path))


def kept(path: Path, page: str, update: bool) -> str:
    """What a generated page holds; written anew first, where that is asked for."""
    if update:
        path.write_text(page, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def run(program: str) -> types.SimpleNamespace:
    """Run a program in the real frameworks; its final variables, and what it printed as `stdout`."""
    name = f"program_{next(_PROGRAMS)}"
    filename = f"{name}.py"
    linecache.cache[filename] = (len(program), None, program.splitlines(True), filename)
    module = types.ModuleType(name)
    module.__file__ = filename
    # TensorFlow looks the source up again, to rewrite the control flow of functions, and asks the loader for it.
    module.__dict__["__loader__"] = types.SimpleNamespace(get_source=lambda _: program)
    sys.modules[name] = module
    random.seed(0)
    np.random.seed(0)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)
    if "tensorflow" in sys.modules:
        sys.modules["tensorflow"].random.set_seed(0)  # another test may have left a seed that is no number
    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(program, filename, "exec"), module.__dict__)
    finally:
        del sys.modules[name]
    return types.SimpleNamespace(**module.__dict__, stdout=output.getvalue())


def findings(text: str, code: str = "") -> tuple[Diagnostic, ...]:
    """What the rules find in a text, of the optional ones only that of `code`; a rule that raises fails the test."""
    return _findings(analyze(text), code)


def _findings(analysis: Analysis, code: str) -> tuple[Diagnostic, ...]:
    assert not analysis.failures, analysis.failures[0]
    optional = analysis.optional_diagnostics if code in _OPTIONAL else ()
    assert not analysis.failures, analysis.failures[0]
    found = (*analysis.diagnostics, *(one for one in optional if one.code == code))
    return tuple(sorted(found, key=lambda one: (one.span, one.code)))


def fixed(text: str, code: str) -> str:
    """The text with every fix of one rule applied."""
    for _ in range(10):
        fixes = [found.fix for found in findings(text, code) if found.code == code and found.fix is not None]
        if not fixes:
            return text
        text = apply_edits(text, fixes[0].edits)
    raise AssertionError(f"fixing {code} does not come to an end")


class Marked(NamedTuple):
    """A document of tests/rules, with what its carets expect."""

    code: str  # the rule whose file it is in
    title: str
    text: str
    expected: list[tuple[int, int, int, str]]  # line, first column, end column (-1: to the line's end), code


def documents(path: Path) -> Iterator[Marked]:
    """The documents of a file: what stands between lines `# --- title`."""
    title = ""
    lines: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# --- end"]:
        if line.startswith("# --- "):
            if title:
                yield _marked(path.stem.upper(), title, lines)
            title, lines = line.removeprefix("# --- "), []
        else:
            lines.append(line)


def _marked(code: str, title: str, lines: list[str]) -> Marked:
    expected = []
    code_line = 0
    for number, line in enumerate(lines):
        comment = line.strip()
        carets = comment.lstrip("# ")
        if comment.startswith("#") and carets.startswith("^"):
            marks, _, mark = carets.partition(" ")
            start = line.index("^")
            end = start + len(marks)
            # No caret fits under the first column, where the `#` is: a run right behind it begins there.
            expected.append((code_line, 0 if line.startswith("#^") else start, end, mark.strip()))
        else:
            code_line = number
    return Marked(code, title, "\n".join(lines) + "\n", sorted(expected))


def reported(text: str, code: str) -> list[tuple[int, int, int, str]]:
    """The findings of a text in the form of the carets: a place of several lines ends at its first line's end."""
    analysis = analyze(text)
    rows = []
    for found in _findings(analysis, code):
        start = analysis.lines.position(found.span.start)
        end = analysis.lines.position(found.span.end)
        column = end.column if end.line == start.line else len(analysis.lines.line(start.line))
        rows.append((start.line, start.column, column, found.code))
    return sorted(rows)
