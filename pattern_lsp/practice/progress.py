"""What has been practiced, and when it is due again: one small file in the user's data folder.

The schedule is that of the FSRS library: a pattern that was written without help comes back later and later.
"""

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

_VERSION = 1


class ProgressError(Exception):
    """The file of progress cannot be read or written; the message names it."""


@dataclass
class Entry:
    """One pattern in one framework. `card` is what FSRS keeps; times are in ISO 8601, UTC."""

    card: dict[str, Any] = field(default_factory=dict)
    started: str = ""  # when the present attempt began; empty if there is none
    attempts: int = 0  # checks in the present attempt
    hints: int = 0  # how many were given in it
    was_shown: bool = False  # the reference, in it
    passes: list[dict[str, Any]] = field(default_factory=list)  # when, seconds from the start, attempts, hints

    @property
    def due(self) -> datetime | None:
        """When it is to be practiced again; None before the first pass."""
        return datetime.fromisoformat(self.card["due"]) if self.card else None


@dataclass
class Progress:
    """All entries, by `task/framework`, and the one that was begun last."""

    entries: dict[str, Entry] = field(default_factory=dict)
    current: str = ""

    def entry(self, key: str) -> Entry:
        return self.entries.setdefault(key, Entry())

    def begin(self, key: str) -> None:
        """Start an attempt."""
        entry = self.entry(key)
        entry.started, entry.attempts, entry.hints, entry.was_shown = _now().isoformat(), 0, 0, False
        self.current = key

    def record(self, key: str, is_right: bool) -> None:
        """Note a check; a passed one ends the attempt, and says when the next is due."""
        from fsrs import Card, Rating, Scheduler

        entry = self.entry(key)
        entry.attempts += 1
        if not is_right:
            return
        now = _now()
        if entry.was_shown:
            rating = Rating.Again
        elif entry.hints or entry.attempts > 3:
            rating = Rating.Hard
        else:
            rating = Rating.Good
        # Minutes are for vocabulary: what was written today is due in days.
        scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        card = Card.from_dict(entry.card) if entry.card else Card()  # type: ignore[arg-type]
        card, _ = scheduler.review_card(card, rating, now)
        entry.card = json.loads(json.dumps(card.to_dict()))
        seconds = (now - datetime.fromisoformat(entry.started)).total_seconds() if entry.started else None
        entry.passes.append(
            {"when": now.isoformat(), "seconds": seconds, "attempts": entry.attempts, "hints": entry.hints}
        )
        entry.started, entry.attempts, entry.hints, entry.was_shown = "", 0, 0, False


def path() -> Path:
    """Where progress is kept; `PATTERN_LSP_DATA_DIR` says otherwise."""
    import platformdirs

    folder = os.environ.get("PATTERN_LSP_DATA_DIR") or platformdirs.user_data_dir("pattern-lsp", appauthor=False)
    return Path(folder) / "progress.json"


def load() -> Progress:
    """What is kept; nothing, if there is no file yet. Raises ProgressError."""
    file = path()
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Progress()
    except (OSError, ValueError) as error:
        raise ProgressError(f"{file}: cannot be read: {error}; move it away to begin anew") from None
    try:
        if kept["version"] != _VERSION:
            raise ProgressError(f"{file}: written by another version ({kept['version']}) of pattern-lsp")
        return Progress({key: Entry(**entry) for key, entry in kept["entries"].items()}, kept["current"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ProgressError(f"{file}: not a file of progress: {error!r}; move it away to begin anew") from None


def save(progress: Progress) -> None:
    """Write it in one step: a crash leaves the old file or the new one. Raises ProgressError."""
    file = path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".progress-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(as_json(progress))
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(name, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise ProgressError(f"{file}: cannot be written: {error.strerror}") from None


def as_json(progress: Progress) -> str:
    """The whole of it, as it is kept and exported."""
    entries = {key: asdict(entry) for key, entry in sorted(progress.entries.items())}
    return json.dumps({"version": _VERSION, "current": progress.current, "entries": entries}, indent=1) + "\n"


def _now() -> datetime:
    return datetime.now(timezone.utc)
