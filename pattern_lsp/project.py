"""The files around the one that is checked: finds what it imports, and remembers what was looked at for it.

Only files of the project are followed: those beside the importing file, in its package, or at the project's root.
Frameworks are known from their tables, and the standard library is of no interest.
Nothing is executed, and what cannot be read is as good as absent.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from pattern_lsp import sources
from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.outline import Outline
from pattern_lsp.syntax import Source, cut

Stamp = tuple[int, int] | str | None  # time of change and size; the text of an open document; None: absent
_LARGEST = 300_000  # characters; longer files are data
_INSTALLED = ("site-packages", "dist-packages")
_ROOT_MARKS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")


class Importer:
    """One file's imports. `consulted` is every path that was looked at for it, with what was seen there."""

    def __init__(self, project: "Project", path: str) -> None:
        self._project = project
        self._path = path
        self.consulted: dict[str, Stamp] = {}
        self.found: dict[str, Outline] = {}

    def module(self, name: str, level: int) -> Outline | None:
        """The file that `import name` means here, with `level` dots before it."""
        parts = name.split(".") if name else []
        folder = os.path.dirname(self._path)
        if level:
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self._find(folder, parts)
        if not parts or knowledge.framework_of(name) or parts[0] in sys.stdlib_module_names:
            return None
        for root in self._roots(folder, parts[0]):
            found = self._find(root, parts)
            if found is not None:
                return found
        return None

    def _find(self, folder: str, parts: list[str]) -> Outline | None:
        base = os.path.join(folder, *parts)
        for candidate in (f"{base}.py", os.path.join(base, "__init__.py")):
            if parts or candidate.endswith("__init__.py"):
                found = self._outline(candidate)
                if found is not None:
                    return found
        return None

    def _outline(self, path: str) -> Outline | None:
        stamp = self._project.stamp(path)
        self.consulted[path] = stamp
        if stamp is None or path == self._path:
            return None
        outline = self._project.outline(path)
        if outline is not None:
            self.found[path] = outline
        return outline

    def _roots(self, folder: str, package: str) -> Iterator[str]:
        """Where an absolute import may begin: beside the package of the file, and at the root of the project."""
        own = ""
        while self._project.stamp(os.path.join(folder, "__init__.py")) is not None:
            folder, own = os.path.split(folder)
        if os.path.basename(folder) in _INSTALLED:
            # Neighbours there are other projects.
            if package == own:
                yield folder
            return
        yield folder
        root = self._project.root(folder)
        if root is not None:
            if root != folder:
                yield root
            source = os.path.join(root, "src")
            if source != folder:
                yield source


class Project:
    """The files that are imported by those that are checked. What was read is kept.

    `opened` gives the text of a file that is open in an editor, which holds instead of what is on disk.
    """

    def __init__(self, opened: Callable[[str], str | None] = lambda path: None) -> None:
        self._opened = opened
        self._stamps: dict[str, Stamp] = {}
        self._roots: dict[str, str | None] = {}
        self._outlines: dict[str, tuple[Stamp, Importer, Outline | None]] = {}
        self._sources: dict[str, Source] = {}
        self._current: set[str] = set()
        self.size = 0  # characters that are kept

    def imports(self, path: str | Path, known: Importer | None = None) -> Importer:
        """The imports of a file: `known`, if nothing that was consulted for them has changed."""
        if known is not None and self._is_current(known):
            return known
        return Importer(self, os.path.realpath(path))

    def refresh(self) -> None:
        """Look at the disk and at the open documents anew."""
        self._stamps.clear()
        self._roots.clear()
        self._current.clear()

    def stamp(self, path: str) -> Stamp:
        """What tells one state of a file from another."""
        if path not in self._stamps:
            text = self._opened(path)
            if text is not None:
                self._stamps[path] = text
            else:
                try:
                    status = os.stat(path)
                    self._stamps[path] = (status.st_mtime_ns, status.st_size)
                except (OSError, ValueError):
                    self._stamps[path] = None
        return self._stamps[path]

    def outline(self, path: str) -> Outline | None:
        """What a file exports; None if it cannot be read."""
        stamp = self.stamp(path)
        known = self._outlines.get(path)
        if known is not None and known[0] == stamp and (path in self._current or self._is_current(known[1])):
            self._current.add(path)
            return known[2]
        importer = Importer(self, path)
        outline = self._read(path, stamp, importer)
        self._outlines[path] = (stamp, importer, outline)
        self._current.add(path)
        return outline

    def source(self, path: str, text: str) -> Source:
        """A file's text in pieces; each is parsed once, for its own check and for those of its importers."""
        known = self._sources.get(path)
        if known is None or known.text != text:
            known = self._sources[path] = cut(text, known)
            self.size += len(text)
        return known

    def root(self, folder: str) -> str | None:
        """The root of the project that a folder is in."""
        if folder not in self._roots:
            above = os.path.dirname(folder)
            is_root = any(os.path.exists(os.path.join(folder, mark)) for mark in _ROOT_MARKS)
            self._roots[folder] = folder if is_root else self.root(above) if above != folder else None
        return self._roots[folder]

    def dependencies(self, importer: Importer) -> dict[str, Stamp]:
        """Every path that was consulted for a file, by itself or by what it imports."""
        found: dict[str, Stamp] = {}
        waiting, seen = [importer], {id(importer)}
        while waiting:
            one = waiting.pop()
            found |= one.consulted
            for outline in one.found.values():
                inner = outline.imports
                if isinstance(inner, Importer) and id(inner) not in seen:
                    seen.add(id(inner))
                    waiting.append(inner)
        return found

    def clear(self) -> None:
        """Forget everything."""
        self.refresh()
        self._outlines.clear()
        self._sources.clear()
        self.size = 0

    def _is_current(self, importer: Importer) -> bool:
        return all(self.stamp(path) == stamp for path, stamp in self.dependencies(importer).items())

    def _read(self, path: str, stamp: Stamp, importer: Importer) -> Outline | None:
        try:
            if isinstance(stamp, str):
                text = stamp
            else:
                with open(path, "rb") as file:
                    text = sources.decode(file.read(4 * _LARGEST)).content
        except (OSError, SyntaxError, LookupError, UnicodeError):
            return None
        if len(text) > _LARGEST:
            return None
        return Outline(self.source(path, text), importer, importer if path.endswith("__init__.py") else None)
