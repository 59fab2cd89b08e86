"""Finds the tasks: one file each, in `tasks/`; its name is the task's."""

import ast
import dataclasses
import importlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pattern_lsp.practice.task import Task

_FOLDER = Path(__file__).resolve().parent / "tasks"


@cache
def task_names() -> tuple[str, ...]:
    """The names of all tasks; nothing is loaded."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("[a-z]*.py")))


class Heading(NamedTuple):
    """What can be known of a task without loading it: see `Task`."""

    forms: Mapping[str, str]
    names: tuple[str, ...]

    def definitions(self, framework: str) -> tuple[str, ...]:
        """The names that an answer defines, the one that is called first."""
        return tuple(line.split("(")[0].split()[-1] for line in self.forms[framework].splitlines())


@cache
def headings() -> Mapping[str, Heading]:
    """All tasks, read off their files: an editor asks for them, and loading them would take a second."""
    return {name: _heading((_FOLDER / f"{name}.py").read_text(encoding="utf-8")) for name in task_names()}


def _heading(text: str) -> Heading:
    calls = (node for node in ast.parse(text).body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call))
    (keywords,) = (one.value.keywords for one in calls if ast.unparse(one.targets[0]) == "TASK")  # type: ignore[attr-defined]
    given = {one.arg: one.value for one in keywords}
    return Heading(ast.literal_eval(given["forms"]), ast.literal_eval(given["names"]) if "names" in given else ())


@cache
def task(name: str) -> "Task":
    """One task. Raises KeyError if there is none of that name."""
    if name not in task_names():
        raise KeyError(name)
    module = importlib.import_module(f"pattern_lsp.practice.tasks.{name}")
    found: Task = module.TASK
    return dataclasses.replace(found, id=name)


def tasks() -> "tuple[Task, ...]":
    """Every task, by name."""
    return tuple(task(name) for name in task_names())
