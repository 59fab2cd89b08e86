"""A `where` keeps the value of a logarithm, root or ratio at 0 out of the result, but not out of the gradient.

`torch.where(x > 0, torch.log(x), 0.0)` is 0 for `x = 0`, as meant.
Its gradient there is NaN: the branch that is not chosen is differentiated too, and 0 times the infinite derivative of
`log` is NaN. One such element makes the gradient of every parameter behind it NaN.
It happens with `log`, `sqrt`, fractional powers and division in torch 2.13, and with `log` and division in
TensorFlow 2.21, whose `sqrt` takes care.
Put the `where` inside as well: `torch.log(torch.where(x > 0, x, 1.0))`, or bound the argument: `x.clamp(min=1e-8)`.

`relu` and `clamp` stop the NaN, and what they return is not reported.
Reported where `x` surely depends on a parameter, a layer or a variable, and gradients are not switched off.
JAX016 is the same for JAX.

Source: github.com/pytorch/pytorch/issues/68425; github.com/tensorflow/tensorflow/issues/2540; `tf.where` at
tensorflow.org.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_parameter, is_trained, leaking_branch

# Their own gradient at 0 is 0 whatever comes in, NaN too.
_BLOCKS = frozenset({"relu", "clip", "maximum", "clamp"})
_UNSAFE_IN_TENSORFLOW = ("log", "divide")


def check(model: Model) -> Iterator[Finding]:
    for choice in model.calls(op="where"):
        if choice.context.grad_enabled is False or not choice.result.is_array("torch", "tensorflow"):
            continue
        found = leaking_branch(choice)
        if found is None:
            continue
        unsafe, argument = found
        if argument.value.term is not None and {argument.value.op, argument.value.term.method} & _BLOCKS:
            continue
        if choice.result.name == "tensorflow" and unsafe.op not in _UNSAFE_IN_TENSORFLOW:
            continue
        if is_trained(argument.value) or (_is_in_loss(choice) and is_parameter(argument.value)):
            yield Finding(
                unsafe.place,
                f"The gradient is NaN where `{argument.text}` is 0, whatever `where` chooses: "
                f"choose the argument too, as in `where(…, {argument.text}, 1)`",
                related=(Related(choice.place, "the choice"),),
            )


def _is_in_loss(choice: Call) -> bool:
    """Whether this is a method of a loss: what it is given depends on what is trained."""
    function = choice.context.function
    owner = function.owner if function is not None else None
    if owner is None or not owner.name.endswith("Loss"):
        return False
    return bool({"torch.nn.Module", "keras.losses.Loss"} & owner.ancestors)


RULE = Rule(
    code="NUM016",
    name="where-nan-gradient",
    severity=Severity.WARNING,
    message="a `where` whose other branch makes the gradient NaN",
    frameworks=frozenset({"torch", "tensorflow"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import torch

x = torch.tensor([0.0, 4.0], requires_grad=True)
roots = torch.where(x > 0, torch.sqrt(x), torch.zeros_like(x))
roots.sum().backward()
gradient = x.grad.numpy()
""",
            good="""\
import torch

x = torch.tensor([0.0, 4.0], requires_grad=True)
roots = torch.where(x > 0, torch.sqrt(torch.where(x > 0, x, 1.0)), torch.zeros_like(x))
roots.sum().backward()
gradient = x.grad.numpy()
""",
            proof=Shows("np.isnan(bad.gradient[0]) and good.gradient.tolist() == [0, 0.25]"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.width = nn.Parameter(torch.tensor([0.0, 2.0]))

    def forward(self, x):
        return torch.where(self.width != 0, x / self.width, 0.0)


net = Net()
net(torch.ones(2)).sum().backward()
gradient = net.width.grad.numpy()
""",
            good="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.width = nn.Parameter(torch.tensor([0.0, 2.0]))

    def forward(self, x):
        width = torch.where(self.width != 0, self.width, 1.0)
        return torch.where(self.width != 0, x / width, 0.0)


net = Net()
net(torch.ones(2)).sum().backward()
gradient = net.width.grad.numpy()
""",
            proof=Shows("np.isnan(bad.gradient[0]) and good.gradient.tolist() == [0, -0.25]"),
        ),
        Example(
            bad="""\
import tensorflow as tf

x = tf.Variable([0.0, 4.0])
with tf.GradientTape() as tape:
    total = tf.reduce_sum(tf.where(x != 0, 1 / x, 0.0))
gradient = tape.gradient(total, x).numpy()
""",
            good="""\
import tensorflow as tf

x = tf.Variable([0.0, 4.0])
with tf.GradientTape() as tape:
    total = tf.reduce_sum(tf.where(x != 0, 1 / tf.where(x != 0, x, 1.0), 0.0))
gradient = tape.gradient(total, x).numpy()
""",
            proof=Shows("np.isnan(bad.gradient[0]) and good.gradient.tolist() == [0, -0.0625]"),
        ),
    ),
)
