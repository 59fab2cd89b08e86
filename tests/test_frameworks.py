"""The tables say what the installed frameworks do: names exist, classes derive, parameters and results are right."""

import contextlib
import importlib
import inspect
import io
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import helpers
import pytest

from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.frameworks.api import Api, Framework
from pattern_lsp.semantic.frameworks.torch import DEPRECATED, GONE

pytestmark = pytest.mark.filterwarnings("ignore")

# Packages the tables know a little of that no test brings along.
_ABSENT = frozenset("accelerate chex equinox haiku lightning pytorch_lightning tf_keras torchvision".split())
# Names of older versions, still met in code.
_OLD = frozenset(
    "jax.api.jit jax.core.Array jax.random.PRNGKeyArray jax.ad_checkpoint.checkpoint jax.experimental.maps "
    "jax.tree_map numba.jitclass keras.engine.training.Model keras.optimizers.Optimizer.minimize".split()
)


class Installed(NamedTuple):
    """A framework that is installed, and what its functions may be called with."""

    framework: Framework
    arrays: tuple[type, ...]
    samples: Callable[[], Iterable[tuple[Any, ...]]]
    # Rows that need arguments of their own.
    special: dict[str, Callable[[], Any]]
    # Objects to call the methods of other classes on.
    receivers: dict[str, Callable[[], Any]]
    # The share of rows whose results are looked at; what is left takes files, devices or arguments nothing else takes.
    share: float


@pytest.fixture(scope="module", params=["torch", "tensorflow", "jax", "numpy", "numba"])
def installed(request: pytest.FixtureRequest) -> Iterator[Installed]:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    if os.environ.get("PATTERN_LSP_CI") == "1":
        importlib.import_module(request.param)
    else:
        pytest.importorskip(request.param)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield _INSTALLED[request.param]()


def test_names_exist(installed: Installed) -> None:
    framework = installed.framework
    names = {*framework.apis, *framework.classes, *framework.classes.values(), *framework.aliases}
    names |= set(framework.aliases.values())
    missing = {name for name in names if _is_here(name) and _resolve(name) is None}
    assert missing == names & _OLD


def test_removed_names_are_gone(installed: Installed) -> None:
    removed = installed.framework.removed
    assert [name for name in removed if _resolve(name) is not None] == []
    root = installed.framework.roots[0]
    instead = {root + name for name in removed.values() if name.startswith(".")}
    assert [name for name in instead if _resolve(name) is None] == []


@pytest.mark.parametrize("name", [*GONE, *DEPRECATED])
def test_old_functions_of_torch_raise_or_warn(name: str, request: pytest.FixtureRequest) -> None:
    helpers.need("torch")
    import torch

    request.addfinalizer(lambda: torch.set_warn_always(False))
    torch.set_warn_always(True)  # otherwise only the first call of the process warns
    arguments = {"range": (0, 3), "lu": (torch.eye(2),), "cuda.amp.autocast": ()}
    one = ("qr", "cholesky", "symeig", "eig", "matrix_rank")
    given = arguments.get(name, (torch.eye(2),) * (1 if name in one else 2))
    assert _resolve(f"torch.{(GONE | DEPRECATED)[name]}") is not None
    function = _resolve(f"torch.{name}")
    if name in DEPRECATED:
        with pytest.warns((UserWarning, FutureWarning), match="deprecated"):
            function(*given)
    elif function is not None:
        with pytest.raises(RuntimeError, match="now removed"):
            function(*given)


def test_names_are_canonical(installed: Installed) -> None:
    names = [*installed.framework.apis, *installed.framework.classes]
    assert [name for name in names if knowledge.canonical(name) != name] == []


def test_classes_derive_from_their_bases(installed: Installed) -> None:
    for name, base in installed.framework.classes.items():
        if not (_is_here(name) and _is_here(base)):
            continue
        made, parent = _resolve(name), _resolve(base)
        if inspect.isclass(made):
            assert issubclass(made, parent), f"{name} is no {base}"
        else:
            assert name == base, f"{name} is no class"


def test_what_makes_new_objects_is_a_class(installed: Installed) -> None:
    for name, api in installed.framework.apis.items():
        if api.result == "new" and _is_here(name):
            assert inspect.isclass(_resolve(name)) or hasattr(_resolve(name), "__enter__"), name
        elif api.result.startswith("new "):
            assert inspect.isclass(_resolve(api.result[4:])), name


def test_parameters_are_named_in_order(installed: Installed) -> None:
    wrong = []
    looked_at = 0
    for name, api in installed.framework.apis.items():
        if not api.parameters or not _is_here(name) or name in _OLD:
            continue
        for signature in _signatures(name):
            looked_at += 1
            if _agrees(api, signature):
                break
        else:
            if _signatures(name):
                wrong.append((name, api.parameters, _signatures(name)))
    assert wrong == []
    assert looked_at or not installed.framework.array


def test_results_are_what_the_tables_say(installed: Installed) -> None:
    wrong = []
    called, rows = 0, 0
    for name, api in installed.framework.apis.items():
        if api.result in ("unknown", "new") or not _is_here(name) or name in _OLD:
            continue
        rows += 1
        outcomes = list(_outcomes(installed, name, api))
        called += bool(outcomes)
        for arguments, expected, outcome in outcomes:
            if not _is(installed, expected, outcome, arguments):
                wrong.append(f"{name}: {expected}, but {_described(outcome)} for {_described(arguments)}")
                break
    assert wrong == []
    assert called / rows >= installed.share, f"only {called} of {rows} rows were called"


# ------------------------------------------------------------------------------------------------------- names


def _is_here(name: str) -> bool:
    return name.partition(".")[0] not in _ABSENT


def _resolve(name: str) -> Any:
    """What a qualified name names; None if there is no such thing."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        for position in range(count, len(parts)):
            if not hasattr(found, parts[position]) and (instance := _INSTANCES.get(".".join(parts[:position]))):
                found = instance()
            found = getattr(found, parts[position], None)
        return found
    return None


def _jax_array() -> Any:
    import jax.numpy

    return jax.numpy.ones(2)


def _tensor() -> Any:
    import tensorflow

    return tensorflow.ones(2)


def _variable() -> Any:
    import tensorflow

    return tensorflow.Variable([1.0, 2.0])


def _layer(name: str, *sizes: int) -> Callable[[], Any]:
    def made() -> Any:
        import torch

        return getattr(torch.nn, name)(*sizes)

    return made


_LAYERS = "Linear Embedding EmbeddingBag GroupNorm".split()
_LAYERS_OF_ONE_SIZE = "PReLU BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm".split()
_LAYERS_OF_THREE_SIZES = "Bilinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d".split()
# Classes whose instances have more than they declare.
_INSTANCES: dict[str, Callable[[], Any]] = {
    "jax.Array": _jax_array,
    "jax.Array.at": lambda: _jax_array().at[0],
    "tensorflow.Tensor": _tensor,
    "tensorflow.Variable": _variable,
    **{f"torch.nn.{name}": _layer(name, 2, 2) for name in _LAYERS},
    **{f"torch.nn.{name}": _layer(name, 2) for name in _LAYERS_OF_ONE_SIZE},
    **{f"torch.nn.{name}": _layer(name, 2, 2, 2) for name in _LAYERS_OF_THREE_SIZES},
}


# -------------------------------------------------------------------------------------------------- parameters


class Signature(NamedTuple):
    positional: tuple[str, ...]
    keyword: frozenset[str]
    takes_any: bool


def _signatures(name: str) -> list[Signature]:
    """The signatures of a function, without `self`; none if it does not tell."""
    found = _resolve(name)
    owner = _resolve(name.rpartition(".")[0])
    is_method = inspect.isclass(owner) and not isinstance(
        inspect.getattr_static(owner, name.rpartition(".")[2]), (staticmethod, classmethod)
    )
    if name.startswith("torch.") and (schemas := _torch_schemas(name, is_method)):
        return schemas
    try:
        parameters = list(inspect.signature(found).parameters.values())
    except (TypeError, ValueError):
        return []
    kinds = inspect.Parameter
    positional = tuple(
        parameter.name
        for parameter in parameters
        if parameter.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)
    )
    if is_method and name != "__call__":
        positional = positional[1:] if positional[:1] == ("self",) else positional
    takes_any = any(parameter.kind is kinds.VAR_KEYWORD for parameter in parameters)
    if any(parameter.kind is kinds.VAR_POSITIONAL for parameter in parameters):
        return []
    return [Signature(positional, frozenset(parameter.name for parameter in parameters), takes_any)]


def _torch_schemas(name: str, is_method: bool) -> list[Signature]:
    """The overloads of a built-in function of torch."""
    import torch

    *_, family, word = name.split(".")
    prefix = {"linalg": "linalg_", "special": "special_", "fft": "fft_"}.get(family, "")
    if not inspect.isbuiltin(_resolve(name)) and not inspect.ismethoddescriptor(_resolve(name)):
        return []
    signatures = []
    for schema in torch._C._jit_get_schemas_for_operator(f"aten::{prefix}{word}"):
        positional = ["input" if one.name == "self" else one.name for one in schema.arguments if not one.kwarg_only]
        if is_method and "input" not in positional:
            continue
        if is_method:
            positional.remove("input")
        # Python wrappers add a few keywords of their own, which the first line of the documentation tells.
        told = re.findall(r"\w+", (_resolve(name).__doc__ or "").strip().partition("\n")[0])
        every = frozenset([*(one.name for one in schema.arguments), *told])
        signatures.append(Signature(tuple(positional), every, False))
    return signatures


def _agrees(api: Api, signature: Signature) -> bool:
    positional, _, keyword = api.parameters.partition("*")
    own = [word.partition(":")[0] for word in positional.split()]
    options = [word.partition(":")[0] for word in keyword.split()]
    # Not all need be named, but those that are stand in order.
    return tuple(own) == signature.positional[: len(own)] and (
        signature.takes_any or signature.keyword.issuperset(options)
    )


# ----------------------------------------------------------------------------------------------------- results


def _outcomes(installed: Installed, name: str, api: Api) -> Iterator[tuple[tuple[Any, ...], str, Any]]:
    """Whatever a row can be called with, the result the table promises for it, and the one that comes."""
    if name in installed.special:
        yield (), api.result.partition(";")[0], installed.special[name]()
        return
    owner, _, word = name.rpartition(".")
    is_method = owner == installed.framework.array
    found = getattr(installed.receivers[owner](), word) if owner in installed.receivers else _resolve(name)
    if installed.framework.name == "jax":
        yield from _jax_outcomes(installed, found, is_method, name, api)
        return
    for arguments in installed.samples():
        yield from _called(installed, found, is_method, word, api, arguments)


def _jax_outcomes(
    installed: Installed, found: Any, is_method: bool, name: str, api: Api
) -> Iterator[tuple[tuple[Any, ...], str, Any]]:
    """Traced, not executed: tracing costs a hundredth of compiling. What cannot be traced is executed."""
    import jax

    outcomes: list[Any] = []
    word = name.rpartition(".")[2]
    takes_key = name.startswith("jax.random.")
    samples = [arguments for arguments in installed.samples() if takes_key == _starts_with_key(arguments)]

    def traced(*arrays: Any) -> None:
        given = iter(arrays)
        for arguments in samples:
            values = tuple(next(given) if isinstance(value, jax.Array) else value for value in arguments)
            if len(outcomes) < _ENOUGH:
                outcomes.extend(_called(installed, found, is_method, word, api, values))

    jax.eval_shape(traced, *[value for arguments in samples for value in arguments if isinstance(value, jax.Array)])
    if not outcomes:
        for arguments in samples:
            outcomes.extend(_called(installed, found, is_method, word, api, arguments))
            if outcomes:
                break
    yield from outcomes


# A function of JAX is tried until it has taken this many different arguments.
_ENOUGH = 5


def _starts_with_key(arguments: tuple[Any, ...]) -> bool:
    return bool(arguments) and "key<" in str(getattr(arguments[0], "dtype", ""))


def _called(
    installed: Installed, found: Any, is_method: bool, word: str, api: Api, arguments: tuple[Any, ...]
) -> Iterator[tuple[tuple[Any, ...], str, Any]]:
    given = arguments
    if is_method:
        if not arguments or not isinstance(arguments[0], installed.arrays):
            return
        try:
            found = getattr(arguments[0], word)
        except Exception:
            return
        given = arguments[1:]
    if not callable(found):
        if not given:
            yield arguments, api.result, found
        return
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            outcome = found(*given)
        except (Exception, SystemError):
            return
    if outcome is NotImplemented:
        return
    yield arguments, _promised(api, given), outcome


def _promised(api: Api, arguments: tuple[Any, ...]) -> str:
    """The result that a row promises for these positional arguments."""
    plain, _, conditional = api.result.partition("; with ")
    names, _, other = conditional.partition(": ")
    for argument, spelled in zip(arguments, knowledge.parameters(api), strict=False):
        if argument is not None and set(names.split(",")) & set(spelled):
            return other if "axis" not in spelled or isinstance(argument, int) else plain
    return plain


def _is(installed: Installed, word: str, value: Any, arguments: tuple[Any, ...]) -> bool:
    if word.startswith("("):
        parts = [part.strip() for part in word.strip("()").split(",")]
        return (
            isinstance(value, (tuple, list))
            and len(parts) == len(value)
            and all(_is(installed, part, item, arguments) for part, item in zip(parts, value, strict=True))
        )
    if word == "array":
        return isinstance(value, installed.arrays)
    if word == "unknown":
        return True
    if word == "arrays":
        return isinstance(value, (tuple, list)) and all(isinstance(item, installed.arrays) for item in value)
    if word == "self":
        return value is arguments[0] if arguments else value is not None
    if word == "argument":
        return not arguments or any(
            isinstance(value, kind) and isinstance(arguments[0], kind) for kind in (*installed.arrays, object)
        )
    if word == "tuple" and type(value).__name__ == "TensorShape":
        return True
    if word == "numpy":
        import numpy

        return isinstance(value, (numpy.ndarray, numpy.generic))
    if word == "key":
        return isinstance(value, installed.arrays) and getattr(value, "shape", None) in ((), (2,))
    if word == "keys":
        return isinstance(value, installed.arrays) and len(getattr(value, "shape", ())) >= 1
    if word == "none":
        return value is None
    if word == "function":
        return callable(value)
    if word == "dtype":
        return "dtype" in type(value).__name__.lower() or "DType" in type(value).__name__
    if word.startswith("new "):
        return isinstance(value, _resolve(word[4:]))
    return type(value).__name__ == word or isinstance(value, _PLAIN[word])


_PLAIN = {"int": int, "float": float, "bool": bool, "str": str, "tuple": tuple, "list": list, "dict": dict}


def _described(value: Any) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_described, value))})"
    if hasattr(value, "shape"):
        return f"{type(value).__name__}{re.sub(' ', '', str(tuple(value.shape)))}"
    return repr(value)[:60]


# ------------------------------------------------------------------------------------------------- frameworks


def _shapes(matrix: Any, square: Any, vector: Any, whole: Any, truth: Any, image: Any) -> list[tuple[Any, ...]]:
    """Arguments to try in turn: most functions take one of these."""
    return [
        (),
        (matrix,),
        (square,),
        (vector,),
        (whole,),
        (truth,),
        (image,),
        (matrix, matrix),
        (matrix, 1),
        (matrix, 0.5),
        (matrix, 0, 1),
        (matrix, (1, 0)),
        (matrix, (3, 2)),
        (matrix, matrix, matrix),
        (matrix, 0.0, 1.0),
        (matrix, 1, whole),
        (square, square),
        (square, 2),
        (square, square, square),
        (square, whole[0]),
        (vector, vector),
        (vector, vector, vector),
        (vector, 2),
        (vector, whole[0]),
        (whole, whole),
        (whole, 2),
        (whole, 1, 2),
        (truth, truth),
        (truth, matrix, matrix),
        (image, 2),
        (image, (2, 2)),
        (image, image),
        ([matrix, matrix],),
        ([vector, vector],),
        ([matrix, matrix], 0),
        (2,),
        (2, 3),
        ((2, 3),),
        ((2, 3), 0.5),
        (1.0, 2.0, 5),
        (0.0, 1.0),
        ("i,i->i", vector, vector),
        ("i->i", vector),
    ]


def _torch() -> Installed:
    import torch
    from torch import nn

    def samples() -> list[tuple[Any, ...]]:
        matrix = torch.tensor([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
        square = torch.tensor([[2.0, 0.1, 0.0], [0.1, 2.0, 0.1], [0.0, 0.1, 2.0]])
        vector, whole = torch.tensor([0.1, 0.2, 0.3]), torch.tensor([[0, 1, 2], [2, 1, 0]])
        truth, image = torch.tensor([[True, False, True], [False, True, True]]), torch.rand(2, 3, 4, 4)
        return [
            *_shapes(matrix, square, vector, whole, truth, image),
            (matrix, 1, whole, matrix),
            (matrix, vector, vector),
            (square, vector, square),
            (matrix, whole[0][:2]),
            (image[0], image[0]),
            (image[0], 2),
            (image[0], image[0], image[0]),
            (matrix, truth, 0.0),
            (matrix, truth),
            (matrix, 0, whole[0][:2]),
            (matrix, torch.float32),
            (image, 1, (1, 3)),
            (matrix, vector[:2], matrix),
            (image[0, 0, 0].numpy(),),
        ]

    def trained() -> tuple[nn.Module, torch.optim.Optimizer, torch.Tensor]:
        layer = nn.Linear(3, 2)
        return layer, torch.optim.SGD(layer.parameters(), 0.1), layer(torch.ones(4, 3)).sum()

    def called(module: nn.Module, *shapes: tuple[int, ...]) -> Any:
        return module(*(torch.rand(shape) for shape in shapes))

    def methods(name: str) -> Callable[[], Any]:
        arguments = {"requires_grad_": (False,), "type": (torch.float64,), "apply": (lambda _: None,), "to": ("cpu",)}
        layer = nn.Linear(3, 2)
        return lambda: getattr(layer, name)(*arguments.get(name, ())) is layer and layer

    def loss(word: str) -> Callable[[], Any]:
        probabilities, labels = torch.full((2, 3), 0.4), torch.tensor([0, 1])
        first = {"NLLLoss": (probabilities.log(), labels), "CrossEntropyLoss": (probabilities, labels)}
        return lambda: getattr(nn, word)()(*first.get(word, (probabilities, probabilities)))

    return Installed(
        importlib.import_module("pattern_lsp.semantic.frameworks.torch").FRAMEWORK,
        (torch.Tensor,),
        samples,
        {
            "torch.nn.LSTM.__call__": lambda: called(nn.LSTM(3, 4), (5, 2, 3)),
            "torch.nn.GRU.__call__": lambda: called(nn.GRU(3, 4), (5, 2, 3)),
            "torch.nn.RNN.__call__": lambda: called(nn.RNN(3, 4), (5, 2, 3)),
            "torch.nn.LSTMCell.__call__": lambda: called(nn.LSTMCell(3, 4), (2, 3)),
            "torch.nn.MultiheadAttention.__call__": lambda: called(nn.MultiheadAttention(4, 2), *[(5, 2, 4)] * 3),
            **{
                f"torch.nn.{word}.__call__": loss(word)
                for word in "CrossEntropyLoss NLLLoss BCELoss BCEWithLogitsLoss MSELoss L1Loss SmoothL1Loss HuberLoss "
                "KLDivLoss".split()
            },
            **{
                f"torch.nn.Module.{name}": methods(name)
                for name in "to cuda cpu float double half bfloat16 type requires_grad_ apply share_memory eval "
                "train".split()
                if name != "cuda" or torch.cuda.is_available()
            },
            "torch.nn.Module.zero_grad": lambda: trained()[0].zero_grad(),
            "torch.nn.Module.state_dict": lambda: trained()[0].state_dict(),
            "torch.optim.Optimizer.zero_grad": lambda: trained()[1].zero_grad(),
            "torch.optim.Optimizer.state_dict": lambda: trained()[1].state_dict(),
            "torch.optim.lr_scheduler.LRScheduler.step": lambda: torch.optim.lr_scheduler.StepLR(
                trained()[1], 1
            ).step(),
            "torch.Tensor.backward": lambda: trained()[2].backward(),
            "torch.autograd.backward": lambda: torch.autograd.backward(trained()[2]),
        },
        {},
        share=0.85,
    )


def _tensorflow() -> Installed:
    import keras
    import tensorflow as tf

    def samples() -> list[tuple[Any, ...]]:
        matrix = tf.constant([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
        square = tf.constant([[2.0, 0.1, 0.0], [0.1, 2.0, 0.1], [0.0, 0.1, 2.0]])
        vector, whole = tf.constant([0.1, 0.2, 0.3]), tf.constant([[0, 1, 2], [2, 1, 0]])
        truth, image = tf.constant([[True, False, True], [False, True, True]]), tf.ones((2, 4, 4, 3))
        return [
            *_shapes(matrix, square, vector, whole, truth, image),
            (matrix, "int32"),
            (whole[0], matrix),
            (matrix, whole[0]),
            (tf.constant([0, 1]), matrix),
            (vector, whole[0], 3),
            (matrix, [0, 1], 3),
            (tf.complex(vector, vector),),
            ((2, 3), (1, 2)),
            (tf.ones(8), 4, 2),
            (tf.constant(["a", "b"]),),
        ]

    def layer() -> Any:
        made = keras.layers.Dense(2)
        made.build((None, 3))
        return made

    def watched() -> Any:
        with tf.GradientTape() as tape:
            return tape.watch(tf.ones(2))

    def loss(word: str) -> Callable[[], Any]:
        labels = tf.constant([0, 1]) if word.startswith("Sparse") else tf.constant([[0.0, 1.0], [1.0, 0.0]])
        if word == "Circle":
            labels = tf.constant([0, 1])
        if word == "CTC":
            return lambda: keras.losses.CTC()(tf.constant([[1]]), tf.ones((1, 3, 4)))
        if word == "CategoricalGeneralizedCrossEntropy":
            labels = tf.constant([0, 1])
        return lambda: getattr(keras.losses, word)()(labels, tf.constant([[0.2, 0.8], [0.6, 0.4]]))

    framework = importlib.import_module("pattern_lsp.semantic.frameworks.tensorflow").FRAMEWORK
    losses = [name.split(".")[2] for name in framework.apis if re.fullmatch(r"keras\.losses\.\w+\.__call__", name)]
    return Installed(
        framework,
        (tf.Tensor, tf.Variable),
        samples,
        {
            **{f"keras.losses.{word}.__call__": loss(word) for word in losses},
            "tensorflow.function": lambda: tf.function(lambda x: x),
            "tensorflow.GradientTape.watch": watched,
            "tensorflow.print": lambda: tf.print("", output_stream="file:///dev/null"),
            # These end the process when they are given a shape they do not expect.
            "keras.ops.rfft": lambda: keras.ops.rfft(tf.ones(8)),
            "keras.ops.irfft": lambda: keras.ops.irfft((tf.ones(5), tf.ones(5))),
            "keras.ops.diag": lambda: keras.ops.diag(tf.ones(3)),
            "keras.ops.diagflat": lambda: keras.ops.diagflat(tf.ones(3)),
            "tensorflow.signal.rfft2d": lambda: tf.signal.rfft2d(tf.ones((4, 4))),
            "keras.random.dropout": lambda: keras.random.dropout(tf.ones(3), 0.5),
            **{
                f"tensorflow.Variable.{word}": lambda word=word: isinstance(
                    getattr(_variable(), word)([3.0, 4.0]), tf.Variable
                )
                for word in "assign assign_add assign_sub".split()
            },
        },
        {"tensorflow.Variable": _variable, "keras.layers.Layer": layer},
        share=0.8,
    )


def _jax() -> Installed:
    import jax
    import jax.numpy as jnp

    key = jax.random.key(0)
    matrix = jnp.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    square = jnp.array([[2.0, 0.1, 0.0], [0.1, 2.0, 0.1], [0.0, 0.1, 2.0]])
    vector, whole = jnp.array([0.1, 0.2, 0.3]), jnp.array([[0, 1, 2], [2, 1, 0]])
    truth, image = jnp.array([[True, False, True], [False, True, True]]), jnp.ones((2, 3, 4, 4))
    arguments = [
        *_shapes(matrix, square, vector, whole, truth, image),
        (key,),
        (key, 3),
        (key, (3,)),
        (key, 1.0, (3,)),
        (key, 1.0, 1.0, (3,)),
        (key, (3,), 0, 4),
        (key, 0.0, 1.0, (3,)),
        (key, vector),
        (key, vector, square),
        (key, 3, vector),
        (matrix, "int32"),
        (matrix, jnp.float32),
        (jnp.float32, (2, 3), 0),
        (matrix, (0,), (1,)),
        (matrix, 0.0, (0,)),
        (matrix, 0, 1, 1, 0),
        (vector, 0, 1),
        (vector, vector, 0),
        (matrix, 0, 1, 0),
        (0.0, matrix, 1.0),
        (matrix, (0, 0), (1, 2)),
        (matrix, jnp.ones((1, 1)), (0, 0)),
        (matrix, (2, 2, 3), (1, 2)),
        ((2, 3), 1.0),
    ]

    def body(carry: Any, x: Any) -> tuple[Any, Any]:
        return carry, x

    functions = "jit vmap pmap checkpoint make_jaxpr grad value_and_grad jacrev jacfwd hessian custom_jvp custom_vjp"
    updates = "set add subtract multiply mul divide power min max"
    return Installed(
        importlib.import_module("pattern_lsp.semantic.frameworks.jax").FRAMEWORK,
        (jax.Array,),
        lambda: arguments,
        {
            **{f"jax.{word}": lambda word=word: getattr(jax, word)(jnp.sum) for word in functions.split()},
            **{
                f"jax.Array.at.{word}": lambda word=word: getattr(_jax_array().at[0], word)(2.0)
                for word in updates.split()
            },
            "jax.Array.at.apply": lambda: _jax_array().at[0].apply(jnp.sin),
            "jax.Array.at.get": lambda: _jax_array().at[0].get(),
            "jax.shard_map": lambda: jax.shard_map(
                jnp.sin, mesh=jax.make_mesh((1,), ("i",)), in_specs=jax.P("i"), out_specs=jax.P("i")
            ),
            "jax.random.key": lambda: jax.random.key(0),
            "jax.random.PRNGKey": lambda: jax.random.PRNGKey(0),
            "jax.random.wrap_key_data": lambda: jax.random.wrap_key_data(jax.random.key_data(key)),
            "jax.random.split": lambda: jax.random.split(key),
            "jax.debug.print": lambda: jax.debug.print(""),
            "jax.debug.callback": lambda: jax.debug.callback(lambda: None),
            "jax.lax.broadcast_shapes": lambda: jax.lax.broadcast_shapes((2, 3), (3,)),
            "jax.numpy.linalg.tensorsolve": lambda: jnp.linalg.tensorsolve(square, vector),
        },
        {},
        share=0.9,
    )


def _numpy() -> Installed:
    import numpy as np

    def samples() -> list[tuple[Any, ...]]:
        matrix = np.array([[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
        square = np.array([[2.0, 0.1, 0.0], [0.1, 2.0, 0.1], [0.0, 0.1, 2.0]])
        vector, whole = np.array([0.1, 0.2, 0.3]), np.array([[0, 1, 2], [2, 1, 0]])
        truth, image = np.array([[True, False, True], [False, True, True]]), np.ones((2, 3, 4, 4))
        return [
            *_shapes(matrix, square, vector, whole, truth, image),
            (1.0, 2.0, 3),
            (3, 0.5, 3),
            (3, 3, 3, 3),
            (whole, [0, 1]),
            (matrix, "int32"),
            (whole[0], matrix.sum(0)),
            (1, 2, 3, 4),
        ]

    return Installed(
        importlib.import_module("pattern_lsp.semantic.frameworks.numpy").FRAMEWORK,
        (np.ndarray, np.generic),
        samples,
        {
            **{f"numpy.{word}": lambda word=word: getattr(np, word)(np.ones(2)) for word in "real imag isreal".split()},
            "numpy.diff": lambda: np.diff(np.ones(2)),
            "numpy.trim_zeros": lambda: np.trim_zeros(np.ones(2)),
            "numpy.unique": lambda: np.unique(np.ones(2)),
            "numpy.copyto": lambda: np.copyto(np.ones(2), 0.0),
            "numpy.putmask": lambda: np.putmask(np.ones(2), np.ones(2), [0.0]),
            "numpy.fromfunction": lambda: np.fromfunction(np.add, (2, 3)),
            "numpy.fromiter": lambda: np.fromiter([1.0, 2.0], float),
            "numpy.vectorize": lambda: np.vectorize(abs),
        },
        {"numpy.random.Generator": np.random.default_rng, "numpy.random.RandomState": np.random.RandomState},
        share=0.95,
    )


def _numba() -> Installed:
    import numba

    def sum_of(x: Any) -> Any:
        return x + x

    return Installed(
        importlib.import_module("pattern_lsp.semantic.frameworks.numba").FRAMEWORK,
        (),
        list,
        {
            "numba.njit": lambda: numba.njit(sum_of),
            "numba.jit": lambda: numba.jit(sum_of),
            "numba.vectorize": lambda: numba.vectorize(sum_of),
            "numba.guvectorize": lambda: numba.guvectorize(["void(f8[:], f8[:])"], "(n)->(n)"),
            "numba.cfunc": lambda: numba.cfunc("f8(f8)"),
            "numba.stencil": lambda: numba.stencil(lambda x: x[0] + x[1]),
            "numba.extending.register_jitable": lambda: numba.extending.register_jitable(sum_of),
            "numba.extending.overload": lambda: numba.extending.overload(sum_of),
            "numba.extending.overload_method": lambda: numba.extending.overload_method(numba.types.Array, "twice"),
            "numba.extending.overload_attribute": lambda: numba.extending.overload_attribute(numba.types.Array, "half"),
            "numba.extending.intrinsic": lambda: numba.extending.intrinsic(lambda context, x: None),
            "numba.get_num_threads": numba.get_num_threads,
            "numba.get_thread_id": numba.get_thread_id,
            "numba.set_num_threads": lambda: numba.set_num_threads(numba.get_num_threads()),
            "numba.typed.Dict.empty": lambda: numba.typed.Dict.empty(numba.types.int64, numba.types.int64),
            "numba.typed.List.empty_list": lambda: numba.typed.List.empty_list(numba.types.int64),
        },
        {},
        share=0.9,
    )


_INSTALLED: dict[str, Callable[[], Installed]] = {
    "torch": _torch,
    "tensorflow": _tensorflow,
    "jax": _jax,
    "numpy": _numpy,
    "numba": _numba,
}
