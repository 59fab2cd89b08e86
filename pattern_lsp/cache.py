"""Results of earlier runs, on disk, so that a file that did not change is not analysed again.

One file holds the results for one configuration. An entry is good as long as the file's size and time of change are
the same, or else its content is. What cannot be read is ignored and made anew; writing replaces the file as a whole,
so that two runs at once leave one of the two results, and neither a mixture.
"""

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
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def _program() -> str:
    """What this very installation is: a change of its sources or rules makes every result old."""
    said = hashlib.blake2b(__version__.encode(), digest_size=16)
    for base in (Path(__file__).parent, folder("rules")):
        for path in sorted(base.rglob("*.py")):
            status = path.stat()
            said.update(f"{path.name} {status.st_mtime_ns} {status.st_size}\n".encode())
    return said.hexdigest()


class Cache:
    """The results for one configuration. `get` and `put` work in memory; `save` writes."""

    def __init__(self, root: Path, configuration: str) -> None:
        self._program = _program()
        self._path = root / NAME / f"{digest(configuration.encode())}.json"
        self._changed = False
        self._entries = self._read()

    def get(self, path: str) -> Any:
        """The result for a file, or None."""
        entry = self._entries.get(path)
        if entry is None:
            return None
        try:
            status = os.stat(path)
            if entry[0] == status.st_mtime_ns and entry[1] == status.st_size:
                return entry[3]
            with open(path, "rb") as file:
                raw = file.read()
        except OSError:
            return None
        if entry[2] != digest(raw):
            return None
        self._entries[path] = [status.st_mtime_ns, status.st_size, entry[2], entry[3]]
        self._changed = True
        return entry[3]

    def put(self, path: str, status: os.stat_result, content: str, result: Any) -> None:
        """Keep a result, with the file's status from before it was read and the digest of what was read."""
        self._entries[path] = [status.st_mtime_ns, status.st_size, content, result]
        self._changed = True

    def save(self) -> None:
        """Write what is new. A folder that cannot be written costs the cache and nothing else."""
        if not self._changed:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            (self._path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            content = json.dumps({"program": self._program, "files": self._entries}, separators=(",", ":"))
            handle, name = tempfile.mkstemp(dir=self._path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(content)
            os.replace(name, self._path)
        except (OSError, UnicodeEncodeError):
            return

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self._path.read_bytes())
            files = content["files"] if content["program"] == self._program else {}
            return files if isinstance(files, dict) and all(map(_is_entry, files.values())) else {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}


def _is_entry(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 4 and isinstance(entry[3], list)
