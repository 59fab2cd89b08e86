"""An array is used after it was donated.

`donate_argnums` lets a jitted function write its result into the memory of an argument, on the CPU too.
The array that was passed is gone then: reading it raises `RuntimeError: Array has been deleted`, passing it on again
`ValueError: … Buffer has been deleted or donated` (jax 0.10.2).
Go on with the result, `state = step(state, batch)`; where the old value is needed too, do not donate it.

Only `.shape`, `.dtype` and the like of a donated array can still be read.
Silent are other branches, functions that are traced themselves, and loops that may end after the call.

Source: docs.jax.dev, "Buffer donation"; `jax.jit`, `donate_argnums`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Related, Rule, Severity
from pattern_lsp.semantic.model import Assignment, Call, Event, ItemAssignment, Model, Operand, Return
from pattern_lsp.semantic.queries import base_name, is_every_round, is_same
from pattern_lsp.semantic.signatures import blocks_around, chosen_parameters, given_parameters, leaves_early
from pattern_lsp.semantic.values import Kind, Trace, Value

# What can be read of an array that is gone.
_DESCRIPTION = frozenset("shape dtype ndim size sharding aval nbytes itemsize".split())


_DESCRIBING = frozenset("delete lower like eval_shape".split())


def check(model: Model) -> Iterator[Finding]:
    for position, event in enumerate(model.events):
        if not isinstance(event, Call) or event.callee.kind is not Kind.FUNCTION or event.context.calls:
            continue
        for name, given in _donated(event):
            reuse = _later_use(model.events[position + 1 :], event, given) or _next_round(model, event, given)
            if reuse is not None:
                yield Finding(
                    reuse.place,
                    f"`{name}` was donated to `{event.callee.target.name}`, and its memory is gone: use the result",
                    related=(Related(event.place, "donated here"),),
                )


def _donated(call: Call) -> Iterator[tuple[str, Operand]]:
    """The plain names that a call donates."""
    function = call.callee.target
    # What maps or only traces the jitted function donates nothing.
    jitted = function.wrappings[-1] if function.wrappings else None
    if jitted is None or jitted.name != "jax.jit" or function.wrapped("partial") or call.context.trace & Trace.ABSTRACT:
        return
    donated = chosen_parameters(function, jitted, "donate_argnums", "donate_argnames")
    for name, given in given_parameters(call).items():
        if name in donated and given.identifier and not _is_kept(given.value):
            yield given.identifier, given


def _is_kept(value: Value) -> bool:
    """Numbers and NumPy arrays are copied to the device, and stay as they are."""
    return value.is_array("numpy") or (value.kind is Kind.PYTHON and value.name not in ("list", "dict", "tuple"))


def _later_use(events: tuple[Event, ...], call: Call, given: Operand) -> Operand | None:
    """The first use of a donated array behind the call, on a way that surely leads there."""
    around: tuple[object, ...] | None = None
    for event in events:
        function, ours = event.context.function, call.context.function
        same = function is ours or (function is not None and ours is not None and function.node is ours.node)
        if not same or event.context.calls or event.statement is call.statement:
            continue
        for operand in _operands(event):
            if base_name(operand.node) == given.identifier and _is_of(operand, given):
                around = blocks_around(call) if around is None else around
                return operand if blocks_around(event)[: len(around)] == around else None
    return None


def _next_round(model: Model, call: Call, given: Operand) -> Operand | None:
    """The donated array itself, if the call passes it in every round of a loop that never gives the name a new one."""
    loop = call.context.loop
    if loop is None or loop.kind not in ("for", "while") or given.identifier in loop.targets:
        return None
    for assignment in model.of(Assignment):
        if assignment.name == given.identifier and any(one.node is loop.node for one in assignment.context.loops):
            return None
    return given if is_every_round(call, loop) and not leaves_early(loop) else None


def _operands(event: Event) -> Iterator[Operand]:
    """What an event reads."""
    if event.context.handled:
        return
    if isinstance(event, Call):
        if event.method in _DESCRIBING or event.method.lower().endswith("deleted"):
            return
        if event.receiver is not None:
            yield event.receiver
        yield from (argument.operand for argument in event.arguments)
    elif isinstance(event, (Assignment, ItemAssignment)):
        if event.value is not None:
            yield event.value
    elif isinstance(event, Return) and event.operand is not None:
        yield event.operand


def _is_of(operand: Operand, given: Operand) -> bool:
    """Whether an operand is the donated array, or a part of the donated tree."""
    if operand.identifier:
        return is_same(operand.value, given.value)
    if _DESCRIPTION & set(operand.text.split(".")):
        return False
    inner, outer = operand.value.ref, given.value.ref
    return inner is not None and outer is not None and inner.base is outer.base and inner.path.startswith(outer.path)


RULE = Rule(
    code="JAX020",
    name="donated-buffer-reuse",
    severity=Severity.ERROR,
    message="an array that is used after it was donated",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.jit, donate_argnums=0)
def update(weights, gradients):
    return weights - 0.1 * gradients


weights = jnp.ones(3)
new = update(weights, jnp.ones(3))
old = weights.tolist()
""",
            good="""\
from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.jit)
def update(weights, gradients):
    return weights - 0.1 * gradients


weights = jnp.ones(3)
new = update(weights, jnp.ones(3))
old = weights.tolist()
""",
            proof=Raises("RuntimeError", "Array has been deleted"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def advance(state, force):
    return state + force


step = jax.jit(advance, donate_argnames="state")
state = jnp.zeros(3)
for force in (1.0, 2.0):
    new = step(state, force)
""",
            good="""\
import jax
import jax.numpy as jnp


def advance(state, force):
    return state + force


step = jax.jit(advance, donate_argnames="state")
state = jnp.zeros(3)
for force in (1.0, 2.0):
    state = step(state, force)
""",
            proof=Raises("ValueError", "Buffer has been deleted or donated"),
        ),
    ),
)
