"""A document's text to its diagnostics, reusing what an edit left alone.

`analyze(text, previous)` is the one entry point of the command line and of the server.
"""

import re
import traceback
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pattern_lsp import registry
from pattern_lsp.rule import Finding, Rule, Severity
from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.model import Callers, Model
from pattern_lsp.semantic.program import ALONE, Imports, Program, program_of
from pattern_lsp.syntax import Source, cut
from pattern_lsp.text import Edit, LineIndex, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


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
    is_optional: bool = False


class Analysis:
    """What is known of one version of a document. Everything is computed when first asked for, and then stays."""

    def __init__(
        self,
        text: str,
        previous: "Analysis | None" = None,
        imports: Imports = ALONE,
        source: Source | None = None,
    ) -> None:
        self.text = text
        self.imports = imports
        self.source: Source = source or cut(text, previous.source if previous is not None else None)
        # What was never asked of an earlier version is not computed for this one either.
        self._previous: Program | None = None
        self._known: dict[Model, _Judgement] = {}
        self._known_optional: dict[Model, _Judgement] = {}
        if previous is not None and previous.imports is imports:
            self._previous = previous.__dict__.get("program", previous._previous)
            self._known = previous.__dict__.get("_judged", previous._known)
            self._known_optional = previous.__dict__.get("_judged_optional", previous._known_optional)

    @cached_property
    def lines(self) -> LineIndex:
        return LineIndex(self.text)

    @cached_property
    def program(self) -> Program | None:
        """What the text means; None if it uses no framework that is known."""
        previous, self._previous = self._previous, None
        return program_of(self.source, self.imports, previous)

    def parse(self) -> None:
        """Parse all that the diagnostics will need; they do so themselves, piece by piece, if this is not called."""
        if knowledge.imported(self.text):
            for piece in self.source.pieces:
                _ = piece.module

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the rules find that are not optional, sorted by place; suppressions and settings are not applied yet."""
        return self._diagnostics(self._judged)

    @cached_property
    def optional_diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the optional rules find, for those who ask for it."""
        return self._diagnostics(self._judged_optional)

    @property
    def failures(self) -> tuple[str, ...]:
        """Rules that raised an exception here, with the traceback of each."""
        judged = [*self._judged.values(), *self.__dict__.get("_judged_optional", {}).values()]
        return tuple(failure for judgement in judged for failure in judgement.failures)

    def _diagnostics(self, judged: "dict[Model, _Judgement]") -> tuple[Diagnostic, ...]:
        found: dict[tuple[Span, str], Diagnostic] = {}
        for judgement in judged.values():
            for rule, finding in judgement.findings:
                if self.source.holds(finding.place.piece):
                    diagnostic = self._placed(rule, finding)
                    found.setdefault((diagnostic.span, diagnostic.code), diagnostic)
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def _judged(self) -> "dict[Model, _Judgement]":
        return self._judge(self._known, is_optional=False)

    @cached_property
    def _judged_optional(self) -> "dict[Model, _Judgement]":
        return self._judge(self._known_optional, is_optional=True)

    def _judge(self, known: "dict[Model, _Judgement]", is_optional: bool) -> "dict[Model, _Judgement]":
        """What the rules say of every body; a body that did not change keeps what was said."""
        if self.program is None:
            return {}
        models = list(self.program.models())
        callers = self.program.callers()
        frameworks = self.program.frameworks
        rules = [
            rule
            for rule in registry.rules()
            if rule.is_optional is is_optional and not rule.frameworks.isdisjoint(frameworks)
        ]
        judged = {}
        for model in models:
            told = callers, self.program.unmentioned(model)
            model.callers, model.unmentioned = told
            said = known.get(model)
            judged[model] = said if said is not None and said.told == told else _judge(model, rules, told)
        return judged

    def _placed(self, rule: Rule, finding: Finding) -> Diagnostic:
        absolute, holds = self.source.absolute, self.source.holds
        # A helper of another file may be where a value comes from; it is not ours to change.
        fix = finding.fix if finding.fix and all(holds(edit.place.piece) for edit in finding.fix.edits) else None
        newline = self.lines.newline
        edits = tuple(
            Edit(absolute(edit.place), edit.text if newline == "\n" else _LINE_END.sub(newline, edit.text))
            for edit in (fix.edits if fix is not None else ())
        )
        return Diagnostic(
            rule.code,
            rule.name,
            finding.message,
            finding.severity or rule.severity,
            absolute(finding.place),
            TextFix(fix.title, edits, fix.safe) if fix is not None else None,
            tuple((absolute(one.place), one.message) for one in finding.related if holds(one.place.piece)),
            rule.url,
            rule.is_optional,
        )


# What a model was told of the rest of the file: what was said of it holds on for as long as this does.
_Told = tuple[Callers, frozenset[str]]


class _Judgement(NamedTuple):
    findings: tuple[tuple[Rule, Finding], ...]
    failures: tuple[str, ...]
    told: _Told


def _judge(model: Model, rules: list[Rule], told: _Told) -> _Judgement:
    """Ask every rule; one that raises loses its findings here, and nothing else."""
    findings: list[tuple[Rule, Finding]] = []
    failures: list[str] = []
    for rule in rules:
        try:
            for finding in rule.check(model):
                findings.append((rule, finding))
        except Exception:
            failures.append(f"{rule.code}: {traceback.format_exc()}")
    return _Judgement(tuple(findings), tuple(failures), told)


def analyze(text: str, previous: Analysis | None = None, imports: Imports = ALONE) -> Analysis:
    """Analyse a text. `previous` is the analysis of an earlier version, whose unchanged parts are reused.

    `imports` finds the files of the project that the text imports; with others than before, only trees are reused.
    """
    return Analysis(text, previous, imports)
