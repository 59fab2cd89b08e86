"""The clock stops when the work is queued, not when it is done.

JAX returns at once from a jitted function and computes in the background: a chain of products of 1500 by 1500 matrices
took 0.2 ms by this clock, and 100 ms in truth (jax 0.10.2, CPU).
Wait for the result before the second look at the clock: `jax.block_until_ready(f(x))`.

Silent where anything in between waits or may wait: `block_until_ready`, `float(y)`, `np.asarray(y)`, `print(y)`, a
branch on the result, a function that is not known; and where the clock is only a deadline.

Source: docs.jax.dev, "Asynchronous dispatch"; "Benchmarking JAX code".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Event, Model, Test
from pattern_lsp.semantic.values import Kind, Trace, Value

_CLOCKS = tuple(
    f"time.{name}" for name in "time perf_counter monotonic process_time time_ns perf_counter_ns monotonic_ns".split()
)
_HARMLESS = ("builtins.range", "builtins.len", "builtins.enumerate", "builtins.zip", "builtins.list.append")


def check(model: Model) -> Iterator[Finding]:
    if not any(True for _ in model.calls(*_CLOCKS)):
        return
    order = {id(event.node): position for position, event in enumerate(model.events)}
    for difference in model.calls(op="subtract"):
        if len(difference.arguments) != 2 or not difference.is_in_simple_statement:
            continue
        stop, start = (_clock(argument.value) for argument in difference.arguments)
        if stop is None or start is None:
            continue
        begun, ended = order.get(id(start.node)), order.get(id(stop.node))
        if begun is None or ended is None:
            continue
        timed = _unawaited(model.events[begun + 1 : ended], start)
        if timed is not None:
            yield Finding(
                timed.place,
                f"The clock stops before `{timed.callee.target.name}` is done: wait with `jax.block_until_ready`",
                fix=_fix(timed, model),
                related=(Related(start.place, "from here"), Related(stop.place, "to here")),
            )


def _clock(value: Value) -> Call | None:
    """The look at the clock that a value is."""
    return value.term if value.term is not None and value.term.name in _CLOCKS else None


def _unawaited(between: tuple[Event, ...], start: Call) -> Call | None:
    """The last call of a jitted function, if nothing behind it can have waited for it."""
    timed: Call | None = None
    for event in between:
        if event.context.trace & Trace.ABSTRACT:
            continue  # compiled, not run
        if isinstance(event, Test):
            timed = None if event.operand.value.kind is not Kind.PYTHON else timed
        elif isinstance(event, Call):
            if _is_jitted(event):
                timed = event
            elif not _goes_on(event):
                timed = None
    same = timed is not None and _function(timed) is _function(start) and not timed.context.calls
    return timed if same else None


def _is_jitted(call: Call) -> bool:
    if call.callee.kind is not Kind.FUNCTION:
        return False
    wrappings = call.callee.target.wrappings
    return bool(wrappings) and wrappings[-1].op == "jit"


def _goes_on(call: Call) -> bool:
    """Whether a call surely does not wait: what JAX computes is queued too."""
    if call.is_operator or call.op == "getitem" or call.name in _HARMLESS:
        return True
    return call.name.startswith(("jax.numpy.", "jax.random.", "jax.lax.", "jax.nn."))


def _function(call: Call) -> object:
    function = call.context.function
    return function.node if function is not None else None


def _fix(timed: Call, model: Model) -> Fix | None:
    jax = model.names.get("jax")
    if jax is None:
        return None
    return Fix("Wait for the result", edit(timed.place, f"{jax}.block_until_ready({timed.place.text})"), safe=True)


RULE = Rule(
    code="JAX017",
    name="unblocked-timing",
    severity=Severity.INFORMATION,
    message="a measured time that does not wait for the work",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
import time

import jax
import jax.numpy as jnp


@jax.jit
def chain(x):
    for _ in range(8):
        x = x @ x / 1000
    return x


x = jnp.ones((1200, 1200))
chain(x).block_until_ready()

start = time.perf_counter()
y = chain(x)
elapsed = time.perf_counter() - start
is_done = y.is_ready()
""",
            good="""\
import time

import jax
import jax.numpy as jnp


@jax.jit
def chain(x):
    for _ in range(8):
        x = x @ x / 1000
    return x


x = jnp.ones((1200, 1200))
chain(x).block_until_ready()

start = time.perf_counter()
y = jax.block_until_ready(chain(x))
elapsed = time.perf_counter() - start
is_done = y.is_ready()
""",
            proof=Shows("not bad.is_done and good.is_done"),
        ),
    ),
)
