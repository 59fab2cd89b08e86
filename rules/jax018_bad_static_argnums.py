"""`static_argnums` or `static_argnames` points at an argument that is not there.

`jit` looks at the function's signature: a number beyond its positional parameters raises
`ValueError: Jitted function has static_argnums=(2,), but only accepts 2 positional arguments`, a name it does not have
`has invalid argnames {'m'} in static_argnames` (jax 0.10.2); the same holds for `donate_argnums` and `donate_argnames`.
Several names are a tuple: `"n, m"` in one string is one name.
Keyword-only parameters have no number, positional-only ones no name, and numbers count from 0, `self` included where a
method is decorated.

A function with `*args` accepts any number, one with `**kwargs` any name.

Source: docs.jax.dev, `jax.jit`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity
from pattern_lsp.semantic.model import Function, Model, Operand, Wrapping
from pattern_lsp.semantic.signatures import (
    counted_parameters,
    has_own_signature,
    nameable_parameters,
    takes_any,
    wrapped_functions,
)
from pattern_lsp.semantic.values import Value

_NUMBERS = ("static_argnums", "donate_argnums")
_NAMES = ("static_argnames", "donate_argnames")


def check(model: Model) -> Iterator[Finding]:
    for function, jitted in wrapped_functions(model, "jit"):
        if jitted.call is None or function.wrapped("partial") or not has_own_signature(function):
            continue
        for option in (*_NUMBERS, *_NAMES):
            given = jitted.call.argument(option)
            wrong = _wrong(function, jitted, option, given) if given is not None else ""
            if given is not None and wrong:
                yield Finding(given.place, wrong)


def _wrong(function: Function, jitted: Wrapping, option: str, given: Operand) -> str:
    any_number, any_name = takes_any(function)
    counted = counted_parameters(function, jitted)
    name = "the lambda" if function.name == "<lambda>" else f"`{function.name}`"
    for value in _entries(given.value):
        constant = value.constant
        if option in _NUMBERS:
            if isinstance(constant, str):
                return f"`{option}` takes numbers: name `{constant}` in `{option.replace('nums', 'names')}`"
            if isinstance(constant, int) and not any_number and not -len(counted) <= constant < len(counted):
                accepted = ", ".join(f"`{one}`" for one in counted) or "none"
                return f"{name} has no positional argument number {constant}: they are {accepted}, counted from 0"
        elif isinstance(constant, str) and not any_name and constant not in nameable_parameters(function, jitted):
            if "," in constant or " " in constant:
                return f"This string is one name, and {name} has none like it: write a tuple of names"
            if constant in counted:
                return (
                    f"`{constant}` of {name} is positional-only: give its number in `{option.replace('names', 'nums')}`"
                )
            return f"{name} has no argument `{constant}`"
    return ""


def _entries(value: Value) -> tuple[Value, ...]:
    return value.items if value.items is not None else (value,)


RULE = Rule(
    code="JAX018",
    name="bad-static-argnums",
    severity=Severity.ERROR,
    message="a static or donated argument that does not exist",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
from functools import partial

import jax


@partial(jax.jit, static_argnums=2)
def power(x, n):
    return x**n


cube = power(2.0, 3)
""",
            good="""\
from functools import partial

import jax


@partial(jax.jit, static_argnums=1)
def power(x, n):
    return x**n


cube = power(2.0, 3)
""",
            proof=Raises("ValueError", "only accepts 2 positional arguments"),
        ),
        Example(
            bad="""\
import jax


def scale(x, factor, training):
    return x * factor if training else x


fast = jax.jit(scale, static_argnames="factor, training")
result = fast(2.0, 3, True)
""",
            good="""\
import jax


def scale(x, factor, training):
    return x * factor if training else x


fast = jax.jit(scale, static_argnames=("factor", "training"))
result = fast(2.0, 3, True)
""",
            proof=Raises("ValueError", "invalid argnames"),
        ),
        Example(
            bad="""\
import jax


def update(params, gradients):
    return params - 0.1 * gradients


step = jax.jit(update, donate_argnames="state")
new = step(1.0, 2.0)
""",
            good="""\
import jax


def update(params, gradients):
    return params - 0.1 * gradients


step = jax.jit(update, donate_argnames="params")
new = step(1.0, 2.0)
""",
            proof=Raises("ValueError", "invalid argnames"),
        ),
    ),
)
