"""`apply_gradients` is given (variable, gradient) pairs, and takes (gradient, variable).

The optimizer takes the gradients for variables:
`AttributeError: 'tensorflow.python.framework.ops.EagerTensor' object has no attribute '_unique_id'`
(tensorflow 2.21, keras 3.15), a message that names neither of the two.
Write `optimizer.apply_gradients(zip(gradients, model.trainable_variables))`.

Source: keras.io, "Writing a training loop from scratch in TensorFlow"; `keras.optimizers.Optimizer.apply_gradients`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_same, is_variables
from pattern_lsp.semantic.values import Kind, Value


def check(model: Model) -> Iterator[Finding]:
    for step in model.calls(method="apply_gradients"):
        if step.callee.kind is Kind.FUNCTION:
            continue  # somebody's own method
        pairs = step.argument("grads_and_vars") or step.positional(0)
        if pairs is None:
            continue
        zipped = _zip_of(pairs.value)
        if zipped is not None and _is_backwards(zipped):
            variables, gradients = (argument.operand for argument in zipped.arguments)
            swap = (PlaceEdit(variables.place, gradients.text), PlaceEdit(gradients.place, variables.text))
            yield Finding(
                zipped.place,
                f"`{step.method}` takes (gradient, variable) pairs, and here `{variables.text}` comes first",
                fix=Fix("Put the gradients first", swap, safe=True),
            )
        elif zipped is None and _starts_with_variable(pairs.value):
            yield Finding(
                pairs.place, f"`{step.method}` takes (gradient, variable) pairs, and here the variable is first"
            )


def _zip_of(value: Value) -> Call | None:
    """The `zip(a, b)` that a value is, also as `list(zip(a, b))`."""
    term = value.term
    if term is not None and term.name in ("builtins.list", "builtins.tuple") and len(term.arguments) == 1:
        term = term.arguments[0].value.term
    if term is None or term.op != "zip" or term.has_star or len(term.arguments) != 2:
        return None
    return term


def _is_backwards(zipped: Call) -> bool:
    first, second = (argument.value for argument in zipped.arguments)
    gradient = second.term if second.op == "tape_gradient" else None
    if gradient is not None and first.op != "tape_gradient":
        sources = gradient.argument("sources")
        if sources is not None and is_same(first, sources.value):
            return True
    return _are_variables(zipped, 0) and not _are_variables(zipped, 1)


def _are_variables(zipped: Call, position: int) -> bool:
    argument = zipped.arguments[position]
    attribute = argument.operand.text.rpartition(".")[2]
    return attribute in ("trainable_variables", "trainable_weights") or is_variables(argument.value)


def _starts_with_variable(pairs: Value) -> bool:
    """Whether this is a list of pairs whose first begins with a variable."""
    first = pairs.items[0] if pairs.kind is Kind.PYTHON and pairs.items else None
    if first is None or first.items is None or len(first.items) != 2:
        return False
    variable, gradient = first.items
    return variable.name == "tensorflow.Variable" and gradient.name != "tensorflow.Variable"


RULE = Rule(
    code="TF009",
    name="gradients-zipped-backwards",
    severity=Severity.ERROR,
    message="variables zipped before their gradients",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    examples=(
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(model(tf.ones((4, 2)), training=True) ** 2)
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(model.trainable_variables, gradients))
""",
            good="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(model(tf.ones((4, 2)), training=True) ** 2)
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
""",
            proof=Raises("AttributeError", "has no attribute '_unique_id'"),
        ),
        Example(
            bad="""\
import tensorflow as tf

weight = tf.Variable(2.0)
optimizer = tf.keras.optimizers.Adam(0.1)
with tf.GradientTape() as tape:
    loss = weight * weight
gradient = tape.gradient(loss, weight)
optimizer.apply_gradients([(weight, gradient)])
""",
            good="""\
import tensorflow as tf

weight = tf.Variable(2.0)
optimizer = tf.keras.optimizers.Adam(0.1)
with tf.GradientTape() as tape:
    loss = weight * weight
gradient = tape.gradient(loss, weight)
optimizer.apply_gradients([(gradient, weight)])
""",
            proof=Raises("AttributeError", "has no attribute '_unique_id'"),
        ),
    ),
)
