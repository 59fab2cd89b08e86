"""Two linear layers follow each other with nothing between, or two activations do.

A linear layer of a linear layer is one linear layer, however many weights the two have: a network of `Dense(8)` and
`Dense(1)` gets at most three of the four cases of XOR right, all four with a ReLU between (keras 3.15, torch 2.13).
An activation of an activation wastes what the first has done: a ReLU of a ReLU changes nothing, a ReLU of a LeakyReLU
takes the leak back, and tanh of tanh never gets above 0.76.
Give the first layer an activation, or leave one of the two away.
Silent: bottlenecks, whose middle is narrower than both ends and so limits the rank on purpose, layers of sizes that are
not known, convolutions, recurrent layers, smooth rectifiers (SiLU, GELU), which are stacked on purpose, and a softmax
or sigmoid at the end.

Source: NeuraLint (Nikanjam et al., 2021), rules on successive layers.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Chain, Layer, activation, is_activation, is_linear, is_passing, successions

_DENSE = frozenset({"keras.layers.Dense", "torch.nn.Linear"})
_PAIRED = frozenset("relu relu6 leaky_relu prelu tanh sigmoid softmax hardtanh".split())
_LAST = frozenset({"softmax", "sigmoid", "log_softmax"})
_IDLE_WITH_RELU = _PAIRED - {"tanh", "hardtanh"}


def check(model: Model) -> Iterator[Finding]:
    pairs = [(_first(before), before, layer) for before, layer in successions(model) if not is_passing(layer)]
    next_layers: dict[int, set[int]] = {}
    for first, _, layer in pairs:
        if first is not None:
            next_layers.setdefault(id(first.made.node), set()).add(id(layer.made.node))
    for first, before, layer in pairs:
        if first is None or len(next_layers[id(first.made.node)]) > 1:
            continue  # what several layers read is more than a part of one of them
        if {first.name, layer.name} <= _DENSE and is_linear(first) and _is_redundant(first, layer):
            message = f"`{first.operand.text}` has no activation, and the next layer is linear too: they are one layer"
            related = Related(layer.operand.place, "the next layer")
            yield Finding(first.operand.place, message, _fix(first), (related,))
        elif is_activation(layer) and first.word not in ("LSTM", "GRU", "SimpleRNN") and _is_of_a_layer(before):
            word, second = activation(first), activation(layer)
            if word in _PAIRED and second in _PAIRED and second not in _LAST:
                is_idle = second == "relu" and word in _IDLE_WITH_RELU
                what = "makes the other useless" if is_idle else "squeezes what was squeezed already"
                yield Finding(
                    layer.operand.place,
                    f"`{second}` follows `{word}` directly, and {what}",
                    related=(Related(first.operand.place, "the activation before it"),),
                    severity=Severity.INFORMATION if is_idle else None,
                )


def _first(before: Chain) -> Layer | None:
    """The layer before, dropout and the like left aside."""
    return next((layer for layer in reversed(before) if layer is None or not is_passing(layer)), None)


def _is_of_a_layer(before: Chain) -> bool:
    """Whether an activation belongs to a network, and is no formula for an activation of one's own."""
    return any(layer is not None and not layer.is_function and not is_activation(layer) for layer in before)


def _is_redundant(first: Layer, second: Layer) -> bool:
    """Whether the middle is wide enough for the two to do no more and no less than one."""
    middle, outer = first.units, second.units
    entering = first.made.argument("in_features")
    sizes = [outer, entering.value.constant if entering is not None else None]
    return middle is not None and any(type(size) is int and middle >= size for size in sizes)


def _fix(first: Layer) -> Fix | None:
    text = first.operand.text[:-1].rstrip().removesuffix(",")
    if not first.name.startswith("keras.") or first.made.argument("activation") is not None:
        return None
    return Fix("Give it a ReLU", edit(first.operand.place, f'{text}, activation="relu")'))


RULE = Rule(
    code="TF026",
    name="adjacent-linear-or-activation",
    severity=Severity.WARNING,
    message="two linear layers, or two activations, with nothing between",
    frameworks=frozenset({"tensorflow", "torch"}),
    check=check,
    symptoms=(Symptom.WORSE, Symptom.CHANCE),
    examples=(
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1)
x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([0.0, 1.0, 1.0, 0.0])
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(8),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(keras.optimizers.Adam(0.1), loss="binary_crossentropy")
model.fit(x, y, epochs=100, verbose=0)
right = ((model.predict(x, verbose=0)[:, 0] > 0.5) == y).sum()
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(1)
x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([0.0, 1.0, 1.0, 0.0])
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(8, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(keras.optimizers.Adam(0.1), loss="binary_crossentropy")
model.fit(x, y, epochs=100, verbose=0)
right = ((model.predict(x, verbose=0)[:, 0] > 0.5) == y).sum()
""",
            proof=Shows("bad.right <= 3 and good.right == 4"),
        ),
        Example(
            bad="""\
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 8), nn.Linear(8, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
for _ in range(200):
    loss = nn.functional.binary_cross_entropy_with_logits(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
last = loss.item()
""",
            good="""\
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
for _ in range(200):
    loss = nn.functional.binary_cross_entropy_with_logits(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
last = loss.item()
""",
            proof=Shows("bad.last > 0.69 and good.last < 0.05"),
        ),
        Example(
            bad="""\
import torch
from torch import nn

layer = nn.Linear(1, 1, bias=False)
nn.init.ones_(layer.weight)
net = nn.Sequential(layer, nn.Tanh(), nn.Tanh())
highest = net(torch.tensor([[1000.0]])).item()
""",
            good="""\
import torch
from torch import nn

layer = nn.Linear(1, 1, bias=False)
nn.init.ones_(layer.weight)
net = nn.Sequential(layer, nn.Tanh())
highest = net(torch.tensor([[1000.0]])).item()
""",
            proof=Shows("bad.highest < 0.77 and good.highest == 1"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation="relu"), layers.ReLU()])
outputs = model.predict(np.ones((2, 4)), verbose=0)
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation="relu")])
outputs = model.predict(np.ones((2, 4)), verbose=0)
""",
            proof=Shows("np.array_equal(bad.outputs, good.outputs)"),
        ),
    ),
)
