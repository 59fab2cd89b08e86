"""Networks as chains of layers: what follows what, and what a loss is given."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import operands_of
from pattern_lsp.semantic.values import Kind, Value
from pattern_lsp.syntax import Place

_LONGEST = 200  # layers in a row
_DEEPEST = 8  # networks in networks


class Layer(NamedTuple):
    """A layer, or a function that does the work of one: its qualified name, and the call that made or applied it."""

    name: str
    made: Call

    @property
    def word(self) -> str:
        """Its name without the package: `Dense`, `relu`."""
        return self.name.rpartition(".")[2]

    @property
    def is_function(self) -> bool:
        return not self.word[:1].isupper()

    @property
    def operand(self) -> Operand:
        return self.made.operand

    @property
    def units(self) -> int | None:
        """How many features come out of a dense or convolutional layer, if that is a plain number."""
        name = next((word for word in ("units", "filters", "out_features") if self.made.argument(word)), "")
        given = self.made.argument(name) if name else None
        constant = given.value.constant if given is not None else None
        return constant if type(constant) is int else None


# What is not known is None.
Chain = tuple[Layer | None, ...]


def layers_of(network: Value, depth: int = _DEEPEST) -> Chain:
    """The layers of a network in order; a layer alone is itself."""
    if network.kind is not Kind.OBJECT or network.term is None or depth == 0:
        return (None,)
    if network.name in ("keras.Sequential", "torch.nn.Sequential"):
        chain: list[Layer | None] = []
        for item in network.items if network.items is not None else (Value(Kind.UNKNOWN),):
            chain += _members(item, depth)
        return tuple(chain)
    if network.name == "keras.Model":
        outputs = network.term.argument("outputs")
        return chain_to(outputs.value, depth - 1) if outputs is not None else (None,)
    if network.name == "keras.layers.InputLayer":
        return ()
    return (Layer(network.name, network.term),) if _is_layer(network.name) else (None,)


def _members(item: Value, depth: int) -> Chain:
    """The layers that one argument of `Sequential` stands for, or one element of the list it takes."""
    if item.kind is Kind.PYTHON:
        if item.items is not None:
            return tuple(layer for part in item.items for layer in _members(part, depth))
        return () if item.name in ("str", "bool", "none") else (None,)  # `name="encoder"`
    return () if item.op == "input" else layers_of(item, depth - 1)


def chain_to(tensor: Value, depth: int = _DEEPEST) -> Chain:
    """The layers that computed a tensor, in order, as far back as it is one after the other."""
    chain: Chain = ()
    for _ in range(_LONGEST):
        call = tensor.term
        if call is None or depth == 0:
            return (None, *chain)
        operands = operands_of(call)
        if call.op == "input":
            return chain
        if call.callee.kind is Kind.OBJECT and call.callee.term is not None and call.arguments:
            chain = (*layers_of(call.callee, depth), *chain)
        elif call.name and operands and _is_function_layer(call):
            chain = (Layer(call.name, call), *chain)
        else:
            return (None, *chain)
        tensor = operands[0].value
    return (None, *chain)


def successions(model: Model) -> Iterator[tuple[Chain, Layer]]:
    """Wherever a network is put together: each layer, and the chain before it."""
    for call in model.calls():
        if call.name in ("keras.Sequential", "torch.nn.Sequential"):
            layers = layers_of(call.result)
        elif call.op == "add_layer" and call.receiver is not None and call.positional(0) is not None:
            before, added = layers_of(call.receiver.value), _members(call.arguments[0].value, _DEEPEST)
            if len(added) == 1 and added[0] is not None:
                yield before, added[0]
            continue
        elif call.arguments and (call.callee.kind is Kind.OBJECT or _is_function_layer(call)):
            layers = chain_to(call.result)
            inner = len(layers_of(call.callee)) if call.callee.kind is Kind.OBJECT else 1
            if inner == 1 and layers and layers[-1] is not None:
                yield layers[:-1], layers[-1]
            continue
        else:
            continue
        for position, layer in enumerate(layers):
            if layer is not None:
                yield layers[:position], layer


def _is_layer(name: str) -> bool:
    return not {"keras.layers.Layer", "torch.nn.Module"}.isdisjoint(knowledge.ancestors(name)) and not _LOSS.search(
        name
    )


_LOSS = re.compile(r"Loss\w*$")


# ---------------------------------------------------------------------------------------------- activations

_ACTIVATIONS = frozenset(
    "relu relu6 leaky_relu elu selu gelu silu swish mish tanh sigmoid hard_sigmoid hard_tanh hardtanh hardsigmoid "
    "softplus softsign softmax log_softmax log_sigmoid celu prelu exponential".split()
)
_ACTIVATION_CLASSES = {
    "Softmax": "softmax", "LogSoftmax": "log_softmax", "Sigmoid": "sigmoid", "LogSigmoid": "log_sigmoid",
    "ReLU": "relu", "ReLU6": "relu6", "LeakyReLU": "leaky_relu", "ELU": "elu", "SELU": "selu", "CELU": "celu",
    "GELU": "gelu", "SiLU": "silu", "Mish": "mish", "Tanh": "tanh", "Softplus": "softplus", "Softsign": "softsign",
    "PReLU": "prelu", "Hardtanh": "hardtanh", "Hardsigmoid": "hardsigmoid",
}  # fmt: skip
_FUNCTION_HOMES = (
    "tensorflow", "tensorflow.nn", "tensorflow.math", "keras.activations", "keras.ops", "torch",
    "torch.nn.functional", "torch.special", "torch.Tensor",
)  # fmt: skip
# They move or thin out numbers, and leave each what it is.
_PASSING = frozenset(
    "Flatten Reshape Permute Dropout Identity flatten reshape squeeze cast view dropout unsqueeze expand_dims float "
    "contiguous to double Unflatten".split()
)
_WRAPPERS = frozenset("TimeDistributed Bidirectional Wrapper Lambda RNN SpectralNormalization TFSMLayer".split())
_LINEAR = re.compile(
    r"(?:Lazy)?(?:Dense|EinsumDense|Linear|Bilinear|(?:Separable|Depthwise)?Conv\d[dD](?:Transpose)?)$"
)


def _is_function_layer(call: Call) -> bool:
    home, _, word = call.name.rpartition(".")
    return home in _FUNCTION_HOMES and (word in _ACTIVATIONS or word in _PASSING)


def is_passing(layer: Layer) -> bool:
    """Whether a layer leaves every number what it is: flattening, dropout, a cast."""
    return layer.word in _PASSING


def is_linear(layer: Layer) -> bool:
    """Whether a layer surely is a linear map, with no activation of its own."""
    return _LINEAR.match(layer.word) is not None and activation(layer) == ""


def is_activation(layer: Layer) -> bool:
    """Whether a layer is an activation and nothing else."""
    return layer.word in _ACTIVATION_CLASSES or layer.word in _ACTIVATIONS or layer.name == "keras.layers.Activation"


def activation(layer: Layer) -> str | None:
    """What a layer does last, by one word for all frameworks (`relu`); empty for nothing, None if not known."""
    if layer.word in _ACTIVATION_CLASSES:
        return _ACTIVATION_CLASSES[layer.word]
    if layer.is_function:
        return layer.word if layer.word in _ACTIVATIONS else ""
    if layer.word in _WRAPPERS:
        return None
    given = layer.made.argument("activation") if layer.name.startswith("keras.") else None
    if given is not None:
        return _named(given.value)
    if layer.made.has_star or layer.name == "keras.layers.Activation":
        return None
    return "tanh" if layer.word in ("LSTM", "GRU", "SimpleRNN") else ""


def _named(value: Value) -> str | None:
    """The activation that `activation=value` means."""
    if value.kind is Kind.PYTHON:
        word = "linear" if value.name == "none" else value.constant
    elif value.kind in (Kind.LIBRARY, Kind.OBJECT) and knowledge.framework_of(value.name):
        word = value.name.rpartition(".")[2]
        word = _ACTIVATION_CLASSES.get(word, word)
    else:
        return None
    if word == "linear":
        return ""
    return word if word in _ACTIVATIONS else None


def last_of(chain: Chain) -> Layer | None:
    """The layer that decides what the numbers at the end of a chain are; None if it is not known."""
    for layer in reversed(chain):
        if layer is None or not is_passing(layer):
            return layer
    return None


def before_last(chain: Chain) -> Layer | None:
    """The layer before that one."""
    ends = [position for position, layer in enumerate(chain) if layer is None or not is_passing(layer)]
    return last_of(chain[: ends[-1]]) if ends else None


# --------------------------------------------------------------------------------------------------- losses


class Scored(NamedTuple):
    """A loss, and the scores that it is given.

    `loss` is one word for all frameworks: `categorical`, `binary`, `squared`, or else the name of the loss.
    `from_logits` says whether it applies softmax or sigmoid itself, None if that is not known.
    `call` is that of the loss, or of `model.compile`; `scores` is the operand of the former. `made` is the call that
    chose the loss, if any: of the function, or of the class.
    """

    loss: str
    name: str
    from_logits: bool | None
    chain: Chain
    place: Place
    call: Call
    scores: Operand | None = None
    made: Call | None = None


_LOSS_WORDS = {
    "sparse_categorical_crossentropy": "categorical", "categorical_crossentropy": "categorical",
    "categorical_focal_crossentropy": "categorical", "binary_crossentropy": "binary", "bce": "binary",
    "binary_focal_crossentropy": "binary", "mean_squared_error": "squared", "mse": "squared",
    "SparseCategoricalCrossentropy": "categorical", "CategoricalCrossentropy": "categorical",
    "CategoricalFocalCrossentropy": "categorical", "BinaryCrossentropy": "binary",
    "BinaryFocalCrossentropy": "binary", "MeanSquaredError": "squared",
}  # fmt: skip
_WITH_LOGITS = {
    "tensorflow.nn.sparse_softmax_cross_entropy_with_logits": "categorical",
    "tensorflow.nn.softmax_cross_entropy_with_logits": "categorical",
    "tensorflow.nn.sigmoid_cross_entropy_with_logits": "binary",
    "tensorflow.nn.weighted_cross_entropy_with_logits": "binary",
}
_TORCH_LOSSES = {
    "cross_entropy": ("categorical", True), "binary_cross_entropy": ("binary", False),
    "binary_cross_entropy_with_logits": ("binary", True), "mse": ("squared", False),
}  # fmt: skip


def scored(model: Model) -> Iterator[Scored]:
    """The losses that are given the output of a network: in a call, or by `model.compile`."""
    for call in model.calls():
        if call.name.startswith("keras.losses."):
            name = call.name.removeprefix("keras.losses.").removesuffix(".__call__")
            scores = call.argument("y_pred")
            made = call.callee.term if call.callee.kind is Kind.OBJECT else call
            if scores is not None and made is not None and name in _LOSS_WORDS:
                yield _scored(name, _from_logits(made), scores, call, made)
        elif call.name in _WITH_LOGITS:
            scores = call.argument("logits")
            if scores is not None:
                yield _scored(call.name, True, scores, call, call)
        elif call.op in _TORCH_LOSSES and call.name.startswith("torch."):
            scores = call.argument("input")
            made = call.callee.term if call.callee.kind is Kind.OBJECT else call
            if scores is not None and made is not None:
                yield _scored(call.op, _TORCH_LOSSES[call.op][1], scores, call, made)
    for call in model.calls("keras.Model.compile"):
        loss = call.argument("loss")
        if loss is None or call.receiver is None:
            continue
        value = loss.value
        name = value.constant if value.kind is Kind.PYTHON else value.name.removeprefix("keras.losses.")
        if isinstance(name, str) and (word := _LOSS_WORDS.get(name) or _LOSS_WORDS.get(name.lower())):
            made = value.term if value.kind is Kind.OBJECT else None
            from_logits = _from_logits(made) if made is not None else False
            yield Scored(word, name, from_logits, layers_of(call.receiver.value), loss.place, call, None, made)


def _scored(name: str, from_logits: bool | None, scores: Operand, call: Call, made: Call) -> Scored:
    word = _LOSS_WORDS.get(name) or _WITH_LOGITS.get(name) or _TORCH_LOSSES[name][0]
    return Scored(word, name, from_logits, chain_to(scores.value), scores.place, call, scores, made)


def _from_logits(made: Call) -> bool | None:
    given = made.argument("from_logits")
    if given is None:
        return None if made.has_star else False
    return given.value.constant if isinstance(given.value.constant, bool) else None
