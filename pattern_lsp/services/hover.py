"""What to say of the place under the pointer."""

import contextlib
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pattern_lsp import registry
from pattern_lsp.analysis import Analysis, Diagnostic
from pattern_lsp.rule import Rule
from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.frameworks.api import Api
from pattern_lsp.semantic.frameworks.counterparts import idea_of
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.pointing import library_name, word_at
from pattern_lsp.services.diagnostics import suppressions
from pattern_lsp.text import Span

_CODE = re.compile(r"[A-Z]+[0-9]+")
_TITLES = {"torch": "PyTorch", "tensorflow": "TensorFlow", "jax": "JAX", "numpy": "NumPy"}


class Hover(NamedTuple):
    """An explanation in Markdown, and what it is of."""

    span: Span
    text: str


def hover(analysis: Analysis, diagnostics: list[Diagnostic], offset: int) -> Hover | None:
    """What there is to say at an offset: of the findings, of the function of a library, of the code in a comment."""
    found = [one for one in diagnostics if one.span.start <= offset <= one.span.end]
    spans = [one.span for one in found]
    pages = [page for code in dict.fromkeys(one.code for one in found) if (page := _page(code))]
    word = word_at(analysis.text, offset)
    if word is not None and analysis.program is not None and (name := library_name(analysis.program, word)):
        spans.append(word)
        pages.append(api_page(name))
    if pages:
        return Hover(min(spans, key=lambda span: span.end - span.start), "\n\n---\n\n".join(pages))
    for span, rule in codes_in_comments(analysis):
        if span.start <= offset <= span.end and (page := _page(rule.code)):
            return Hover(span, page)
    return None


def codes_in_comments(analysis: Analysis) -> Iterator[tuple[Span, Rule]]:
    """The codes of rules in suppression comments."""
    known = registry.rules_by_code()
    for comment in suppressions(analysis):
        for match in _CODE.finditer(analysis.text, comment.span.start, comment.span.end):
            if match.group() in known:
                yield Span(*match.span()), known[match.group()]


def api_page(name: str) -> str:
    """What is known of a function of the tables: what it takes and gives, and what it is in the other frameworks."""
    found = knowledge.api(name)
    assert found is not None
    taken = ", ".join(word.partition(":")[0] for word in found.parameters.split() if not word.startswith("_"))
    signature = f"`{name}({taken})`" if taken else f"`{name}`"
    result = _result(found.result, name, {common: own for own, common in knowledge.parameters(found)})
    parts = [f"{signature} {result}." if result else signature]
    idea = idea_of(name)
    if idea is None:
        if found.op and found.op != name.rpartition(".")[2]:
            parts.append(f"Across the frameworks this is `{found.op}`.")
    else:
        others = [one for one in idea.forms if one != knowledge.framework_of(name)]
        parts += [idea.summary, "\n".join(f"- {_TITLES[other]}: `{idea.forms[other].code}`" for other in others)]
        if idea.differences:
            parts.append("What differs:\n\n" + "\n".join(f"- {one.text}" for one in idea.differences))
    if watching := _watching(name, found):
        parts.append("Watched by " + ", ".join(f"[{rule.code}]({rule.url}) {rule.name}" for rule in watching) + ".")
    return "\n\n".join(parts)


_RESULTS = {
    "key": "a PRNG key",
    "keys": "PRNG keys",
    "int": "an `int`",
    "none": "`None`",
    "dtype": "a dtype",
    "self": "the object itself",
    "argument": "its first argument",
    "function": "a function",
    "numpy": "a `numpy.ndarray`",
}


def _result(said: str, name: str, spellings: dict[str, str]) -> str:
    """What a function of the tables gives, in words; empty if that is not known."""
    if said == "new":
        return "is a class"
    first, *conditional = said.split("; with ")
    words = _value(first, name)
    for one in conditional:
        common, _, other = one.partition(": ")
        own = " or ".join(f"`{spellings.get(word, word)}`" for word in common.split(","))
        if words and (given := _value(other, name)):
            words += f", with {own} {given}"
    return f"gives {words}" if words else ""


def _value(said: str, name: str) -> str:
    array = f"`{knowledge.array_class(knowledge.framework_of(name)) or 'numpy.ndarray'}`"
    if said.startswith("("):
        items = said.strip("()").split(", ")
        return f"a tuple of {len(items)}" + (f" {array}" if set(items) == {"array"} else "")
    if said.startswith("new"):
        return f"a `{said.removeprefix('new ')}`"
    known = {"array": f"a {array}", "arrays": f"several {array}", "unknown": "", **_RESULTS}
    return known.get(said, f"a `{said}`")


def _watching(name: str, found: Api) -> list[Rule]:
    """The rules that ask for calls of a function: by its name, by what it computes, or by what it does."""
    traits = {name, found.op, found.effect} - {""}
    framework = knowledge.framework_of(name)
    return [rule for rule in registry.rules() if framework in rule.frameworks and traits & _asked(rule.code)]


@cache
def _asked(code: str) -> frozenset[str]:
    """What a rule asks for before anything is found: seen by letting it judge an empty body."""
    asked: set[str] = set()

    class EmptyBody(Model):
        def calls(
            self, *names: str, op: str | tuple[str, ...] = (), effect: str = "", method: str = ""
        ) -> Iterator[Call]:
            asked.update(names, [op] if isinstance(op, str) else op, [effect, method])
            return iter(())

    with contextlib.suppress(Exception):
        list(registry.rules_by_code()[code].check(EmptyBody(None, frozenset(), ())))
    return frozenset(asked)


def _page(code: str) -> str | None:
    rule = registry.rules_by_code().get(code)
    if rule is None:
        return None
    return f"**{rule.code}** {rule.name}\n\n{rule.explanation}\n\n[{rule.code}]({rule.url})"
