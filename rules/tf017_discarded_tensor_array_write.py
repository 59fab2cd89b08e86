"""What `TensorArray.write` returns is thrown away.

In a graph, `write` changes nothing: it returns an array that holds the value, and the old one still holds zeros.
A `tf.function` that writes 1, 2 and 3 without keeping the result stacks `[0. 0. 0.]`; so do `unstack`, `scatter` and
`split` (tensorflow 2.21). Eagerly the array is changed in place, and TensorFlow logs `Object was never used`: the code
works until somebody puts it into a `tf.function`.
Write `array = array.write(index, value)`.

Source: tensorflow.org, API documentation of `tf.TensorArray`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.graphs import is_in_graph
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_bound_in

_WRITES = tuple(f"tensorflow.TensorArray.{name}" for name in ("write", "unstack", "scatter", "split"))


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_WRITES):
        if call.is_discarded and call.receiver is not None:
            array = call.receiver.text
            in_graph = is_in_graph(call)
            effect = "the value is lost" if in_graph else "in a `tf.function` the value would be lost"
            yield Finding(
                call.place,
                f"what `{array}.{call.method}` returns is thrown away: {effect}",
                fix=_fix(model, call, array),
                severity=None if in_graph else Severity.WARNING,
            )


def _fix(model: Model, call: Call, array: str) -> Fix | None:
    if not array.isidentifier() or not is_bound_in(model, call, array):
        return None
    return Fix(f"Assign it to `{array}`", edit(call.place, f"{array} = {call.operand.text}"), safe=True)


RULE = Rule(
    code="TF017",
    name="discarded-tensor-array-write",
    severity=Severity.ERROR,
    message="result of `TensorArray.write` thrown away",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.NO_EFFECT, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def squares(x):
    array = tf.TensorArray(tf.float32, size=3)
    for i in range(3):
        array.write(i, x[i] ** 2)
    return array.stack()


result = squares(tf.constant([1.0, 2.0, 3.0]))
""",
            good="""\
import tensorflow as tf


@tf.function
def squares(x):
    array = tf.TensorArray(tf.float32, size=3)
    for i in range(3):
        array = array.write(i, x[i] ** 2)
    return array.stack()


result = squares(tf.constant([1.0, 2.0, 3.0]))
""",
            proof=Shows("bad.result.numpy().tolist() == [0, 0, 0] and good.result.numpy().tolist() == [1, 4, 9]"),
        ),
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def first(x):
    rows = tf.TensorArray(tf.float32, size=2)
    rows.unstack(x)
    return rows.read(0)


result = float(first(tf.constant([5.0, 6.0])))
""",
            good="""\
import tensorflow as tf


@tf.function
def first(x):
    rows = tf.TensorArray(tf.float32, size=2)
    rows = rows.unstack(x)
    return rows.read(0)


result = float(first(tf.constant([5.0, 6.0])))
""",
            proof=Shows("bad.result == 0 and good.result == 5"),
        ),
    ),
)
