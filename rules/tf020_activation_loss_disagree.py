"""The last activation of a network and its loss do not belong together.

A cross entropy over classes needs softmax, one that asks yes or no for each output needs sigmoid.
Of one unit, a categorical cross entropy is 0 whatever comes out: nothing is learned.
Sigmoid before `cross_entropy` squeezes the scores between 0 and 1: with three classes the loss cannot fall below 0.55
(torch 2.13). Softmax before a sigmoid loss has the same fault.
Keras undoes the softmax or sigmoid that it applied itself (3.15): the training is right, and the predictions are not.
Trained with sigmoid on labels that are 1 in three of four cases, the softmax of two units says 0.9 instead of 0.75;
sigmoids trained by `categorical_crossentropy` do not add up to 1.
A ReLU before a loss on probabilities leaves their range: NaN from `categorical_crossentropy`, `RuntimeError: all
elements of input should be between 0 and 1` from `BCELoss`.
Softmax with `mse` hardly learns from confident errors: at a wrong score of 20 the gradient is 0.
Silent: softmax before torch's `BCELoss`, which is a loss of its own, and squared differences outside of `compile`.

Source: keras.io, "Losses"; NeuraLint (Nikanjam et al., 2021), rules on the last layer.
"""

from collections.abc import Iterator
from typing import NamedTuple

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import (
    Layer,
    Scored,
    activation,
    before_last,
    is_activation,
    is_linear,
    last_of,
    scored,
)

_UNBOUNDED = frozenset("relu relu6 leaky_relu elu selu gelu silu swish mish tanh softplus softsign".split())


class _Fault(NamedTuple):
    message: str
    fix: Fix | None = None
    severity: Severity | None = None


def check(model: Model) -> Iterator[Finding]:
    for loss in scored(model):
        last = last_of(loss.chain)
        fault = _fault(loss, last) if last is not None else None
        if last is not None and fault is not None:
            is_shown = loss.scores is not None and loss.scores.node is last.made.node
            related = () if is_shown else (Related(last.operand.place, "the last layer"),)
            yield Finding(loss.place, fault.message, fault.fix, related, fault.severity)


def _fault(loss: Scored, last: Layer) -> _Fault | None:
    word, is_torch = activation(last), last.name.startswith("torch.")
    units = _units(loss, last)
    if word is None or (units == 1 and word == "softmax"):
        return None
    if loss.loss == "categorical" and units == 1 and not is_torch:
        return _Fault("of a single unit this loss is always 0: use a binary cross entropy, or one unit for each class")
    if loss.loss == "categorical" and word == "sigmoid":
        if is_torch or loss.name.startswith("tensorflow."):
            return _Fault(
                "these have been through sigmoid, and the loss takes scores: it cannot come near 0", _bare(last)
            )
        message = "this loss is of a softmax, and the network ends with sigmoid: its outputs do not add up to 1"
        return _Fault(message, _other(last, "sigmoid", "softmax"), Severity.WARNING)
    if loss.loss == "binary" and word == "softmax":
        if not is_torch and not loss.name.startswith("tensorflow."):
            message = "this loss asks yes or no for each output, and the network ends with softmax"
            return _Fault(message, _other(last, "softmax", "sigmoid"), Severity.WARNING)
        if loss.from_logits:
            return _Fault("these have been through softmax, and the loss applies sigmoid to scores", _bare(last))
    if loss.loss in ("categorical", "binary") and loss.from_logits is False:
        if word in _UNBOUNDED:
            return _Fault(f"the loss takes probabilities, and `{word}` does not stay between 0 and 1")
        if is_torch and is_linear(last):
            return _Fault("these are scores, and the loss takes probabilities", _with_logits(loss))
    if loss.loss == "squared" and loss.scores is None and word == "softmax":
        message = "with softmax the squared error hardly learns from confident errors: use a cross entropy"
        return _Fault(message, None, Severity.INFORMATION)
    return None


def _units(loss: Scored, last: Layer) -> int | None:
    """How many units a network ends with, an activation that stands alone left aside."""
    before = before_last(loss.chain)
    return before.units if is_activation(last) and before is not None else last.units


def _bare(last: Layer) -> Fix | None:
    """The scores, where the activation is a function of them."""
    if not last.is_function:
        return None
    operands = [last.made.receiver] if last.name.startswith("torch.Tensor.") else [last.made.positional(0)]
    scores = operands[0]
    return Fix("Pass the scores", edit(last.made.place, scores.text)) if scores is not None else None


def _other(last: Layer, word: str, instead: str) -> Fix | None:
    given = last.made.argument("activation")
    if given is None or given.text.count(word) != 1:
        return None
    return Fix(f"End with {instead}", edit(given.place, given.text.replace(word, instead)))


def _with_logits(loss: Scored) -> Fix | None:
    if loss.made is None:
        return None
    callee = loss.made.callee_place
    if callee.text.endswith("BCELoss"):
        return Fix("Use the loss with logits", edit(callee, f"{callee.text[:-4]}WithLogitsLoss"))
    if callee.text.endswith(".binary_cross_entropy"):
        return Fix("Use the loss with logits", (PlaceEdit(callee.after, "_with_logits"),))
    return None


RULE = Rule(
    code="TF020",
    name="activation-loss-disagree",
    severity=Severity.ERROR,
    message="last activation that does not fit the loss",
    frameworks=frozenset({"tensorflow", "torch"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.WORSE, Symptom.NAN),
    examples=(
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.randn(20, 2)
labels = (x[:, :1] > 0).astype("float32")
model = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer=keras.optimizers.SGD(0.5), loss="categorical_crossentropy")
loss = model.fit(x, labels, verbose=0).history["loss"][0]
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.randn(20, 2)
labels = (x[:, :1] > 0).astype("float32")
model = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer=keras.optimizers.SGD(0.5), loss="binary_crossentropy")
loss = model.fit(x, labels, verbose=0).history["loss"][0]
""",
            proof=Shows("bad.loss < 1e-6 and good.loss > 0.05"),
        ),
        Example(
            bad="""\
import torch
import torch.nn.functional as F

scores = torch.tensor([[30.0, -30.0, -30.0], [-30.0, 30.0, -30.0]])
loss = F.cross_entropy(torch.sigmoid(scores), torch.tensor([0, 1])).item()
""",
            good="""\
import torch
import torch.nn.functional as F

scores = torch.tensor([[30.0, -30.0, -30.0], [-30.0, 30.0, -30.0]])
loss = F.cross_entropy(scores, torch.tensor([0, 1])).item()
""",
            proof=Shows("bad.loss > 0.55 and good.loss < 1e-6"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.zeros((4, 1))
labels = np.array([[1, 0], [1, 0], [1, 0], [0, 1]], "float32")
model = keras.Sequential([keras.Input((1,)), layers.Dense(2, activation="softmax")])
model.compile(optimizer=keras.optimizers.SGD(5.0), loss="binary_crossentropy")
model.fit(x, labels, epochs=60, verbose=0)
probability = model.predict(x, verbose=0)[0, 0]
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.zeros((4, 1))
labels = np.array([[1, 0], [1, 0], [1, 0], [0, 1]], "float32")
model = keras.Sequential([keras.Input((1,)), layers.Dense(2, activation="sigmoid")])
model.compile(optimizer=keras.optimizers.SGD(5.0), loss="binary_crossentropy")
model.fit(x, labels, epochs=60, verbose=0)
probability = model.predict(x, verbose=0)[0, 0]
""",
            proof=Shows("abs(bad.probability - 0.9) < 1e-2 and abs(good.probability - 0.75) < 1e-2"),
        ),
        Example(
            bad="""\
import torch
from torch import nn

torch.manual_seed(0)
layer = nn.Linear(2, 1)
criterion = nn.BCELoss()
loss = criterion(layer(torch.randn(8, 2) * 10), torch.ones(8, 1))
""",
            good="""\
import torch
from torch import nn

torch.manual_seed(0)
layer = nn.Linear(2, 1)
criterion = nn.BCEWithLogitsLoss()
loss = criterion(layer(torch.randn(8, 2) * 10), torch.ones(8, 1))
""",
            proof=Raises("RuntimeError", "all elements of input should be between 0 and 1"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
labels = np.eye(3)[np.arange(90) % 3]
model = keras.Sequential([keras.Input((3,)), layers.Dense(3, activation="relu")])
model.compile(optimizer=keras.optimizers.SGD(0.5), loss="categorical_crossentropy")
loss = model.fit(np.random.randn(90, 3), labels, epochs=30, verbose=0).history["loss"][-1]
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
labels = np.eye(3)[np.arange(90) % 3]
model = keras.Sequential([keras.Input((3,)), layers.Dense(3, activation="softmax")])
model.compile(optimizer=keras.optimizers.SGD(0.5), loss="categorical_crossentropy")
loss = model.fit(np.random.randn(90, 3), labels, epochs=30, verbose=0).history["loss"][-1]
""",
            proof=Shows("np.isnan(bad.loss) and good.loss < 1.2"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x, labels = np.array([[20.0, 0.0]]), np.array([[0.0, 1.0]])
model = keras.Sequential([keras.Input((2,)), layers.Dense(2, "softmax", kernel_initializer="identity")])
model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mse")
model.fit(x, labels, verbose=0)
moved = abs(model.get_weights()[1]).max()
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x, labels = np.array([[20.0, 0.0]]), np.array([[0.0, 1.0]])
model = keras.Sequential([keras.Input((2,)), layers.Dense(2, "softmax", kernel_initializer="identity")])
model.compile(optimizer=keras.optimizers.SGD(1.0), loss="categorical_crossentropy")
model.fit(x, labels, verbose=0)
moved = abs(model.get_weights()[1]).max()
""",
            proof=Shows("bad.moved < 1e-6 and good.moved > 0.9"),
        ),
    ),
)
