"""Files with answers: finding what is to be judged in them, and judging it."""

import concurrent.futures
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pattern_lsp import references, sources
from pattern_lsp.analysis import analyze
from pattern_lsp.practice import catalogue
from pattern_lsp.practice.judge import Progress, Verdict, judge
from pattern_lsp.practice.matching import Match, matches
from pattern_lsp.practice.slicing import Program, SliceError, program_of
from pattern_lsp.practice.task import Task
from pattern_lsp.practice.verify import program_of_reference
from pattern_lsp.practice.worker import Limits, Worker

_RACE = "NUMBA004"


class Unclear(Exception):
    """There is nothing to judge, or it is not clear what. `choices` are what it could be: `(task, framework)`."""

    def __init__(self, message: str, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.choices = tuple(choices)


@dataclass(frozen=True)
class Answer:
    """A definition of a file that answers a task in one framework."""

    task: Task
    framework: str
    match: Match
    program: Program


def answers(text: str, path: Path | None, function: str = "", task: str = "", framework: str = "") -> list[Answer]:
    """What a file answers: all that is found, or one function. Raises Unclear and SliceError."""
    found = matches(text, function, task)
    if function:
        found = [match for match in found if match.function == function]
    if task:
        found = [match for match in found if match.task == task]
    if not found:
        what = f"`{function}`" if function else "nothing here"
        raise Unclear(f"{what} matches {'the task ' + task if task else 'a task'}: `pattern-lsp practice` lists them")
    result = []
    for match in found:
        program = program_of(text, match.names, path)
        frameworks = [one for one in match.frameworks if framework in ("", one)]
        if len(frameworks) != 1:
            form = framework or " or ".join(match.frameworks)
            raise Unclear(
                f"`{match.function}` does not say whether it is for {form}"
                if frameworks
                else f"`{match.function}` is not an answer for {framework}",
                [(match.task, one) for one in match.frameworks],
            )
        result.append(Answer(catalogue.task(match.task), frameworks[0], match, program))
    return result


def judged(worker: Worker, answer: Answer, progress: Progress = lambda what, done, total: None) -> Verdict:
    """The verdict on one answer, its time compared with the reference."""
    reference = references.find(answer.task.id, answer.framework)
    other = program_of_reference(reference) if reference is not None else None
    verdict = judge(worker, answer.task, answer.framework, answer.program, other, progress)
    return with_rules(verdict, answer.program)


def with_rules(verdict: Verdict, program: Program) -> Verdict:
    """A verdict, and what the checker finds in the very code: the better hint."""
    if verdict.rule or verdict.outcome not in ("right", "wrong"):
        return verdict
    found = analyze(program.text).diagnostics
    race = next((one for one in found if one.code == _RACE), None)
    if race is not None and "race" not in verdict.complaint:
        # Threads meet by chance, on a busy machine seldom: the rule sees the race each time.
        complaint = f"has a race: {race.message}"
        return replace(verdict, outcome="wrong", complaint=complaint, rule=_RACE, properties=())
    return replace(verdict, rule=found[0].code) if found and not verdict.is_right else verdict


@dataclass(frozen=True)
class Graded:
    """One file of many: its verdicts, or why there are none."""

    path: str
    verdicts: tuple[Verdict, ...] = ()
    problem: str = ""
    seconds: float = field(default=0.0, compare=False)

    @property
    def is_right(self) -> bool:
        return bool(self.verdicts) and not self.problem and all(one.is_right for one in self.verdicts)


def grade(
    paths: Sequence[str], python: str, limits: Limits, jobs: int, task: str = "", framework: str = ""
) -> Iterator[Graded]:
    """Judge many people's files, in order, several at a time, each in a process of its own."""

    def one(path: str) -> Graded:
        return _guarded(path, lambda: _verdicts(path, python, limits, task, framework))

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(one, paths)


def _verdicts(path: str, python: str, limits: Limits, task: str, framework: str) -> tuple[Verdict, ...]:
    text = read(path)
    with Worker(python, limits) as worker:
        return tuple(judged(worker, answer) for answer in answers(text, Path(path), "", task, framework))


def _guarded(path: str, verdicts: Callable[[], tuple[Verdict, ...]]) -> Graded:
    """A file that cannot be judged says why, and never stops the others."""
    import time
    import traceback

    start = time.perf_counter()
    try:
        return Graded(path, verdicts(), seconds=time.perf_counter() - start)
    except (Unclear, SliceError) as error:
        return Graded(path, problem=str(error))
    except Exception:
        return Graded(path, problem=f"internal error\n{traceback.format_exc()}")


def read(path: str) -> str:
    """The text of a file. Raises Unclear if it cannot be had."""
    try:
        return sources.decode(Path(path).read_bytes()).content
    except OSError as error:
        raise Unclear(f"{path}: cannot be read: {error.strerror}") from None
    except (SyntaxError, LookupError, UnicodeError) as error:
        raise Unclear(f"{path}: cannot be decoded: {error}") from None
