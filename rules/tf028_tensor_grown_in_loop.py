"""A tensor is made longer by `tf.concat` in every round of a loop.

Each `concat` makes a new tensor and copies all that was there: 3000 rows of 1000 numbers take 1.2 s, collected in a
list and concatenated once 0.3 s, and the gap grows with the number of rounds. Unrolled in a `tf.function`, each round
adds a concatenation to the graph. In a loop over a tensor, as `tf.range(n)`, it does not work at all: `ValueError: 'x'
has shape (0,) before the loop, but shape (1,) after one iteration` (tensorflow 2.21).
Append the parts to a list and concatenate behind the loop; in a loop over a tensor write into a `tf.TensorArray`.
Silent: tensors that the round itself reads, as the tokens a decoder has written so far, and windows that drop a row
for each they take.

Source: tensorflow.org, guide "Better performance with tf.function", "Accumulating values in a loop".
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.graphs import is_in_graph
from pattern_lsp.semantic.model import Assignment, Call, Model
from pattern_lsp.syntax import Place


def check(model: Model) -> Iterator[Finding]:
    for assignment in model.of(Assignment):
        call = assignment.value.value.term
        loop = assignment.context.loop
        if call is None or call.name != "tensorflow.concat" or call.node is not assignment.value.node or loop is None:
            continue
        name, parts = assignment.name, call.argument("values")
        if loop.kind not in ("for", "while") or assignment.target is not None or parts is None:
            continue
        if loop.iterates.items is not None:
            continue  # a few rounds, written out
        body = Place(loop.piece, loop.piece.span(loop.node)).text
        is_grown = re.match(rf"[\[(]?\s*{name}\s*,|.*,\s*{name}\s*,?\s*[\])]?$", parts.text)
        if is_grown and len(re.findall(rf"(?<![\w.]){name}\b", body)) == 2:
            fails = is_in_graph(call) and _is_tensor_loop(call, body)
            advice = "a `tf.TensorArray`" if fails else "a list, and concatenate once behind the loop"
            yield Finding(
                call.place,
                f"`{name}` is copied in every round to make it longer: collect the parts in {advice}",
                severity=Severity.ERROR if fails else None,
            )


def _is_tensor_loop(call: Call, body: str) -> bool:
    """Whether AutoGraph makes a loop of the graph of it, which keeps the shapes of its variables."""
    loop = call.context.loop
    return loop is not None and loop.iterates.is_array("tensorflow") and "shape_invariants" not in body


RULE = Rule(
    code="TF028",
    name="tensor-grown-in-loop",
    severity=Severity.WARNING,
    message="tensor that grows by `concat` in a loop",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.SLOW, Symptom.MEMORY),
    examples=(
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def squares(n):
    x = tf.zeros((0,), tf.int32)
    for i in tf.range(n):
        x = tf.concat([x, [i * i]], 0)
    return x


result = squares(tf.constant(3))
""",
            good="""\
import tensorflow as tf


@tf.function
def squares(n):
    x = tf.TensorArray(tf.int32, size=n)
    for i in tf.range(n):
        x = x.write(i, i * i)
    return x.stack()


result = squares(tf.constant(3))
""",
            proof=Raises("ValueError", "has shape (0,) before the loop, but shape (1,) after one iteration"),
        ),
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def double(x):
    rows = tf.zeros((0, 2))
    for i in range(50):
        rows = tf.concat([rows, 2.0 * x[i : i + 1]], axis=0)
    return rows


graph = double.get_concrete_function(tf.TensorSpec((50, 2))).graph
sizes = [op.outputs[0].shape[0] for op in graph.get_operations() if op.type == "ConcatV2"]
""",
            good="""\
import tensorflow as tf


@tf.function
def double(x):
    rows = []
    for i in range(50):
        rows.append(2.0 * x[i : i + 1])
    return tf.concat(rows, axis=0)


graph = double.get_concrete_function(tf.TensorSpec((50, 2))).graph
sizes = [op.outputs[0].shape[0] for op in graph.get_operations() if op.type == "ConcatV2"]
""",
            proof=Shows("sum(bad.sizes) == 1275 and good.sizes == [50]"),
        ),
    ),
)
