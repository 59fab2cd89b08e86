"""The judge in an editor: one warm worker, and the verdicts that still hold."""

from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pattern_lsp.practice.matching import Match, matches
from pattern_lsp.practice.slicing import SliceError, needed
from pattern_lsp.practice.worker import Limits, Worker

if TYPE_CHECKING:
    from pattern_lsp.practice.judge import Progress, Verdict


class Lens(NamedTuple):
    """A function that can be checked, and the last verdict on it, if it has not changed since."""

    match: Match
    verdict: "Verdict | None"


class Session:
    """What an editor knows of the user's answers. Nothing runs before `run` is called."""

    def __init__(self, python: str) -> None:
        self._worker = Worker(python, Limits())
        self._verdicts: dict[tuple[Hashable, str], tuple[str, Verdict]] = {}

    def lenses(self, document: Hashable, text: str) -> list[Lens]:
        """The functions of a text that surely answer a task."""
        found = []
        for match in matches(text):
            if match.is_sure:
                kept = self._verdicts.get((document, match.function))
                holds = kept is not None and kept[0] == _slice(text, match)
                found.append(Lens(match, kept[1] if kept is not None and holds else None))
        return found

    def has_verdicts(self, document: Hashable) -> bool:
        return any(key[0] == document for key in self._verdicts)

    def run(self, document: Hashable, text: str, path: Path | None, function: str, progress: "Progress") -> "Verdict":
        """Judge a function. Raises Unclear and SliceError; blocks until the verdict is there."""
        from pattern_lsp.practice.answers import Unclear, answers, judged

        found = [one for one in answers(text, path, function) if one.match.function == function]
        if not found:
            raise Unclear(f"`{function}` matches no task")
        verdict = judged(self._worker, found[0], progress)
        self._verdicts[document, function] = _slice(text, found[0].match), verdict
        return verdict

    def stop(self) -> None:
        """End what runs: the verdict is that it did not come to an end."""
        self._worker.close()

    def forget(self, document: Hashable) -> None:
        """Drop the verdicts on a document that was closed."""
        self._verdicts = {key: kept for key, kept in self._verdicts.items() if key[0] != document}


def _slice(text: str, match: Match) -> str:
    """What a verdict depends on; line numbers do not count."""
    try:
        return "\n".join(line for line in needed(text, match.names.values()).splitlines() if line.strip())
    except SliceError:
        return ""
