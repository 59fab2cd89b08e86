"""The reference files, read as text: nothing of a framework is imported.

A reference is a docstring, imports, and a body that depends on nothing else.
The body is what a completion inserts, what the tests run, and what a page shows.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pattern_lsp import registry
from pattern_lsp.text import LineIndex, Span


class Import(NamedTuple):
    """One name that an import brings: `jnp` for `jax.numpy`."""

    target: str
    name: str
    package: str = ""  # of `from package import …`; empty for a plain import

    @property
    def attribute(self) -> str:
        """What a `from` import takes from its package."""
        return self.target.removeprefix(f"{self.package}.")


class Word(NamedTuple):
    """A name in the body that may be spelled another way; `stop` is the number of its tab stop, or 0."""

    span: Span
    name: str
    stop: int


@dataclass(frozen=True)
class Reference:
    """One reference file."""

    framework: str
    name: str
    documentation: str
    imports: tuple[Import, ...]
    body: str
    definitions: tuple[str, ...]  # the names of its functions and classes
    bound: frozenset[str]  # every name that the body gives a meaning: definitions, parameters, variables
    words: tuple[Word, ...]

    @property
    def label(self) -> str:
        return f"{self.name} ({self.framework})"

    @property
    def title(self) -> str:
        return self.documentation.partition("\n")[0]

    def plain(self, spellings: Mapping[str, str]) -> str:
        """The body, with other spellings for the names it imports."""
        parts: list[str] = []
        done = 0
        for word in self.words:
            parts += self.body[done : word.span.start], spellings.get(word.name, word.name)
            done = word.span.end
        return "".join([*parts, self.body[done:]])

    def snippet(self, spellings: Mapping[str, str]) -> str:
        """The same with tab stops for the first definition's name and parameters, in the protocol's syntax."""
        parts: list[str] = []
        done, seen = 0, {0}
        for word in self.words:
            parts.append(_escaped(self.body[done : word.span.start]))
            name = spellings.get(word.name, word.name)
            if word.stop in seen:
                parts.append(f"${{{word.stop}}}" if word.stop else name)
            else:
                parts.append(f"${{{word.stop}:{name}}}")
                seen.add(word.stop)
            done = word.span.end
        return "".join([*parts, _escaped(self.body[done:]), "$0"])


@cache
def references() -> tuple[Reference, ...]:
    """Every reference, by framework and name."""
    return tuple(
        read(path.parent.name, path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(registry.folder("reference").glob("*/*.py"))
    )


def find(name: str, framework: str) -> Reference | None:
    """The reference of that name in a framework."""
    return next((one for one in references() if (one.name, one.framework) == (name, framework)), None)


def path_of(reference: Reference) -> Path:
    """The file that a reference was read from."""
    return registry.folder("reference") / reference.framework / f"{reference.name}.py"


def place_of(reference: Reference) -> tuple[Path, int]:
    """The file of a reference, and the line in it where the code begins after the imports."""
    path = path_of(reference)
    text = path.read_text(encoding="utf-8")
    return path, text[: text.index(reference.body)].count("\n")


def read(framework: str, name: str, text: str) -> Reference:
    """The reference that a file's text holds. Raises ValueError if it holds none."""
    module = ast.parse(text)
    documentation = ast.get_docstring(module)
    if not documentation:
        raise ValueError(f"{framework}/{name}: no docstring")
    leading = next((i for i, one in enumerate(module.body[1:], 1) if not _is_import(one)), len(module.body))
    statements = module.body[leading:]
    if not statements:
        raise ValueError(f"{framework}/{name}: nothing after the imports")
    imports = tuple(one for statement in module.body[1:leading] for one in imports_of(statement))
    # The comments above the first statement belong to it.
    before = module.body[leading - 1].end_lineno or 0
    body = "".join(text.splitlines(keepends=True)[before:]).strip("\n")
    module = ast.parse(body)
    return Reference(
        framework,
        name,
        documentation,
        imports,
        body,
        tuple(one.name for one in module.body if isinstance(one, _DEFINITIONS)),
        frozenset(_bound(module)),
        tuple(sorted(_words(module, body, {one.name for one in imports}))),
    )


def imports_of(statement: ast.stmt) -> Iterator[Import]:
    """The names that an import statement brings; nothing for other statements."""
    if isinstance(statement, ast.Import):
        for alias in statement.names:
            root = alias.name.partition(".")[0]
            yield Import(alias.name, alias.asname) if alias.asname else Import(root, root)
    elif isinstance(statement, ast.ImportFrom):
        package = "." * statement.level + (statement.module or "")
        for alias in statement.names:
            yield Import(f"{package}.{alias.name}", alias.asname or alias.name, package)


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _is_import(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Import, ast.ImportFrom))


def _bound(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, _DEFINITIONS):
            yield node.name


def _words(module: ast.Module, body: str, imported: set[str]) -> Iterator[Word]:
    """The imported names in a body, and the name and the parameters of its first definition."""
    lines = LineIndex(body)

    def span(node: ast.Name | ast.arg, name: str) -> Span:
        line = node.lineno - 1
        start = lines.starts[line] + len(lines.line(line).encode()[: node.col_offset].decode())
        return Span(start, start + len(name))

    for node in _names(module):
        if node.id in imported:
            yield Word(span(node, node.id), node.id, 0)
    first = next((one for one in module.body if isinstance(one, _DEFINITIONS)), None)
    if first is None:
        return
    keyword = re.compile(rf"\b(?:def|class)\s+({first.name})\b").search(body, lines.starts[first.lineno - 1])
    assert keyword is not None
    yield Word(Span(*keyword.span(1)), first.name, 1)
    for node in _names(module):
        if node.id == first.name:
            yield Word(span(node, node.id), node.id, 1)
    called = first if not isinstance(first, ast.ClassDef) else _initializer(first)
    if called is None:
        return
    parameters = [one for one in _parameters(called.args) if one.arg != "self"]
    for stop, parameter in enumerate(parameters, 2):
        yield Word(span(parameter, parameter.arg), parameter.arg, stop)
        for node in _names(called):
            if node.id == parameter.arg:
                yield Word(span(node, node.id), node.id, stop)


def _names(root: ast.AST) -> Iterator[ast.Name]:
    return (node for node in ast.walk(root) if isinstance(node, ast.Name))


def _parameters(arguments: ast.arguments) -> Iterable[ast.arg]:
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]


def _initializer(definition: ast.ClassDef) -> ast.FunctionDef | None:
    return next((one for one in definition.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"), None)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
