"""A traced value stands where a plain number is needed: a shape, an axis, a range, the bound of a slice.

Under jit, vmap or scan shapes are fixed when the program is compiled, and a traced number is not known then.
`jnp.zeros(n)` raises `TypeError: Shapes must be 1D sequences of concrete values of integer type`, `jnp.arange(n)` and
`axis=n` raise `ConcretizationTypeError`, `range(n)` and `[1, 2, 3][i]` raise `TracerIntegerConversionError`, and
`x[:n]` raises `IndexError: Slice entries must be static integers` (jax 0.10.2).
Make the argument static, `jax.jit(f, static_argnames="n")`, which compiles once for each of its values; or take sizes
from `x.shape`, slices of constant length from `jax.lax.dynamic_slice_in_dim`, layers from a stacked array.

An array may be indexed with a traced `i`, rolled by one, and filled with one; `fori_loop` may run to one: all silent.

Source: docs.jax.dev, errors `ConcretizationTypeError` and `TracerIntegerConversionError`; "Just-in-time compilation".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import is_tracer
from pattern_lsp.semantic.signatures import asks_for_tracers, is_excused, is_traced
from pattern_lsp.semantic.values import Kind, Value

# Where plain numbers stand: by position, and by keyword.
_SHAPE = {
    **{f"jax.numpy.{name}": ((0,), ("shape",)) for name in ("zeros", "ones", "empty", "full")},
    **{f"jax.numpy.{name}": ((0, 1), ("N", "M", "n")) for name in ("eye", "identity", "tri")},
    "jax.numpy.arange": ((0, 1, 2), ("start", "stop", "step")),
    "jax.numpy.linspace": ((2,), ("num",)),
    "jax.numpy.reshape": ((1,), ("shape",)),
    "jax.numpy.broadcast_to": ((1,), ("shape",)),
    "jax.numpy.tile": ((1,), ("reps",)),
    "jax.numpy.repeat": ((1,), ("repeats",)),
    "jax.numpy.pad": ((1,), ("pad_width",)),
    "jax.numpy.split": ((1,), ("indices_or_sections",)),
    "jax.numpy.array_split": ((1,), ("indices_or_sections",)),
    "jax.nn.one_hot": ((1,), ("num_classes",)),
    "jax.lax.top_k": ((1,), ("k",)),
    "jax.lax.dynamic_slice": ((2,), ("slice_sizes",)),
    "jax.lax.dynamic_slice_in_dim": ((2,), ("slice_size",)),
    "jax.random.split": ((1,), ("num",)),
    "jax.random.normal": ((1,), ("shape",)),
    "jax.random.uniform": ((1,), ("shape",)),
    "jax.random.bernoulli": ((2,), ("shape",)),
    "jax.random.randint": ((1,), ("shape",)),
    "jax.random.gumbel": ((1,), ("shape",)),
    "jax.random.truncated_normal": ((3,), ("shape",)),
    "jax.lax.scan": ((3,), ("length",)),
    "jax.numpy.bincount": ((2,), ("length",)),
    **{f"jax.ops.segment_{name}": ((2,), ("num_segments",)) for name in ("sum", "max", "min", "prod")},
}
_AXIS = {
    "jax.numpy.expand_dims": ((1,), ("axis",)),
    "jax.numpy.squeeze": ((1,), ("axis",)),
    "jax.numpy.concatenate": ((1,), ("axis",)),
    "jax.numpy.stack": ((1,), ("axis",)),
    **{
        f"jax.numpy.{name}": ((1,), ("axis",))
        for name in "sum mean prod max min std var argmax argmin any all flip sort argsort cumsum cumprod".split()
    },
    **{f"jax.nn.{name}": ((1,), ("axis",)) for name in ("softmax", "log_softmax", "logsumexp")},
    **{
        f"jax.Array.{name}": ((0,), ("axis",))
        for name in "sum mean prod max min std var argmax argmin any all sort argsort cumsum cumprod squeeze".split()
    },
}


def check(model: Model) -> Iterator[Finding]:
    if asks_for_tracers(model):
        return
    for table, what in ((_SHAPE, "a size"), (_AXIS, "an axis")):
        for call in model.calls(*table):
            for operand in _needing(call, *table[call.name]):
                yield from _findings(call, operand, what, model)
    for call in model.calls("jax.Array.reshape", "jax.Array.repeat"):
        for argument in call.arguments if not _has_length(call) else ():
            if argument.keyword in ("", "shape", "repeats"):
                yield from _findings(call, argument.operand, "a size", model)
    for call in model.calls("builtins.range"):
        for argument in call.arguments:
            yield from _findings(call, argument.operand, "the bound of a `range`", model)
    for part in model.calls(op="getitem"):
        owner, index = part.arguments[0].operand, part.arguments[1].operand
        if is_excused(part):
            continue
        if _is_sliced(owner.value) and _has_traced_bound(index.value):
            yield Finding(
                part.place,
                "The bounds of a slice must be plain numbers, and one is traced: use `jax.lax.dynamic_slice_in_dim`",
            )
        elif owner.value.kind is Kind.PYTHON and owner.value.name in ("list", "tuple") and is_traced(index.value):
            name = _short(owner.text)
            yield Finding(
                part.place, f"`{name}` is a Python {owner.value.name}, and its index is traced: stack it to an array"
            )


def _needing(call: Call, positions: tuple[int, ...], keywords: tuple[str, ...]) -> Iterator[Operand]:
    if _has_length(call):
        return
    for position in positions:
        operand = call.positional(position)
        if operand is not None:
            yield operand
    for argument in call.arguments:
        if argument.keyword in keywords:
            yield argument.operand


def _has_length(call: Call) -> bool:
    return any(argument.keyword == "total_repeat_length" for argument in call.arguments)


def _findings(call: Call, operand: Operand, what: str, model: Model) -> Iterator[Finding]:
    if _holds_traced(operand.value) and not is_excused(call):
        fix = _fix(call, operand)
        text = f"({operand.text})" if operand.value.name == "tuple" and operand.value.items else operand.text
        instead = ": make it static" if operand.identifier else ""
        yield Finding(operand.place, f"`{_short(text)}` is traced, and {what} must be known{instead}", fix=fix)


def _holds_traced(value: Value) -> bool:
    if value.kind is Kind.PYTHON and value.name in ("list", "tuple"):
        return any(map(is_traced, value.items or ()))
    return is_traced(value)


def _is_sliced(value: Value) -> bool:
    is_python = value.kind is Kind.PYTHON and value.name in ("list", "tuple", "str")
    return (
        value.kind is Kind.ARRAY or value.name == "jax.Array.at" or is_python or is_tracer(value) or bool(value.trace)
    )


def _has_traced_bound(index: Value) -> bool:
    if index.name == "tuple":
        return any(map(_has_traced_bound, index.items or ()))
    return index.name == "slice" and any(map(is_traced, index.items or ()))


def _fix(call: Call, operand: Operand) -> Fix | None:
    """`jax.jit(f)` becomes `jax.jit(f, static_argnames="n")`, where `n` is what is needed."""
    function = call.context.function
    name = operand.identifier
    ref = operand.value.ref
    if function is None or not name or ref is None or ref.base is not function.node or ref.path != name:
        return None
    jitted = function.wrapped("jit")
    if jitted is None or jitted.call is None or len(function.wrappings) != 1 or jitted.call.node is not jitted.node:
        return None
    if len(jitted.call.arguments) != 1 or jitted.call.arguments[0].keyword or call.context.calls[1:]:
        return None
    last = jitted.call.arguments[0].operand.place
    return Fix(f"Make `{name}` static", (PlaceEdit(last.after, f', static_argnames="{name}"'),))


def _short(text: str) -> str:
    line = text.split("\n", maxsplit=1)[0]
    return line if len(line) <= 40 else f"{line[:37]}…"


RULE = Rule(
    code="JAX007",
    name="needs-static-argument",
    severity=Severity.ERROR,
    message="a traced value where a plain number is needed",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def positions(x, n):
    return x + jnp.arange(n)


fast = jax.jit(positions)
result = fast(jnp.ones(3), 3)
""",
            good="""\
import jax
import jax.numpy as jnp


def positions(x, n):
    return x + jnp.arange(n)


fast = jax.jit(positions, static_argnames="n")
result = fast(jnp.ones(3), 3)
""",
            proof=Raises(
                "ConcretizationTypeError", "Abstract tracer value encountered where concrete value is expected"
            ),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def window(x, start):
    return x[start : start + 3]


result = window(jnp.arange(10.0), 2)
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def window(x, start):
    return jax.lax.dynamic_slice_in_dim(x, start, 3)


result = window(jnp.arange(10.0), 2)
""",
            proof=Raises("IndexError"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp

weights = [jnp.eye(2), 2 * jnp.eye(2)]


def layer(i, x):
    return weights[i] @ x


result = jax.lax.fori_loop(0, 2, layer, jnp.ones(2))
""",
            good="""\
import jax
import jax.numpy as jnp

weights = jnp.stack([jnp.eye(2), 2 * jnp.eye(2)])


def layer(i, x):
    return weights[i] @ x


result = jax.lax.fori_loop(0, 2, layer, jnp.ones(2))
""",
            proof=Raises("TracerIntegerConversionError"),
        ),
        Example(
            bad="""\
from functools import partial

import jax
import jax.numpy as jnp


@jax.jit
def initial(x, size):
    return jnp.zeros((size, x.shape[0]))


result = initial(jnp.ones(3), 4)
""",
            good="""\
from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.jit, static_argnames="size")
def initial(x, size):
    return jnp.zeros((size, x.shape[0]))


result = initial(jnp.ones(3), 4)
""",
            proof=Raises("TypeError", "Shapes must be 1D sequences of concrete values of integer type"),
        ),
    ),
)
