"""A Python side effect inside a `tf.function` happens only while it is traced.

TensorFlow runs the Python code of a `tf.function` once for each kind of arguments, to record a graph; later calls
run the graph alone. In three calls with scalar tensors, `print` prints once, `list.append` appends once and a counter
counts to 1 (tensorflow 2.21). What was appended or kept is a symbolic tensor, which cannot be used outside:
`TypeError: <tf.Tensor 'x:0' shape=() dtype=float32> is out of scope and cannot be used here`.
Write `tf.print`, return the values instead of appending them (or collect them in a `tf.TensorArray`), and count in a
`tf.Variable` with `assign_add`. A `print` that tells about tracing is left alone.

Source: tensorflow.org, guide "Better performance with tf.function", "Executing Python side effects".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Call, Event, ItemAssignment, Model, Operand
from pattern_lsp.semantic.queries import is_bound_in
from pattern_lsp.semantic.values import Kind, Trace, Value

_CHANGES = ("append", "extend", "insert", "add", "update", "setdefault", "pop", "remove", "clear", "appendleft")
_CONTAINERS = ("list", "dict", "set")


def check(model: Model) -> Iterator[Finding]:
    for event in model.events:
        if not event.context.trace & Trace.GRAPH or _is_lifted(event):
            continue
        if isinstance(event, Call):
            yield from _check_call(model, event)
        elif isinstance(event, Assignment):
            yield from _check_assignment(model, event)
        elif isinstance(event, ItemAssignment) and _is_from_outside(model, event, event.target):
            yield Finding(event.place, f"`{event.target.text}` changes only while the `tf.function` is traced")


def _check_call(model: Model, call: Call) -> Iterator[Finding]:
    if call.name == "builtins.print":
        if call.arguments and not _tells_of_tracing(call):
            yield Finding(
                call.place, "`print` prints only while the `tf.function` is traced", fix=_tf_print(model, call)
            )
        return
    if call.method not in _CHANGES or call.receiver is None or not _is_from_outside(model, call, call.receiver):
        return
    if not any(_is_made_once(argument.value) for argument in call.arguments):
        yield Finding(
            call.place,
            f"`{call.receiver.text}.{call.method}` runs only while the `tf.function` is traced; return it instead",
        )


def _check_assignment(model: Model, assignment: Assignment) -> Iterator[Finding]:
    name, value = assignment.name, assignment.value.value
    if _is_made_once(value):
        return
    if assignment.target is not None:
        if assignment.operator and assignment.before.kind is Kind.PYTHON and _is_self(assignment.target):
            text = f"{assignment.target.text}.{name}"
            yield Finding(
                assignment.place,
                f"`{text}` changes only while the `tf.function` is traced; count in a `tf.Variable`",
            )
    elif assignment.scope in ("global", "nonlocal") and _is_data(assignment) and not _is_traced_local(model, name):
        yield Finding(
            assignment.place, f"`{name}` changes only while the `tf.function` is traced; keep it in a `tf.Variable`"
        )


def _is_made_once(value: Value) -> bool:
    """Whether this is made on the first trace and kept: that is how a `tf.function` makes its variables."""
    return value.kind in (Kind.OBJECT, Kind.INSTANCE) or value.name == "none"


def _is_data(assignment: Assignment) -> bool:
    """Whether a tensor or a number is kept, and not what somebody learns about the trace."""
    value = assignment.value.value
    if assignment.operator or value.is_array("tensorflow"):
        return True
    is_computed = value.term is not None and value.term.is_operator
    return value.name in ("int", "float") or (is_computed and bool(value.trace & Trace.GRAPH))


def _is_lifted(event: Event) -> bool:
    return any(
        manager.term is not None and manager.term.name == "tensorflow.init_scope" for manager in event.context.managers
    )


def _tells_of_tracing(call: Call) -> bool:
    return any(word in call.operand.text.lower() for word in ("trac", "compil", "concrete"))


def _tf_print(model: Model, call: Call) -> Fix | None:
    """`tf.print(x)`, unless Python makes a text of the tensor first."""
    tensorflow = model.names.get("tensorflow")
    makes_text = any(
        argument.keyword in ("file", "flush")
        or argument.star
        or (argument.value.name == "str" and argument.value.constant is None)
        for argument in call.arguments
    )
    if tensorflow is None or makes_text:
        return None
    text = call.operand.text
    return Fix("Use `tf.print`", edit(call.place, f"{tensorflow}.{text}")) if text.startswith("print(") else None


def _is_self(target: Operand) -> bool:
    return target.value.kind is Kind.INSTANCE


def _is_from_outside(model: Model, event: Event, container: Operand) -> bool:
    """Whether a list, dict or set was there before the function was traced."""
    value = container.value
    if value.kind is not Kind.PYTHON or value.name not in _CONTAINERS or value.ref is None:
        return False
    if container.identifier and is_bound_in(model, event, container.identifier):
        return False
    return not any(_is_same_object(made, value) for made in model.of(Assignment) if made.context.trace & Trace.GRAPH)


def _is_same_object(made: Assignment, value: Value) -> bool:
    return made.value.value.ref is not None and made.value.value.ref == value.ref


def _is_traced_local(model: Model, name: str) -> bool:
    """Whether a name belongs to a function around that is traced itself."""
    return any(
        made.name == name and made.target is None and made.scope == "local" and made.context.trace & Trace.GRAPH
        for made in model.of(Assignment)
    )


RULE = Rule(
    code="TF005",
    name="side-effect-in-tf-function",
    severity=Severity.WARNING,
    message="Python side effect that happens only while a tf.function is traced",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.STALE, Symptom.NO_EFFECT),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

losses = []


@tf.function
def step(x):
    loss = tf.reduce_mean(x * x)
    losses.append(loss)
    return loss


for number in range(3):
    step(tf.fill((2,), float(number)))
recorded = len(losses)
""",
            good="""\
import tensorflow as tf

losses = []


@tf.function
def step(x):
    loss = tf.reduce_mean(x * x)
    return loss


for number in range(3):
    losses.append(step(tf.fill((2,), float(number))))
recorded = len(losses)
""",
            proof=Shows("bad.recorded == 1 and good.recorded == 3"),
        ),
        Example(
            bad="""\
import tensorflow as tf

steps = 0


@tf.function
def step(x):
    global steps
    steps += 1
    return x * 0.5


for number in range(3):
    step(tf.constant(float(number)))
count = int(steps)
""",
            good="""\
import tensorflow as tf

steps = tf.Variable(0)


@tf.function
def step(x):
    steps.assign_add(1)
    return x * 0.5


for number in range(3):
    step(tf.constant(float(number)))
count = int(steps)
""",
            proof=Shows("bad.count == 1 and good.count == 3"),
        ),
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def square(x):
    print("x is", x)
    return x * x


for number in range(3):
    square(tf.constant(float(number)))
""",
            good="""\
import tensorflow as tf


@tf.function
def square(x):
    tf.print("x is", x)
    return x * x


for number in range(3):
    square(tf.constant(float(number)))
""",
            proof=Shows("bad.stdout.count('x is') == 1 and 'Tensor(' in bad.stdout and not good.stdout"),
        ),
    ),
)
