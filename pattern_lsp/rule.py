"""What a rule is, and what it says: frozen data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pattern_lsp.semantic.model import Model
    from pattern_lsp.syntax import Place  # brings the parser, which a check answered from the cache does without


class Severity(str, Enum):
    """How much a finding matters, by its consequence."""

    ERROR = "error"  # raises, or is certainly wrong
    WARNING = "warning"  # silently wrong, or wasteful
    INFORMATION = "information"  # style and speed
    HINT = "hint"

    def __str__(self) -> str:
        return self.value


class Symptom(str, Enum):
    """What people notice, where nothing is raised that names the mistake."""

    NAN = "a loss or a result is NaN or infinite"
    CHANCE = "the loss does not fall, the accuracy is stuck at chance, nothing is learned"
    WORSE = "training runs, and the model is worse than expected"
    WRONG = "a result is wrong, and nothing is raised"
    NO_EFFECT = "a line has no effect, a value does not change"
    NO_GRADIENT = "the gradient is None or zero, parameters are not trained or not saved"
    RANDOM = "random numbers repeat, or results differ from run to run"
    MEMORY = "memory grows until it runs out: CUDA out of memory after some hours"
    SLOW = "training or inference is slow"
    RECOMPILED = "it is compiled or traced again at every call"
    STALE = "a compiled function ignores a changed value, or prints and counts only once"
    EVALUATION = "evaluation differs from training, or from call to call"
    DEVICE = "it works on the CPU and fails on the GPU, or in half precision"
    VERSION = "it worked in an older version, or a deprecation warning is printed"
    UNSAFE = "a file from a stranger can run code when it is loaded"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class PlaceEdit:
    """Replace what stands at a place by `text`; an empty place inserts."""

    place: "Place"
    text: str


def edit(place: "Place", text: str) -> tuple[PlaceEdit, ...]:
    """The edits of a fix that replaces one place."""
    return (PlaceEdit(place, text),)


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding. `title` is a verb phrase. An unsafe fix may change what the program does."""

    title: str
    edits: tuple[PlaceEdit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a reader needs to see, and what it has to do with the finding."""

    place: "Place"
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields. `message` says what is wrong here; `severity` only where it differs from the rule's."""

    place: "Place"
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Raises:
    """Proof that a program fails: `error` is the exception's class name, `match` a part of its message."""

    error: str
    match: str = ""


@dataclass(frozen=True, slots=True)
class Shows:
    """Proof by what two programs compute: a Python expression over `bad` and `good`, their final variables.

    Example: ``"bad.loss > 100 * good.loss"``.
    `np` is numpy; `bad.stdout` and `good.stdout` are what the programs printed.
    """

    expression: str


@dataclass(frozen=True, slots=True)
class Example:
    """A complete program with the mistake, the same program put right, and the proof that both are what they claim.

    Where the rule has a fix, applying it to `bad` gives `good` to the byte.
    """

    bad: str
    good: str
    proof: Raises | Shows


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of mistake.

    `frameworks` gates it: `check` is called only for files that import one of them.
    `message` is the mistake in one line, as the table of rules shows it.
    An optional rule reports only where its code is selected in full: a matter of taste, or not yet true often enough.
    `symptoms` lead to the rule those who see only what it does; the errors that its examples raise do so anyway.
    """

    code: str
    name: str
    severity: Severity
    message: str
    frameworks: frozenset[str]
    check: "Callable[[Model], Iterator[Finding]]"
    examples: tuple[Example, ...]
    is_optional: bool = False
    symptoms: tuple[Symptom, ...] = ()
    explanation: str = ""  # the file's docstring, filled in by the registry

    def explained(self, explanation: str) -> "Rule":
        return replace(self, explanation=explanation)

    @property
    def url(self) -> str:
        return f"https://github.com/pattern-lsp/pattern-lsp/blob/main/docs/rules/{self.code}.md"
