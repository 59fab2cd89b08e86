"""A tensor of a `tf.function` is given to NumPy, or asked for its NumPy value.

While a `tf.function` is traced, its tensors are symbols without values. `x.numpy()` raises
`AttributeError: 'SymbolicTensor' object has no attribute 'numpy'`, and `np.mean(x)` raises `NotImplementedError: Cannot
convert a symbolic tf.Tensor (x:0) to a numpy array` (tensorflow 2.21, numpy 2.4); a variable raises `numpy() is only
available when eager execution is enabled`.
Use the functions of TensorFlow, `tf.reduce_mean(x)`, return the tensor and ask it outside, or wrap what only NumPy can
do in `tf.py_function`.
NumPy on shapes, constants and Python numbers is fine, and so are `np.shape(x)` and `np.float32(2) * x`.

Source: tensorflow.org, guide "Introduction to graphs and tf.function".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, edit
from pattern_lsp.semantic.graphs import is_graph_argument, is_in_graph, is_symbolic
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Value

_ASKS = ("numpy", "item", "tolist")
# These look at an array's shape or type, which a symbolic tensor has.
_STATIC = frozenset("shape ndim isscalar iterable dtype result_type".split())
# These mean an array even where the argument is not known; `np.sqrt(n)` may well be about a Python number.
_OF_ARRAYS = frozenset(
    "mean sum std var median argmax argmin argsort sort dot matmul einsum concatenate stack vstack hstack reshape "
    "transpose expand_dims squeeze cumsum where clip unique split repeat tile swapaxes zeros_like ones_like".split()
)
_IN_TENSORFLOW = {
    **{name: f"reduce_{name}" for name in ("mean", "sum", "max", "min", "prod", "any", "all")},
    **{name: name for name in "abs exp sqrt square sin cos tanh maximum minimum argmax argmin sign".split()},
    "log": "math.log",
}


def check(model: Model) -> Iterator[Finding]:
    if any(model.calls("tensorflow.executing_eagerly", "tensorflow.inside_function")):
        return
    for method in _ASKS:
        for call in model.calls(method=method):
            if is_in_graph(call) and not call.context.handled and call.receiver is not None:
                value = call.receiver.value
                is_variable = value.name == "tensorflow.Variable" and method == "numpy"
                if is_symbolic(value) or is_variable or (is_graph_argument(value) and method == "numpy"):
                    yield Finding(
                        call.place,
                        f"`{call.receiver.text}` has no value while the `tf.function` is traced, so it has no "
                        f"`.{method}()`",
                    )
    for call in model.calls():
        if call.name.startswith("numpy.") and is_in_graph(call) and not call.context.handled:
            name = call.name.removeprefix("numpy.")
            if name in _STATIC or call.receiver is not None:
                continue
            for argument in call.arguments:
                if _is_tensor(argument.value, name):
                    yield Finding(
                        call.place,
                        f"NumPy cannot take `{argument.operand.text}`: it has no value while the `tf.function` is "
                        "traced",
                        fix=_fix(model, call, name),
                    )
                    break


def _is_tensor(value: Value, name: str) -> bool:
    """Whether NumPy is surely given a tensor of the graph, alone or in a list."""
    if is_symbolic(value) or (is_graph_argument(value) and name in _OF_ARRAYS):
        return True
    return any(is_symbolic(item) for item in value.items or ())


def _fix(model: Model, call: Call, name: str) -> Fix | None:
    tensorflow = model.names.get("tensorflow")
    text = call.operand.text
    if tensorflow is None or name not in _IN_TENSORFLOW or "(" not in text:
        return None
    function = f"{tensorflow}.{_IN_TENSORFLOW[name]}"
    return Fix(f"Use `{function}`", edit(call.place, function + text[text.index("(") :]))


RULE = Rule(
    code="TF007",
    name="numpy-in-tf-function",
    severity=Severity.ERROR,
    message="NumPy on a tensor of a tf.function",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    examples=(
        Example(
            bad="""\
import numpy as np
import tensorflow as tf


@tf.function
def centred(x):
    mean = np.mean(x)
    return x - mean


result = centred(tf.constant([1.0, 3.0]))
""",
            good="""\
import numpy as np
import tensorflow as tf


@tf.function
def centred(x):
    mean = tf.reduce_mean(x)
    return x - mean


result = centred(tf.constant([1.0, 3.0]))
""",
            proof=Raises("NotImplementedError", "Cannot convert a symbolic tf.Tensor (x:0) to a numpy array"),
        ),
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def step(x):
    loss = tf.reduce_mean(tf.square(x))
    return loss.numpy()


loss = step(tf.constant([1.0, 3.0]))
""",
            good="""\
import tensorflow as tf


@tf.function
def step(x):
    loss = tf.reduce_mean(tf.square(x))
    return loss


loss = step(tf.constant([1.0, 3.0])).numpy()
""",
            proof=Raises("AttributeError", "'SymbolicTensor' object has no attribute 'numpy'"),
        ),
        Example(
            bad="""\
import tensorflow as tf

weight = tf.Variable(2.0)


@tf.function
def penalty():
    return 0.1 * weight.numpy() ** 2


result = penalty()
""",
            good="""\
import tensorflow as tf

weight = tf.Variable(2.0)


@tf.function
def penalty():
    return 0.1 * weight ** 2


result = penalty()
""",
            proof=Raises("NotImplementedError", "numpy() is only available when eager execution is enabled"),
        ),
    ),
)
