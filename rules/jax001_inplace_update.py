"""A JAX array is changed in place.

JAX arrays are immutable: `x[i] = v` and `x[i] += v` raise
`TypeError: JAX arrays are immutable and do not support in-place item assignment` (jax 0.10.2).
A NumPy array becomes a JAX array as soon as it enters a jitted function, so code that worked on NumPy fails there.
Write `x = x.at[i].set(v)`, or `.add`, `.subtract`, `.multiply`, `.divide`, `.power`: each gives a new array, and under
jit the compiler updates the buffer in place.
Repeated indices add up with `x.at[i].add(v)`, where NumPy's `x[i] += v` counts each once.

Source: docs.jax.dev, "JAX - The Sharp Bits", in-place updates; `jax.numpy.ndarray.at`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import ItemAssignment, Model
from pattern_lsp.semantic.queries import base_name
from pattern_lsp.semantic.values import Kind, Trace, Value

_METHODS = {"": "set", "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "**": "power"}


def check(model: Model) -> Iterator[Finding]:
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
    ),
)
