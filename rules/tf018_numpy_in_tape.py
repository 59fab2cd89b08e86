"""Inside a gradient tape, what is differentiated is turned into a NumPy array, which no gradient passes.

A tape records what TensorFlow computes. `y.numpy()` and `np.square(y)` leave it: what comes back is a constant, the
gradients behind it are `None`, and `apply_gradients` raises `ValueError: No gradients provided for any variable.`
If NumPy computes the loss itself, `tape.gradient` raises `AttributeError: 'numpy.float32' object has no attribute
'_id'` (tensorflow 2.21, keras 3.15, numpy 2.4).
Leave `.numpy()` away, or use the function of TensorFlow; numbers are shown behind the block.
Silent: NumPy on data, on what is only shown, and on a part of the loss whose other part has gradients.

Source: tensorflow.org, guide "Introduction to gradients and automatic differentiation", "Took gradients outside of
TensorFlow".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.graphs import is_in_graph
from pattern_lsp.semantic.knowledge import framework_of
from pattern_lsp.semantic.model import Assignment, Call, Model, Operand
from pattern_lsp.semantic.queries import (
    is_parameter,
    is_recorded_by,
    is_same,
    is_trained,
    operands_of,
    origins,
    tape_gradients,
    variable_owners,
)
from pattern_lsp.semantic.values import Kind, Ref, Value

_IN_TENSORFLOW = {
    **{f"numpy.{name}": f"reduce_{name}" for name in ("mean", "sum", "max", "min", "prod")},
    **{f"numpy.{name}": name for name in "abs exp sqrt square sin cos tanh maximum minimum".split()},
    "numpy.log": "math.log",
}


def check(model: Model) -> Iterator[Finding]:
    for gradient in tape_gradients(model):
        target, sources = gradient.argument("target"), gradient.argument("sources")
        if target is None or sources is None or is_in_graph(gradient) or gradient.context.handled:
            continue
        assert gradient.receiver is not None
        cuts = _cuts(model, target.value, sources.value, gradient.receiver.value)
        for cut in cuts or ():
            yield Finding(
                cut.place,
                f"no gradient passes `{_named(cut)}`: with respect to `{sources.text}` it is `None`",
                _fix(model, cut),
                (Related(gradient.place, "the gradient is asked for here"),),
            )


def _cuts(model: Model, target: Value, sources: Value, tape: Value) -> list[Call] | None:
    """The calls in the tape's block that lead out of TensorFlow, if every way to the sources goes through them."""
    cuts, waiting, seen = [], [Operand(target, model.events[0].node, model.events[0].piece)], set[int]()
    while waiting:
        operand = waiting.pop()
        term = operand.value.term
        if term is None:
            if _may_be_recorded(model, operand, sources, tape):
                return None
        elif id(term) not in seen:
            seen.add(id(term))
            if _leaves(term):
                if is_recorded_by(term, tape) and _is_about(term, sources):
                    cuts.append(term)
            elif _only_computes(term):
                waiting += _inputs(term)
            else:
                return None  # a model, or a function that may hold variables
    return cuts


def _inputs(call: Call) -> list[Operand]:
    return [
        part
        for operand in operands_of(call)
        for part in ([operand._replace(value=item) for item in operand.value.items or ()] or [operand])
    ]


def _only_computes(call: Call) -> bool:
    """Whether a call brings in no variables of its own."""
    if call.is_operator or call.op == "getitem":
        return True
    if call.callee.kind is Kind.LIBRARY:
        return framework_of(call.name) != "" or call.name.startswith("builtins.")
    if call.callee.kind is Kind.OBJECT:
        return call.name.startswith("keras.losses.")
    return call.receiver is not None and call.receiver.value.is_array()


def _leaves(call: Call) -> bool:
    """Whether what a call returns is no tensor any more."""
    if (call.method == "numpy" and not call.arguments) or call.name == "keras.ops.convert_to_numpy":
        return True
    return call.name.startswith("numpy.") and any(operand.value.is_array("tensorflow") for operand in operands_of(call))


def _is_about(cut: Call, sources: Value) -> bool:
    """Whether what is turned into an array was surely computed from what is trained."""
    owners = variable_owners(sources)
    for operand in operands_of(cut):
        if is_trained(operand.value) or _is_among(operand.value, sources):
            return True
        if any(call.callee.ref is not None and call.callee.ref in owners for call in origins(operand.value)):
            return True
        if any(_is_among(given.value, sources) for call in origins(operand.value) for given in operands_of(call)):
            return True
    return False


def _is_among(value: Value, sources: Value) -> bool:
    return any(is_same(value, source) for source in (sources.items or (sources,)))


def _may_be_recorded(model: Model, operand: Operand, sources: Value, tape: Value) -> bool:
    """Whether a value whose making is not seen may depend on what is trained."""
    value = operand.value
    if value.kind in (Kind.PYTHON, Kind.LIBRARY) or value.is_array("numpy"):
        return False
    if _is_among(value, sources) or value.name == "tensorflow.Variable":
        return True
    if value.ref is not None and any(_is_part(value.ref, owner) for owner in variable_owners(sources)):
        return True
    if is_parameter(value):
        return False
    return not operand.identifier or any(
        assignment.name == operand.identifier and is_recorded_by(assignment, tape)
        for assignment in model.of(Assignment)
    )


def _is_part(ref: Ref, owner: Ref) -> bool:
    return ref.base is owner.base and f"{ref.path}.".startswith(f"{owner.path}.")


def _named(cut: Call) -> str:
    return ".numpy()" if cut.method == "numpy" else cut.callee_place.text


def _fix(model: Model, cut: Call) -> Fix | None:
    if cut.method == "numpy" and cut.receiver is not None:
        return Fix("Keep the tensor", edit(cut.place, cut.receiver.text))
    tensorflow = model.names.get("tensorflow")
    if tensorflow is None or cut.name not in _IN_TENSORFLOW:
        return None
    function = f"{tensorflow}.{_IN_TENSORFLOW[cut.name]}"
    return Fix(f"Use `{function}`", edit(cut.callee_place, function))


RULE = Rule(
    code="TF018",
    name="numpy-in-tape",
    severity=Severity.ERROR,
    message="what is differentiated leaves TensorFlow inside the tape",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT,),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD(0.1)
x, y = tf.constant([[1.0], [2.0]]), tf.constant([[2.0], [4.0]])
with tf.GradientTape() as tape:
    prediction = model(x, training=True).numpy()
    loss = tf.reduce_mean(tf.square(prediction - y))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
""",
            good="""\
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD(0.1)
x, y = tf.constant([[1.0], [2.0]]), tf.constant([[2.0], [4.0]])
with tf.GradientTape() as tape:
    prediction = model(x, training=True)
    loss = tf.reduce_mean(tf.square(prediction - y))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
""",
            proof=Raises("ValueError", "No gradients provided for any variable"),
        ),
        Example(
            bad="""\
import numpy as np
import tensorflow as tf

weight = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(np.square(weight * 3.0))
gradient = tape.gradient(loss, weight)
""",
            good="""\
import numpy as np
import tensorflow as tf

weight = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(tf.square(weight * 3.0))
gradient = tape.gradient(loss, weight)
""",
            proof=Shows("bad.gradient is None and good.gradient.numpy().tolist() == [18, 36]"),
        ),
        Example(
            bad="""\
import numpy as np
import tensorflow as tf

layer = tf.keras.layers.Dense(1)
with tf.GradientTape() as tape:
    loss = np.mean(layer(tf.ones((2, 3))))
gradients = tape.gradient(loss, layer.trainable_variables)
""",
            good="""\
import numpy as np
import tensorflow as tf

layer = tf.keras.layers.Dense(1)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(layer(tf.ones((2, 3))))
gradients = tape.gradient(loss, layer.trainable_variables)
""",
            proof=Raises("AttributeError", "object has no attribute '_id'"),
        ),
    ),
)
