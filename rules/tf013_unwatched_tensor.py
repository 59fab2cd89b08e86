"""A gradient is asked for with respect to a tensor that the tape does not watch.

A tape watches variables by itself, and nothing else. For a tensor that was made before its block and is not given to
`tape.watch`, `tape.gradient` returns `None` (tensorflow 2.21), which fails where it is used: `TypeError: unsupported
operand type(s) for *: 'float' and 'NoneType'`, or `ValueError: Attempt to convert a value (None) with an unsupported
type` from `tf.sign`.
Call `tape.watch(x)` first thing in the block, or make `x` a `tf.Variable` if it is trained.
Variables, and tensors computed inside the block from what is watched, are left alone.

Source: tensorflow.org, guide "Introduction to gradients and automatic differentiation", "Controlling what the tape
watches".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Event, Model, Operand
from pattern_lsp.semantic.queries import is_recorded_by, is_same, tape_gradients
from pattern_lsp.semantic.values import Kind, Value


def check(model: Model) -> Iterator[Finding]:
    for gradient in tape_gradients(model):
        tape, sources = gradient.receiver, gradient.argument("sources") or gradient.argument("source")
        if tape is None or tape.value.term is None or sources is None or gradient.context.handled:
            continue
        watched = _watched(model, tape.value)
        first = next((event for event in model.events if is_recorded_by(event, tape.value)), None)
        if watched is None or first is None or gradient.argument("unconnected_gradients") is not None:
            continue
        is_list = sources.value.kind is Kind.PYTHON
        for value in (sources.value.items or ()) if is_list else (sources.value,):
            if _is_made_outside(value, tape.value) and not any(is_same(value, other) for other in watched):
                text = _spelled(model, value) if is_list else sources.text
                if text:
                    yield Finding(
                        sources.place,
                        f"`{text}` is no variable, and `{tape.text}` does not watch it: its gradient is `None`",
                        fix=_fix(first, tape, text),
                    )


def _watched(model: Model, tape: Value) -> list[Value] | None:
    """What is given to `tape.watch`; None if that may be anything."""
    watched: list[Value] = []
    for call in model.calls(op="tape_watch"):
        tensor = call.argument("tensor")
        if call.receiver is None or call.receiver.value.ref != tape.ref:
            continue
        is_known = tensor is not None and (tensor.value.items is not None or tensor.value.term is not None)
        if tensor is None or not is_known:
            return None
        watched += tensor.value.items or (tensor.value,)
    if any(argument.value.ref == tape.ref for call in model.calls() for argument in call.arguments):
        return None  # somebody else has the tape, and may watch
    return watched


def _is_made_outside(value: Value, tape: Value) -> bool:
    return value.is_array("tensorflow") and value.term is not None and not is_recorded_by(value.term, tape)


def _spelled(model: Model, value: Value) -> str:
    """What the code calls a value."""
    for call in model.calls():
        for argument in call.arguments:
            if argument.operand.identifier and argument.value is value:
                return argument.operand.identifier
    return ""


def _fix(first: Event, tape: Operand, text: str) -> Fix | None:
    """Watch it in the first line of the block, if that is a line of its own."""
    made = tape.value.term
    if made is None or not first.is_in_simple_statement or first.context.calls or not text.isidentifier():
        return None
    if len(first.indentation) <= len(made.indentation) or first.context.loops != made.context.loops:
        return None
    if first.context.conditional != made.context.conditional:
        return None
    line = f"{first.indentation}{tape.text}.watch({text})\n"
    return Fix(f"Watch `{text}`", (PlaceEdit(first.line, line),), safe=True)


RULE = Rule(
    code="TF013",
    name="unwatched-tensor",
    severity=Severity.ERROR,
    message="gradient of a tensor the tape does not watch",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT,),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

image = tf.constant([[0.2, 0.4]])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(tf.square(image))
gradient = tape.gradient(loss, image)
adversarial = image + 0.1 * gradient
""",
            good="""\
import tensorflow as tf

image = tf.constant([[0.2, 0.4]])
with tf.GradientTape() as tape:
    tape.watch(image)
    loss = tf.reduce_sum(tf.square(image))
gradient = tape.gradient(loss, image)
adversarial = image + 0.1 * gradient
""",
            proof=Raises("TypeError", "unsupported operand type(s) for *: 'float' and 'NoneType'"),
        ),
        Example(
            bad="""\
import tensorflow as tf

weight = tf.Variable(2.0)
x = tf.convert_to_tensor(3.0)
with tf.GradientTape() as tape:
    y = weight * x
by_weight, by_x = tape.gradient(y, [weight, x])
""",
            good="""\
import tensorflow as tf

weight = tf.Variable(2.0)
x = tf.convert_to_tensor(3.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = weight * x
by_weight, by_x = tape.gradient(y, [weight, x])
""",
            proof=Shows("bad.by_x is None and float(good.by_x) == 2.0 and float(bad.by_weight) == 3.0"),
        ),
    ),
)
