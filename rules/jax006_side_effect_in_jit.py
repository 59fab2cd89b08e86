"""A traced function does something besides computing its result.

Under jit, vmap and scan the Python code runs once, while it is traced; later calls run the compiled program only.
`print(x)` shows a tracer, once; a list that is appended to holds one tracer; a global counter stands at 1 after three
calls; `self.count += 1` is lost (jax 0.10.2).
A tracer that got out this way raises `UnexpectedTracerError` when it is used later.
Return what is needed, and print with `jax.debug.print("{}", x)`.

Source: docs.jax.dev, "JAX - The Sharp Bits", pure functions; error `UnexpectedTracerError`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Call, Event, Model
from pattern_lsp.semantic.queries import is_bound_in
from pattern_lsp.semantic.values import Kind, Trace

_GROWING = ("append", "extend", "insert", "add", "update", "setdefault")


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls("builtins.print"):
        if _is_traced(call) and any(argument.value.trace & Trace.ABSTRACT for argument in call.arguments):
            yield Finding(call.place, "This prints a tracer, once, while tracing", fix=_debug_print(call, model))
    for method in _GROWING:
        for call in model.calls(method=method):
            if _is_traced(call) and _grows_outer_container(call, model):
                assert call.receiver is not None
                name = call.receiver.text
                yield Finding(call.place, f"`{name}` is changed once, while tracing: return the value instead")
    for assignment in model.of(Assignment):
        if not _is_traced(assignment):
            continue
        if assignment.scope == "global":
            message = f"The global `{assignment.name}` is assigned once, while tracing: return the value instead"
            yield Finding(assignment.place, message)
        elif _keeps_on_self(assignment):
            message = f"`self.{assignment.name}` is assigned once, while tracing: return the value instead"
            yield Finding(assignment.place, message)


def _is_traced(event: Event) -> bool:
    return bool(event.context.trace & Trace.ABSTRACT)


def _grows_outer_container(call: Call, model: Model) -> bool:
    if call.receiver is None or not call.is_discarded or call.context.calls:
        return False
    value, name = call.receiver.value, call.receiver.identifier
    is_container = value.kind is Kind.PYTHON and value.name in ("list", "dict", "set")
    return is_container and bool(name) and not is_bound_in(model, call, name)


def _keeps_on_self(assignment: Assignment) -> bool:
    """A method that is jitted itself, on a class that no library turns into a tree of arrays."""
    function, target = assignment.context.function, assignment.target
    return (
        target is not None
        and target.identifier == "self"
        and target.value.kind is Kind.INSTANCE
        and function is not None
        and function.wrapped("jit", "vmap", "pmap") is not None
        and target.value.target.is_complete
        and not target.value.target.ancestors
    )


def _debug_print(call: Call, model: Model) -> Fix | None:
    """`print("loss", x)` becomes `jax.debug.print("loss {}", x)`."""
    jax = model.names.get("jax")
    if jax is None or any(argument.keyword or argument.star for argument in call.arguments):
        return None
    first, *rest = (argument.operand for argument in call.arguments)
    if any(operand.text.startswith(("f'", 'f"')) for operand in (first, *rest)):
        return None
    label = first.value.constant
    if isinstance(label, str) and rest and not set('{}\\\n"') & set(label):
        form, shown = " ".join([label, *("{}" for _ in rest)]), rest
    else:
        form, shown = " ".join("{}" for _ in call.arguments), [first, *rest]
    text = f'{jax}.debug.print("{form}", {", ".join(operand.text for operand in shown)})'
    return Fix("Print with `jax.debug.print`", edit(call.place, text), safe=True)


RULE = Rule(
    code="JAX006",
    name="side-effect-in-jit",
    severity=Severity.WARNING,
    message="side effect in a traced function",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.STALE,),
    examples=(
        Example(
            bad="""\
import jax


@jax.jit
def double(x):
    print("x is", x)
    return 2 * x


for value in (1.0, 2.0, 3.0):
    double(value).block_until_ready()
""",
            good="""\
import jax


@jax.jit
def double(x):
    jax.debug.print("x is {}", x)
    return 2 * x


for value in (1.0, 2.0, 3.0):
    double(value).block_until_ready()
""",
            proof=Shows("bad.stdout.count('x is') == 1 and 'Tracer' in bad.stdout and 'Tracer' not in good.stdout"),
        ),
        Example(
            bad="""\
import jax

losses = []


@jax.jit
def step(x):
    losses.append(x)
    return 2 * x


for value in (1.0, 2.0, 3.0):
    step(value)
count = len(losses)
""",
            good="""\
import jax

losses = []


@jax.jit
def step(x):
    return 2 * x, x


for value in (1.0, 2.0, 3.0):
    doubled, loss = step(value)
    losses.append(loss)
count = len(losses)
""",
            proof=Shows("bad.count == 1 and good.count == 3"),
        ),
        Example(
            bad="""\
import jax

calls = 0


@jax.jit
def step(x):
    global calls
    calls += 1
    return 2 * x


for value in (1.0, 2.0, 3.0):
    step(value)
""",
            good="""\
import jax

calls = 0


@jax.jit
def step(x):
    return 2 * x


for value in (1.0, 2.0, 3.0):
    step(value)
    calls += 1
""",
            proof=Shows("bad.calls == 1 and good.calls == 3"),
        ),
    ),
)
