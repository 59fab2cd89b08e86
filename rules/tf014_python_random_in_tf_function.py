"""Python or NumPy draws a random number while a `tf.function` or a Keras layer is traced: always the same one.

Tracing runs the Python code once and keeps the number it drew as a constant of the graph. Three calls of a
`tf.function` that adds `random.random()` to 3 return 3.255, 3.255 and 3.255 (tensorflow 2.21); `np.random` does the
same, and so does a layer whose `call` draws numbers, as soon as `fit` or `predict` runs it: three samples, three times
0.303 (keras 3.15). Draw with `tf.random` (in a layer: `keras.random` with a `SeedGenerator`), or outside, and pass the
number as an argument.
Seeds, generators, numbers that start a variable, and code run by `tf.py_function` are left alone.

Source: tensorflow.org, guide "Better performance with tf.function", "Python side effects".
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.graphs import is_in_graph, is_in_layer_call
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import origins

_DRAWS = re.compile(
    r"random\.(?:random|randint|randrange|uniform|choices?|sample|shuffle|gauss|normalvariate|betavariate|"
    r"expovariate|triangular|getrandbits)$"
    r"|numpy\.random\.(?:Generator\.)?(?!(?:seed|default_rng|RandomState|Generator|get_state|set_state|SeedSequence|"
    r"spawn|bit_generator|PCG64|MT19937|Philox|SFC64)$)\w+$"
)
_SCALARS = ("random.random", "numpy.random.rand", "numpy.random.random")


def check(model: Model) -> Iterator[Finding]:
    kept = list(model.calls("tensorflow.Variable", "keras.Variable"))
    for call in model.calls():
        if not _DRAWS.match(call.name):
            continue
        if is_in_graph(call):
            where = "the `tf.function` is traced"
        elif is_in_layer_call(call):
            where = "Keras traces this layer"
        else:
            continue
        if any(origin is call for made in kept for argument in made.arguments for origin in origins(argument.value)):
            continue
        function = call.operand.text.partition("(")[0]
        yield Finding(call.place, f"`{function}` draws once, while {where}, and never again", fix=_fix(model, call))


def _fix(model: Model, call: Call) -> Fix | None:
    tensorflow = model.names.get("tensorflow")
    if tensorflow is None or call.name not in _SCALARS or call.arguments or call.is_discarded:
        return None
    drawn = f"{tensorflow}.random.uniform(())"
    return Fix(f"Use `{drawn}`", edit(call.place, drawn))


RULE = Rule(
    code="TF014",
    name="python-random-in-tf-function",
    severity=Severity.WARNING,
    message="random number drawn only while tracing",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.RANDOM, Symptom.STALE),
    examples=(
        Example(
            bad="""\
import random

import tensorflow as tf


@tf.function
def jitter(x):
    return x + random.random()


results = [float(jitter(tf.constant(3.0))) for _ in range(5)]
""",
            good="""\
import random

import tensorflow as tf


@tf.function
def jitter(x):
    return x + tf.random.uniform(())


results = [float(jitter(tf.constant(3.0))) for _ in range(5)]
""",
            proof=Shows("len(set(bad.results)) == 1 and len(set(good.results)) == 5"),
        ),
        Example(
            bad="""\
import keras
import numpy as np


class Jitter(keras.layers.Layer):
    def call(self, x):
        return x + np.random.normal()


model = keras.Sequential([keras.Input((1,)), Jitter()])
outputs = model.predict(np.zeros((4, 1)), batch_size=1, verbose=0)
""",
            good="""\
import keras
import numpy as np


class Jitter(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.seed = keras.random.SeedGenerator(0)

    def call(self, x):
        return x + keras.random.normal((1,), seed=self.seed)


model = keras.Sequential([keras.Input((1,)), Jitter()])
outputs = model.predict(np.zeros((4, 1)), batch_size=1, verbose=0)
""",
            proof=Shows("len(np.unique(bad.outputs)) == 1 and len(np.unique(good.outputs)) == 4"),
        ),
    ),
)
