"""An item of a TensorFlow tensor is assigned.

Tensors are immutable: `x[0] = 5.0` raises
`TypeError: 'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment` (tensorflow 2.21),
inside a `tf.function` the same of a `'SymbolicTensor'`; a NumPy array given to a `tf.function` is such a tensor too.
`x[0] += 1.0` and `del x[0]` fail alike. A `tf.Variable` changes in place, but not by `v[0] = 5.0`
(`'ResourceVariable' object does not support item assignment`).
Write `x = tf.tensor_scatter_nd_update(x, [[0]], [5.0])`, `tf.where(condition, new, x)`, or build a list and
`tf.stack` it. For a variable write `v[0].assign(5.0)`.

Source: tensorflow.org, guide "Introduction to tensor slicing"; `tf.tensor_scatter_nd_update`; `tf.Variable`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, edit
from pattern_lsp.semantic.model import ItemAssignment, Model
from pattern_lsp.semantic.values import Kind, Trace, Value

_SCATTER = {"": "update", "+": "add", "-": "sub"}


def check(model: Model) -> Iterator[Finding]:
    for update in model.of(ItemAssignment):
        target = update.target.value
        is_variable = target.kind is Kind.OBJECT and target.name == "tensorflow.Variable"
        if update.context.handled or update.index.value.name == "str":
            continue
        if not (is_variable or _is_tensor(update)):
            continue
        name = update.target.text
        what = "a variable, and its items are not assigned" if is_variable else "a tensor, and tensors are immutable"
        if update.operator == "del":
            yield Finding(update.place, f"`{name}` is a tensor: its items cannot be deleted")
            continue
        yield Finding(
            update.place if update.is_alone else update.subscript.place,
            f"`{name}` is {what} this way",
            fix=_assign(update) if is_variable else _scatter(model, update),
        )


def _is_tensor(update: ItemAssignment) -> bool:
    value = update.target.value
    if value.is_array("tensorflow"):
        return True
    # What a `tf.function` is given arrives as a tensor, unless it is a list or dict; slices index arrays only.
    function = update.context.function
    is_parameter = function is not None and value.ref is not None and value.ref.base is function.node
    return value.is_unknown and is_parameter and bool(value.trace & Trace.GRAPH) and _indexes_arrays(update.index.value)


def _indexes_arrays(index: Value) -> bool:
    return index.is_array() or (index.kind is Kind.PYTHON and index.name in ("int", "slice", "tuple"))


def _assign(update: ItemAssignment) -> Fix | None:
    if update.value is None or not update.is_alone or update.operator not in ("", "+", "-", "*", "/"):
        return None
    item = update.subscript.text
    value = update.value.text
    if update.operator in ("*", "/"):
        value = f"({value})"
    text = f"{item}.assign({item} {update.operator} {value})" if update.operator else f"{item}.assign({value})"
    return Fix("Use `.assign(…)`", edit(update.place, text), safe=bool(update.target.identifier))


def _scatter(model: Model, update: ItemAssignment) -> Fix | None:
    """`x = tf.tensor_scatter_nd_update(x, [[i]], [v])`; it knows neither slices nor negative numbers."""
    word = _SCATTER.get(update.operator)
    tensorflow = model.names.get("tensorflow")
    if word is None or tensorflow is None or update.value is None or not update.is_alone:
        return None
    if not update.target.identifier or not _is_plain_index(update.index.value):
        return None
    name, function = update.target.text, f"tensor_scatter_nd_{word}"
    text = f"{name} = {tensorflow}.{function}({name}, [[{update.index_text}]], [{update.value.text}])"
    return Fix(f"Use `tf.{function}(…)`", edit(update.place, text))


def _is_plain_index(index: Value) -> bool:
    if index.name == "tuple" and index.items is not None:
        return all(map(_is_plain_index, index.items))
    return index.kind is Kind.PYTHON and index.name == "int" and (index.constant is None or index.constant >= 0)


RULE = Rule(
    code="TF011",
    name="tensor-item-assignment",
    severity=Severity.ERROR,
    message="item of a tensor assigned",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    examples=(
        Example(
            bad="""\
import tensorflow as tf

scores = tf.zeros(4)
scores[0] = 5.0
""",
            good="""\
import tensorflow as tf

scores = tf.zeros(4)
scores = tf.tensor_scatter_nd_update(scores, [[0]], [5.0])
""",
            proof=Raises("TypeError", "object does not support item assignment"),
        ),
        Example(
            bad="""\
import numpy as np
import tensorflow as tf


@tf.function
def bump(x):
    x[0, 1] += 1.0
    return x


result = bump(np.zeros((2, 2)))
""",
            good="""\
import numpy as np
import tensorflow as tf


@tf.function
def bump(x):
    x = tf.tensor_scatter_nd_add(x, [[0, 1]], [1.0])
    return x


result = bump(np.zeros((2, 2)))
""",
            proof=Raises("TypeError", "does not support item assignment"),
        ),
        Example(
            bad="""\
import tensorflow as tf

weights = tf.Variable([1.0, 2.0, 3.0])
weights[1:] = [0.0, 0.0]
weights[0] += 1.0
""",
            good="""\
import tensorflow as tf

weights = tf.Variable([1.0, 2.0, 3.0])
weights[1:].assign([0.0, 0.0])
weights[0].assign(weights[0] + 1.0)
""",
            proof=Raises("TypeError", "'ResourceVariable' object does not support item assignment"),
        ),
        Example(
            bad="""\
import tensorflow as tf

scores = tf.range(3)
del scores[0]
""",
            good="""\
import tensorflow as tf

scores = tf.range(3)
scores = scores[1:]
""",
            proof=Raises("TypeError", "object doesn't support item deletion"),
        ),
    ),
)
