"""A function is jitted anew in every round of a loop, and compiled anew.

`jit` finds a compiled program again by the function object.
A lambda, a `def` in the loop, a bound method, `partial(f)`, `jax.grad(f)` and `jax.vmap(f)` are new objects each time:
ten rounds of `jax.jit(jax.grad(loss))(w)` are compiled ten times, 42 ms a round where 0.01 ms would do (jax 0.10.2).
Make the jitted function once, above the loop.

Reported is what uses nothing that the loop binds, so that it may as well stand above it, and what runs in every round.
Silent are `jax.jit(f)` of a plain function, which is found again, tables of variants, and what is only lowered.

Source: docs.jax.dev, "Just-in-time compilation", JIT and caching.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Function, Loop, Model, Operand
from pattern_lsp.semantic.queries import is_every_round, names_in
from pattern_lsp.semantic.signatures import has_own_signature, names_bound_in, parameter_names
from pattern_lsp.semantic.values import Kind, Trace, Value
from pattern_lsp.syntax import Place

_MAKE_NEW = (
    "jax.grad",
    "jax.value_and_grad",
    "jax.vmap",
    "jax.jacrev",
    "jax.jacfwd",
    "jax.hessian",
    "functools.partial",
)


def check(model: Model) -> Iterator[Finding]:
    for jitted in model.calls("jax.jit"):
        loop = jitted.context.loop
        if (
            loop is None
            or jitted.context.calls
            or jitted.context.trace & Trace.ABSTRACT
            or loop.piece is not jitted.piece
        ):
            continue
        made = jitted.positional(0)
        if made is None or not _is_new_each_time(made, loop) or not _runs_each_round(jitted, loop):
            continue
        if _names_used(made) & names_bound_in(loop) or not _is_called_in(model, jitted, loop):
            continue
        yield Finding(
            jitted.place,
            f"{_described(made)} is a new function in every round, and is compiled anew: jit it once, above the loop",
            fix=_fix(model, jitted, loop),
        )


def _is_new_each_time(made: Operand, loop: Loop) -> bool:
    value = made.value
    if value.kind is not Kind.FUNCTION:
        return _is_transformed(value) and value.term is not None and value.term.node is made.node
    function: Function = value.target
    if value.items:
        return not function.wrappings and has_own_signature(function)
    if function.wrappings:
        last = function.wrappings[-1]
        return last.name in _MAKE_NEW and last.node is made.node
    return function.node is made.node or _is_inside(function.place, loop)


def _is_transformed(value: Value) -> bool:
    return value.term is not None and value.term.name in _MAKE_NEW and value.term.callee.kind is Kind.LIBRARY


def _is_inside(place: Place, loop: Loop) -> bool:
    span = loop.piece.span(loop.node)
    return place.piece is loop.piece and span.start <= place.span.start and place.span.end <= span.end


def _runs_each_round(jitted: Call, loop: Loop) -> bool:
    return loop.kind == "comprehension" or (loop.kind in ("for", "while") and is_every_round(jitted, loop))


def _names_used(made: Operand) -> frozenset[str]:
    """The names that a function takes from around it."""
    value = made.value
    if value.kind is Kind.FUNCTION and not value.items and not value.target.wrappings:
        function: Function = value.target
        text = Place(function.piece, function.piece.span(function.node)).text
        return names_in(text) - parameter_names(function) - {function.name}
    lambdas = value.target.node.params if value.kind is Kind.FUNCTION and value.target.name == "<lambda>" else None
    inner = parameter_names(value.target) if lambdas is not None else frozenset[str]()
    return names_in(made.text) - inner


def _is_called_in(model: Model, jitted: Call, loop: Loop) -> bool:
    """Whether the compiled function is called in the same loop, and not only lowered, or kept."""
    for call in model.calls():
        if any(one.node is loop.node for one in call.context.loops):
            callee = call.callee
            if callee.kind is Kind.FUNCTION and any(one.node is jitted.node for one in callee.target.wrappings):
                return True
            if callee.term is not None and callee.term.node is jitted.node:
                return True
    return False


def _described(made: Operand) -> str:
    if made.value.kind is Kind.FUNCTION and made.node is made.value.target.node:
        return "This lambda"
    return f"`{made.text}`" if "\n" not in made.text and len(made.text) <= 40 else "This"


def _fix(model: Model, jitted: Call, loop: Loop) -> Fix | None:
    """`step = jax.jit(…)`, a statement of its own, moves above the loop."""
    if loop.kind == "comprehension" or _is_local(jitted, loop) or len(jitted.context.loops) > 1:
        return None
    for assignment in model.of(Assignment):
        if assignment.value.node is jitted.node and assignment.target is None and not assignment.operator:
            around = Place(loop.piece, loop.piece.span(loop.node))
            line = _whole_line(assignment.place)
            if line is None or _is_bound_again(model, assignment, loop):
                return None
            moved = PlaceEdit(around.line_start, f"{around.indentation}{assignment.place.text}\n")
            return Fix("Jit it once, above the loop", (moved, PlaceEdit(line, "")), safe=True)
    return None


def _is_local(jitted: Call, loop: Loop) -> bool:
    """Whether what is jitted is a `def` of the loop, which cannot be left behind."""
    made = jitted.arguments[0].value
    return made.kind is Kind.FUNCTION and made.target.name != "<lambda>" and _is_inside(made.target.place, loop)


def _is_bound_again(model: Model, assignment: Assignment, loop: Loop) -> bool:
    return any(
        other.name == assignment.name and other.node is not assignment.node
        for other in model.of(Assignment)
        if any(one.node is loop.node for one in other.context.loops)
    )


def _whole_line(place: Place) -> Place | None:
    """The lines of a statement with their end, if nothing else stands on them."""
    text, start = place.piece.text, place.line_start.span.start
    end = text.find("\n", place.span.end)
    if end < 0 or text[place.span.end : end].strip() or text[start : place.span.start].strip():
        return None
    return Place(place.piece, place.span._replace(start=start, end=end + 1))


RULE = Rule(
    code="JAX009",
    name="jit-in-loop",
    severity=Severity.WARNING,
    message="a function that is jitted and compiled in every round of a loop",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.SLOW, Symptom.RECOMPILED),
    examples=(
        Example(
            bad="""\
import jax


def loss(w):
    print("tracing")
    return (w - 3.0) ** 2


w = 0.0
for step in range(5):
    gradient = jax.jit(jax.grad(loss))
    w = w - 0.1 * gradient(w)
""",
            good="""\
import jax


def loss(w):
    print("tracing")
    return (w - 3.0) ** 2


w = 0.0
gradient = jax.jit(jax.grad(loss))
for step in range(5):
    w = w - 0.1 * gradient(w)
""",
            proof=Shows("bad.stdout.count('tracing') >= 5 > 3 >= good.stdout.count('tracing')"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


class Model:
    def apply(self, x):
        print("tracing")
        return jnp.tanh(x)

    def run(self, batches):
        return [jax.jit(self.apply)(x) for x in batches]


outputs = Model().run([jnp.ones(2), jnp.zeros(2), jnp.ones(2)])
""",
            good="""\
import jax
import jax.numpy as jnp


class Model:
    def apply(self, x):
        print("tracing")
        return jnp.tanh(x)

    def run(self, batches):
        apply = jax.jit(self.apply)
        return [apply(x) for x in batches]


outputs = Model().run([jnp.ones(2), jnp.zeros(2), jnp.ones(2)])
""",
            proof=Shows("bad.stdout.count('tracing') == 3 and good.stdout.count('tracing') == 1"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp

total = jnp.zeros(3)
while total[0] < 4:
    total = jax.jit(lambda x: print("tracing") or x + 1)(total)
""",
            good="""\
import jax
import jax.numpy as jnp

total = jnp.zeros(3)
add = jax.jit(lambda x: print("tracing") or x + 1)
while total[0] < 4:
    total = add(total)
""",
            proof=Shows("bad.stdout.count('tracing') == 4 and good.stdout.count('tracing') <= 2"),
        ),
    ),
)
