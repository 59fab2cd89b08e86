"""What to say of the place under the pointer."""

import re
from typing import NamedTuple

from pattern_lsp import registry
from pattern_lsp.analysis import Analysis, Diagnostic
from pattern_lsp.services.diagnostics import suppressions
from pattern_lsp.text import Span

_CODE = re.compile(r"[A-Z]+[0-9]+")


class Hover(NamedTuple):
    """An explanation in Markdown, and what it is of."""

    span: Span
    text: str


def hover(analysis: Analysis, diagnostics: list[Diagnostic], offset: int) -> Hover | None:
    """The explanation of the findings at an offset, or of the code in a suppression comment there."""
    found = [one for one in diagnostics if one.span.start <= offset <= one.span.end]
    if found:
        narrowest = min((one.span for one in found), key=lambda span: span.end - span.start)
        pages = [page for code in dict.fromkeys(one.code for one in found) if (page := _page(code))]
        return Hover(narrowest, "\n\n---\n\n".join(pages)) if pages else None
    for comment in suppressions(analysis):
        for match in _CODE.finditer(analysis.text, comment.span.start, comment.span.end):
            if match.start() <= offset <= match.end() and (page := _page(match.group())):
                return Hover(Span(*match.span()), page)
    return None


def _page(code: str) -> str | None:
    rule = registry.rules_by_code().get(code)
    if rule is None:
        return None
    return f"**{rule.code}** {rule.name}\n\n{rule.explanation}\n\n[{rule.code}]({rule.url})"
