"""The judge refuses no right answer and passes no wrong one: its test set is `tests/practice/`."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import helpers
import pytest

from pattern_lsp.practice import catalogue
from pattern_lsp.practice.answers import with_rules
from pattern_lsp.practice.judge import judge
from pattern_lsp.practice.matching import matches
from pattern_lsp.practice.slicing import program_of
from pattern_lsp.practice.worker import Limits, Worker

_FOLDER = Path(__file__).parent / "practice"
_NEEDED = {"tensorflow": "tensorflow", "torch": "torch", "jax": "jax", "numba": "numba", "numpy": "numpy"}


class Answer(NamedTuple):
    task: str
    framework: str
    is_right: bool
    title: str
    words: str  # what the verdict must say
    text: str


def answers() -> Iterator[Answer]:
    for path in sorted(_FOLDER.glob("*.py")):
        for document in helpers.documents(path):
            kind, _, rest = document.title.partition(": ")
            framework, _, said = rest.partition(", ")
            title, _, words = said.partition(" => ")
            assert kind in ("right", "wrong") and framework in _NEEDED and bool(words) == (kind == "wrong"), (
                document.title
            )
            yield Answer(path.stem, framework, kind == "right", title, words, document.text)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(limits=Limits(seconds=60)) as worker:
        yield worker


# Answers of one framework follow each other, so that few processes start it.
ANSWERS = sorted(answers(), key=lambda one: (one.framework, one.task, not one.is_right))


@pytest.mark.parametrize(
    "answer",
    ANSWERS,
    ids=[f"{one.task}-{one.framework}-{'right' if one.is_right else 'wrong'}-{one.title}" for one in ANSWERS],
)
def test_verdict(answer: Answer, worker: Worker) -> None:
    helpers.need(_NEEDED[answer.framework])
    (match,) = [one for one in matches(answer.text) if one.task == answer.task]
    assert answer.framework in match.frameworks
    program = program_of(answer.text, match.names)
    verdict = with_rules(judge(worker, catalogue.task(answer.task), answer.framework, program), program)
    if answer.is_right:
        assert verdict.outcome == "right", verdict
    else:
        assert verdict.outcome == "wrong", verdict
        assert answer.words.lower() in verdict.complaint.lower(), verdict
