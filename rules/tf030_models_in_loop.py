"""Models are built in a loop, and the automatic names of their layers go on counting.

Keras numbers the layers of a process: the `dense` of the first round is `dense_1` in the second, so that
`model.get_layer("dense")` raises `ValueError: No such layer` there, and weights that are matched by name do not match
(keras 3.15).
Call `keras.utils.clear_session()` at the start of each round, or name the layers.

The old reason for this advice, memory that grows from round to round, was not seen any more: models that nothing refers
to were freed (keras 3.15, TensorFlow 2.21).
Off unless selected.

Source: keras.io, `clear_session`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity, Shows
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind

_MODELS = ("keras.Sequential", "keras.Model", "keras.models.Sequential", "keras.models.Model")


def check(model: Model) -> Iterator[Finding]:
    if any(call.name.endswith(".clear_session") for call in model.of(Call)):
        return
    for made in model.of(Call):
        # Built here, or by a function of the file.
        is_built = made.name in _MODELS or (made.callee.kind is Kind.FUNCTION and made.result.name in _MODELS)
        if not is_built or made.context.calls or made.argument("name") is not None or made.has_star:
            continue
        if any(loop.kind in ("for", "while") for loop in made.context.loops):
            yield Finding(
                made.place,
                "The layers of this model have other names in each round: `keras.utils.clear_session()` first",
            )


RULE = Rule(
    code="TF030",
    name="models-in-loop",
    severity=Severity.HINT,
    is_optional=True,
    message="models built in a loop without `clear_session`",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(),
    examples=(
        Example(
            bad="""\
import keras

names = []
for units in (4, 8):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(units)])
    names.append(model.layers[0].name)
""",
            good="""\
import keras

names = []
for units in (4, 8):
    keras.utils.clear_session()
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(units)])
    names.append(model.layers[0].name)
""",
            proof=Shows("bad.names[0] != bad.names[1] and good.names == ['dense', 'dense']"),
        ),
        Example(
            bad="""\
import keras


def build(units):
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(units)])


kernels = []
for units in (4, 8):
    kernels.append(build(units).get_layer("dense").kernel)
""",
            good="""\
import keras


def build(units):
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(units)])


kernels = []
for units in (4, 8):
    keras.utils.clear_session()
    kernels.append(build(units).get_layer("dense").kernel)
""",
            proof=Raises("ValueError", "No such layer"),
        ),
    ),
)
