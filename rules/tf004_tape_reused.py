"""A gradient tape that is not persistent is asked for gradients twice.

A `GradientTape` lets go of what it recorded once it has given its gradients. The second `gradient`, `jacobian` or
`batch_jacobian` raises `RuntimeError: A non-persistent GradientTape can only be used to compute one set of gradients
(or jacobians)` (tensorflow 2.21), and so does the second round of a loop with one tape outside of it.
Ask for all of it at once, `tape.gradient(loss, [x, y])`, or make the tape with `persistent=True`.
A tape made anew in each round, and one whose `with` block is entered again, are left alone.

Source: tensorflow.org, API documentation of `tf.GradientTape`, argument `persistent`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Related, Rule, Severity, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import tape_gradients


def check(model: Model) -> Iterator[Finding]:
    for gradient in tape_gradients(model):
        tape = gradient.receiver
        if tape is None or tape.value.name != "tensorflow.GradientTape" or gradient.context.handled:
            continue
        made = tape.value.term
        if made is None or not _is_used_up(made):
            continue
        earlier = [event for _, node in gradient.states if node is not None and (event := model.event_at(node))]
        if not earlier:
            continue
        again = all(event is gradient for event in earlier)
        message = "and the loop asks it again" if again else "and has given its gradients already"
        yield Finding(
            gradient.place,
            f"`{tape.text}` is not persistent, {message}",
            fix=_fix(made),
            related=tuple(
                Related(event.place, "its gradients were taken here") for event in earlier if event is not gradient
            ),
        )


def _is_used_up(made: Call) -> bool:
    """Whether a tape is surely not persistent."""
    persistent = made.argument("persistent")
    return not made.has_star and (persistent is None or persistent.value.constant is False)


def _fix(made: Call) -> Fix | None:
    title = "Make the tape persistent"
    if (persistent := made.argument("persistent")) is not None:
        return Fix(title, edit(persistent.place, "persistent=True" if made.positional(0) is None else "True"))
    text = made.operand.text
    if not text.endswith(")") or text[:-1].rstrip().endswith(","):
        return None
    separator = ", " if made.arguments else ""
    return Fix(title, edit(made.place, f"{text[:-1]}{separator}persistent=True)"), safe=True)


RULE = Rule(
    code="TF004",
    name="tape-reused",
    severity=Severity.ERROR,
    message="gradient tape asked twice without `persistent=True`",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    examples=(
        Example(
            bad="""\
import tensorflow as tf

x, y = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape() as tape:
    loss = x * y + x
x_gradient = tape.gradient(loss, x)
y_gradient = tape.gradient(loss, y)
""",
            good="""\
import tensorflow as tf

x, y = tf.Variable(2.0), tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    loss = x * y + x
x_gradient = tape.gradient(loss, x)
y_gradient = tape.gradient(loss, y)
""",
            proof=Raises(
                "RuntimeError", "A non-persistent GradientTape can only be used to compute one set of gradients"
            ),
        ),
        Example(
            bad="""\
import tensorflow as tf

weights = [tf.Variable(1.0), tf.Variable(2.0)]
with tf.GradientTape(watch_accessed_variables=True) as tape:
    loss = weights[0] * weights[1]
for weight in weights:
    weight.assign_sub(0.1 * tape.gradient(loss, weight))
""",
            good="""\
import tensorflow as tf

weights = [tf.Variable(1.0), tf.Variable(2.0)]
with tf.GradientTape(watch_accessed_variables=True, persistent=True) as tape:
    loss = weights[0] * weights[1]
for weight in weights:
    weight.assign_sub(0.1 * tape.gradient(loss, weight))
""",
            proof=Raises(
                "RuntimeError", "A non-persistent GradientTape can only be used to compute one set of gradients"
            ),
        ),
    ),
)
