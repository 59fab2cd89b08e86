"""Results of earlier runs, on disk, so that a file that did not change is not analysed again.

One file holds the results for one configuration. An entry is good as long as the file's size and time of change are
the same, or else its content is. What cannot be read is ignored and made anew; writing replaces the file as a whole,
so that two runs at once leave one of the two results, and never a mixture.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from pattern_lsp import __version__
from pattern_lsp.registry import folder

NAME = ".pattern_lsp_cache"


def digest(raw: bytes) -> str:
    """What stands for a content."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


class Cache:
    """The results for one configuration, in a folder. `get` and `put` work in memory; `save` writes.

    A result also holds only as long as the other files that were consulted for it are as they were.
    """

    def __init__(self, where: Path, configuration: str) -> None:
        self._path = where / f"{digest(f'{_program()} {configuration}'.encode())}.json"
        self._entries = self._read()
        self._seen: set[str] = set()
        self._stamps: dict[str, Any] = {}
        self._changed = False

    def get(self, path: str) -> Any:
        """The result for a file, or None."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        self._seen.add(path)
        modified, size, content, result, consulted = entry
        if any(self._stamp(other) != stamp for other, stamp in consulted.items()):
            return None
        try:
            status = os.stat(path)
            if modified == status.st_mtime_ns and size == status.st_size:
                return result
            with open(path, "rb") as file:
                raw = file.read()
        except OSError:
            return None
        if content != digest(raw):
            return None
        self.put(path, status, content, result, consulted)
        return result

    def put(self, path: str, status: os.stat_result, content: str, result: Any, consulted: dict[str, Any]) -> None:
        """Keep a result, with the file's status from before it was read and the digest of what was read.

        `consulted` are the other files: the time of change and the size of each, or None if there was none.
        """
        self._entries[path] = [status.st_mtime_ns, status.st_size, content, result, consulted]
        self._seen.add(path)
        self._changed = True

    def save(self) -> None:
        """Write what is new. A folder that cannot be written costs the cache and nothing else."""
        if not self._changed:
            return
        for path in self._entries.keys() - self._seen:
            if not os.path.exists(path):
                del self._entries[path]
        content = json.dumps(self._entries, separators=(",", ":")).encode()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            handle, name = tempfile.mkstemp(dir=self._path.parent)
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(digest(content).encode() + b"\n" + content)
            os.replace(name, self._path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(name)
        self._remove_old()

    def _stamp(self, path: str) -> list[int] | None:
        if path not in self._stamps:
            try:
                status = os.stat(path)
                self._stamps[path] = [status.st_mtime_ns, status.st_size]
            except OSError:
                self._stamps[path] = None
        found: list[int] | None = self._stamps[path]
        return found

    def _read(self) -> dict[str, list[Any]]:
        """The entries on disk; none unless they are, to the byte, what was written."""
        try:
            said, _, content = self._path.read_bytes().partition(b"\n")
            if said != digest(content).encode():
                return {}
            entries = json.loads(content)
        except (OSError, ValueError):
            return {}
        return entries if isinstance(entries, dict) else {}

    def _remove_old(self) -> None:
        """Leave the newest few: a change of the program or of the configuration makes a file of its own."""
        with contextlib.suppress(OSError):
            files = [entry for entry in os.scandir(self._path.parent) if entry.name.endswith(".json")]
            for entry in sorted(files, key=lambda entry: entry.stat().st_mtime_ns)[:-8]:
                os.unlink(entry.path)


def _program() -> str:
    """What this very installation is: a change of its sources or rules makes every result old."""
    said = [__version__]
    for base in (str(Path(__file__).parent), str(folder("rules"))):
        for top, folders, names in os.walk(base):
            folders.sort()
            for name in sorted(names):
                if name.endswith(".py"):
                    status = os.stat(os.path.join(top, name))
                    said.append(f"{name} {status.st_mtime_ns} {status.st_size}")
    return digest("\n".join(said).encode())
