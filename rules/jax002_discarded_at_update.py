"""The result of an `.at[…]` update is thrown away.

`x.at[i].set(v)` changes nothing: it returns a new array.
As a statement of its own it raises nothing, and `x` keeps its old values.
The same holds for `optax.apply_updates(params, updates)` and `jax.lax.dynamic_update_slice(x, …)`.
Keep the result: `x = x.at[i].set(v)`.

Source: docs.jax.dev, `jax.numpy.ndarray.at`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import base_name

_PURE = (
    "optax.apply_updates",
    "jax.lax.dynamic_update_slice",
    "jax.lax.dynamic_update_slice_in_dim",
    "jax.Array.sort",
)


def check(model: Model) -> Iterator[Finding]:
    for call in [*model.calls(op="at_update"), *model.calls(*_PURE)]:
        if call.is_discarded and not call.context.handled:
            name = _updated(call)
            yield Finding(call.place, f"`{name}` is not changed: the updated copy is thrown away", fix=_fix(call, name))


def _updated(call: Call) -> str:
    if call.op == "at_update" and call.receiver is not None:
        return call.receiver.text.rpartition(".at[")[0]
    subject = call.subject
    return subject.text if subject is not None else call.method


def _fix(call: Call, name: str) -> Fix | None:
    if not name.replace(".", "").replace("_", "").isalnum():
        return None
    is_plain = call.receiver is not None and base_name(call.receiver.node) == name
    return Fix("Keep the result", (PlaceEdit(call.place.before, f"{name} = "),), safe=is_plain)


RULE = Rule(
    code="JAX002",
    name="discarded-at-update",
    severity=Severity.WARNING,
    message="result of an `.at[…]` update thrown away",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.NO_EFFECT, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
import jax.numpy as jnp

counts = jnp.zeros(3)
counts.at[0].add(1.0)
""",
            good="""\
import jax.numpy as jnp

counts = jnp.zeros(3)
counts = counts.at[0].add(1.0)
""",
            proof=Shows("bad.counts.tolist() == [0, 0, 0] and good.counts.tolist() == [1, 0, 0]"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp
import optax

params = {"w": jnp.ones(2)}
updates = {"w": jnp.full(2, -0.5)}
optax.apply_updates(params, updates)
""",
            good="""\
import jax.numpy as jnp
import optax

params = {"w": jnp.ones(2)}
updates = {"w": jnp.full(2, -0.5)}
params = optax.apply_updates(params, updates)
""",
            proof=Shows("bad.params['w'].tolist() == [1, 1] and good.params['w'].tolist() == [0.5, 0.5]"),
        ),
    ),
)
