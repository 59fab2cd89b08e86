"""Holds the references to the judge, in the frameworks that are installed."""

import queue
import threading
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pattern_lsp import references
from pattern_lsp.practice import catalogue
from pattern_lsp.practice.judge import Verdict, judge
from pattern_lsp.practice.slicing import Program
from pattern_lsp.practice.worker import Limits, Worker
from pattern_lsp.references import Reference

MODULES = {"numpy": "numpy", "torch": "torch", "tensorflow": "tensorflow", "jax": "jax", "numba": "numba"}


class Row(NamedTuple):
    """One reference, and what came of it. `library` is the verdict on the framework's own function, if it has one."""

    reference: Reference
    verdict: Verdict
    library: Verdict | None


def chosen(names: Sequence[str]) -> list[Reference]:
    """The references of these names (`softmax`, `jax`, `jax/softmax`), or all. Raises KeyError for an unknown name."""
    known = references.references()
    for name in names:
        if not any(name in _names(one) for one in known):
            raise KeyError(name)
    return [one for one in known if not names or any(name in _names(one) for name in names)]


def _names(reference: Reference) -> tuple[str, str, str]:
    return reference.name, reference.framework, f"{reference.framework}/{reference.name}"


def missing(python: str, wanted: Sequence[Reference]) -> set[str]:
    """The frameworks that an interpreter lacks. Raises OSError, or Lost, if it cannot be asked."""
    needed = {one.framework for one in wanted}
    with Worker(python) as worker:
        found = worker.ask("hello", modules=[MODULES[name] for name in needed])["modules"]
    return {name for name in needed if found[MODULES[name]] is None}


def verify(wanted: Sequence[Reference], python: str, jobs: int) -> Iterator[Row]:
    """Judge references, frameworks side by side; each as soon as it is known."""
    frameworks = sorted({one.framework for one in wanted})
    waiting: queue.Queue[str] = queue.Queue()
    done: queue.Queue[Row | BaseException] = queue.Queue()
    for framework in frameworks:
        waiting.put(framework)

    def work() -> None:
        while True:
            try:
                framework = waiting.get_nowait()
            except queue.Empty:
                return
            with Worker(python, Limits(seconds=120)) as worker:
                for reference in (one for one in wanted if one.framework == framework):
                    try:
                        done.put(row(worker, reference))
                    except BaseException as error:
                        done.put(error)

    for _ in range(min(jobs, len(frameworks))):
        threading.Thread(target=work, daemon=True).start()
    for _ in wanted:
        found = done.get()
        if isinstance(found, BaseException):
            raise found
        yield found


def row(worker: Worker, reference: Reference) -> Row:
    """The verdicts on a reference and on the framework's own function."""
    task = catalogue.task(reference.name)
    program = program_of_reference(reference)
    verdict = judge(worker, task, reference.framework, program, program)
    library = task.library.get(reference.framework)
    if library is None:
        return Row(reference, verdict, None)
    own = Program(library, program.names)
    return Row(reference, verdict, judge(worker, task, reference.framework, own))


def program_of_reference(reference: Reference) -> Program:
    """A reference as a program for the judge."""
    text = references.path_of(reference).read_text(encoding="utf-8")
    names = catalogue.task(reference.name).definitions(reference.framework)
    return Program(text, {name: name for name in names}, f"{reference.name}.py")
