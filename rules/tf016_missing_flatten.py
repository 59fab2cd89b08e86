"""A dense layer follows convolutions without a flattening in between, so the network returns a grid for each example.

`Dense` works on the last axis alone. Behind a `Conv2D` or a pooling layer it maps the channels of each place, and the
network returns (batch, height, width, units) where (batch, units) is meant: `fit` raises `ValueError: Argument
`output` must have rank (ndim) `target.ndim - 1`` for sparse classes, `must have the same rank (ndim)` for others
(keras 3.15).
Put `Flatten()` or a global pooling layer before the first `Dense`.
Silent: networks that keep the size of the image, or blow it up again, and so give a class to each pixel; a `Dense`
among convolutions; one-dimensional convolutions without pooling, which label each step.

Source: keras.io, API documentation of `keras.layers.Dense`; stackoverflow.com/questions/53119432.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Related, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Chain, Layer, is_activation, scored
from pattern_lsp.semantic.queries import spelled

_ON_GRIDS = re.compile(r"(?:Separable|Depthwise)?Conv(?:olution)?\dD$|(?:Max|Average|Avg)Pool(?:ing)?\dD$")
_ALONG = frozenset("Dense Dropout BatchNormalization LayerNormalization".split())
_LOSSES = frozenset({"categorical", "binary", "squared"})


def check(model: Model) -> Iterator[Finding]:
    for loss in scored(model):
        dense = _first_dense(loss.chain) if loss.loss in _LOSSES else None
        if dense is not None:
            yield Finding(
                dense.operand.place,
                "`Dense` maps the last axis alone: without `Flatten` before it, each example gets a grid of outputs",
                _fix(model, dense),
                (Related(loss.place, "the loss takes one output for each example"),),
            )


def _first_dense(chain: Chain) -> Layer | None:
    """The first dense layer behind the last convolution, if nothing takes the grid away before the network ends."""
    grids = [position for position, layer in enumerate(chain) if layer is not None and _is_on_grid(layer)]
    if not grids or not _shrinks([layer for layer in chain[: grids[-1] + 1] if layer is not None]):
        return None
    behind = [layer for layer in chain[grids[-1] + 1 :] if layer is not None and _goes_along(layer)]
    dense = [layer for layer in behind if layer.word == "Dense"]
    return dense[0] if dense and len(behind) == len(chain) - grids[-1] - 1 else None


def _goes_along(layer: Layer) -> bool:
    return layer.word in _ALONG or is_activation(layer)


def _is_on_grid(layer: Layer) -> bool:
    return layer.name.startswith("keras.layers.") and _ON_GRIDS.match(layer.word) is not None


def _shrinks(layers: list[Layer]) -> bool:
    """Whether what comes out is surely smaller than the image, and not blown up again."""
    if any("Transpose" in layer.word or "UpSampling" in layer.word or "Resizing" in layer.word for layer in layers):
        return False
    return any("Pool" in layer.word or ("1D" not in layer.word and _crops(layer)) for layer in layers)


def _crops(layer: Layer) -> bool:
    """Whether a convolution has strides, or cuts off the border."""
    strides, padding, kernel = (layer.made.argument(name) for name in ("strides", "padding", "kernel_size"))
    if strides is not None and strides.value.constant != 1:
        return strides.value.constant is not None
    is_wide = kernel is not None and type(kernel.value.constant) is int and kernel.value.constant > 1
    return is_wide and not layer.made.has_star and (padding is None or padding.value.constant == "valid")


def _fix(model: Model, dense: Layer) -> Fix | None:
    flatten, place = spelled(model, "keras.layers.Flatten"), dense.operand.place
    before = place.line_start.piece.text[place.line_start.span.start : place.span.start]
    added = re.fullmatch(r"\s*([\w.]+\.add\()", before)
    if not flatten:
        return None
    if added is not None:
        line = f"{place.indentation}{added[1]}{flatten}())\n"
        return Fix("Flatten before it", edit(place.line_start, line))
    if not before.strip():
        return Fix("Flatten before it", edit(place.before, f"{flatten}(),\n{place.indentation}"))
    is_in_list = before.rstrip().endswith(("[", ","))
    return Fix("Flatten before it", edit(place.before, f"{flatten}(), ")) if is_in_list else None


RULE = Rule(
    code="TF016",
    name="missing-flatten",
    severity=Severity.ERROR,
    message="dense layer behind convolutions without a flattening",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    keras.Input((8, 8, 1)),
    layers.Conv2D(4, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Dense(3, activation="softmax"),
])
model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
model.fit(np.zeros((4, 8, 8, 1)), np.array([0, 1, 2, 0]), verbose=0)
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    keras.Input((8, 8, 1)),
    layers.Conv2D(4, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(3, activation="softmax"),
])
model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
model.fit(np.zeros((4, 8, 8, 1)), np.array([0, 1, 2, 0]), verbose=0)
""",
            proof=Raises("ValueError", "must have rank (ndim) `target.ndim - 1`"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras

model = keras.Sequential()
model.add(keras.layers.Conv2D(4, 3, activation="relu"))
model.add(keras.layers.Dense(8, activation="relu"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="sgd", loss="binary_crossentropy")
model.fit(np.zeros((4, 8, 8, 1)), np.array([[0], [1], [1], [0]]), verbose=0)
""",
            good="""\
import numpy as np
from tensorflow import keras

model = keras.Sequential()
model.add(keras.layers.Conv2D(4, 3, activation="relu"))
model.add(keras.layers.Flatten())
model.add(keras.layers.Dense(8, activation="relu"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="sgd", loss="binary_crossentropy")
model.fit(np.zeros((4, 8, 8, 1)), np.array([[0], [1], [1], [0]]), verbose=0)
""",
            proof=Raises("ValueError", "must have the same rank (ndim)"),
        ),
    ),
)
