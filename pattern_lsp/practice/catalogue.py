"""Finds the tasks: one file each, in `tasks/`; its name is the task's."""

import dataclasses
import importlib
from functools import cache
from pathlib import Path

from pattern_lsp.practice.task import Task

_FOLDER = Path(__file__).resolve().parent / "tasks"


@cache
def task_names() -> tuple[str, ...]:
    """The names of all tasks; nothing is loaded."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("[a-z]*.py")))


@cache
def task(name: str) -> Task:
    """One task. Raises KeyError if there is none of that name."""
    if name not in task_names():
        raise KeyError(name)
    module = importlib.import_module(f"pattern_lsp.practice.tasks.{name}")
    found: Task = module.TASK
    return dataclasses.replace(found, id=name)


def tasks() -> tuple[Task, ...]:
    """Every task, by name."""
    return tuple(task(name) for name in task_names())
