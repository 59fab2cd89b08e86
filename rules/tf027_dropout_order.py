"""Dropout stands before batch normalisation or max pooling, which then see other numbers in training than later.

Dropout makes what it keeps larger, so the mean stays and the variance grows: before batch normalisation the moving
variance of data of variance 1 becomes 2, and in evaluation, where nothing is dropped, what comes out has a standard
deviation of 0.71 instead of 1.
Max pooling over four ones of which half are dropped gives 1.88 in training, and 1 in evaluation (keras 3.15).
Put dropout behind them.
Silent: layers with a kernel between, average pooling, which keeps the mean, and dropout of whole channels before
pooling. Many good networks have this order all the same, so it is reported only where it is selected.

Source: Li et al. (2018), "Understanding the Disharmony between Dropout and Batch Normalization by Variance Shift".
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Chain, Layer, is_activation, successions

_NORMS = re.compile(r"(?:Lazy)?BatchNorm(?:alization|\dd)$")
_MAXIMA = re.compile(r"(?:Global)?MaxPool(?:ing)?\d[dD]$")
_KEEPS = frozenset({"Identity", "Flatten", "flatten"})


def check(model: Model) -> Iterator[Finding]:
    for before, layer in successions(model):
        dropout = _dropout(before)
        if dropout is None:
            continue
        is_norm = _NORMS.match(layer.word) is not None
        if is_norm or (_MAXIMA.match(layer.word) and dropout.word == "Dropout"):
            what = "the variance it learns is too large" if is_norm else "its maxima are larger than in evaluation"
            yield Finding(
                layer.operand.place,
                f"`{layer.word}` stands behind dropout, so in training {what}",
                related=(Related(dropout.operand.place, "the dropout"),),
            )


def _dropout(before: Chain) -> Layer | None:
    """The dropout right before, activations left aside."""
    for layer in reversed(before):
        if layer is None or not (is_activation(layer) or layer.word in _KEEPS):
            is_dropout = layer is not None and (layer.word == "dropout" or "Dropout" in layer.word)
            return layer if is_dropout else None
    return None


RULE = Rule(
    code="TF027",
    name="dropout-order",
    severity=Severity.INFORMATION,
    message="dropout before batch normalisation or max pooling",
    frameworks=frozenset({"tensorflow", "torch"}),
    check=check,
    is_optional=True,
    symptoms=(Symptom.EVALUATION, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
x = np.random.randn(4096, 4).astype("float32")
model = keras.Sequential([keras.Input((4,)), layers.Dropout(0.5), layers.BatchNormalization(momentum=0.0)])
model(x, training=True)
deviation = float(np.std(model(x)))
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
x = np.random.randn(4096, 4).astype("float32")
model = keras.Sequential([keras.Input((4,)), layers.BatchNormalization(momentum=0.0), layers.Dropout(0.5)])
model(x, training=True)
deviation = float(np.std(model(x)))
""",
            proof=Shows("abs(bad.deviation - 0.71) < 0.02 and abs(good.deviation - 1) < 0.02"),
        ),
        Example(
            bad="""\
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Dropout(0.5), nn.MaxPool1d(4))
x = torch.ones(4096, 1, 4)
training, evaluation = net(x).mean().item(), net.eval()(x).mean().item()
""",
            good="""\
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.MaxPool1d(4), nn.Dropout(0.5))
x = torch.ones(4096, 1, 4)
training, evaluation = net(x).mean().item(), net.eval()(x).mean().item()
""",
            proof=Shows(
                "bad.training > 1.8 and abs(good.training - 1) < 0.05 and bad.evaluation == good.evaluation == 1"
            ),
        ),
    ),
)
