"""Every pattern and where the user stands with it: what the command and the editors list, begin and note."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pattern_lsp.practice.judge import Verdict
    from pattern_lsp.practice.progress import Progress

FRAMEWORKS = ("torch", "tensorflow", "jax", "numba", "numpy")


def patterns() -> list[str]:
    """Every pattern in every framework it has a reference for: `softmax/jax`."""
    from pattern_lsp import references

    known = sorted(references.references(), key=lambda one: FRAMEWORKS.index(one.framework))
    return [f"{one.name}/{one.framework}" for one in known]


def is_due(kept: "Progress", key: str) -> bool:
    due = kept.entries[key].due if key in kept.entries else None
    # What is due in the course of today is due today.
    return due is not None and due.astimezone().date() <= datetime.now().astimezone().date()


def begin(key: str) -> str:
    """Begin an attempt: the text of the file to write in. Raises KeyError and ProgressError."""
    from pattern_lsp.practice import catalogue, progress
    from pattern_lsp.practice.starting import starting_file

    if key not in patterns():
        raise KeyError(key)
    name, framework = key.split("/")
    kept = progress.load()
    text = starting_file(catalogue.task(name), framework)
    kept.begin(key)
    progress.save(kept)
    return text


def note(verdicts: "Sequence[Verdict]") -> None:
    """Keep what was checked: attempts that were begun, and whatever is right. Raises ProgressError."""
    from pattern_lsp.practice import progress

    kept = progress.load()
    for verdict in verdicts:
        key = f"{verdict.task}/{verdict.framework}"
        if verdict.is_right or kept.entry(key).started:
            kept.record(key, verdict.is_right)
    progress.save(kept)


def records() -> list[dict[str, Any]]:
    """All patterns as plain data, and how it stands with each of their forms. Raises ProgressError."""
    from pattern_lsp.practice import catalogue, progress

    kept = progress.load()
    found: dict[str, dict[str, Any]] = {}
    for key in patterns():
        name, framework = key.split("/")
        one = found.setdefault(name, {"task": name, "title": catalogue.task(name).title, "frameworks": []})
        entry = kept.entries.get(key, progress.Entry())
        one["frameworks"].append(
            {
                "framework": framework,
                "due": entry.due.isoformat() if entry.due else None,
                "isDue": is_due(kept, key),
                "last": "right" if entry.passes and not entry.started else "wrong" if entry.attempts else None,
                "attempts": entry.attempts,
            }
        )
    return list(found.values())
