"""Applying fixes to a whole text until there is nothing left to fix."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import libcst as cst

from pattern_lsp.analysis import Analysis, Diagnostic, TextFix, analyze
from pattern_lsp.config import Settings
from pattern_lsp.semantic.program import ALONE, Imports
from pattern_lsp.services.diagnostics import diagnose
from pattern_lsp.text import Edit, apply_edits

_ROUNDS = 20  # a fix may make room for another; none makes room for twenty


def fix_all(
    text: str, settings: Settings, path: Path | None = None, unsafe: bool = False, imports: Imports = ALONE
) -> tuple[str, int]:
    """The text with every fix applied, and how many were. Unsafe ones only when asked for.

    A text that parses still parses afterwards: a fix that would break it is left out.
    """
    count = 0
    for edits, number in fix_rounds(text, settings, path, unsafe, imports):
        text = apply_edits(text, edits)
        count += number
    return text, count


def fix_rounds(
    text: str, settings: Settings, path: Path | None = None, unsafe: bool = False, imports: Imports = ALONE
) -> Iterator[tuple[list[Edit], int]]:
    """The rounds of `fix_all`: the edits of each, of the text that the one before left, and the number of fixes."""
    parsed: bool | None = None
    analysis = analyze(text, imports=imports)
    for _ in range(_ROUNDS):
        fixes = applicable(diagnose(analysis, settings, path), unsafe)
        if not fixes:
            break
        parsed = _parses(text) if parsed is None else parsed
        fixed = _applied(analysis, fixes)
        if parsed and not _parses(fixed):
            fixes = [fix for fix in fixes if _parses(_applied(analysis, [fix]))]
            fixed = _applied(analysis, fixes)
            if not _parses(fixed):
                break
        if fixed == analysis.text:
            break
        yield [edit for fix in fixes for edit in fix.edits], len(fixes)
        analysis = analyze(fixed, analysis, imports)


def applicable(diagnostics: Iterable[Diagnostic], unsafe: bool) -> list[TextFix]:
    """The fixes that can be applied together: the first of those that touch the same text."""
    chosen: list[TextFix] = []
    taken: list[tuple[int, int]] = []
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not (fix.safe or unsafe):
            continue
        spans = [(edit.span.start, edit.span.end) for edit in fix.edits]
        if any(start <= other_end and other_start <= end for start, end in spans for other_start, other_end in taken):
            continue
        chosen.append(fix)
        taken += spans
    return chosen


def _applied(analysis: Analysis, fixes: list[TextFix]) -> str:
    return apply_edits(analysis.text, [edit for fix in fixes for edit in fix.edits])


def _parses(text: str) -> bool:
    try:
        cst.parse_module(text)
    except Exception:
        # A tree too deep and a null byte have errors of their own.
        return False
    return True
