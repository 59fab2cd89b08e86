"""Snippets: the reference files as completions, where they fit, with the imports they need."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import libcst as cst

from pattern_lsp import registry
from pattern_lsp.analysis import Analysis
from pattern_lsp.semantic import knowledge
from pattern_lsp.text import Edit, Span

_WORD = re.compile(r"[^\W\d]\w*$")


@dataclass(frozen=True)
class Reference:
    """One reference file: the text that is tested is the text that is offered."""

    framework: str
    name: str
    documentation: str
    imports: tuple[tuple[str, str], ...]  # the line, and the name it binds
    body: str


@dataclass(frozen=True)
class Completion:
    label: str
    detail: str
    documentation: str
    text: str
    span: Span  # what it replaces
    imports: tuple[Edit, ...]
    sort_key: str


@cache
def references() -> tuple[Reference, ...]:
    """Every reference, by framework and name."""
    return tuple(_read(path) for path in sorted(registry.folder("reference").glob("*/*.py")))


def complete(analysis: Analysis, offset: int, snippets: bool) -> list[Completion]:
    """What can be inserted at an offset: only where a statement begins, in the frameworks' order of use in the file.

    `snippets` asks for tab stops; without them the text is plain.
    """
    text = analysis.text
    line_start = text.rfind("\n", 0, offset) + 1
    typed = text[line_start:offset]
    word = _WORD.search(typed)
    start = line_start + word.start() if word else offset
    indentation = text[line_start:start]
    if indentation.strip() or _is_in_string(analysis, offset):
        return []
    prefix = text[start:offset]
    used = knowledge.imported(text)
    bound = _bound_names(analysis)
    found = []
    for reference in references():
        label = f"{reference.name} ({reference.framework})"
        if not label.startswith(prefix):
            continue
        body = _renamed(reference, bound)
        lines = [f"{indentation}{line}" if line else "" for line in body.splitlines()]
        inserted = "\n".join(lines).removeprefix(indentation)
        if snippets:
            inserted = inserted.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}") + "$0"
        rank = 0 if reference.framework in used else 1
        found.append(
            Completion(
                label,
                reference.documentation.partition("\n")[0],
                f"{reference.documentation}\n\n```python\n{body}```",
                inserted,
                Span(start, offset),
                _missing_imports(analysis, reference, bound),
                f"{rank}{label}",
            )
        )
    return found


def _read(path: Path) -> Reference:
    module = cst.parse_module(path.read_text(encoding="utf-8"))
    documentation = module.get_docstring() or ""
    imports = []
    rest = 1
    for statement in module.body[1:]:
        small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
        if not isinstance(small, (cst.Import, cst.ImportFrom)) or isinstance(small.names, cst.ImportStar):
            break
        alias = small.names[0]
        name = alias.asname.name if alias.asname else alias.name
        imports.append((cst.Module([]).code_for_node(small), cst.Module([]).code_for_node(name).partition(".")[0]))
        rest += 1
    body = cst.Module(module.body[rest:]).code.strip("\n") + "\n"
    return Reference(path.parent.name, path.stem, documentation, tuple(imports), body)


def _bound_names(analysis: Analysis) -> dict[str, str]:
    """The modules and functions that the file has imported, and its names for them."""
    return dict(analysis.program.module.names) if analysis.program is not None else {}


def _target(line: str) -> str:
    """The qualified name that an import line brings: `jax.numpy` of `import jax.numpy as jnp`."""
    words = line.split()
    return f"{words[1]}.{words[3]}" if words[0] == "from" else words[1]


def _renamed(reference: Reference, bound: dict[str, str]) -> str:
    """The body with the names that the file already uses for the modules it needs."""
    names = {name: bound[_target(line)] for line, name in reference.imports if bound.get(_target(line), name) != name}
    if not names:
        return reference.body
    return cst.parse_module(reference.body).visit(_Renaming(names)).code


class _Renaming(cst.CSTTransformer):
    def __init__(self, names: dict[str, str]) -> None:
        super().__init__()
        self._names = names

    def visit_Attribute_attr(self, node: cst.Attribute) -> None:
        return None

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.Name:
        return updated_node.with_changes(value=self._names.get(original_node.value, original_node.value))


def _missing_imports(analysis: Analysis, reference: Reference, bound: dict[str, str]) -> tuple[Edit, ...]:
    missing = [line for line, name in reference.imports if _target(line) not in bound]
    if not missing:
        return ()
    place = _after_imports(analysis)
    newline = "\r\n" if "\r\n" in analysis.text else "\n"
    return (Edit(Span(place, place), "".join(f"{line}{newline}" for line in missing)),)


def _after_imports(analysis: Analysis) -> int:
    """Where an import can be put: after the first ones of the file, or after its docstring and comments."""
    place = 0
    for piece, start in zip(analysis.source.pieces, analysis.source.starts, strict=True):
        text = piece.text.lstrip()
        if text.startswith(("import ", "from ")):
            place = start + len(piece.text)
        elif text.startswith(('"""', "'''")) and place == 0:
            place = start + len(piece.text)
        elif text and not text.startswith("#"):
            break
    return place


def _is_in_string(analysis: Analysis, offset: int) -> bool:
    from pattern_lsp.syntax import TOKEN

    piece, start = analysis.source.piece_at(offset)
    return any(
        token.start() < offset - start < token.end()
        for token in TOKEN.finditer(piece.text)
        if token.lastgroup in ("string", "comment", "open3", "open3s")
    )
