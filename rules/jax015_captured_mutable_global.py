"""A jitted function reads a variable from around it that is changed between two calls, and does not see the change.

Tracing reads the variable once and writes its value into the compiled program.
With `k = 2`, a call, `k = 5` and another call, both use 2; the new value is read only when the function is traced anew,
for an argument of another shape or dtype (jax 0.10.2).
The same goes for an entry of a dict or list and for a NumPy array that is changed in place.
Pass what changes as an argument.

Reported is a call of the jitted function, a change, and another call, one after the other or round by round of a loop.
Changes that are made elsewhere, in another function, are missed.

Source: docs.jax.dev, "JAX - The Sharp Bits", pure functions.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Event, Function, ItemAssignment, Loop, Model
from pattern_lsp.semantic.queries import innermost_common_loop, is_same
from pattern_lsp.semantic.signatures import chosen_parameters, given_parameters, names_read
from pattern_lsp.semantic.values import Kind, Trace


def check(model: Model) -> Iterator[Finding]:
    calls = [call for call in model.calls() if _runs_compiled(call)]
    if not calls:
        return
    order = {id(event): position for position, event in enumerate(model.events)}
    changes = [change for change in (*model.of(Assignment), *model.of(ItemAssignment)) if _changed_name(change)]
    captured: dict[int, frozenset[str]] = {}
    for change in changes:
        name = _changed_name(change)
        for call in calls:
            function: Function = call.callee.target
            if id(function.node) not in captured:
                captured[id(function.node)] = names_read(function)
            if name not in captured[id(function.node)] or not _is_beside(change, call) or not _sees(function, change):
                continue
            later = (one for one in calls if _is_beside(change, one) and _uses_the_same_program(call, one))
            position = order[id(change)]
            before = order[id(call)] < position and any(order[id(one)] > position for one in later)
            loop = innermost_common_loop(change, call)
            each_round = loop is not None and _differs_each_round(change, loop) and not _is_made_in(function, change)
            if before or each_round:
                called = "The jitted lambda" if function.name == "<lambda>" else f"The jitted `{function.name}`"
                yield Finding(
                    change.place,
                    f"{called} keeps the first value of `{name}` and does not see this one: pass it as an argument",
                    related=(Related(call.place, "compiled here"),),
                )
                break


def _runs_compiled(call: Call) -> bool:
    if call.callee.kind is not Kind.FUNCTION or call.context.trace & Trace.ABSTRACT or call.context.calls:
        return False
    wrappings = call.callee.target.wrappings
    return bool(wrappings) and wrappings[-1].op == "jit"


def _uses_the_same_program(first: Call, second: Call) -> bool:
    """Whether a second call runs what was compiled for the first: nothing that it would be traced anew for."""
    function: Function = first.callee.target
    jitted = function.wrappings[-1]
    other: Function = second.callee.target
    if other.node is not function.node or other.wrappings[-1].node is not jitted.node:
        return False
    ours, theirs = given_parameters(first), given_parameters(second)
    static = chosen_parameters(function, jitted, "static_argnums", "static_argnames")
    kinds = [[(one.keyword, type(one.value.constant)) for one in call.arguments] for call in (first, second)]
    return kinds[0] == kinds[1] and all(
        name in ours and name in theirs and is_same(ours[name].value, theirs[name].value)
        for name in static & (ours.keys() | theirs.keys())
    )


def _changed_name(change: Event) -> str:
    """The plain name that is given another value, or whose item is."""
    if isinstance(change, ItemAssignment):
        return change.target.identifier
    if isinstance(change, Assignment) and change.target is None and change.value.value.kind in _DATA:
        return "" if change.name == "_" else change.name
    return ""


_DATA = (Kind.PYTHON, Kind.ARRAY, Kind.UNKNOWN)


def _is_beside(change: Event, call: Call) -> bool:
    """Whether a change is made in the function, or at the level, that the call is made in."""
    ours, theirs = change.context.function, call.context.function
    same = ours is theirs or (ours is not None and theirs is not None and ours.node is theirs.node)
    return same and not change.context.calls


def _sees(function: Function, change: Event) -> bool:
    """Whether what is changed is a variable of the scope that the function stands in."""
    around = function.closure.function if function.closure is not None else None
    if around is None and isinstance(change, Assignment) and change.scope == "global":
        return True
    changing = change.context.function
    return changing is around or (changing is not None and around is not None and changing.node is around.node)


def _differs_each_round(change: Event, loop: Loop) -> bool:
    """Whether a loop surely gives another value in each round: it goes over them, counts, or changes an item."""
    if loop.kind not in ("for", "while"):
        return False
    if isinstance(change, Assignment):
        return bool(change.operator) or change.name in loop.targets or not change.value.value.is_unknown
    return True


def _is_made_in(function: Function, change: Event) -> bool:
    """Whether a function is made anew in every round of the loop that a change is in."""
    loop = change.context.loop
    if loop is None or loop.piece is not function.piece:
        return False
    outer, inner = loop.piece.span(loop.node), function.place.span
    return outer.start <= inner.start and inner.end <= outer.end


RULE = Rule(
    code="JAX015",
    name="captured-mutable-global",
    severity=Severity.WARNING,
    message="a variable that a jitted function has read once and for all",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.STALE, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
import jax

rate = 2.0


@jax.jit
def scale(x):
    return rate * x


first = float(scale(1.0))
rate = 5.0
second = float(scale(1.0))
""",
            good="""\
import jax


@jax.jit
def scale(x, rate):
    return rate * x


first = float(scale(1.0, 2.0))
rate = 5.0
second = float(scale(1.0, rate))
""",
            proof=Shows("bad.first == bad.second == 2 and good.first == 2 and good.second == 5"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def train(steps):
    temperature = 1.0
    step = jax.jit(lambda x: jnp.exp(x * temperature))
    results = []
    for _ in range(steps):
        results.append(float(step(0.5)))
        temperature *= 0.5
    return results


results = train(3)
""",
            good="""\
import jax
import jax.numpy as jnp


def train(steps):
    temperature = 1.0
    step = jax.jit(lambda x, temperature: jnp.exp(x * temperature))
    results = []
    for _ in range(steps):
        results.append(float(step(0.5, temperature)))
        temperature *= 0.5
    return results


results = train(3)
""",
            proof=Shows("len(set(bad.results)) == 1 and len(set(good.results)) == 3"),
        ),
        Example(
            bad="""\
import jax
import numpy as np

offsets = np.zeros(2)


@jax.jit
def shift(x):
    return x + offsets


first = shift(1.0).tolist()
offsets[0] = 10.0
second = shift(1.0).tolist()
""",
            good="""\
import jax
import numpy as np

offsets = np.zeros(2)


@jax.jit
def shift(x, offsets):
    return x + offsets


first = shift(1.0, offsets).tolist()
offsets[0] = 10.0
second = shift(1.0, offsets).tolist()
""",
            proof=Shows("bad.first == bad.second == [1, 1] and good.second == [11, 1]"),
        ),
    ),
)
