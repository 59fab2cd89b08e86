"""Finding Python files, reading and writing them as they are encoded."""

import io
import os
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "build", "dist"})


class Text(NamedTuple):
    """A file's text, and how to write it back. Line ends are kept as they are."""

    content: str
    encoding: str


def decode(raw: bytes) -> Text:
    """Decode a Python file. Raises SyntaxError or UnicodeDecodeError, whose message says what is wrong."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
    return Text(raw.decode(encoding), encoding)


def encode(text: Text) -> bytes:
    return text.content.encode(text.encoding)


def python_files(paths: Iterable[Path], exclude: "GitIgnoreSpec | None" = None) -> Iterator[Path]:
    """The Python files under paths, in order. A file that is named is taken whatever it is called.

    Folders are walked without hidden ones, environments, and what .gitignore files name.
    """
    for path in paths:
        if path.is_dir():
            yield from _walk(str(path), [], exclude, "")
        else:
            yield path


def _walk(
    folder: str, ignored: "list[tuple[str, GitIgnoreSpec]]", exclude: "GitIgnoreSpec | None", relative: str
) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    names = {entry.name for entry in entries}
    if ".gitignore" in names:
        ignored = [*ignored, (folder, _patterns(Path(folder, ".gitignore")))]
    for entry in entries:
        if entry.name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not entry.name.endswith((".py", ".pyi")):
            continue
        if is_folder and (entry.name in _SKIPPED or os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))):
            continue
        inside = f"{relative}{entry.name}{'/' if is_folder else ''}"
        if exclude is not None and exclude.match_file(inside):
            continue
        if any(spec.match_file(_below(entry.path, base, is_folder)) for base, spec in ignored):
            continue
        if is_folder:
            yield from _walk(entry.path, ignored, exclude, inside)
        else:
            yield Path(entry.path)


def _below(path: str, base: str, is_folder: bool) -> str:
    return path[len(base) :].lstrip(os.sep) + ("/" if is_folder else "")


def _patterns(path: Path) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError, ValueError):
        return GitIgnoreSpec([])
