"""Python branches on a value that is traced.

Under jit, vmap or scan a value is an abstract tracer, and asking for its truth raises
`TracerBoolConversionError: Attempted boolean conversion of traced array` (jax 0.10.2).
`if`, `while`, `assert`, `not`, `and`, `or`, `a < b < c`, `x in (1, 2)`, `max(x, 0)` and the like all ask for it.
Shapes, dtypes and static arguments are concrete: branching on those is fine, as is anything under bare `jax.grad`.
Write `jnp.where(condition, a, b)`, `jnp.maximum`, `&`, `|`, `~`, or `jax.lax.cond` and `jax.lax.while_loop`.

Source: docs.jax.dev, error `TracerBoolConversionError`; "Control flow and logical operators with JIT".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity
from pattern_lsp.semantic.model import Call, Model, Test
from pattern_lsp.semantic.queries import is_tracer
from pattern_lsp.semantic.values import Kind, Trace

_INSTEAD = {
    "if": "use `jnp.where` or `jax.lax.cond`",
    "ternary": "use `jnp.where`",
    "while": "use `jax.lax.while_loop`",
    "assert": "use `checkify.check`",
    "not": "use `~` or `jnp.logical_not`",
    "and": "use `&` or `jnp.logical_and`",
    "or": "use `|` or `jnp.logical_or`",
    "comparison": "join two comparisons with `&`",
    "in": "use `jnp.isin`",
    "comprehension": "use `jnp.where`",
    "match": "use `jax.lax.switch`",
}
_ASKING = ("max", "min", "any", "all", "sorted")


def check(model: Model) -> Iterator[Finding]:
    for test in model.of(Test):
        if is_tracer(test.operand.value):
            yield Finding(
                test.place, f"`{_short(test.operand.text)}` is traced and has no truth: {_INSTEAD[test.kind]}"
            )
    for call in model.calls(*(f"builtins.{name}" for name in _ASKING)):
        if _asks(call):
            name = call.name.removeprefix("builtins.")
            yield Finding(
                call.place, f"`{name}` compares traced values one by one: use `jnp.{_counterpart(name, call)}`"
            )


def _asks(call: Call) -> bool:
    """`max(x, 0)` compares its arguments, `max(x)` the elements of x; both need concrete values."""
    if call.name in ("builtins.max", "builtins.min") and len(call.arguments) > 1:
        return any(
            argument.value.trace & Trace.ABSTRACT and argument.value.kind is not Kind.PYTHON
            for argument in call.arguments
        )
    return bool(call.arguments) and is_tracer(call.arguments[0].value)


def _counterpart(name: str, call: Call) -> str:
    if name in ("max", "min"):
        return f"{name}imum" if len(call.arguments) > 1 else name
    return "sort" if name == "sorted" else name


def _short(text: str) -> str:
    line = text.split("\n", maxsplit=1)[0]
    return line if len(line) <= 40 else f"{line[:37]}…"


RULE = Rule(
    code="JAX004",
    name="tracer-control-flow",
    severity=Severity.ERROR,
    message="Python control flow on a traced value",
    frameworks=frozenset({"jax"}),
    check=check,
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.jit
def relu(x):
    if x > 0:
        return x
    return 0.0


result = relu(3.0)
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.jit
def relu(x):
    return jnp.where(x > 0, x, 0.0)


result = relu(3.0)
""",
            proof=Raises("TracerBoolConversionError", "Attempted boolean conversion of traced array"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def step(carry, x):
    return max(carry, x), x


best, _ = jax.lax.scan(step, 0.0, jnp.arange(3.0))
""",
            good="""\
import jax
import jax.numpy as jnp


def step(carry, x):
    return jnp.maximum(carry, x), x


best, _ = jax.lax.scan(step, 0.0, jnp.arange(3.0))
""",
            proof=Raises("TracerBoolConversionError"),
        ),
    ),
)
