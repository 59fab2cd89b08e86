"""The function whose gradient is taken returns a pair where a number is expected, or a number where a pair is.

`jax.grad` and `jax.value_and_grad` differentiate one number.
A function that returns `(loss, predictions)` without `has_aux=True` raises
`TypeError: Gradient only defined for scalar-output functions. Output was (…)`; with `has_aux=True` a function that does
not return a pair raises `expected function with aux output to return a two-element tuple` (jax 0.10.2).
With `has_aux=True` the results are `(gradients, aux)` of `grad` and `((loss, aux), gradients)` of `value_and_grad`.
More than one extra goes into one container: `return loss, (logits, state)`.

Silent where some `return` is not known, or agrees.

Source: docs.jax.dev, `jax.grad` and `jax.value_and_grad`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Related, Rule, Severity
from pattern_lsp.semantic.model import Call, Model, Operand, Wrapping
from pattern_lsp.semantic.signatures import differentiated_functions, has_aux, returns_of
from pattern_lsp.semantic.values import Kind, Value


def check(model: Model) -> Iterator[Finding]:
    for function, wrapped in differentiated_functions(model):
        asked = has_aux(wrapped)
        returned = [one.operand for one in returns_of(model, function)]
        lengths = {_length(one.value) if one is not None else 0 for one in returned}
        if asked is None or not lengths or None in lengths:
            continue
        name = "The lambda" if function.name == "<lambda>" else f"`{function.name}`"
        if asked and 2 not in lengths:
            length = next(iter(lengths))
            what = f"a tuple of {length}" if length else "a single value"
            yield Finding(
                wrapped.place, f"{name} returns {what}, and `has_aux=True` expects a pair", related=_related(returned)
            )
        elif not asked and 0 not in lengths:
            yield Finding(
                wrapped.place,
                f"{name} returns a tuple: the gradient of its first value takes `has_aux=True`",
                fix=_fix(wrapped) if lengths == {2} else None,
                related=_related(returned),
            )


def _related(returned: list[Operand | None]) -> tuple[Related, ...]:
    return tuple(Related(one.place, "what it returns") for one in returned[:1] if one is not None)


def _length(value: Value) -> int | None:
    """How many values a function returns: 0 for a single one, None if that is not known."""
    if value.kind is Kind.PYTHON and value.name in ("tuple", "list"):
        return len(value.items) if value.items is not None else None
    return 0 if value.kind in (Kind.ARRAY, Kind.PYTHON) and value.name != "none" else None


def _fix(wrapped: Wrapping) -> Fix | None:
    call = wrapped.call
    if not isinstance(call, Call) or not call.arguments or call.node is not wrapped.node:
        return None
    return Fix("Add `has_aux=True`", (PlaceEdit(call.arguments[-1].operand.place.after, ", has_aux=True"),))


RULE = Rule(
    code="JAX013",
    name="has-aux-mismatch",
    severity=Severity.ERROR,
    message="`has_aux` that does not fit what the function returns",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def loss(w, x):
    predictions = w * x
    return jnp.mean((predictions - 1.0) ** 2), predictions


gradients, predictions = jax.grad(loss)(2.0, jnp.ones(3))
""",
            good="""\
import jax
import jax.numpy as jnp


def loss(w, x):
    predictions = w * x
    return jnp.mean((predictions - 1.0) ** 2), predictions


gradients, predictions = jax.grad(loss, has_aux=True)(2.0, jnp.ones(3))
""",
            proof=Raises("TypeError", "Gradient only defined for scalar-output functions. Output was ("),
        ),
        Example(
            bad="""\
from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.value_and_grad, has_aux=True)
def loss(w, x):
    logits = w * x
    return jnp.mean(logits**2), logits, x


(value, extras), gradients = loss(2.0, jnp.ones(3))
""",
            good="""\
from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.value_and_grad, has_aux=True)
def loss(w, x):
    logits = w * x
    return jnp.mean(logits**2), (logits, x)


(value, extras), gradients = loss(2.0, jnp.ones(3))
""",
            proof=Raises("TypeError", "two-element tuple"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def train(w, x):
    def loss(w):
        return jnp.mean((w * x) ** 2)

    (value, logits), gradients = jax.value_and_grad(loss, has_aux=True)(w)
    return value, gradients


result = train(2.0, jnp.ones(3))
""",
            good="""\
import jax
import jax.numpy as jnp


def train(w, x):
    def loss(w):
        return jnp.mean((w * x) ** 2)

    value, gradients = jax.value_and_grad(loss)(w)
    return value, gradients


result = train(2.0, jnp.ones(3))
""",
            proof=Raises("TypeError", "two-element tuple"),
        ),
    ),
)
