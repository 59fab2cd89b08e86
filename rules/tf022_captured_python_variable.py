"""A `tf.function` reads a Python variable that is given another value later: it goes on with the first one.

Tracing runs the Python code once, and keeps the numbers, lists, flags and tensors that it read from outside as
constants of the graph. `scale = 2.0`, a call, `scale = 3.0`, and the next call still multiplies by 2.0: for globals,
variables of the function around it, tensors and `if flag:` alike (tensorflow 2.21). With an argument of another shape
it is traced anew, and then sees 3.0: results depend on what was called before.
Pass what changes as an argument, a tensor if it is a number, or keep it in a `tf.Variable` and `assign` to it.
Silent: variables that are set before the first call and stay, `assign`, and what the function binds itself.

Source: tensorflow.org, guide "Better performance with tf.function", "Depending on Python global and free variables".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.captures import captured_changes
from pattern_lsp.semantic.model import Model


def check(model: Model) -> Iterator[Finding]:
    for function, read, change in captured_changes(model, "tf_function"):
        yield Finding(
            read.place,
            f"`{read.identifier}` is read while `{function.name}` is traced, and its later values are ignored",
            related=(Related(change.place, "the later value"),),
        )


RULE = Rule(
    code="TF022",
    name="captured-python-variable",
    severity=Severity.WARNING,
    message="tf.function that reads a Python variable which changes",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.STALE, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

rate = 0.1


@tf.function
def step(x):
    return x * rate


first = float(step(tf.constant(1.0)))
rate = 0.5
second = float(step(tf.constant(1.0)))
""",
            good="""\
import tensorflow as tf

rate = tf.Variable(0.1)


@tf.function
def step(x):
    return x * rate


first = float(step(tf.constant(1.0)))
rate.assign(0.5)
second = float(step(tf.constant(1.0)))
""",
            proof=Shows("abs(bad.second - 0.1) < 1e-6 and abs(good.second - 0.5) < 1e-6"),
        ),
        Example(
            bad="""\
import tensorflow as tf


def anneal(x):
    temperature = 1.0

    @tf.function
    def soften(x):
        return x / temperature

    results = []
    for _ in range(3):
        results.append(float(soften(x)))
        temperature *= 0.5
    return results


results = anneal(tf.constant(1.0))
""",
            good="""\
import tensorflow as tf


def anneal(x):
    temperature = 1.0

    @tf.function
    def soften(x, temperature):
        return x / temperature

    results = []
    for _ in range(3):
        results.append(float(soften(x, tf.constant(temperature))))
        temperature *= 0.5
    return results


results = anneal(tf.constant(1.0))
""",
            proof=Shows("bad.results == [1, 1, 1] and good.results == [1, 2, 4]"),
        ),
    ),
)
