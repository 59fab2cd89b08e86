"""A `tf.function` reads a Python variable that is given another value later: it goes on with the first one.

Tracing runs the Python code once, and keeps the numbers, lists, flags and tensors that it read from outside as
constants of the graph. `scale = 2.0`, a call, `scale = 3.0`, and the next call still multiplies by 2.0: for globals,
variables of the function around it, tensors and `if flag:` alike (tensorflow 2.21). With an argument of another shape
it is traced anew, and then sees 3.0: results depend on what was called before.
Pass what changes as an argument, a tensor if it is a number, or keep it in a `tf.Variable` and `assign` to it.
Silent: variables that are set before the first call and stay, `assign`, and what the function binds itself.

Source: tensorflow.org, guide "Better performance with tf.function", "Depending on Python global and free variables".
"""

from collections.abc import Iterator, Sequence

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Event, Function, Loop, Model
from pattern_lsp.semantic.queries import enclosing, free_reads
from pattern_lsp.semantic.values import Kind, Trace


def check(model: Model) -> Iterator[Finding]:
    called: dict[int, list[int]] = {}  # the functions, and when each is called
    functions: dict[int, Function] = {}
    changed: dict[str, list[int]] = {}  # names, and when each is given a value
    for time, event in enumerate(model.events):
        if isinstance(event, Call) and event.callee.kind is Kind.FUNCTION and not event.context.trace & Trace.GRAPH:
            function = event.callee.target
            if function.wrapped("tf_function"):
                functions[id(function.node)] = function
                called.setdefault(id(function.node), []).append(time)
        elif isinstance(event, Assignment) and event.target is None and not event.context.trace & Trace.GRAPH:
            changed.setdefault(event.name, []).append(time)
    for key, times in called.items():
        function = functions[key]
        for read in free_reads(function):
            change = _change(model, function, changed.get(read.identifier, ()), times)
            if change is not None:
                yield Finding(
                    read.place,
                    f"`{read.identifier}` is read while `{function.name}` is traced, and its later values are ignored",
                    related=(Related(change.place, "the later value"),),
                )


def _change(model: Model, function: Function, changes: Sequence[int], calls: list[int]) -> Assignment | None:
    """An assignment between two calls of a function, of the variable that the function sees."""
    for time in changes:
        event = model.events[time]
        assert isinstance(event, Assignment)
        if not _is_seen(function, event):
            continue
        # Each run of the function around makes a `tf.function` of its own.
        own = [call for call in calls if function.closure is None or _is_same_run(model.events[call], event)]
        if own and own[0] < time < own[-1] and not event.context.conditional:
            return event
        if event.value.value.constant is None or event.operator:
            loops = [model.events[call].context.loops for call in own]
            shared = [loop for loop in event.context.loops if any(loop in other for other in loops)]
            if shared and not _is_made_in(function, shared[-1]):
                return event
    return None


def _is_seen(function: Function, change: Assignment) -> bool:
    """Whether a name that is assigned here is the one that the function reads."""
    is_global = change.scope == "global" or (change.scope == "local" and change.context.function is None)
    return is_global if function.closure is None else change.context.function is enclosing(function)


def _is_same_run(one: Event, other: Event) -> bool:
    return [call.node for call in one.context.calls] == [call.node for call in other.context.calls]


def _is_made_in(function: Function, loop: Loop) -> bool:
    """Whether each round makes the function anew, and traces it anew."""
    if function.piece is not loop.piece:
        return False
    around = loop.piece.span(loop.node)
    return around.start <= function.place.span.start < around.end


RULE = Rule(
    code="TF022",
    name="captured-python-variable",
    severity=Severity.WARNING,
    message="tf.function that reads a Python variable which changes",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.STALE, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

rate = 0.1


@tf.function
def step(x):
    return x * rate


first = float(step(tf.constant(1.0)))
rate = 0.5
second = float(step(tf.constant(1.0)))
""",
            good="""\
import tensorflow as tf

rate = tf.Variable(0.1)


@tf.function
def step(x):
    return x * rate


first = float(step(tf.constant(1.0)))
rate.assign(0.5)
second = float(step(tf.constant(1.0)))
""",
            proof=Shows("abs(bad.second - 0.1) < 1e-6 and abs(good.second - 0.5) < 1e-6"),
        ),
        Example(
            bad="""\
import tensorflow as tf


def anneal(x):
    temperature = 1.0

    @tf.function
    def soften(x):
        return x / temperature

    results = []
    for _ in range(3):
        results.append(float(soften(x)))
        temperature *= 0.5
    return results


results = anneal(tf.constant(1.0))
""",
            good="""\
import tensorflow as tf


def anneal(x):
    temperature = 1.0

    @tf.function
    def soften(x, temperature):
        return x / temperature

    results = []
    for _ in range(3):
        results.append(float(soften(x, tf.constant(temperature))))
        temperature *= 0.5
    return results


results = anneal(tf.constant(1.0))
""",
            proof=Shows("bad.results == [1, 1, 1] and good.results == [1, 2, 4]"),
        ),
    ),
)
