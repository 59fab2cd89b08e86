"""An array is made of a generator, which is not taken for the numbers it would give.

`np.array(x * x for x in xs)` is an array of one object, the generator itself; `np.max` gives the generator back, and
`np.any(x > 0 for x in xs)` is True whatever `xs` holds.
`np.sum` raises "Calling np.sum(generator) is deprecated", `np.stack` "arrays to stack must be passed as a "sequence"
type", `torch.tensor` "Could not infer dtype of generator", `jnp.array` "is not a valid JAX array type" (NumPy 2.4,
torch 2.13, JAX 0.10, TensorFlow 2.21).
The same goes for `map`, `filter`, `zip` and the views of a dictionary.
Make a list of it first: `np.array([x * x for x in xs])`; in NumPy `np.fromiter(…, float)` does without.

Source: numpy.org, `numpy.fromiter` and `numpy.sum`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model, Operand

_MAKERS = "array asarray asanyarray stack concatenate vstack hstack dstack column_stack".split()
_REDUCERS = "sum mean max min prod any all median std var".split()
_NAMES = (
    *(f"{module}.{name}" for module in ("numpy", "jax.numpy") for name in [*_MAKERS, *_REDUCERS]),
    *(f"torch.{name}" for name in "tensor as_tensor stack cat concat concatenate vstack hstack sum mean".split()),
    *(f"tensorflow.{name}" for name in "constant convert_to_tensor stack concat reduce_sum reduce_mean".split()),
)
_LAZY = {"builtins.map": "map", "builtins.filter": "filter", "builtins.zip": "zip"}
_VIEWS = {f"builtins.dict.{name}": "view" for name in ("keys", "values", "items")}


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_NAMES):
        given = call.positional(0)
        kind = _lazy(given) if given is not None else ""
        if given is not None and kind:
            last = call.name.rpartition(".")[2]
            yield Finding(call.place, f"`{last}` does not go through a {kind}: make a list of it", _fix(given, kind))


def _lazy(operand: Operand) -> str:
    value = operand.value
    if value.name == "generator":
        return "generator"
    return (_LAZY | _VIEWS).get(value.term.name, "") if value.term is not None else ""


def _fix(given: Operand, kind: str) -> Fix:
    text = given.text
    if kind == "generator" and " for " in text:
        inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text
        return Fix("Make a list", edit(given.place, f"[{inner}]"), safe=True)
    return Fix("Make a list", edit(given.place, f"list({text})"), safe=True)


RULE = Rule(
    code="NUM022",
    name="array-of-generator",
    severity=Severity.ERROR,
    message="an array made of a generator",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
import numpy as np

squares = np.array(n * n for n in range(3))
""",
            good="""\
import numpy as np

squares = np.array([n * n for n in range(3)])
""",
            proof=Shows("bad.squares.dtype == object and bad.squares.ndim == 0 and good.squares.tolist() == [0, 1, 4]"),
        ),
        Example(
            bad="""\
import numpy as np

any_negative = np.any(n < 0 for n in [1, 2, 3])
""",
            good="""\
import numpy as np

any_negative = np.any([n < 0 for n in [1, 2, 3]])
""",
            proof=Shows("bool(bad.any_negative) is True and bool(good.any_negative) is False"),
        ),
        Example(
            bad="""\
import torch

batch = [{"label": 1}, {"label": 0}]
labels = torch.tensor(example["label"] for example in batch)
""",
            good="""\
import torch

batch = [{"label": 1}, {"label": 0}]
labels = torch.tensor([example["label"] for example in batch])
""",
            proof=Raises("RuntimeError", "Could not infer dtype of generator"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp

digits = jnp.array(map(int, "1234"))
""",
            good="""\
import jax.numpy as jnp

digits = jnp.array(list(map(int, "1234")))
""",
            proof=Raises("TypeError", "not a valid JAX array type"),
        ),
        Example(
            bad="""\
import tensorflow as tf

sizes = {"a": 1, "b": 2}
result = tf.constant(sizes.values())
""",
            good="""\
import tensorflow as tf

sizes = {"a": 1, "b": 2}
result = tf.constant(list(sizes.values()))
""",
            proof=Raises("ValueError", "Attempt to convert a value"),
        ),
    ),
)
