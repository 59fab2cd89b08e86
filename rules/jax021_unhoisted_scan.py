"""A long Python loop in a traced function is written out, round by round, into the compiled program.

Tracing runs the loop: 1000 rounds of one `jnp.sin` become 2000 operations, and compiling took 0.82 s where 0.05 s would
do (jax 0.10.2, CPU); both grow with the number of rounds, and with what a round does.
`jax.lax.fori_loop(0, 1000, lambda i, x: …, x)` and `jax.lax.scan` compile one round and run it as often as asked.

Reported are `for` loops over a `range` of 50 and more whose body gives a traced variable its next value.
Loops over layers or parameters, short ones and those over a static argument are silent.

Source: docs.jax.dev, "Control flow and logical operators with JIT"; `jax.lax.fori_loop`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Function, Loop, Model
from pattern_lsp.semantic.queries import is_tracer
from pattern_lsp.semantic.values import Trace

_LONG = 50


def check(model: Model) -> Iterator[Finding]:
    seen = set[int]()
    for assignment in model.of(Assignment):
        loop = assignment.context.loop
        if loop is None or id(loop.node) in seen or not assignment.context.trace & Trace.ABSTRACT:
            continue
        rounds = _rounds(loop)
        steps = assignment.target is None and is_tracer(assignment.value.value) and is_tracer(assignment.before)
        if rounds < _LONG or not steps or loop.iterates.term is None:
            continue
        # A loop around it may be what calls the traced function.
        if assignment.context.function is not None and _is_in(loop, assignment.context.function):
            seen.add(id(loop.node))
            yield Finding(
                loop.iterates.term.place,
                f"This loop is compiled as {rounds} rounds in a row: `jax.lax.fori_loop` compiles one",
            )


def _is_in(loop: Loop, function: Function) -> bool:
    if loop.piece is not function.piece:
        return False
    inner, outer = loop.piece.span(loop.node), function.piece.span(function.node)
    return outer.start <= inner.start and inner.end <= outer.end


def _rounds(loop: Loop) -> int:
    """How often a loop over a constant `range` runs; 0 if that is not known."""
    term = loop.iterates.term
    if loop.kind != "for" or term is None or term.op != "range":
        return 0
    bounds = [argument.value.constant for argument in term.arguments]
    if not bounds or not all(type(bound) is int for bound in bounds):
        return 0
    return len(range(*(bound for bound in bounds if isinstance(bound, int))))


RULE = Rule(
    code="JAX021",
    name="unhoisted-scan",
    severity=Severity.INFORMATION,
    message="a long Python loop that is unrolled into the compiled program",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.SLOW,),
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def settle(x):
    for _ in range(200):
        x = jnp.sin(x) + 0.1
    return x


operations = len(jax.make_jaxpr(settle)(1.0).eqns)
result = float(jax.jit(settle)(1.0))
""",
            good="""\
import jax
import jax.numpy as jnp


def settle(x):
    return jax.lax.fori_loop(0, 200, lambda _, x: jnp.sin(x) + 0.1, x)


operations = len(jax.make_jaxpr(settle)(1.0).eqns)
result = float(jax.jit(settle)(1.0))
""",
            proof=Shows("bad.operations >= 400 and good.operations < 10 and abs(bad.result - good.result) < 1e-5"),
        ),
    ),
)
