"""A NumPy function is given a traced value.

NumPy needs the numbers, and under jit, vmap or scan there are none yet: `np.sin(x)`, `np.where(x > 0, x, 0)` or
`np.array([x, y])` raise `TracerArrayConversionError: The numpy.ndarray conversion method __array__() was called`;
storing into a NumPy array, `buffer[0] = x`, raises `ValueError: setting an array element with a sequence`
(jax 0.10.2, NumPy 2.4).
Use the function of the same name from `jax.numpy`, and `jnp.zeros(…)` with `.at[i].set(x)` for a buffer.

NumPy on shapes, static arguments and constants is right, and silent.
Silent too are the functions that leave the work to a method of the array, such as `np.sum` and `np.reshape`: they work.

Source: docs.jax.dev, error `TracerArrayConversionError`; "How to think in JAX".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, edit
from pattern_lsp.semantic.knowledge import api
from pattern_lsp.semantic.model import Call, ItemAssignment, Model
from pattern_lsp.semantic.queries import is_tracer
from pattern_lsp.semantic.signatures import asks_for_tracers, is_excused, is_traced
from pattern_lsp.semantic.values import Kind, Value

_FAILING = (
    """
    abs absolute add allclose append arccos arccosh arcsin arcsinh arctan arctan2 arctanh array asarray atleast_1d
    atleast_2d average block ceil clip column_stack concatenate conj copy cosh cos count_nonzero cov cross deg2rad diag
    diff digitize divide dot empty_like equal exp exp2 expm1 floor floor_divide fmax fmin full_like gradient greater
    greater_equal heaviside histogram hstack hypot inner isclose isfinite isinf isnan kron less less_equal log log10
    log1p log2 logaddexp logical_and logical_not logical_or matmul maximum median meshgrid minimum mod multiply
    nan_to_num nanmean nansum negative nonzero not_equal ones_like outer percentile power rad2deg ravel rint roll sign
    sin sinc sinh sort sqrt square stack subtract tan tanh tril triu true_divide trunc unique vstack where zeros_like
    float32 float64 int32 int64
    """
).split()
_LINALG = "cholesky det eigh inv norm pinv qr solve svd".split()
_FUNCTIONS = (*(f"numpy.{name}" for name in _FAILING), *(f"numpy.linalg.{name}" for name in _LINALG))


def check(model: Model) -> Iterator[Finding]:
    if asks_for_tracers(model):
        return
    for call in model.calls(*_FUNCTIONS):
        if any(_holds_traced(argument.value) for argument in call.arguments) and not is_excused(call):
            instead = call.name.replace("numpy.", "jax.numpy.", 1)
            short = call.name.replace("numpy.", "jnp.", 1)
            yield Finding(
                call.place,
                f"`{call.callee_place.text}` needs numbers, and its argument is traced: use `{short}`",
                fix=_fix(call, model, instead),
            )
    for update in model.of(ItemAssignment):
        if update.target.value.is_array("numpy") and update.value is not None and is_tracer(update.value.value):
            name = update.target.text
            yield Finding(update.place, f"`{name}` is a NumPy array, and what is stored is traced: make it with `jnp`")


def _holds_traced(value: Value) -> bool:
    if value.kind is Kind.PYTHON and value.name in ("list", "tuple"):
        return any(map(is_tracer, value.items or ()))
    return is_traced(value)


def _fix(call: Call, model: Model, instead: str) -> Fix | None:
    """`np.sin` becomes `jnp.sin`, where both are there."""
    jnp = model.names.get("jax.numpy")
    if jnp is None or api(instead) is None or "." not in call.callee_place.text:
        return None
    name = f"{jnp}.{instead.removeprefix('jax.numpy.')}"
    return Fix(f"Use `{name}`", edit(call.callee_place, name), safe=True)


RULE = Rule(
    code="JAX005",
    name="numpy-on-tracer",
    severity=Severity.ERROR,
    message="a NumPy function on a traced value",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp
import numpy as np


@jax.jit
def wave(x):
    return np.sin(x) * jnp.exp(-x)


result = wave(1.0)
""",
            good="""\
import jax
import jax.numpy as jnp
import numpy as np


@jax.jit
def wave(x):
    return jnp.sin(x) * jnp.exp(-x)


result = wave(1.0)
""",
            proof=Raises("TracerArrayConversionError", "The numpy.ndarray conversion method __array__() was called"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp
import numpy as np


def features(x):
    y = x - x.mean()
    return np.stack([y, y**2])


rows = jax.vmap(features)(jnp.ones((4, 3)))
""",
            good="""\
import jax
import jax.numpy as jnp
import numpy as np


def features(x):
    y = x - x.mean()
    return jnp.stack([y, y**2])


rows = jax.vmap(features)(jnp.ones((4, 3)))
""",
            proof=Raises("TracerArrayConversionError"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp
import numpy as np


@jax.jit
def table(x):
    rows = np.zeros(3)
    for i in range(3):
        rows[i] = x * i
    return rows


result = table(2.0)
""",
            good="""\
import jax
import jax.numpy as jnp
import numpy as np


@jax.jit
def table(x):
    rows = jnp.zeros(3)
    for i in range(3):
        rows = rows.at[i].set(x * i)
    return rows


result = table(2.0)
""",
            proof=Raises("ValueError", "setting an array element with a sequence"),
        ),
    ),
)
