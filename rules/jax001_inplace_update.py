"""A JAX array is changed in place.

JAX arrays are immutable: `x[i] = v` and `x[i] += v` raise
`TypeError: JAX arrays are immutable and do not support in-place item assignment` (jax 0.10.2).
A NumPy array becomes a JAX array as soon as it enters a jitted function, so code that worked on NumPy fails there.
Write `x = x.at[i].set(v)`, or `.add`, `.subtract`, `.multiply`, `.divide`, `.power`: each gives a new array, and under
jit the compiler updates the buffer in place.
`x.fill(v)` and the like do not exist on JAX arrays, and what writes into an argument refuses them: `np.copyto`,
`np.put`, `np.add.at`, `out=x`, `rng.shuffle(x)`; `jnp.put`, `jnp.place` and `jnp.fill_diagonal` take `inplace=False`
and return the new array.
Repeated indices add up with `x.at[i].add(v)`, where NumPy's `x[i] += v` counts each once.

Source: docs.jax.dev, "JAX - The Sharp Bits", in-place updates; `jax.numpy.ndarray.at`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import Call, ItemAssignment, Model, Operand
from pattern_lsp.semantic.queries import base_name
from pattern_lsp.semantic.values import Kind, Trace, Value

_METHODS = {"": "set", "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "**": "power"}
_MISSING = ("fill", "put", "itemset", "resize", "partition", "setflags")  # methods of NumPy's arrays
_WRITERS = (
    "numpy.copyto", "numpy.put", "numpy.place", "numpy.putmask", "numpy.put_along_axis", "numpy.fill_diagonal",
    "numpy.random.shuffle", "numpy.random.Generator.shuffle", "numpy.random.RandomState.shuffle",
)  # fmt: skip
_REFUSING = ("jax.numpy.put", "jax.numpy.place", "jax.numpy.put_along_axis", "jax.numpy.fill_diagonal")


def check(model: Model) -> Iterator[Finding]:
    yield from _item_updates(model)
    for call, target in _writing_calls(model):
        if target.value.is_array("jax"):
            yield Finding(call.place, f"`{target.text}` is a JAX array and cannot be changed in place")


def _writing_calls(model: Model) -> Iterator[tuple[Call, Operand]]:
    """Calls that write into what they are given, and what that is."""
    for method in _MISSING:
        for call in model.calls(method=method):
            if call.receiver is not None:
                yield call, call.receiver
    for call in model.calls(*_WRITERS, *_REFUSING):
        target, in_place = call.positional(0), call.argument("inplace")
        if target is not None and (in_place is None or in_place.value.constant is True):
            yield call, target
    for call in model.calls(method="at"):
        target = call.positional(0)
        if target is not None and call.name.startswith(("numpy.", "jax.numpy.")):
            yield call, target
    for call in model.of(Call):
        for argument in call.arguments:
            if argument.keyword == "out" and call.name.startswith("numpy."):
                yield call, argument.operand


def _item_updates(model: Model) -> Iterator[Finding]:
    for update in model.of(ItemAssignment):
        if not _is_jax_array(update) or base_name(update.target.node).endswith("ref"):
            continue
        name = update.target.text
        if update.operator == "del":
            yield Finding(update.place, f"`{name}` is a JAX array: its items cannot be deleted")
            continue
        yield Finding(
            update.subscript.place if not update.is_alone else update.place,
            f"`{name}` is a JAX array and cannot be changed in place",
            fix=_fix(update),
        )


def _is_jax_array(update: ItemAssignment) -> bool:
    value = update.target.value
    if value.is_array("jax"):
        return True
    # A traced parameter may be a list or dict of arrays; slices and tuples index arrays only.
    return value.is_unknown and bool(value.trace & Trace.ABSTRACT) and _indexes_arrays(update.index.value)


def _indexes_arrays(index: Value) -> bool:
    return index.kind is Kind.ARRAY or (
        index.kind is Kind.PYTHON
        and index.name in ("slice", "tuple")
        and not any(item.name == "str" for item in index.items or ())
    )


def _fix(update: ItemAssignment) -> Fix | None:
    method = _METHODS.get(update.operator)
    if method is None or update.value is None or not update.is_alone:
        return None
    name = update.target.text
    text = f"{name} = {name}.at[{update.index_text}].{method}({update.value.text})"
    return Fix(f"Use `.at[…].{method}(…)`", edit(update.place, text), safe=bool(update.target.identifier))


RULE = Rule(
    code="JAX001",
    name="inplace-update",
    severity=Severity.ERROR,
    message="JAX array changed in place",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.VERSION,),
    examples=(
        Example(
            bad="""\
import jax.numpy as jnp

scores = jnp.zeros(4)
scores[0] = 5.0
""",
            good="""\
import jax.numpy as jnp

scores = jnp.zeros(4)
scores = scores.at[0].set(5.0)
""",
            proof=Raises("TypeError", "JAX arrays are immutable"),
        ),
        Example(
            bad="""\
import jax
import numpy as np


@jax.jit
def shift(x):
    x[1:, 0] += 1.0
    return x


result = shift(np.zeros((3, 2)))
""",
            good="""\
import jax
import numpy as np


@jax.jit
def shift(x):
    x = x.at[1:, 0].add(1.0)
    return x


result = shift(np.zeros((3, 2)))
""",
            proof=Raises("TypeError", "in-place"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp

x = jnp.zeros(3)
x.fill(1.0)
""",
            good="""\
import jax.numpy as jnp

x = jnp.full(3, 1.0)
""",
            proof=Raises("AttributeError", "fill"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp
import numpy as np

total = jnp.zeros(3)
np.add(total, 1.0, out=total)
""",
            good="""\
import jax.numpy as jnp

total = jnp.zeros(3)
total = jnp.add(total, 1.0)
""",
            proof=Raises("TypeError", "ArrayType"),
        ),
    ),
)
