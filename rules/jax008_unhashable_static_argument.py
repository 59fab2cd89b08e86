"""A static argument of a jitted function is given something that has no hash.

`jit` compiles once for each value of a static argument, and finds the compiled program again by the value's hash.
A list, dict, set or array has none, nor has a dataclass that is not frozen: the call raises
`ValueError: Non-hashable static arguments are not supported` (jax 0.10.2).
Pass a tuple instead of a list, make the dataclass `frozen=True`, and leave arrays traced.

Tuples, strings, numbers, `None`, shapes, enums, functions and plain objects have a hash.
An unhashable default that nobody passes is not hashed, and not reported.

Source: docs.jax.dev, `jax.jit`, `static_argnums`; github.com/google/flax/issues/587.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import Call, Function, Model, Operand
from pattern_lsp.semantic.signatures import chosen_parameters, defines_no_hash, given_parameters
from pattern_lsp.semantic.values import Kind, Value

_HASHED = ("builtins.frozenset", "builtins.reversed")
_NUMPY_ARRAYS = tuple(f"numpy.{name}" for name in ("array", "asarray", "zeros", "ones", "full", "arange", "linspace"))


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls():
        if call.callee.kind is not Kind.FUNCTION or not call.callee.target.wrappings:
            continue
        function: Function = call.callee.target
        jitted = function.wrapped("jit")
        if jitted is None or function.wrapped("partial"):
            continue
        static = chosen_parameters(function, jitted, "static_argnums", "static_argnames")
        for name, given in _given(call).items():
            what = _unhashable(given.value, model) if name in static else ""
            if what:
                yield Finding(
                    given.place,
                    f"`{name}` is static, and {what} has no hash: {_instead(given.value)}",
                    fix=_fix(given),
                )


def _given(call: Call) -> dict[str, Operand]:
    """What is passed, `self` of `model.step(x)` included."""
    given = given_parameters(call)
    receiver = call.receiver
    if receiver is not None and call.callee.items and receiver.identifier != "self":
        given["self"] = receiver
    return given


def _unhashable(value: Value, model: Model) -> str:
    """What kind of thing a value is, if it surely has no hash."""
    if value.kind is Kind.PYTHON:
        if value.name in ("list", "dict", "set"):
            is_hashed = value.term is not None and value.term.name in _HASHED
            return "" if is_hashed else f"a {value.name}"
        if value.name == "tuple":
            inner = next(filter(None, (_unhashable(item, model) for item in value.items or ())), "")
            return f"a tuple with {inner}" if inner else ""
    if value.is_array("jax"):
        return "a JAX array"
    if value.is_array("numpy") and value.term is not None and value.term.name in _NUMPY_ARRAYS:
        return "a NumPy array"
    if value.kind is Kind.INSTANCE and defines_no_hash(value.target, model):
        return f"`{value.target.name}`, which compares by value,"
    return ""


def _instead(value: Value) -> str:
    if value.kind is Kind.ARRAY:
        return "leave it traced"
    if value.kind is Kind.INSTANCE:
        return "freeze the dataclass, or define `__hash__`"
    return {"dict": "pass a tuple of its items", "set": "pass a `frozenset`"}.get(value.name, "pass a tuple")


def _fix(given: Operand) -> Fix | None:
    """`[64, 32]` becomes `(64, 32)`."""
    text = given.text
    if given.value.name != "list" or given.value.items is None or not (text.startswith("[") and text.endswith("]")):
        return None
    comma = "," if len(given.value.items) == 1 and not text[1:-1].rstrip().endswith(",") else ""
    return Fix("Pass a tuple", edit(given.place, f"({text[1:-1]}{comma})"))


RULE = Rule(
    code="JAX008",
    name="unhashable-static-argument",
    severity=Severity.ERROR,
    message="a static argument that has no hash",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.RECOMPILED,),
    examples=(
        Example(
            bad="""\
from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.jit, static_argnames="sizes")
def pad(x, sizes):
    return jnp.pad(x, (sizes[0], sizes[1]))


padded = pad(jnp.ones(3), sizes=[1, 2])
""",
            good="""\
from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.jit, static_argnames="sizes")
def pad(x, sizes):
    return jnp.pad(x, (sizes[0], sizes[1]))


padded = pad(jnp.ones(3), sizes=(1, 2))
""",
            proof=Raises("ValueError", "Non-hashable static arguments are not supported"),
        ),
        Example(
            bad="""\
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp


@dataclass
class Config:
    width: int = 4


@partial(jax.jit, static_argnums=0)
def hidden(config, x):
    return jnp.full(config.width, x)


result = hidden(Config(), 1.0)
""",
            good="""\
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp


@dataclass(frozen=True)
class Config:
    width: int = 4


@partial(jax.jit, static_argnums=0)
def hidden(config, x):
    return jnp.full(config.width, x)


result = hidden(Config(), 1.0)
""",
            proof=Raises("ValueError", "Non-hashable static arguments are not supported"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def scale(x, factor):
    return x * factor


fast = jax.jit(scale, static_argnums=(1,))
result = fast(jnp.ones(3), jnp.array(2.0))
""",
            good="""\
import jax
import jax.numpy as jnp


def scale(x, factor):
    return x * factor


fast = jax.jit(scale)
result = fast(jnp.ones(3), jnp.array(2.0))
""",
            proof=Raises("ValueError", "Non-hashable static arguments are not supported"),
        ),
    ),
)
