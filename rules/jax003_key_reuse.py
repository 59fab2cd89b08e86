"""A random key is used a second time.

The same key gives the same numbers: two draws of one sampler are equal, and draws of different samplers are strongly
dependent (normal against uniform: correlation 0.98 over 1000 draws, jax 0.10.2).
Nothing raises. Dropout with one key drops the same units in every step.
`split` uses a key up as a draw does; `fold_in(key, number)` and `clone` do not.
Split first: `key, subkey = jax.random.split(key)`, draw from `subkey`, and go on with the new `key`.

Source: docs.jax.dev, "Pseudorandom numbers"; `jax.experimental.key_reuse`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(effect="consume_key"):
        key = call.argument("key")
        earlier = [node for state, node in call.states if state == "consumed"]
        if key is None or not earlier or _compares_on_purpose(call):
            continue
        name = key.text
        if any(node is call.node for node in earlier) and call.context.loops:
            message = f"`{name}` is used in every round of the loop: each draws the same numbers"
            yield Finding(key.place, message, fix=_split_before(call, model))
            continue
        first = next((event for node in earlier if node is not None and (event := model.event_at(node))), None)
        related = (Related(first.place, "first used here"),) if first is not None else ()
        used = "used already, and `split` needs a fresh key" if call.op == "split" else "used already"
        fix = _split_before(first, model) if isinstance(first, Call) else None
        yield Finding(key.place, f"`{name}` was {used}", fix=fix, related=related)


def _compares_on_purpose(call: Call) -> bool:
    """Tests draw twice from one key to show that the numbers are equal."""
    function = call.context.function
    return function is not None and function.name.startswith("test")


def _split_before(call: Call, model: Model) -> Fix | None:
    """Split right before the first use, which takes the new part; what comes later has the rest."""
    random = model.names.get("jax.random") or (f"{model.names['jax']}.random" if "jax" in model.names else "")
    key = call.argument("key")
    if key is None or not key.identifier or not random or call.context.calls or call.op == "split":
        return None
    if not call.is_in_simple_statement:
        return None
    name = key.text
    line = f"{call.indentation}{name}, sub{name} = {random}.split({name})\n"
    return Fix("Split the key first", (PlaceEdit(call.line, line), PlaceEdit(key.place, f"sub{name}")))


RULE = Rule(
    code="JAX003",
    name="key-reuse",
    severity=Severity.WARNING,
    message="PRNG key used twice",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.RANDOM, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
import jax

key = jax.random.key(1)
draws = []
for _ in range(3):
    draws.append(jax.random.normal(key, (2,)))
""",
            good="""\
import jax

key = jax.random.key(1)
draws = []
for _ in range(3):
    key, subkey = jax.random.split(key)
    draws.append(jax.random.normal(subkey, (2,)))
""",
            proof=Shows(
                "np.array_equal(bad.draws[0], bad.draws[2]) and not np.array_equal(good.draws[0], good.draws[2])"
            ),
        ),
        Example(
            bad="""\
import jax

key = jax.random.key(0)
a = jax.random.normal(key, (1000,))
b = jax.random.uniform(key, (1000,))
""",
            good="""\
import jax

key = jax.random.key(0)
key, subkey = jax.random.split(key)
a = jax.random.normal(subkey, (1000,))
b = jax.random.uniform(key, (1000,))
""",
            proof=Shows("np.corrcoef(bad.a, bad.b)[0, 1] > 0.9 > 0.2 > abs(np.corrcoef(good.a, good.b)[0, 1])"),
        ),
    ),
)
