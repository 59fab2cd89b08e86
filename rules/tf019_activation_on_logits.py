"""The logits of a cross entropy go through an activation first, and lose the values they need.

Logits may be anything, and the negative ones say no. A ReLU cuts them off: where a class is below 0 its gradient is 0,
and a class that starts there is never learned. Three clusters that are learned to 1.00 without it end at 0.67 for
half of the seeds (keras 3.15 and torch 2.13); `tanh` keeps the loss above 0.24, and a sigmoid after a ReLU never falls
below 0.5.
Leave the last layer without activation, and give it to the hidden ones.
Silent: activations of hidden layers, LeakyReLU, logits that are scaled or combined after the activation, and a softmax
or sigmoid that is the last, which other rules judge.

Source: NeuraLint (Nikanjam et al., 2021), rule on the last layer; stackoverflow.com/questions/43239467.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Layer, Scored, activation, before_last, is_activation, last_of, scored

_NARROWING = frozenset(
    "relu relu6 elu selu celu gelu silu swish mish softplus tanh softsign hard_tanh hardtanh hard_sigmoid".split()
)
_FINAL = {"categorical": "softmax", "binary": "sigmoid"}


def check(model: Model) -> Iterator[Finding]:
    for loss in scored(model):
        final = _FINAL.get(loss.loss)
        logits = _logits(loss, final) if final is not None else None
        word = activation(logits) if logits is not None else None
        is_narrow = word in _NARROWING or (word in ("softmax", "sigmoid") and logits is not last_of(loss.chain))
        if logits is not None and is_narrow and not _has_bounds(logits):
            yield Finding(
                logits.operand.place,
                f"`{word}` narrows the logits: the layer before {final} and cross entropy needs no activation",
                _fix(logits),
                (Related(loss.place, "the cross entropy"),),
            )


def _logits(loss: Scored, final: str | None) -> Layer | None:
    """The layer that computes the logits: the last, or the one before a softmax that stands alone."""
    last = last_of(loss.chain)
    if last is None:
        return None
    if loss.from_logits is True:
        return last
    return before_last(loss.chain) if is_activation(last) and activation(last) == final else None


def _has_bounds(logits: Layer) -> bool:
    """Whether the activation is given bounds, so that it may be meant: `ReLU(max_value=6, negative_slope=0.1)`."""
    return logits.word == "ReLU" and bool(logits.made.arguments) and logits.name.startswith("keras.")


def _fix(logits: Layer) -> Fix | None:
    given = logits.made.argument("activation")
    if given is not None and not is_activation(logits):
        return Fix("Leave the activation away", edit(given.place, "None"))
    if logits.is_function and len(logits.made.arguments) == 1 and logits.made.receiver is None:
        return Fix("Leave the activation away", edit(logits.made.place, logits.made.arguments[0].operand.text))
    return None


RULE = Rule(
    code="TF019",
    name="activation-on-logits",
    severity=Severity.WARNING,
    message="activation on the logits of a cross entropy",
    frameworks=frozenset({"tensorflow", "torch"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
accuracies = []
for seed in range(4):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((2,)), layers.Dense(3, activation="relu"), layers.Softmax()])
    model.compile(keras.optimizers.SGD(0.5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    accuracies += model.fit(x, labels, epochs=10, verbose=0).history["accuracy"][-1:]
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
accuracies = []
for seed in range(4):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((2,)), layers.Dense(3, activation=None), layers.Softmax()])
    model.compile(keras.optimizers.SGD(0.5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    accuracies += model.fit(x, labels, epochs=10, verbose=0).history["accuracy"][-1:]
""",
            proof=Shows("min(bad.accuracies) < 0.8 and min(good.accuracies) > 0.95"),
        ),
        Example(
            bad="""\
import torch
import torch.nn.functional as F

layer = torch.nn.Linear(1, 2, bias=False)
torch.nn.init.constant_(layer.weight, -1.0)
loss = F.cross_entropy(F.relu(layer(torch.ones(4, 1))), torch.tensor([0, 0, 0, 1]))
loss.backward()
steepest = layer.weight.grad.abs().max().item()
""",
            good="""\
import torch
import torch.nn.functional as F

layer = torch.nn.Linear(1, 2, bias=False)
torch.nn.init.constant_(layer.weight, -1.0)
loss = F.cross_entropy(layer(torch.ones(4, 1)), torch.tensor([0, 0, 0, 1]))
loss.backward()
steepest = layer.weight.grad.abs().max().item()
""",
            proof=Shows("bad.steepest == 0 and good.steepest > 0.2"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([keras.Input((2,)), layers.Dense(1, "relu"), layers.Activation("sigmoid")])
model.compile(optimizer="sgd", loss="binary_crossentropy")
least = model.predict(np.random.randn(50, 2), verbose=0).min()
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([keras.Input((2,)), layers.Dense(1, None), layers.Activation("sigmoid")])
model.compile(optimizer="sgd", loss="binary_crossentropy")
least = model.predict(np.random.randn(50, 2), verbose=0).min()
""",
            proof=Shows("bad.least == 0.5 > good.least"),
        ),
    ),
)
