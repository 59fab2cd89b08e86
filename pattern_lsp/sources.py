"""Finding Python files, reading and writing them as they are encoded."""

import io
import os
import tokenize
from collections.abc import Iterator
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
    """Decode a Python file. Raises SyntaxError, LookupError or UnicodeError, whose message says what is wrong."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
    return Text(raw.decode(encoding), encoding)


def encode(text: Text) -> bytes:
    """The bytes of a text. Raises UnicodeError if its encoding has no way to say it."""
    return text.content.encode(text.encoding)


class _Ignored(NamedTuple):
    """The patterns of a .gitignore, and how a path of the walk reads from where it lies."""

    patterns: "GitIgnoreSpec"
    lead: str  # what lies between the .gitignore and the folder walked, if it is above
    cut: int  # the length of what lies between the folder walked and the .gitignore, if it is below


def python_files(path: str, exclude: tuple[str, ...] = (), root: Path | None = None) -> Iterator[str]:
    """The Python files and notebooks at a path, in order. A file that is named is taken whatever it is called.

    Folders are walked without hidden ones, environments, what .gitignore files name, and what `exclude` names:
    gitignore patterns relative to `root`.
    """
    if not os.path.isdir(path):
        yield path
        return
    ignored = _above(path)
    if exclude:
        lead = os.path.relpath(os.path.realpath(path), os.path.realpath(root or path)).replace(os.sep, "/")
        outside = lead == "." or lead.startswith("..")
        ignored.append(_Ignored(_compiled(exclude), "" if outside else f"{lead}/", 0))
    yield from _walk(path, "" if path == "." else os.path.join(path, ""), "", ignored)


def _walk(folder: str, prefix: str, inside: str, ignored: list[_Ignored]) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            entries = {entry.name: entry for entry in listing}
    except OSError:
        return
    if inside and "pyvenv.cfg" in entries:
        return
    if ".gitignore" in entries:
        ignored = [*ignored, _Ignored(_read(entries[".gitignore"].path), "", len(inside))]
    for name in sorted(entries):
        if name.startswith("."):
            continue
        entry = entries[name]
        if entry.is_dir(follow_symlinks=False):
            if name not in _SKIPPED and not (ignored and _is_ignored(f"{inside}{name}/", ignored)):
                yield from _walk(entry.path, f"{prefix}{name}{os.sep}", f"{inside}{name}/", ignored)
        elif name.endswith((".py", ".pyi", ".ipynb")) and entry.is_file():
            if not (ignored and _is_ignored(inside + name, ignored)):
                yield prefix + name


def _is_ignored(path: str, ignored: list[_Ignored]) -> bool:
    """What git says: the nearest .gitignore that names a path decides, for or against it."""
    for patterns, lead, cut in reversed(ignored):
        verdict = patterns.check_file(lead + path[cut:]).include
        if verdict is not None:
            return verdict
    return False


def _above(path: str) -> list[_Ignored]:
    """The .gitignore files above a folder, up to the top of its repository; none outside of one.

    Where they name the folder itself, asking for it overrules them.
    """
    start = Path(os.path.realpath(path))
    found: list[_Ignored] = []
    for folder in [start, *start.parents]:
        if folder != start and (folder / ".gitignore").is_file():
            lead = f"{start.relative_to(folder).as_posix()}/"
            patterns = _read(str(folder / ".gitignore"))
            if not patterns.match_file(lead):
                found.append(_Ignored(patterns, lead, 0))
        if (folder / ".git").exists():
            return found[::-1]
    return []


def _read(path: str) -> "GitIgnoreSpec":
    try:
        with open(path, encoding="utf-8") as file:
            return _compiled(file.read().splitlines())
    except (OSError, ValueError):
        return _compiled(())


def _compiled(patterns: "list[str] | tuple[str, ...]") -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
