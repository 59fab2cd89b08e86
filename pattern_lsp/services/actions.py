"""What an editor can offer to do about the findings at a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pattern_lsp.analysis import Analysis, Diagnostic
from pattern_lsp.config import UNUSED, Settings
from pattern_lsp.services.diagnostics import suppress_edit
from pattern_lsp.services.fixes import applicable, fix_all
from pattern_lsp.text import Edit, Span

QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.pattern-lsp"
FIX_EVERYTHING = "Fix all safe findings in this file"


@dataclass(frozen=True, slots=True)
class Action:
    """One offer. `diagnostic` is what it mends, if that is a single finding."""

    title: str
    kind: str
    edits: tuple[Edit, ...]
    diagnostic: Diagnostic | None = None
    preferred: bool = False


def quick_fixes(analysis: Analysis, diagnostics: list[Diagnostic], span: Span) -> list[Action]:
    """Offers for the findings that touch a span: each fix, all fixes of its code, and silence."""
    touched = _touched(diagnostics, span)
    actions = []
    for one in touched:
        if one.fix is not None:
            title = one.fix.title if one.fix.safe else f"{one.fix.title} (may change behaviour)"
            actions.append(Action(title, QUICK_FIX, one.fix.edits, one, one.fix.safe))
    for code in dict.fromkeys(one.code for one in touched):
        same = [one for one in diagnostics if one.code == code]
        edits = _together(same)
        if len(same) > 1 and edits:
            actions.append(Action(f"Fix all {code} in this file", QUICK_FIX, edits))
    for one in {(one.code, analysis.lines.position(one.span.start).line): one for one in touched}.values():
        if one.code != UNUSED:
            actions.append(Action(f"Ignore {one.code} on this line", QUICK_FIX, (suppress_edit(analysis, one),), one))
    return actions


def codes_at(diagnostics: list[Diagnostic], span: Span) -> list[str]:
    """The codes of the rules whose findings touch a span."""
    return list(dict.fromkeys(one.code for one in _touched(diagnostics, span) if one.code != UNUSED))


def _touched(diagnostics: list[Diagnostic], span: Span) -> list[Diagnostic]:
    return [one for one in diagnostics if one.span.start <= span.end and span.start <= one.span.end]


def fix_everything(diagnostics: list[Diagnostic]) -> list[Action]:
    """The offer to apply every safe fix that stands in the file now."""
    edits = _together(diagnostics)
    return [Action(FIX_EVERYTHING, FIX_ALL, edits)] if edits else []


def fix_until_done(analysis: Analysis, settings: Settings, path: Path | None) -> list[Action]:
    """The offer to apply safe fixes until none is left; it parses the whole file more than once."""
    fixed, count = fix_all(analysis.text, settings, path, imports=analysis.imports)
    if not count:
        return []
    return [Action(FIX_EVERYTHING, FIX_ALL, (_difference(analysis.text, fixed),))]


def _together(diagnostics: Iterable[Diagnostic]) -> tuple[Edit, ...]:
    fixes = applicable(diagnostics, unsafe=False)
    return tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits))


def _difference(before: str, after: str) -> Edit:
    """One edit that leaves alone what both texts begin and end with."""
    shorter = min(len(before), len(after))
    start = next((index for index in range(shorter) if before[index] != after[index]), shorter)
    tail = next((index for index in range(shorter - start) if before[-1 - index] != after[-1 - index]), shorter - start)
    return Edit(Span(start, len(before) - tail), after[start : len(after) - tail])
