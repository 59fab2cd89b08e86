"""The shape of a result depends on values that are traced.

Under jit, vmap or scan every shape is fixed when the program is compiled, and how many elements a mask selects is not
known then.
`x[x > 0]` and `x.at[x > 0].set(v)` raise `NonConcreteBooleanIndexError: Array boolean indices must be concrete`;
`jnp.nonzero`, `jnp.unique`, `jnp.where(condition)`, `jnp.bincount` and `segment_sum` without a size raise
`ConcretizationTypeError`, `jnp.compress` `TracerBoolConversionError` (jax 0.10.2).
Keep the shape: `jnp.where(mask, v, x)`, `jnp.sum(x, where=mask)`; or say the size: `size=`, `length=`, `num_segments=`.

Masks that are NumPy arrays or come from outside are concrete, and silent.

Source: docs.jax.dev, error `NonConcreteBooleanIndexError`; "JAX - The Sharp Bits", dynamic shapes.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_tracer, operands_of
from pattern_lsp.semantic.signatures import asks_for_tracers, is_excused, is_traced
from pattern_lsp.semantic.values import Kind, Value

_SIZE = "intersect1d setdiff1d setxor1d union1d unique unique_all unique_counts unique_inverse unique_values".split()
# What counts, with the argument that says how many there are.
_SIZED = {
    **{f"jax.numpy.{name}": "size" for name in ("nonzero flatnonzero argwhere extract compress".split() + _SIZE)},
    "jax.Array.nonzero": "size",
    "jax.Array.compress": "size",
    "jax.numpy.bincount": "length",
    **{f"jax.ops.segment_{name}": "num_segments" for name in "max min prod sum".split()},
}
_MASKS = frozenset("isnan isinf isfinite logical_and logical_or logical_not logical_xor isclose isin".split())


def check(model: Model) -> Iterator[Finding]:
    if asks_for_tracers(model):
        return
    for part in model.calls(op="getitem"):
        owner, index = part.arguments[0].operand, part.arguments[1].operand
        # What is selected with `.at[mask]` is said where it is used.
        if owner.value.name != "jax.Array.at" and _selects(index.value) and not is_excused(part):
            yield Finding(part.place, f"How many elements `{_short(part.place.text)}` has is not known under jit")
    for update in model.calls(op="at_update"):
        indices = (update.receiver.value.items or ())[1:] if update.receiver is not None else ()
        if any(map(_selects, indices)) and not is_excused(update):
            yield Finding(
                update.place,
                "A traced mask cannot select elements to update: choose with `jnp.where(mask, new, old)`",
                fix=_fix(update, model),
            )
    for name, size in _SIZED.items():
        for call in model.calls(name):
            operands = operands_of(call)
            is_sized = call.has_star or any(argument.keyword == size for argument in call.arguments)
            # `segment_sum(data, ids, num_segments)` may be given by position.
            is_sized |= size == "num_segments" and call.positional(2) is not None
            if not is_sized and not is_excused(call) and any(is_traced(operand.value) for operand in operands):
                function = name.rpartition(".")[2]
                yield Finding(call.place, f"How many `{function}` finds is not known under jit: give it `{size}=`")
    for call in model.calls("jax.numpy.where"):
        condition = call.positional(0)
        if len(call.arguments) == 1 and condition is not None and is_traced(condition.value):
            if not is_excused(call):
                yield Finding(call.place, "How many indices `where` finds is not known under jit: give it `size=`")


def _selects(index: Value) -> bool:
    """Whether an index is surely a traced mask, or has one among others."""
    if index.kind is Kind.PYTHON and index.name == "tuple":
        return any(map(_selects, index.items or ()))
    return is_tracer(index) and _is_mask(index)


def _is_mask(value: Value, depth: int = 6) -> bool:
    if value.dtype == "bool":
        return True
    term = value.term
    if term is None or depth == 0:
        return False
    if term.op in ("&", "|", "^", "invert") and term.is_operator:
        return all(_is_mask(operand.value, depth - 1) for operand in operands_of(term))
    return term.name.startswith("jax.numpy.") and term.name.rpartition(".")[2] in _MASKS


def _fix(update: Call, model: Model) -> Fix | None:
    """`x.at[mask].set(v)` becomes `jnp.where(mask, v, x)`: the same where the mask has the shape of `x`."""
    jnp = model.names.get("jax.numpy")
    new = update.positional(0)
    if jnp is None or new is None or len(update.arguments) != 1 or update.receiver is None:
        return None
    name, _, rest = update.receiver.text.partition(".at[")
    if not name.isidentifier() or not rest.endswith("]"):
        return None
    mask = rest[:-1]
    if "][" in mask or "," in mask or "\n" in mask:
        return None
    chosen = {"set": new.text, "add": f"{name} + {new.text}"}.get(update.method)
    if chosen is None:
        return None
    text = f"{jnp}.where({mask}, {chosen}, {name})"
    return Fix("Choose with `jnp.where`", edit(update.place, text))


def _short(text: str) -> str:
    line = text.split("\n", maxsplit=1)[0]
    return line if len(line) <= 40 else f"{line[:37]}…"


RULE = Rule(
    code="JAX010",
    name="dynamic-shape-in-jit",
    severity=Severity.ERROR,
    message="a shape that depends on traced values",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def positive_total(x):
    return jnp.sum(x[x > 0])


total = positive_total(jnp.array([-1.0, 2.0, 3.0]))
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def positive_total(x):
    return jnp.sum(x, where=x > 0)


total = positive_total(jnp.array([-1.0, 2.0, 3.0]))
""",
            proof=Raises("NonConcreteBooleanIndexError", "Array boolean indices must be concrete"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def clear(x):
    return x.at[jnp.isnan(x)].set(0.0)


cleared = clear(jnp.array([1.0, jnp.nan]))
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def clear(x):
    return jnp.where(jnp.isnan(x), 0.0, x)


cleared = clear(jnp.array([1.0, jnp.nan]))
""",
            proof=Raises("NonConcreteBooleanIndexError"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def peaks(x):
    return jnp.nonzero(x > 1.0)


indices = peaks(jnp.array([0.0, 2.0, 3.0]))
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def peaks(x):
    return jnp.nonzero(x > 1.0, size=2)


indices = peaks(jnp.array([0.0, 2.0, 3.0]))
""",
            proof=Raises("ConcretizationTypeError"),
        ),
    ),
)
