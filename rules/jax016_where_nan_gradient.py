"""A `where` keeps the value of a logarithm, root or ratio at 0 out of the result, but not out of the gradient.

`jnp.where(x > 0, jnp.log(x), 0.0)` is 0 for `x = 0`, as meant.
Its gradient there is NaN: the branch that is not chosen is differentiated too, and 0 times the infinite derivative of
`log` is NaN (jax 0.10.2; the same for `sqrt`, fractional powers, `rsqrt` and division).
One such element makes the gradient of every parameter behind it NaN.
Choose the argument too: `jnp.where(x > 0, jnp.log(jnp.where(x > 0, x, 1.0)), 0.0)`.

Reported in functions that are differentiated, where `x` depends on what they are differentiated by.
What `relu` returns is not reported: its own gradient at 0 is 0, whatever comes in.
NUM016 is the same for torch and TensorFlow.

Source: docs.jax.dev, FAQ, "Gradients contain NaN where using `where`"; github.com/jax-ml/jax/issues/5798.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import leaking_branch
from pattern_lsp.semantic.values import Trace
from pattern_lsp.syntax import Place


def check(model: Model) -> Iterator[Finding]:
    for choice in model.calls("jax.numpy.where", "jax.lax.select"):
        found = leaking_branch(choice)
        if found is None:
            continue
        unsafe, argument = found
        if not argument.value.trace & Trace.GRAD or argument.value.op == "relu":
            continue
        yield Finding(
            unsafe.place,
            f"The gradient is NaN where `{argument.text}` is 0, whatever `where` chooses: choose the argument too",
            fix=_fix(choice, unsafe, argument, model),
            related=(Related(choice.place, "the choice"),),
        )


def _fix(choice: Call, unsafe: Call, argument: Operand, model: Model) -> Fix | None:
    """`jnp.log(x)` becomes `jnp.log(jnp.where(x > 0, x, 1.0))`, if it stands in the choice itself."""
    jnp, condition, chosen = model.names.get("jax.numpy"), choice.positional(0), choice.positional(1)
    if jnp is None or condition is None or chosen is None or not _is_in(unsafe.place, choice.place):
        return None
    values = f"{argument.text}, 1.0" if _is_in(unsafe.place, chosen.place) else f"1.0, {argument.text}"
    text = f"{jnp}.where({condition.text}, {values})"
    return Fix("Choose the argument too", edit(argument.place, text), safe=True)


def _is_in(inner: Place, outer: Place) -> bool:
    return inner.piece is outer.piece and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


RULE = Rule(
    code="JAX016",
    name="where-nan-gradient",
    severity=Severity.WARNING,
    message="a `where` whose other branch makes the gradient NaN",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def loss(x):
    return jnp.sum(jnp.where(x > 0, jnp.log(x), 0.0))


gradient = jax.grad(loss)(jnp.array([0.0, 4.0])).tolist()
""",
            good="""\
import jax
import jax.numpy as jnp


def loss(x):
    return jnp.sum(jnp.where(x > 0, jnp.log(jnp.where(x > 0, x, 1.0)), 0.0))


gradient = jax.grad(loss)(jnp.array([0.0, 4.0])).tolist()
""",
            proof=Shows("np.isnan(bad.gradient[0]) and good.gradient == [0, 0.25]"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
@jax.grad
def total(counts):
    return jnp.sum(jnp.where(counts == 0, 0.0, 1.0 / counts))


gradient = total(jnp.array([0.0, 2.0])).tolist()
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
@jax.grad
def total(counts):
    return jnp.sum(jnp.where(counts == 0, 0.0, 1.0 / jnp.where(counts == 0, 1.0, counts)))


gradient = total(jnp.array([0.0, 2.0])).tolist()
""",
            proof=Shows("np.isnan(bad.gradient[0]) and good.gradient == [0, -0.25]"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def length(v):
    squared = jnp.sum(v**2)
    root = jnp.sqrt(squared)
    return jnp.where(squared > 0, root, 0.0)


gradient = jax.grad(length)(jnp.zeros(2)).tolist()
""",
            good="""\
import jax
import jax.numpy as jnp


def length(v):
    squared = jnp.sum(v**2)
    root = jnp.sqrt(jnp.where(squared > 0, squared, 1.0))
    return jnp.where(squared > 0, root, 0.0)


gradient = jax.grad(length)(jnp.zeros(2)).tolist()
""",
            proof=Shows("np.isnan(bad.gradient).all() and good.gradient == [0, 0]"),
        ),
    ),
)
