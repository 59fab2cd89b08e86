"""A `tf.function` is traced again and again: it is made in a loop, or called with Python numbers that change.

Tracing is slow, hundreds of times slower than a call, and a `tf.function` that is made anew remembers no trace: in five
rounds of `tf.function(step)(x)` the Python code runs five times. So it does in five calls `step(x, i)` with the numbers
0 to 4, because each Python number is a trace of its own; with `tf.constant(i)` one trace serves all (tensorflow 2.21).
Make the `tf.function` once, before the loop, and pass numbers that change as tensors.
Loops of up to five known rounds, `input_signature`, `tf.range`, booleans and calls inside another `tf.function` are
left alone.

Source: tensorflow.org, guide "Better performance with tf.function", "Controlling retracing".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Loop, Model, Operand, Wrapping
from pattern_lsp.semantic.queries import names_in
from pattern_lsp.semantic.values import Kind, Trace

_FEW = 5  # TensorFlow warns when five of the last five calls were traced


def check(model: Model) -> Iterator[Finding]:
    calls = [call for call in model.calls() if _is_in_eager_loop(call)]
    made = [wrapped for call in calls if (wrapped := _wrapping(call)) is not None]
    for call in calls:
        wrapped = _wrapping(call)
        if wrapped is None:
            continue
        if _is_in(wrapped, call.context.loops[-1]):
            if sum(other.node is wrapped.node for other in made) == 1:
                yield Finding(wrapped.place, "this `tf.function` is made in a loop, so every round traces it again")
        elif "input_signature" not in wrapped.options:
            for argument in call.arguments:
                if not argument.star and _changes(argument.operand, call):
                    function = call.operand.text.partition("(")[0]
                    yield Finding(
                        argument.operand.place,
                        f"`{argument.operand.text}` is a Python number: `{function}` is traced again for each value",
                        fix=_fix(model, argument.operand),
                    )


def _wrapping(call: Call) -> Wrapping | None:
    """The `tf.function` that a call of a function of this file goes through."""
    return call.callee.target.wrapped("tf_function") if call.callee.kind is Kind.FUNCTION else None


def _is_in_eager_loop(call: Call) -> bool:
    loops = call.context.loops
    return bool(loops) and not call.context.trace & Trace.GRAPH and not _is_short(loops[-1])


def _is_short(loop: Loop) -> bool:
    """Whether a loop surely has few rounds: over a short literal, or a short range."""
    if loop.iterates.items is not None:
        return len(loop.iterates.items) <= _FEW
    term = loop.iterates.term
    if term is None or term.name != "builtins.range":
        return False
    stop = term.positional(1) or term.positional(0)
    return stop is not None and isinstance(stop.value.constant, int) and stop.value.constant <= _FEW


def _is_in(wrapped: Wrapping, loop: Loop) -> bool:
    if wrapped.piece is not loop.piece:
        return False
    inner, outer = wrapped.piece.span(wrapped.node), loop.piece.span(loop.node)
    return outer.start <= inner.start and inner.end <= outer.end


def _changes(argument: Operand, call: Call) -> bool:
    """Whether an argument is a Python number that is computed from what the loops count."""
    value = argument.value
    if value.kind is not Kind.PYTHON or value.name not in ("int", "float") or value.constant is not None:
        return False
    names = names_in(argument.text)
    return any(not names.isdisjoint(loop.targets) and not _is_short(loop) for loop in call.context.loops)


def _fix(model: Model, argument: Operand) -> Fix | None:
    tensorflow = model.names.get("tensorflow")
    if tensorflow is None:
        return None
    return Fix("Pass a tensor", edit(argument.place, f"{tensorflow}.constant({argument.text})"))


RULE = Rule(
    code="TF012",
    name="tf-function-in-loop",
    severity=Severity.WARNING,
    message="tf.function traced in every round of a loop",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.RECOMPILED, Symptom.SLOW),
    examples=(
        Example(
            bad="""\
import tensorflow as tf


def double(x):
    print("Tracing double")
    return x * 2


x = tf.constant(1.0)
for step in range(10):
    x = tf.function(double)(x)
""",
            good="""\
import tensorflow as tf


def double(x):
    print("Tracing double")
    return x * 2


x = tf.constant(1.0)
fast = tf.function(double)
for step in range(10):
    x = fast(x)
""",
            proof=Shows("bad.stdout.count('Tracing') == 10 and good.stdout.count('Tracing') == 1"),
        ),
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def decay(x, step):
    return x / (1.0 + tf.cast(step, tf.float32))


x = tf.constant(1.0)
for step in range(10):
    x = decay(x, step)
count = decay.experimental_get_tracing_count()
""",
            good="""\
import tensorflow as tf


@tf.function
def decay(x, step):
    return x / (1.0 + tf.cast(step, tf.float32))


x = tf.constant(1.0)
for step in range(10):
    x = decay(x, tf.constant(step))
count = decay.experimental_get_tracing_count()
""",
            proof=Shows("bad.count == 10 and good.count == 1 and abs(float(bad.x) - float(good.x)) < 1e-6"),
        ),
    ),
)
