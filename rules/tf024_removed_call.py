"""A name of TensorFlow 1 is used that TensorFlow 2 has no more, or an argument that does nothing.

Reading one raises `AttributeError: module 'tensorflow' has no attribute 'placeholder'` (tensorflow 2.21), but only when
the line is reached. Many functions moved: `tf.log` is `tf.math.log`, `tf.random_normal` is `tf.random.normal`.
Sessions, placeholders, variable scopes and `tf.contrib` are gone: write functions, with `tf.function` around them
where speed counts; `tensorflow.compat.v1` still has most of the rest.
`tf.gather(validate_indices=…)` is accepted and ignored: an index out of range raises either way.
Silent: `tensorflow.compat.v1` by whatever name, and names behind `hasattr`, a version test or `try`.

Source: tensorflow.org, guide "Migrate to TensorFlow 2", "Automatically upgrade code".
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Call, Model, Reference, Test

_ASKS = re.compile(r"hasattr|version|executing_eagerly", re.IGNORECASE)


def check(model: Model) -> Iterator[Finding]:
    seen = set()
    for reference in model.of(Reference):
        is_ours = reference.name.startswith("tensorflow.") and not reference.context.handled
        if not is_ours or id(reference.node) in seen or _is_provided(model, reference):
            continue
        seen.add(id(reference.node))
        advice = f": it is `tf{reference.instead}` now" if reference.instead else ""
        name = reference.name.removeprefix("tensorflow.")
        yield Finding(reference.place, f"TensorFlow 2 has no `tf.{name}`{advice}", _fix(reference))
    for call in model.calls("tensorflow.gather"):
        given = call.argument("validate_indices")
        if given is not None and given.value.name != "none" and not call.has_star:
            message = "`validate_indices` has no effect: an index out of range raises either way on a CPU"
            yield Finding(given.place, message, _without(call), severity=Severity.INFORMATION)


def _is_provided(model: Model, reference: Reference) -> bool:
    """Whether the code asks which TensorFlow this is, or puts the name back."""
    last = reference.name.rpartition(".")[2]
    if any(one.name == last and one.target is not None for one in model.of(Assignment)):
        return True
    return any(_ASKS.search(test.operand.text) for test in model.of(Test))


def _fix(reference: Reference) -> Fix | None:
    """`tf.log` becomes `tf.math.log`; an import is left alone."""
    tail = reference.name.removeprefix("tensorflow")
    text = reference.place.text
    if not reference.instead or not text.endswith(tail):
        return None
    moved = f"{text.removesuffix(tail)}{reference.instead}"
    return Fix(f"Use `{moved}`", edit(reference.place, moved), safe=True)


def _without(call: Call) -> Fix | None:
    """The call without the argument, where it comes last and by name."""
    last = call.arguments[-1]
    if last.keyword != "validate_indices" or len(call.arguments) < 2:
        return None
    text = call.operand.text
    kept = text[: text.rindex("validate_indices")].rstrip().removesuffix(",")
    return Fix("Leave it away", (PlaceEdit(call.place, f"{kept})"),), safe=True)


RULE = Rule(
    code="TF024",
    name="removed-call",
    severity=Severity.ERROR,
    message="a name that TensorFlow has no more",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.VERSION, Symptom.NO_EFFECT),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

x = tf.constant([1.0, 2.0])
entropy = -tf.reduce_sum(x * tf.log(x))
""",
            good="""\
import tensorflow as tf

x = tf.constant([1.0, 2.0])
entropy = -tf.reduce_sum(x * tf.math.log(x))
""",
            proof=Raises("AttributeError", "module 'tensorflow' has no attribute 'log'"),
        ),
        Example(
            bad="""\
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
doubled = 2.0 * x
with tf.Session() as session:
    result = session.run(doubled, {x: [[1.0, 2.0]]})
""",
            good="""\
import tensorflow as tf


@tf.function
def double(x):
    return 2.0 * x


result = double(tf.constant([[1.0, 2.0]]))
""",
            proof=Raises("AttributeError", "module 'tensorflow' has no attribute 'placeholder'"),
        ),
        Example(
            bad="""\
import tensorflow as tf

caught = ""
try:
    tf.gather(tf.range(5), [9], validate_indices=False)
except tf.errors.InvalidArgumentError as error:
    caught = str(error)
""",
            good="""\
import tensorflow as tf

caught = ""
try:
    tf.gather(tf.range(5), [9])
except tf.errors.InvalidArgumentError as error:
    caught = str(error)
""",
            proof=Shows("bad.caught == good.caught and 'is not in [0, 5)' in bad.caught"),
        ),
    ),
)
