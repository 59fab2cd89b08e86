"""From everything the rules find to what is reported: settings, suppression comments, and comments without effect."""

import re
from pathlib import Path
from typing import NamedTuple

from pattern_lsp import registry
from pattern_lsp.analysis import Analysis, Diagnostic, TextFix
from pattern_lsp.config import UNUSED, Settings, covers, known_codes
from pattern_lsp.rule import Severity
from pattern_lsp.syntax import TOKEN, Part
from pattern_lsp.text import Edit, Span

_COMMENT = re.compile(r"#\s*pattern-lsp:[^#]*")
_FORM = re.compile(r"#\s*pattern-lsp:\s*ignore(?P<file>-file)?(?:\[(?P<codes>[\w,\s]*\w[\w,\s]*)\]|(?![\w\[-]))")


class Suppression(NamedTuple):
    """A comment that silences findings: on its line, or in the whole file."""

    span: Span  # from its `#` to where the comment, or the next one in it, begins
    codes: tuple[str, ...]  # empty: all
    line: int | None  # None: the whole file
    is_valid: bool  # whether it has a form that silences anything

    def covers(self, code: str) -> bool:
        return self.is_valid and (not self.codes or covers(self.codes, code))


def diagnose(analysis: Analysis, settings: Settings, path: Path | None = None) -> list[Diagnostic]:
    """The diagnostics to report for a document, sorted by place."""
    ignored = settings.ignored_in(path)
    comments = suppressions(analysis)
    used: set[tuple[Suppression, str]] = set()
    reported = []
    found = analysis.diagnostics
    optional = [rule for rule in registry.rules() if rule.is_optional]
    if any(
        settings.wants(rule.code, rule.severity, is_optional=True)
        or any(covers(comment.codes, rule.code) for comment in comments)
        for rule in optional
    ):
        found += analysis.optional_diagnostics
    for diagnostic in found:
        first, last = _lines(analysis, diagnostic)
        silencing = [one for one in comments if one.line in (None, first, last) and one.covers(diagnostic.code)]
        for comment in silencing:
            # The settings do not matter here: a comment is needed for as long as the rule finds something.
            used |= {(comment, code) for code in comment.codes or ("",) if not code or covers((code,), diagnostic.code)}
        if not silencing:
            reported.append(diagnostic)
    reported += _unused(analysis, comments, used)
    return sorted(
        (
            one
            for one in reported
            if settings.wants(one.code, one.severity, one.is_optional) and not covers(ignored, one.code)
        ),
        key=lambda diagnostic: (diagnostic.span, diagnostic.code),
    )


def suppressions(analysis: Analysis) -> list[Suppression]:
    """Every suppression comment of a text; what looks like one inside a string is none."""
    text = analysis.text
    if "pattern-lsp:" not in text:
        return []
    found = []
    for token in TOKEN.finditer(text):
        if token.lastgroup != "comment":
            continue
        for match in _COMMENT.finditer(token.group()):
            form = _FORM.match(match.group())
            codes = tuple(re.findall(r"\w+", form["codes"] or "")) if form else ()
            start = token.start() + match.start()
            line = None if form and form["file"] else analysis.lines.position(start).line
            span = Span(start, start + len(match.group().rstrip()))
            found.append(Suppression(span, codes, line, form is not None))
    return found


def suppress_edit(analysis: Analysis, diagnostic: Diagnostic) -> Edit:
    """The edit that silences a diagnostic by a comment on its line, or by one more code in the comment there."""
    lines = sorted(set(_lines(analysis, diagnostic)))
    for comment in suppressions(analysis):
        if comment.line in lines and comment.codes:
            content = analysis.text[slice(*comment.span)]
            head, bracket, rest = content.partition("]")
            return Edit(comment.span, f"{head.rstrip()}, {diagnostic.code}{bracket}{rest}")
    for line in lines:
        content = analysis.lines.line(line)
        end = analysis.lines.starts[line] + len(content)
        if not content.endswith("\\") and not _is_in_string(analysis.text, end):
            return Edit(
                Span(end - len(content) + len(content.rstrip()), end), f"  # pattern-lsp: ignore[{diagnostic.code}]"
            )
    # No comment fits beside it, as in the middle of a long string.
    start = next(
        (
            start
            for number, start in enumerate(analysis.lines.starts)
            if number > 1 or not analysis.lines.line(number).startswith(("#!", "# -*-", "# coding", "\ufeff"))
        ),
        len(analysis.text),
    )
    return Edit(Span(start, start), f"# pattern-lsp: ignore-file[{diagnostic.code}]{analysis.lines.newline}")


def _lines(analysis: Analysis, diagnostic: Diagnostic) -> tuple[int, int]:
    """The first and the last line of what a diagnostic marks."""
    start, end = diagnostic.span
    return analysis.lines.position(start).line, analysis.lines.position(max(end - 1, start)).line


def _is_in_string(text: str, offset: int) -> bool:
    return any(
        token.lastgroup != "comment" and token["string"] and token.start() < offset < token.end()
        for token in TOKEN.finditer(text)
    )


def _unused(analysis: Analysis, comments: list[Suppression], used: set[tuple[Suppression, str]]) -> list[Diagnostic]:
    """What to say of comments that silence nothing, and of codes in them that do not."""
    known = known_codes()
    reported = []
    for comment in comments:
        if not comment.is_valid:
            message = "This silences nothing: write `ignore`, `ignore[CODE]` or `ignore-file[CODE]`"
            reported.append(_diagnostic(comment, message, None))
            continue
        if covers(comment.codes, UNUSED):
            continue
        idle = [code for code in comment.codes if (comment, code) not in used]
        unknown = [code for code in idle if not any(covers((code,), one) for one in known)]
        if (comment.codes and not idle) or (comment, "") in used:
            continue
        if not unknown and not _is_all_known(analysis):
            continue
        named = ", ".join(f"`{code}`" for code in unknown or idle)
        message = f"No rule is called {named}" if unknown else "This silences nothing"
        if named and not unknown:
            message = f"Nothing here is silenced by {named}"
        gone = idle if _is_all_known(analysis) else unknown
        kept = [code for code in comment.codes if code not in gone]
        title = "Remove what has no effect" if kept else "Remove the comment"
        reported.append(_diagnostic(comment, message, TextFix(title, (_without(analysis, comment, kept),), safe=True)))
    return reported


def _is_all_known(analysis: Analysis) -> bool:
    """Whether everything was found that there is to find: no rule failed, and no statement is half written."""
    broken = (piece.part is not Part.GAP and piece.module is None for piece in analysis.source.pieces)
    return not analysis.failures and not any(broken)


def _diagnostic(comment: Suppression, message: str, fix: TextFix | None) -> Diagnostic:
    return Diagnostic(UNUSED, "unused-suppression", message, Severity.INFORMATION, comment.span, fix)


def _without(analysis: Analysis, comment: Suppression, kept: list[str]) -> Edit:
    text = analysis.text
    start, end = comment.span
    if kept:
        head, _, rest = text[start:end].partition("[")
        return Edit(comment.span, f"{head}[{', '.join(kept)}]{rest.partition(']')[2]}")
    line = analysis.lines.position(start).line
    line_start = analysis.lines.starts[line]
    line_end = line_start + len(analysis.lines.line(line))
    if text[end:line_end].strip():
        # Another comment follows in this one: it takes the place.
        return Edit(Span(start, end + len(text[end:line_end]) - len(text[end:line_end].lstrip())), "")
    if not text[line_start:start].strip():
        starts = analysis.lines.starts
        return Edit(Span(line_start, starts[line + 1] if line + 1 < len(starts) else len(text)), "")
    return Edit(Span(line_start + len(text[line_start:start].rstrip()), line_end), "")
