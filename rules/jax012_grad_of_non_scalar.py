"""The function whose gradient is taken returns an array, not a number.

`jax.grad` and `jax.value_and_grad` differentiate one number with respect to many.
An array raises `TypeError: Gradient only defined for scalar-output functions. Output had shape: (3,)` (jax 0.10.2),
and so does one of shape `(1,)`, as `keepdims=True` and `x[:1]` give.
Return `jnp.mean(…)` or `jnp.sum(…)` of it; for one gradient a row use `jax.vmap(jax.grad(f))`, for the whole matrix of
derivatives `jax.jacrev(f)`.

Reported is what surely has an axis: a softmax, a slice, arithmetic on arrays whose shape is in sight.
Parameters of unknown shape may be numbers, and stay silent, as do Jacobians and functions under `vmap`.

Source: docs.jax.dev, `jax.grad`; "Automatic differentiation".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Related, Rule, Severity, edit
from pattern_lsp.semantic.model import Function, Model, Operand, Wrapping
from pattern_lsp.semantic.ranks import rank_at_least
from pattern_lsp.semantic.signatures import differentiated_functions, has_aux, returns_of


def check(model: Model) -> Iterator[Finding]:
    for function, wrapped in differentiated_functions(model):
        asked = has_aux(wrapped)
        for returned in returns_of(model, function):
            operand, inner = returned.operand, returned.context.function
            # Called without the gradient, it may well be given something else.
            is_differentiated = inner is not None and any(one.node is wrapped.node for one in inner.wrappings)
            if operand is None or asked is None or not is_differentiated:
                continue
            value = operand.value
            if asked:
                if not value.items:
                    continue
                value = value.items[0]
            rank = rank_at_least(value)
            if rank > 0:
                yield _finding(model, function, wrapped, operand, rank, None if asked else operand)


def _finding(
    model: Model, function: Function, wrapped: Wrapping, operand: Operand, rank: int, fixed: Operand | None
) -> Finding:
    name = "this lambda" if function.name == "<lambda>" else f"`{function.name}`"
    axes = "1 axis" if rank == 1 else f"{rank} axes"
    taken = wrapped.name.rpartition(".")[2]
    jnp = model.names.get("jax.numpy")
    fix = None
    if jnp is not None and fixed is not None and "\n" not in fixed.text:
        fix = Fix("Take the mean", edit(fixed.place, f"{jnp}.mean({fixed.text})"))
    return Finding(
        operand.place,
        f"`{taken}` needs a single number, and {name} returns an array with at least {axes}: take its mean or sum",
        fix=fix,
        related=(Related(wrapped.place, "the gradient"),),
    )


RULE = Rule(
    code="JAX012",
    name="grad-of-non-scalar",
    severity=Severity.ERROR,
    message="the gradient of a function that returns an array",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def loss(w, x, y):
    return (w * x - y) ** 2


gradient = jax.grad(loss)(2.0, jnp.arange(3.0), jnp.ones(3))
""",
            good="""\
import jax
import jax.numpy as jnp


def loss(w, x, y):
    return jnp.mean((w * x - y) ** 2)


gradient = jax.grad(loss)(2.0, jnp.arange(3.0), jnp.ones(3))
""",
            proof=Raises("TypeError", "Gradient only defined for scalar-output functions. Output had shape"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def step(w, x):
    def loss(w):
        errors = (x @ w) ** 2
        return jnp.sum(errors, axis=0, keepdims=True)

    return w - 0.1 * jax.grad(loss)(w)


new = step(jnp.ones(3), jnp.ones((4, 3)))
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def step(w, x):
    def loss(w):
        errors = (x @ w) ** 2
        return jnp.mean(jnp.sum(errors, axis=0, keepdims=True))

    return w - 0.1 * jax.grad(loss)(w)


new = step(jnp.ones(3), jnp.ones((4, 3)))
""",
            proof=Raises("TypeError", "Gradient only defined for scalar-output functions. Output had shape"),
        ),
    ),
)
