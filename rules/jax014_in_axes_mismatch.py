"""`in_axes` does not have one entry for each argument of the mapped function.

A tuple of `in_axes` is matched with the positional arguments of the call.
Another number of them raises `ValueError: vmap in_axes must be an int, None, or a tuple of entries corresponding to the
positional arguments passed to the function` when the mapped function is called, not where it is made (jax 0.10.2).
Entries that are all `None` leave nothing to map over: `vmap must have at least one non-None value in in_axes`.
Keyword arguments have no entry, they are always mapped over axis 0; a single tuple argument takes a nested entry,
`in_axes=((0, None),)`.

One number for all, a default that is left out, and calls that spread `*args` are fine.

Source: docs.jax.dev, `jax.vmap`; "Automatic vectorization".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Related, Rule, Severity
from pattern_lsp.semantic.model import Model, Operand
from pattern_lsp.semantic.signatures import counted_parameters, has_own_signature, takes_any, wrapped_functions
from pattern_lsp.semantic.values import NONE, Kind, Value

# They pass on the arguments they get.
_SAME_ARGUMENTS = frozenset("jit vmap grad value_and_grad jacrev jacfwd hessian checkpoint".split())


def check(model: Model) -> Iterator[Finding]:
    too_long = set()
    for function, mapped in wrapped_functions(model, "vmap"):
        axes = mapped.call.argument("in_axes") if mapped.call is not None else None
        if axes is None or axes.value.items is None or function.wrapped("partial") or not has_own_signature(function):
            continue
        counted = counted_parameters(function, mapped)
        if len(axes.value.items) > len(counted) and not takes_any(function)[0]:
            too_long.add(axes.node)
            takes = f"{len(counted)} positional argument{'' if len(counted) == 1 else 's'}"
            name = "the function" if function.name == "<lambda>" else f"`{function.name}`"
            yield Finding(axes.place, f"`in_axes` has {len(axes.value.items)} entries, and {name} takes {takes}")
    for call in model.calls():
        if call.has_star or call.is_operator:
            continue
        keywords = sum(1 for argument in call.arguments if argument.keyword)
        for axes, with_self, is_sized in _axes_of(call.callee):
            count = len(call.arguments) - keywords + with_self
            entries = axes.value.items
            if entries is None or axes.node in too_long:
                continue
            if len(entries) != count:
                message = f"`in_axes` has {len(entries)} entries, and this call passes {count} by position"
                yield Finding(call.place, message, related=(Related(axes.place, "the entries"),))
            elif entries and not keywords and not is_sized and all(_is_none(entry) for entry in entries):
                yield Finding(axes.place, "Every entry is `None`: there is no axis left to map over")


def _axes_of(callee: Value) -> Iterator[tuple[Operand, int, bool]]:
    """The `in_axes` of every `vmap` in what is called; whether it counts `self` too, and has an `axis_size`."""
    if callee.kind is Kind.FUNCTION:
        for wrapped in reversed(callee.target.wrappings):
            if wrapped.op not in _SAME_ARGUMENTS:
                return
            axes = wrapped.call.argument("in_axes") if wrapped.op == "vmap" and wrapped.call is not None else None
            if axes is not None:
                with_self = 1 if callee.items and callee.target.kind == "method" and not wrapped.is_bound else 0
                yield axes, with_self, "axis_size" in wrapped.options
        return
    term = callee.term
    while term is not None and term.op in _SAME_ARGUMENTS and term.callee.kind is Kind.LIBRARY and term.arguments:
        axes = term.argument("in_axes") if term.op == "vmap" else None
        if axes is not None:
            yield axes, 0, term.argument("axis_size") is not None
        term = term.arguments[0].value.term


def _is_none(value: Value) -> bool:
    return value is NONE or (value.kind is Kind.PYTHON and value.name == "none")


RULE = Rule(
    code="JAX014",
    name="in-axes-mismatch",
    severity=Severity.ERROR,
    message="`in_axes` that do not fit the arguments",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def predict(weights, bias, x):
    return weights @ x + bias


batched = jax.vmap(predict, in_axes=(None, 0))
scores = batched(jnp.ones((2, 3)), jnp.ones(2), jnp.ones((8, 3)))
""",
            good="""\
import jax
import jax.numpy as jnp


def predict(weights, bias, x):
    return weights @ x + bias


batched = jax.vmap(predict, in_axes=(None, None, 0))
scores = batched(jnp.ones((2, 3)), jnp.ones(2), jnp.ones((8, 3)))
""",
            proof=Raises("ValueError", "vmap in_axes must be an int, None, or a tuple"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def distances(points):
    x, y = points
    return jax.vmap(lambda pair: pair[0] - pair[1], in_axes=(0, None))((x, y))


result = distances((jnp.ones(4), jnp.zeros(())))
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def distances(points):
    x, y = points
    return jax.vmap(lambda pair: pair[0] - pair[1], in_axes=((0, None),))((x, y))


result = distances((jnp.ones(4), jnp.zeros(())))
""",
            proof=Raises("ValueError", "vmap in_axes must be an int, None, or a tuple"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp

products = jax.vmap(jnp.dot, in_axes=(None, None))(jnp.ones((5, 3)), jnp.ones(3))
""",
            good="""\
import jax
import jax.numpy as jnp

products = jax.vmap(jnp.dot, in_axes=(0, None))(jnp.ones((5, 3)), jnp.ones(3))
""",
            proof=Raises("ValueError", "at least one non-None value in in_axes"),
        ),
    ),
)
