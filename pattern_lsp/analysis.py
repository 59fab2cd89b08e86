"""A document's text to its diagnostics, reusing what an edit left alone.

`analyze(text, previous)` is the one entry point of the command line and of the server.
"""

from dataclasses import dataclass
from functools import cached_property

from pattern_lsp.rule import Severity
from pattern_lsp.text import Edit, LineIndex, Span


@dataclass(frozen=True, slots=True)
class TextFix:
    """A fix as edits of the whole text."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, placed in the whole text: what an editor or a terminal shows."""

    code: str
    name: str
    message: str
    severity: Severity
    span: Span
    fix: TextFix | None = None
    related: tuple[tuple[Span, str], ...] = ()
    url: str = ""


class Analysis:
    """What is known of one version of a document. Immutable; everything is computed when first asked for."""

    def __init__(self, text: str, previous: "Analysis | None" = None) -> None:
        self.text = text

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.text)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What every rule finds, sorted by place; suppressions and settings are not applied yet."""
        return ()

    @cached_property
    def failures(self) -> tuple[str, ...]:
        """Rules that raised an exception here, with the traceback of each."""
        return ()


def analyze(text: str, previous: Analysis | None = None) -> Analysis:
    """Analyse a text. `previous` is the analysis of an earlier version, whose unchanged parts are reused."""
    return Analysis(text, previous)
