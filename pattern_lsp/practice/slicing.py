"""What a function needs of its file: it, its helpers, constants and imports. The rest is left out, and does not run.

The file is cut into its top-level statements, each read alone, so that a broken one elsewhere does no harm. What is
left out becomes blank lines: every line that stays keeps its number.
"""

import ast
import builtins
import re
import symtable
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pattern_lsp.syntax import Part, cut

_ROOTS = {
    "numpy": "numpy",
    "scipy": "numpy",
    "torch": "torch",
    "tensorflow": "tensorflow",
    "keras": "tensorflow",
    "jax": "jax",
    "numba": "numba",
}
_COMPLETING = frozenset({"register", "defjvp", "defjvps", "defvjp", "def_vmap"})
_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+(\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Program:
    """A program that defines what a task asks for.

    `names` says what each of the task's definitions is called here. `folder` is where its imports are looked for.
    """

    text: str
    names: Mapping[str, str]
    filename: str = "program.py"
    folder: str = ""


class SliceError(Exception):
    """A function cannot be taken out of its file; the message says why."""


def program_of(text: str, names: Mapping[str, str], path: Path | None = None) -> Program:
    """The program that a file's definitions need. Raises SliceError if one is missing or does not parse."""
    kept = needed(text, names.values())
    filename = path.name if path is not None and path.suffix == ".py" else "program.py"
    return Program(kept, dict(names), filename, str(path.resolve().parent) if path is not None else "")


def needed(text: str, names: Iterable[str]) -> str:
    """The statements of a file that these names need, each in its line."""
    units = list(_units(text))
    taken: dict[int, _Unit] = {}
    imported: dict[int, set[str]] = {}  # of an import statement, the names that are needed
    waiting = list(names)
    for name in waiting:
        if not any(name in unit.binds for unit in units):
            broken = next((unit for unit in units if unit.is_broken and f" {name}" in unit.text), None)
            if broken is not None:
                raise SliceError(f"`{name}` does not parse: {broken.problem} (line {broken.problem_line})")
            raise SliceError(f"there is no `{name}` at the top level of this file")
    known: set[str] = set()
    constants: set[str] = set()  # bound by assignments: what changes them later counts
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        found = [unit for unit in units if name in unit.binds and not unit.is_main]
        if not found and not hasattr(builtins, name):
            found = [unit for unit in units if "*" in unit.binds]
        if any(not unit.is_definition and not unit.is_import for unit in found):
            constants.add(name)
            found += [unit for unit in units if name in unit.changes and not unit.is_main]
        found += [unit for unit in units if name in unit.completes]
        for unit in found:
            if unit.is_import:
                imported.setdefault(unit.line, set()).add(name)
            if unit.line not in taken:
                taken[unit.line] = unit
                waiting += unit.reads
    for unit in units:
        if unit.is_future or (unit.is_setting and unit.reads & known):
            taken[unit.line] = unit
    return _joined(taken, imported)


def _joined(taken: "Mapping[int, _Unit]", imported: Mapping[int, set[str]]) -> str:
    lines: list[str] = []
    for line in sorted(taken):
        unit = taken[line]
        lines += [""] * (line - 1 - len(lines))
        lines += unit.trimmed(imported.get(line, set())) if unit.is_import else unit.text.splitlines()
    return "\n".join(lines) + "\n"


def frameworks_of(text: str) -> set[str]:
    """The frameworks that a program imports."""
    return {_ROOTS[root] for root in _IMPORT.findall(text) if root in _ROOTS}


@dataclass(frozen=True)
class _Unit:
    """A top-level statement."""

    line: int
    text: str
    tree: ast.stmt | None
    problem: str = ""
    problem_line: int = 0
    binds: frozenset[str] = field(default=frozenset())

    @property
    def is_broken(self) -> bool:
        return self.tree is None

    @property
    def is_definition(self) -> bool:
        return isinstance(self.tree, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))

    @property
    def is_import(self) -> bool:
        return isinstance(self.tree, (ast.Import, ast.ImportFrom))

    @property
    def is_main(self) -> bool:
        """`if __name__ == "__main__":`, which is for those who run the file."""
        return isinstance(self.tree, ast.If) and any(
            isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(self.tree.test)
        )

    @property
    def is_future(self) -> bool:
        return isinstance(self.tree, ast.ImportFrom) and self.tree.module == "__future__"

    @property
    def is_setting(self) -> bool:
        """`jax.config.update(…)`, which changes what the rest means."""
        return isinstance(self.tree, ast.Expr) and ".config.update(" in self.text

    @cached_property
    def reads(self) -> frozenset[str]:
        """The names that it takes from the file, or from Python."""
        if self.tree is None or self.is_import:
            return frozenset()
        return frozenset(_free(symtable.symtable(ast.unparse(self.tree), "", "exec")))

    @cached_property
    def changes(self) -> frozenset[str]:
        """The names whose values it may change in place: `table[i] = …`, `table.append(…)`."""
        if self.tree is None or self.is_definition or self.is_import:
            return frozenset()
        return frozenset(_changed(self.tree))

    @cached_property
    def completes(self) -> frozenset[str]:
        """The functions that it is a part of: `@total.register`, `@total.defjvp`, `total.defvjp(forward, backward)`."""
        if isinstance(self.tree, (ast.FunctionDef, ast.ClassDef)):
            parts = self.tree.decorator_list
        else:
            parts = [self.tree.value] if isinstance(self.tree, ast.Expr) else []
        called = (part.func if isinstance(part, ast.Call) else part for part in parts)
        return frozenset(
            one.value.id
            for one in called
            if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.attr in _COMPLETING
        )

    def trimmed(self, names: set[str]) -> list[str]:
        """An import statement with only what is needed, over as many lines as before."""
        tree = self.tree
        assert isinstance(tree, (ast.Import, ast.ImportFrom))
        count = len(self.text.splitlines())
        needed = [one for one in tree.names if self.is_future or one.name == "*" or _name_of(one) in names]
        if isinstance(tree, ast.Import):
            text = ast.unparse(ast.Import(needed))
        else:
            text = ast.unparse(ast.ImportFrom(tree.module, needed, tree.level))
        return [text, *[""] * (count - 1)]


def _units(text: str) -> Iterator[_Unit]:
    source = cut(text)
    start, parts = 0, list[str]()
    for piece, begins in zip(source.pieces, source.starts, strict=True):
        if piece.part is Part.MEMBER or (piece.part is Part.GAP and parts and not piece.text.strip()):
            parts.append(piece.text)
            continue
        if parts:
            yield from _read(text, start, "".join(parts))
        start, parts = begins, [piece.text] if piece.part is not Part.GAP else []
    if parts:
        yield from _read(text, start, "".join(parts))


def _read(text: str, start: int, own: str) -> Iterator[_Unit]:
    line = text.count("\n", 0, start) + 1
    try:
        body = ast.parse(own).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        at = line + (getattr(error, "lineno", None) or 1) - 1
        yield _Unit(line, own, None, getattr(error, "msg", None) or str(error), at)
        return
    for statement in body[:1] if len(body) == 1 else body:
        first = min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", []))])
        last = statement.end_lineno or first
        lines = own.splitlines()[first - 1 : last]
        if len(body) > 1 and any(other is not statement and other.lineno == statement.lineno for other in body):
            lines = [ast.unparse(statement)]  # several statements in a line, after semicolons
        yield _Unit(line + first - 1, "\n".join(lines), statement, binds=frozenset(_bound(statement)))


def _free(table: symtable.SymbolTable) -> Iterator[str]:
    is_module = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (is_module or symbol.is_global()):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _free(child)


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a top-level statement binds, in whatever branch of it."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name
        return
    for node in ast.walk(statement):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (_name_of(one) for one in node.names)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name


def _changed(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            yield from _root(node)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(statement, ast.Expr):
            yield from _root(node.func)


def _root(node: ast.expr) -> Iterator[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def _name_of(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]
