"""An array meets its own reduction, and the reduced axis is gone.

`x.mean(axis=1)` of a `(3, 2)` array has shape `(3,)`, and `x - x.mean(axis=1)` raises "operands could not be broadcast
together with shapes (3,2) (3,)" (NumPy; torch: "The size of tensor a (2) must match the size of tensor b (3) at
non-singleton dimension 1").
Where the array happens to be square, as a small test often is, nothing is raised: every row is centred with the means
of the other rows, and `[[1, 3], [10, 30]]` becomes `[[-1, -17], [8, 10]]`.
Broadcasting aligns shapes from the right, so only reductions of the leading axes (`axis=0`) fit as they are.
Keep the axis: `x - x.mean(axis=1, keepdims=True)`, in torch `keepdim=True`.

Nothing is said of a negative axis unless the array is seen to have more than one: `x / x.sum(axis=-1)` is right for a
vector.

Source: NumPy user guide, "Broadcasting".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_same, least_rank, operands_of, subject_of
from pattern_lsp.semantic.values import Kind, Value

_REDUCTIONS = ("sum", "mean", "max", "min", "std", "var", "norm", "prod", "logsumexp", "nansum", "nanmean", "median")
_ELEMENTWISE = ("exp", "log", "abs", "sqrt", "square", "negative", "sigmoid", "tanh", "relu", "log1p", "expm1")
_ARITHMETIC = ("subtract", "divide", "multiply", "add")


def check(model: Model) -> Iterator[Finding]:
    for meeting in model.calls(op=_ARITHMETIC):
        operands = operands_of(meeting)
        if len(operands) != 2:
            continue
        left, right = operands
        for whole, part in ((left, right), (right, left)):
            reduction = part.value.term
            if reduction is None or not _loses_an_axis(reduction) or not _is_like(whole.value, _reduced(part.value)):
                continue
            name = reduction.spelling("keepdims")
            yield Finding(
                meeting.place,
                f"`{part.text}` has lost the axis it was reduced along, and lines up with the wrong one of "
                f"`{whole.text}`: add `{name}=True` to the {reduction.op}",
                _fix(reduction, name),
                () if part.node is reduction.node else (Related(reduction.place, "the axis is lost here"),),
            )


def _reduced(value: Value) -> Value:
    return subject_of(value, *_REDUCTIONS) or value


def _loses_an_axis(reduction: Call) -> bool:
    """Whether a call reduces an axis that others come before, and drops it."""
    if reduction.op not in _REDUCTIONS or reduction.has_star or not reduction.result.is_array():
        return False
    kept, axis = reduction.argument("keepdims"), reduction.argument("axis")
    if axis is None or (kept is not None and kept.value.constant is not False):
        return False
    axes = axis.value.items if axis.value.items is not None else (axis.value,)
    numbers = [one.constant for one in axes]
    subject = subject_of(reduction.result, reduction.op)
    if subject is None or not all(type(number) is int for number in numbers):
        return False
    if any(number < 0 for number in numbers):
        # The last axis of at least two; of others it is not known what comes before.
        return numbers == [-1] and least_rank(subject) > 1
    return sorted(numbers) != list(range(len(numbers)))


def _is_like(value: Value, other: Value) -> bool:
    """Whether a value surely has the shape of another: it is the same, or computed from it element by element."""
    if is_same(value, other):
        return True
    for one, base in ((value, other), (other, value)):
        inner = subject_of(one, *_ELEMENTWISE)
        if inner is not None and is_same(inner, base):
            return True
    term = value.term
    if term is None or term.op not in _ARITHMETIC or not term.is_operator:
        return False
    # `(x - mean) / std`: what one side has, the other being a number or a reduction of it.
    left, right = (argument.value for argument in term.arguments)
    return (_is_small(right) and _is_like(left, other)) or (_is_small(left) and _is_like(right, other))


def _is_small(value: Value) -> bool:
    return (value.kind is Kind.PYTHON and value.name in ("int", "float")) or value.op in _REDUCTIONS


def _fix(reduction: Call, name: str) -> Fix | None:
    if reduction.is_operator or not reduction.place.text.endswith(")") or reduction.argument("keepdims") is not None:
        return None
    last = reduction.arguments[-1].operand.place.after
    return Fix(f"Add `{name}=True`", (PlaceEdit(last, f", {name}=True"),))


RULE = Rule(
    code="NUM005",
    name="missing-keepdims",
    severity=Severity.ERROR,
    message="an array meets its own reduction without `keepdims=True`",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
import numpy as np

x = np.array([[1.0, 3.0], [10.0, 30.0], [5.0, 7.0]])
centred = x - x.mean(axis=1)
""",
            good="""\
import numpy as np

x = np.array([[1.0, 3.0], [10.0, 30.0], [5.0, 7.0]])
centred = x - x.mean(axis=1, keepdims=True)
""",
            proof=Raises("ValueError", "operands could not be broadcast together with shapes (3,2) (3,)"),
        ),
        Example(
            bad="""\
import numpy as np


def centred(x):
    mean = np.mean(x, axis=1)
    return x - mean


result = centred(np.array([[1.0, 3.0], [10.0, 30.0]]))
""",
            good="""\
import numpy as np


def centred(x):
    mean = np.mean(x, axis=1, keepdims=True)
    return x - mean


result = centred(np.array([[1.0, 3.0], [10.0, 30.0]]))
""",
            proof=Shows("bad.result.tolist() == [[-1, -17], [8, 10]] and good.result.tolist() == [[-1, 1], [-10, 10]]"),
        ),
        Example(
            bad="""\
import torch


def shifted(x: torch.Tensor) -> torch.Tensor:
    return torch.exp(x - x.amax(dim=1))


result = shifted(torch.randn(4, 8))
""",
            good="""\
import torch


def shifted(x: torch.Tensor) -> torch.Tensor:
    return torch.exp(x - x.amax(dim=1, keepdim=True))


result = shifted(torch.randn(4, 8))
""",
            proof=Raises("RuntimeError", "must match the size of tensor b"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp


def softmax(x):
    e = jnp.exp(x - jnp.max(x, axis=1, keepdims=True))
    return e / jnp.sum(e, axis=1)


result = softmax(jnp.array([[0.0, 1.0], [2.0, 5.0]]))
""",
            good="""\
import jax.numpy as jnp


def softmax(x):
    e = jnp.exp(x - jnp.max(x, axis=1, keepdims=True))
    return e / jnp.sum(e, axis=1, keepdims=True)


result = softmax(jnp.array([[0.0, 1.0], [2.0, 5.0]]))
""",
            proof=Shows(
                "not np.allclose(bad.result.sum(axis=1), 1, atol=1e-3) and np.allclose(good.result.sum(axis=1), 1)"
            ),
        ),
        Example(
            bad="""\
import tensorflow as tf

x = tf.constant([[1.0, 3.0, 5.0], [10.0, 30.0, 50.0]])
centred = x - tf.reduce_mean(x, axis=-1)
""",
            good="""\
import tensorflow as tf

x = tf.constant([[1.0, 3.0, 5.0], [10.0, 30.0, 50.0]])
centred = x - tf.reduce_mean(x, axis=-1, keepdims=True)
""",
            proof=Raises("InvalidArgumentError", "Incompatible shapes"),
        ),
    ),
)
