"""A Python loop computes each row of a tensor alone, where one operation computes all of them.

Each operation costs some microseconds to start, whatever its size, and in a `tf.function` each round of the loop adds
its operations to the graph: 50 rows make 50 times `Square` and `Sum` instead of one of each (tensorflow 2.21).
Operations work on whole tensors: `tf.reduce_sum(tf.square(x), axis=1)` for the sums of the squares of the rows; what
has no such form goes into `tf.vectorized_map`.
Silent: loops that call models, functions or methods, that have conditions, or whose rounds need the one before.
It is a matter of speed alone, so it is reported only where it is selected.

Source: tensorflow.org, API documentation of `tf.vectorized_map`.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Event, Loop, Model, Test
from pattern_lsp.semantic.queries import iterated_place, names_in
from pattern_lsp.semantic.values import Value
from pattern_lsp.syntax import Place

_ROWWISE = frozenset(
    "abs sqrt square exp reduce_sum reduce_mean reduce_max reduce_min reduce_prod tanh sigmoid maximum minimum add "
    "multiply subtract divide norm softmax relu log argmax tensordot cast sign".split()
)


def check(model: Model) -> Iterator[Finding]:
    loops = {id(loop.node): loop for event in model.events for loop in event.context.loops}
    for loop in loops.values():
        if not _is_over_rows(loop.iterates):
            continue
        inside = [event for event in model.events if any(one.node is loop.node for one in event.context.loops)]
        rows = iterated_place(loop)
        if rows is not None and _is_rowwise(loop, inside):
            yield Finding(
                rows,
                f"this loop computes the rows of `{rows.text}` one by one: one operation along an axis does them all",
            )


def _is_over_rows(iterated: Value) -> bool:
    is_unstacked = iterated.term is not None and iterated.term.name == "tensorflow.unstack"
    return iterated.is_array("tensorflow") or is_unstacked


def _is_rowwise(loop: Loop, events: list[Event]) -> bool:
    """Whether every round only computes something of its row, and collects it."""
    computes = False
    for event in events:
        if isinstance(event, Test):
            return False
        if isinstance(event, Call):
            is_kept = event.method == "append" and event.is_discarded
            home, _, word = event.name.rpartition(".")
            is_plain = event.is_operator or (home.startswith("tensorflow") and word in _ROWWISE)
            if not is_kept and not is_plain:
                return False
            computes = computes or is_plain
        if isinstance(event, Assignment) and (event.operator or event.target is not None):
            return False
    return computes and not _carries(loop, events)


def _carries(loop: Loop, events: list[Event]) -> bool:
    """Whether a round reads what an earlier one has bound."""
    text = Place(loop.piece, loop.piece.span(loop.node)).text
    bound = [event for event in events if isinstance(event, Assignment) and event.name not in loop.targets]
    for event in bound:
        first = re.search(rf"(?<![\w.]){event.name}\b(?P<bound>\s*=(?!=))?", text)
        if event.name in names_in(event.value.text) or first is None or first["bound"] is None:
            return True
    return False


RULE = Rule(
    code="TF029",
    name="loop-over-rows",
    severity=Severity.HINT,
    message="Python loop over the rows of a tensor",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    is_optional=True,
    symptoms=(Symptom.SLOW,),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

x = tf.reshape(tf.range(100.0), (50, 2))
lengths = []
for row in tf.unstack(x):
    lengths.append(tf.sqrt(tf.reduce_sum(tf.square(row))))
result = tf.stack(lengths).numpy()
""",
            good="""\
import tensorflow as tf

x = tf.reshape(tf.range(100.0), (50, 2))
result = tf.sqrt(tf.reduce_sum(tf.square(x), axis=1)).numpy()
""",
            proof=Shows("np.allclose(bad.result, good.result)"),
        ),
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def sums(x):
    return tf.stack([tf.reduce_sum(tf.square(row)) for row in tf.unstack(x)])


graph = sums.get_concrete_function(tf.TensorSpec((50, 2))).graph
squares = sum(op.type == "Square" for op in graph.get_operations())
""",
            good="""\
import tensorflow as tf


@tf.function
def sums(x):
    return tf.reduce_sum(tf.square(x), axis=1)


graph = sums.get_concrete_function(tf.TensorSpec((50, 2))).graph
squares = sum(op.type == "Square" for op in graph.get_operations())
""",
            proof=Shows("bad.squares == 50 and good.squares == 1"),
        ),
    ),
)
