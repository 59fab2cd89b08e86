"""A function of `jax.numpy` is given a Python list or tuple.

NumPy makes an array of a list without a word; JAX refuses, because each number would become an operation of its own:
`TypeError: sum requires ndarray or scalar arguments, got <class 'list'> at position 0` (jax 0.10.2).
Arithmetic of an array with a list fails too: `unsupported operand type(s) for +`.
Make the array first: `jnp.sum(jnp.array(values))`.

Silent are the functions that join or make arrays (`array`, `asarray`, `stack`, `concatenate`, `select`), shapes, axes,
repetitions, and Python's own `sum`, `max` and `len`.

Source: docs.jax.dev, "JAX - The Sharp Bits", non-array inputs.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import origins
from pattern_lsp.semantic.values import Kind, Value

_ONE = """
    abs absolute all amax amin any arccos arcsin arctan argmax argmin argsort argwhere bincount ceil clip cos cosh
    count_nonzero cumprod cumsum diff exp expm1 flip floor isfinite isinf isnan log log10 log1p log2 max mean median min
    nan_to_num nanmax nanmean nanmin nansum prod ptp ravel reciprocal round sign sin sinh sort sqrt square squeeze std
    sum tan tanh transpose unique var zeros_like ones_like linalg.norm linalg.det linalg.inv
""".split()
_TWO = """
    add allclose arctan2 convolve cross divide dot inner isclose isin logaddexp logical_and logical_or matmul maximum
    minimum mod multiply outer percentile power quantile remainder searchsorted subtract take vdot
""".split()
# The positions of the arguments that must be arrays.
_ARRAYS = {
    **{f"jax.numpy.{name}": (0,) for name in _ONE},
    **{f"jax.numpy.{name}": (0, 1) for name in _TWO},
    "jax.numpy.where": (0, 1, 2),
    "jax.numpy.interp": (0, 1, 2),
    **{f"jax.nn.{name}": (0,) for name in "relu softmax log_softmax sigmoid tanh gelu logsumexp".split()},
    "jax.random.choice": (1,),
    "jax.random.permutation": (1,),
}
_ARITHMETIC = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "**", "matmul": "@"}


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_ARRAYS):
        for position in _ARRAYS[call.name]:
            given = call.positional(position)
            if given is not None and not call.is_operator and _is_sequence(given.value):
                function = call.name.rpartition(".")[2]
                yield _finding(given, f"`{function}` takes arrays, and this is a Python {given.value.name}", model)
    for call in model.calls(op=tuple(_ARITHMETIC)):
        if call.is_operator and len(call.arguments) == 2:
            yield from _of_arithmetic(call, model)


def _of_arithmetic(call: Call, model: Model) -> Iterator[Finding]:
    left, right = (argument.operand for argument in call.arguments)
    for array, other in ((left, right), (right, left)):
        if _is_surely_array(array.value) and _is_sequence(other.value):
            sign = _ARITHMETIC[call.op]
            yield _finding(other, f"`{sign}` of an array does not take a Python {other.value.name}", model)


def _is_surely_array(value: Value) -> bool:
    """What a traced function is given may be a list too, and `+` of two lists is one."""
    return value.is_array("jax") and (not value.trace or any(one.name.startswith("jax.") for one in origins(value)))


def _is_sequence(value: Value) -> bool:
    return value.kind is Kind.PYTHON and value.name in ("list", "tuple")


def _finding(given: Operand, message: str, model: Model) -> Finding:
    jnp = model.names.get("jax.numpy")
    fix = None
    if jnp is not None and given.value.name == "list":
        fix = Fix("Make it an array", edit(given.place, f"{jnp}.array({given.text})"), safe=True)
    return Finding(given.place, f"{message}: make it a `jnp.array`", fix=fix)


RULE = Rule(
    code="JAX019",
    name="sequence-argument",
    severity=Severity.ERROR,
    message="a Python list where JAX takes an array",
    frameworks=frozenset({"jax"}),
    check=check,
    symptoms=(Symptom.SLOW,),
    examples=(
        Example(
            bad="""\
import jax.numpy as jnp

losses = []
for step in range(3):
    losses.append(1.0 / (step + 1))
average = jnp.mean(losses)
""",
            good="""\
import jax.numpy as jnp

losses = []
for step in range(3):
    losses.append(1.0 / (step + 1))
average = jnp.mean(jnp.array(losses))
""",
            proof=Raises("TypeError", "mean requires ndarray or scalar arguments, got <class 'list'>"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp

point = jnp.zeros(3)
moved = point + [1.0, 0.0, 2.0]
""",
            good="""\
import jax.numpy as jnp

point = jnp.zeros(3)
moved = point + jnp.array([1.0, 0.0, 2.0])
""",
            proof=Raises("TypeError", "unsupported operand type(s) for +"),
        ),
    ),
)
