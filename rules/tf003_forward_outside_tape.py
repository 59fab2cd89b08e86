"""What a gradient tape should differentiate is computed outside of it.

A tape records what happens in its `with` block. Of a loss computed before or after the block, or of a prediction made
before it, the tape knows nothing: `tape.gradient` returns `None` for every variable, and `apply_gradients` raises
`ValueError: No gradients provided for any variable.` (tensorflow 2.21, keras 3.15). A persistent tape changes nothing,
and even `loss = loss / 2` after the block is outside.
Put the forward pass and all of the loss into the `with` block; leave only `tape.gradient` below it.

Source: tensorflow.org, guide "Introduction to gradients and automatic differentiation", "Getting a gradient of None".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Model, Operand
from pattern_lsp.semantic.queries import is_recorded_by, origins, tape_gradients, variable_owners
from pattern_lsp.semantic.values import Ref, Value


def check(model: Model) -> Iterator[Finding]:
    for gradient in tape_gradients(model):
        assert gradient.receiver is not None
        tape, target, sources = gradient.receiver, gradient.argument("target"), gradient.argument("sources")
        if target is None or not _is_opened(model, tape.value):
            continue
        asks = Related(gradient.place, f"`{tape.text}` is asked for the gradient here")
        outside = _computed_outside(model, gradient, target)
        if outside is not None:
            message = f"this is computed outside `{tape.text}`, so its gradient is `None`"
            yield Finding(outside.place, message, related=(asks,))
        elif sources is not None:
            for forward in _forward_outside(model, tape.value, target.value, variable_owners(sources.value)):
                message = f"`{forward.operand.text}` runs outside `{tape.text}`, so the gradient is `None`"
                yield Finding(forward.place, message, related=(asks,))


def _is_opened(model: Model, tape: Value) -> bool:
    """Whether something is seen to happen in the tape's block."""
    return any(is_recorded_by(event, tape) for event in model.events)


def _computed_outside(model: Model, gradient: Call, target: Operand) -> Call | None:
    """The computation that the target is the result of, if it surely happens where the tape does not record."""
    node = target.node
    if target.identifier:
        made = _last_assignment(model, gradient, target.identifier)
        if made is None:
            return None
        node = made.node if made.operator else made.value.node
    computed = model.event_at(node)
    tape = gradient.receiver.value if gradient.receiver is not None else None
    if not isinstance(computed, Call) or tape is None or is_recorded_by(computed, tape):
        return None
    is_new = computed.result.is_array("tensorflow") or computed.is_operator or computed.op == "tape_gradient"
    # A helper of the file may hand out what it kept from before.
    return computed if is_new and computed.callee.target is None else None


def _last_assignment(model: Model, gradient: Call, name: str) -> Assignment | None:
    """The assignment that surely gives a name its value at an event of the same function."""
    last = None
    for event in model.events:
        if event is gradient:
            return last
        if isinstance(event, Assignment) and event.name == name and event.target is None:
            same_place = event.context.function is gradient.context.function
            last = event if same_place and event.context.conditional == gradient.context.conditional else None
    return None


def _forward_outside(model: Model, tape: Value, target: Value, owners: frozenset[Ref]) -> Iterator[Call]:
    """Calls of the differentiated models that the target comes from, if none of them runs in the tape."""
    sources = {id(term) for term in origins(target)}
    forwards = [
        call
        for call in model.calls()
        # A model of this file gives what its `call` computed.
        if call.callee.ref in owners and not sources.isdisjoint({id(call), id(call.result.term)})
    ]
    if not forwards or any(is_recorded_by(call, tape) and _may_run(call, owners) for call in model.calls()):
        return
    for forward in forwards:
        if not is_recorded_by(forward, tape):
            yield forward


def _may_run(call: Call, owners: frozenset[Ref]) -> bool:
    """Whether a call may run one of these models."""
    values = [argument.value for argument in call.arguments]
    is_loss = call.method in ("compute_loss", "compiled_loss") or call.callee.name.startswith("keras.losses.")
    if not is_loss:
        values.append(call.callee)
    if not is_loss and call.receiver is not None:
        values.append(call.receiver.value)
        holder = call.receiver.value.ref
        if holder is not None and any(_is_part(owner, holder) for owner in owners):
            return True
    return any(value.ref is not None and any(_is_part(value.ref, owner) for owner in owners) for value in values)


def _is_part(ref: Ref, owner: Ref) -> bool:
    """Whether this is an object, or an attribute of it."""
    return ref.base is owner.base and (ref.path == owner.path or ref.path.startswith(f"{owner.path}."))


RULE = Rule(
    code="TF003",
    name="forward-outside-tape",
    severity=Severity.ERROR,
    message="forward pass or loss computed outside the tape that differentiates it",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT,),
    examples=(
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.1)
loss_fn = keras.losses.MeanSquaredError()
x, y = tf.ones((4, 2)), tf.ones((4, 1))
prediction = model(x, training=True)
with tf.GradientTape() as tape:
    loss = loss_fn(y, prediction)
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
""",
            good="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.1)
loss_fn = keras.losses.MeanSquaredError()
x, y = tf.ones((4, 2)), tf.ones((4, 1))
with tf.GradientTape() as tape:
    prediction = model(x, training=True)
    loss = loss_fn(y, prediction)
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
""",
            proof=Raises("ValueError", "No gradients provided for any variable."),
        ),
        Example(
            bad="""\
import tensorflow as tf

weight = tf.Variable([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    squares = weight * weight
loss = tf.reduce_sum(squares)
gradient = tape.gradient(loss, weight)
""",
            good="""\
import tensorflow as tf

weight = tf.Variable([1.0, 2.0])
with tf.GradientTape(persistent=True) as tape:
    squares = weight * weight
    loss = tf.reduce_sum(squares)
gradient = tape.gradient(loss, weight)
""",
            proof=Shows("bad.gradient is None and good.gradient.numpy().tolist() == [2.0, 4.0]"),
        ),
        Example(
            bad="""\
import tensorflow as tf

weight = tf.Variable(3.0)
with tf.GradientTape() as tape:
    loss = weight * weight
loss = loss / 2.0
gradient = tape.gradient(loss, weight)
""",
            good="""\
import tensorflow as tf

weight = tf.Variable(3.0)
with tf.GradientTape() as tape:
    loss = weight * weight
    loss = loss / 2.0
gradient = tape.gradient(loss, weight)
""",
            proof=Shows("bad.gradient is None and float(good.gradient) == 3.0"),
        ),
    ),
)
