"""Which definitions of a file answer a task, and in which framework.

A definition answers a task if it has its name (`my_softmax`, `softmax_numpy` too) and takes as many arguments, and
the framework is clear from what it uses; or if a comment above it, `# pattern: softmax` or `# pattern: softmax (jax)`,
says so.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pattern_lsp.practice import catalogue
from pattern_lsp.practice.catalogue import Heading
from pattern_lsp.practice.slicing import SliceError, frameworks_of, needed
from pattern_lsp.text import Span

_COMMENT = re.compile(r"#\s*pattern:\s*(\w+)\s*(?:\(\s*(\w+)\s*\))?")
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)|^(\w+)[ \t]*=[ \t]*(?=[\w.]+\()", re.MULTILINE)
_AFFIXES = {
    "np": "numpy",
    "numpy": "numpy",
    "torch": "torch",
    "pytorch": "torch",
    "pt": "torch",
    "tf": "tensorflow",
    "tensorflow": "tensorflow",
    "keras": "tensorflow",
    "jax": "jax",
    "jnp": "jax",
    "numba": "numba",
    "nb": "numba",
    "njit": "numba",
}
_FILLERS = frozenset(
    "my stable naive simple custom manual from scratch fast own the a safe numerically impl v v1 v2 1 2".split()
)


class Match(NamedTuple):
    """A definition that answers a task.

    `frameworks` are those that it may be written in: it is clear if there is one. `names` says what each definition of
    the task is called here. `span` is where the name stands.
    """

    task: str
    frameworks: tuple[str, ...]
    function: str
    names: Mapping[str, str]
    span: Span

    @property
    def is_sure(self) -> bool:
        return len(self.frameworks) == 1


def matches(text: str, function: str = "", task: str = "") -> list[Match]:
    """The definitions of a file that answer tasks, in their order.

    With a `function` and a `task`, that function is taken for the task's, whatever it is called.
    """
    found = list(_matches(text, {function: task} if function and task else {}))
    helpers = {name for match in found for name in match.names.values() if name != match.function}
    # `encode_base` beside `encode_kmer` is a part of it.
    return [match for match in found if match.function not in helpers]


def _matches(text: str, given: Mapping[str, str]) -> Iterator[Match]:
    definitions = {one.group(1) or one.group(2): one for one in _DEFINITION.finditer(text)}
    for name, found in definitions.items():
        span = Span(*found.span(1 if found.group(1) else 2))
        told = (given[name], "") if name in given else _told(text, found.start())
        task_name, framework = told or _by_name(name)
        if not task_name:
            continue
        task = catalogue.headings()[task_name]
        names = _names(task, name, definitions)
        if names is None:
            continue
        frameworks = _frameworks(text, task, names, framework)
        if told is None and not _fits(text, found.start(), task, frameworks):
            continue
        if frameworks:
            yield Match(task_name, frameworks, name, names, span)


def _told(text: str, start: int) -> tuple[str, str] | None:
    """What a comment above the definition, or on its line, says: the task, and the framework if it is named."""
    before = text[:start].splitlines()
    lines = [text[start:].partition("\n")[0]]
    while before and (before[-1].lstrip().startswith(("#", "@"))):
        lines.append(before.pop())
    for line in lines:
        said = _COMMENT.search(line)
        if said and said.group(1) in catalogue.task_names():
            return said.group(1), _AFFIXES.get((said.group(2) or "").lower(), "")
    return None


def _by_name(name: str) -> tuple[str, str]:
    words = _words(name)
    framework = next((_AFFIXES[word] for word in words if word in _AFFIXES), "")
    known = _known_names()
    whole = "".join(words)
    plain = "".join(word for word in words if word not in _AFFIXES and word not in _FILLERS)
    return known.get(whole) or known.get(plain, ""), framework


def _words(name: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return [word for word in spaced.lower().split("_") if word]


@cache
def _known_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, task in catalogue.headings().items():
        own = [task.definitions(framework)[0] for framework in task.forms]
        for known in (name, *own, *task.names):
            found.setdefault("".join(_words(known)), name)
    return found


def _names(task: Heading, name: str, definitions: Mapping[str, object]) -> Mapping[str, str] | None:
    """What each definition of the task is called in the file; None if one is missing."""
    wanted = task.definitions(next(iter(task.forms)))
    names = {wanted[0]: name}
    for other in wanted[1:]:
        key = "".join(_words(other))
        same = next((one for one in definitions if "".join(w for w in _words(one) if w not in _FILLERS) == key), None)
        if same is None:
            return None
        names[other] = same
    return names


def _frameworks(text: str, task: Heading, names: Mapping[str, str], said: str) -> tuple[str, ...]:
    """The frameworks of the task that the definition may be written in: by what it uses."""
    if said in task.forms:
        return (said,)
    try:
        used = frameworks_of(needed(text, names.values()))
    except SliceError:
        used = set()
    if not used:
        # It may not be written yet: what the file imports tells.
        imported = frameworks_of(text)
        used = imported if len(imported & set(task.forms)) == 1 else used
    possible = [framework for framework in task.forms if framework in used]
    if len(possible) > 1 and "numpy" in possible:
        possible.remove("numpy")  # constants and dtypes; the others compute
    return tuple(possible) if possible else tuple(task.forms) if not used else ()


def _fits(text: str, start: int, task: Heading, frameworks: tuple[str, ...]) -> bool:
    """Whether a definition takes as many arguments as the task gives it."""
    from pattern_lsp.syntax import cut

    piece, _ = cut(text).piece_at(start)
    try:
        body = ast.parse(piece.text.strip() if piece.part.value != "class" else piece.text.rstrip() + "\n    pass").body
    except SyntaxError:
        return True  # it is still being written
    node = body[-1]
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return True  # a class, or something that was wrapped: the judge looks at its signature
    arguments = node.args
    if arguments.vararg or arguments.kwarg:
        return True
    count = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
    optional = len(arguments.defaults) + sum(one is not None for one in arguments.kw_defaults)
    for framework in frameworks:
        wanted = task.forms[framework].splitlines()[0].partition("(")[2].rstrip(")").split(",")
        given = [one for one in wanted if one.strip()]
        required = [one for one in given if "=" not in one]
        if count - optional <= len(given) and count >= len(required):
            return True
    return False
