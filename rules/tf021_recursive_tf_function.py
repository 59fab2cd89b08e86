"""A `tf.function` calls itself.

TensorFlow does not support recursive `tf.function`s. Called with a tensor, the condition that should end the recursion
has no value while the function is traced: both branches are traced, the one that recurses again and again, until
Python raises `RecursionError: maximum recursion depth exceeded`, in the clothes of a `StagingError` (tensorflow 2.21).
Called with a Python number it ends, and is traced once more for each depth.
Write a loop, `while n > 1:`, which AutoGraph turns into one of the graph, or recurse in plain Python around it.
Silent: recursion on parameters that are annotated as Python numbers, and recursive functions without `tf.function`.

Source: tensorflow.org, guide "Better performance with tf.function", "Known issues: recursive tf.functions are not
supported".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Related, Rule, Severity
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    wrapping = function.wrapped("tf_function") if function is not None else None
    if function is None or wrapping is None:
        return
    for call in model.calls():
        is_itself = call.callee.kind is Kind.FUNCTION and call.callee.target.node is function.node
        if is_itself and not any(_is_number(call, position) for position in range(len(call.arguments))):
            yield Finding(
                call.place,
                f"`{function.name}` is a `tf.function` that calls itself: with tensors, tracing it never ends",
                related=(Related(wrapping.place, "what makes it a `tf.function`"),),
            )


def _is_number(call: Call, position: int) -> bool:
    """Whether an argument is surely a Python number, which decides while the function is traced."""
    value = call.arguments[position].value
    return value.kind is Kind.PYTHON and value.name in ("int", "bool", "float")


RULE = Rule(
    code="TF021",
    name="recursive-tf-function",
    severity=Severity.WARNING,
    message="tf.function that calls itself",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    examples=(
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def factorial(n):
    if n <= 1:
        return n
    return n * factorial(n - 1)


result = int(factorial(tf.constant(5)))
""",
            good="""\
import tensorflow as tf


@tf.function
def factorial(n):
    result = tf.constant(1)
    while n > 1:
        result *= n
        n -= 1
    return result


result = int(factorial(tf.constant(5)))
""",
            proof=Raises("StagingError", "maximum recursion depth exceeded"),
        ),
    ),
)
