"""A traced value is asked for a Python number.

Under jit, vmap or scan there are no numbers yet, only shapes: `float(x)`, `int(x)`, `x.item()`, `x.tolist()` and
`math.sqrt(x)` raise `ConcretizationTypeError: Abstract tracer value encountered where concrete value is expected`,
`bool(x)` raises `TracerBoolConversionError` (jax 0.10.2).
Keep the array: `x.astype(int)` converts, `jnp.sqrt(x)` computes, and `float(loss)` belongs behind the call.

Shapes, `len(x)` and static arguments are plain numbers there too, and silent; so is code that asks for tracers.

Source: docs.jax.dev, error `ConcretizationTypeError`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_tracer
from pattern_lsp.semantic.signatures import asks_for_tracers, is_excused, is_traced

_CONVERSIONS = {"float": "astype(float)", "int": "astype(int)", "complex": "astype(complex)", "bool": "astype(bool)"}
# They are called the same in `jax.numpy`.
_MATH = tuple(
    f"math.{name}"
    for name in (
        "acos acosh asin asinh atan atan2 atanh ceil copysign cos cosh degrees exp expm1 fabs floor fmod hypot isclose "
        "isfinite isinf isnan log log10 log1p log2 pow radians sin sinh sqrt tan tanh"
    ).split()
)


def check(model: Model) -> Iterator[Finding]:
    if asks_for_tracers(model):
        return
    for name, conversion in _CONVERSIONS.items():
        for call in model.calls(f"builtins.{name}"):
            given = call.positional(0)
            if given is None or len(call.arguments) != 1 or is_excused(call):
                continue
            # The truth of a tree is known: `bool(params)` asks whether it is empty.
            if is_tracer(given.value) if name == "bool" else is_traced(given.value):
                fix = None
                if given.identifier:
                    fix = Fix("Convert the array", edit(call.place, f"{given.identifier}.{conversion}"), safe=True)
                yield Finding(
                    call.place, f"`{_short(given.text)}` is traced and no number yet: use `.{conversion}`", fix=fix
                )
    for method in ("item", "tolist"):
        for call in model.calls(method=method):
            if call.receiver is not None and is_traced(call.receiver.value) and not is_excused(call):
                name = _short(call.receiver.text)
                yield Finding(call.place, f"`{name}` is traced, and `.{method}()` needs its numbers: keep the array")
    for call in model.calls(*_MATH):
        if any(is_traced(argument.value) for argument in call.arguments) and not is_excused(call):
            name = call.name.removeprefix("math.")
            yield Finding(
                call.place,
                f"`math.{name}` needs a number, and its argument is traced: use `jnp.{name}`",
                fix=_fix(call, model, name),
            )


def _fix(call: Call, model: Model, name: str) -> Fix | None:
    jnp = model.names.get("jax.numpy")
    if jnp is None:
        return None
    return Fix(f"Use `{jnp}.{name}`", edit(call.callee_place, f"{jnp}.{name}"), safe=True)


def _short(text: str) -> str:
    line = text.split("\n", maxsplit=1)[0]
    return line if len(line) <= 40 else f"{line[:37]}…"


RULE = Rule(
    code="JAX011",
    name="concretization-in-jit",
    severity=Severity.ERROR,
    message="a Python number is asked of a traced value",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def bucket(x):
    scaled = x * 10.0
    return jnp.minimum(int(scaled), 5)


index = bucket(0.37)
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def bucket(x):
    scaled = x * 10.0
    return jnp.minimum(scaled.astype(int), 5)


index = bucket(0.37)
""",
            proof=Raises(
                "ConcretizationTypeError", "Abstract tracer value encountered where concrete value is expected"
            ),
        ),
        Example(
            bad="""\
import math

import jax
import jax.numpy as jnp


def length(v):
    return math.sqrt(jnp.sum(v * v))


lengths = jax.vmap(length)(jnp.ones((3, 4)))
""",
            good="""\
import math

import jax
import jax.numpy as jnp


def length(v):
    return jnp.sqrt(jnp.sum(v * v))


lengths = jax.vmap(length)(jnp.ones((3, 4)))
""",
            proof=Raises("ConcretizationTypeError"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def step(w, x):
    loss = jnp.mean((w * x) ** 2)
    return w - 0.1 * loss, loss.item()


w, loss = step(1.0, jnp.ones(3))
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def step(w, x):
    loss = jnp.mean((w * x) ** 2)
    return w - 0.1 * loss, loss


w, loss = step(1.0, jnp.ones(3))
loss = loss.item()
""",
            proof=Raises("ConcretizationTypeError"),
        ),
    ),
)
