"""From everything the rules find to what is reported: settings, suppression comments, and comments without effect."""

import re
from pathlib import Path
from typing import NamedTuple

from pattern_lsp import registry
from pattern_lsp.analysis import Analysis, Diagnostic, TextFix
from pattern_lsp.config import Settings
from pattern_lsp.rule import Severity
from pattern_lsp.syntax import TOKEN
from pattern_lsp.text import Edit, Span

UNUSED = "PLSP001"

_COMMENT = re.compile(r"#\s*pattern-lsp:\s*ignore(?P<file>-file)?(?:\[(?P<codes>[^\]\r\n#]*)\])?")


class Suppression(NamedTuple):
    """A comment that silences findings: on its line, or in the whole file."""

    span: Span  # of the comment, from its `#`
    codes: tuple[str, ...]  # empty: all
    line: int | None  # None: the whole file

    def covers(self, code: str) -> bool:
        return not self.codes or any(code.startswith(prefix) for prefix in self.codes)


def diagnose(analysis: Analysis, settings: Settings, path: Path | None = None) -> list[Diagnostic]:
    """The diagnostics to report for a document, sorted by place."""
    ignored = settings.ignored_in(path)
    comments = suppressions(analysis)
    used: set[tuple[Suppression, str]] = set()
    reported = []
    for diagnostic in analysis.diagnostics:
        if not settings.wants(diagnostic.code, diagnostic.severity) or diagnostic.code.startswith(ignored or ("\0",)):
            continue
        first = analysis.lines.position(diagnostic.span.start).line
        last = analysis.lines.position(max(diagnostic.span.end - 1, diagnostic.span.start)).line
        silencing = [
            comment for comment in comments if comment.line in (None, first, last) and comment.covers(diagnostic.code)
        ]
        if silencing:
            for comment in silencing:
                used |= {(comment, code) for code in comment.codes if diagnostic.code.startswith(code)} or {
                    (comment, "")
                }
        else:
            reported.append(diagnostic)
    if settings.wants(UNUSED, Severity.INFORMATION) and not UNUSED.startswith(ignored or ("\0",)):
        reported += _unused(analysis, comments, used, settings)
    return sorted(reported, key=lambda diagnostic: (diagnostic.span, diagnostic.code))


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
            codes = tuple(filter(None, re.split(r"[,\s]+", match["codes"] or "")))
            start = token.start() + match.start()
            line = None if match["file"] else analysis.lines.position(start).line
            found.append(Suppression(Span(start, token.start() + match.end()), codes, line))
    return found


def suppress_edit(analysis: Analysis, diagnostic: Diagnostic) -> Edit:
    """The edit that silences a diagnostic by a comment on its line, or by one more code in the comment there."""
    lines = analysis.lines
    line = lines.position(diagnostic.span.start).line
    for comment in suppressions(analysis):
        if comment.line == line and comment.codes:
            codes = ", ".join([*comment.codes, diagnostic.code])
            return Edit(comment.span, f"# pattern-lsp: ignore[{codes}]")
    content = lines.line(line)
    if content.endswith("\\"):
        # A comment cannot follow a continued line: the finding's last line serves as well.
        line = lines.position(max(diagnostic.span.end - 1, diagnostic.span.start)).line
        content = lines.line(line)
    end = lines.starts[line] + len(content)
    space = Span(end - (len(content) - len(content.rstrip())), end)
    return Edit(space, f"  # pattern-lsp: ignore[{diagnostic.code}]")


def _unused(
    analysis: Analysis, comments: list[Suppression], used: set[tuple[Suppression, str]], settings: Settings
) -> list[Diagnostic]:
    known = registry.codes()
    reported = []
    for comment in comments:
        # What is switched off by settings cannot show whether a comment is needed.
        idle = [
            code
            for code in comment.codes
            if (comment, code) not in used
            and (not any(one.startswith(code) for one in known) or _is_on(code, settings, known))
        ]
        if comment.codes and not idle:
            continue
        if not comment.codes and ((comment, "") in used or settings.select or settings.ignore):
            continue
        kept = [code for code in comment.codes if code not in idle]
        unknown = [code for code in idle if not any(one.startswith(code) for one in known)]
        named = ", ".join(f"`{code}`" for code in idle)
        message = f"Nothing here is silenced by {named}" if idle else "This comment silences nothing"
        if unknown:
            message = f"No rule is called {', '.join(f'`{code}`' for code in unknown)}"
        reported.append(
            Diagnostic(
                UNUSED,
                "unused-suppression",
                message,
                Severity.INFORMATION,
                comment.span,
                TextFix("Remove it", (_without(analysis, comment, kept),), safe=True),
            )
        )
    return reported


def _is_on(code: str, settings: Settings, known: tuple[str, ...]) -> bool:
    return all(settings.wants(one, Severity.ERROR) for one in known if one.startswith(code))


def _without(analysis: Analysis, comment: Suppression, kept: list[str]) -> Edit:
    if kept:
        form = "ignore-file" if comment.line is None else "ignore"
        return Edit(comment.span, f"# pattern-lsp: {form}[{', '.join(kept)}]")
    text = analysis.text
    start, end = comment.span
    if text[end : end + 1] in ("", "\r", "\n"):
        start = len(text[:start].rstrip(" \t"))
    return Edit(Span(start, end), "")
