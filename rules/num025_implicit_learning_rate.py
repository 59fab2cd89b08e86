"""An optimizer is made without a learning rate, and takes whatever its version has as a default.

The defaults are neither recommendations nor the same everywhere: that of `SGD` is 0.001 in torch 2.13 and 0.01 in
Keras 3.15; torch's `Adamax` and `NAdam` have 0.002, its `RMSprop` 0.01.
What is tuned more than anything else is then nowhere to be seen.
Say it: `torch.optim.Adam(model.parameters(), lr=1e-3)`, `keras.optimizers.Adam(learning_rate=1e-3)`.

Optional: where the default is meant there is nothing wrong.
Silent are `LBFGS`, `Adadelta`, `Adafactor` and `Rprop`, whose defaults are part of the method.

Source: docs.pytorch.org, `torch.optim`; keras.io, "Optimizers".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.values import Kind

_TORCH = "Adam AdamW SGD Adagrad Adamax ASGD NAdam RAdam RMSprop SparseAdam Muon".split()
_KERAS = "Adam AdamW SGD Adagrad Adamax Nadam RMSprop Ftrl Lion".split()


def check(model: Model) -> Iterator[Finding]:
    for prefix, names, word, position in (
        ("torch.optim", _TORCH, "lr", 1),
        ("keras.optimizers", _KERAS, "learning_rate", 0),
    ):
        for call in model.calls(*(f"{prefix}.{name}" for name in names)):
            if call.callee.kind is not Kind.LIBRARY or call.has_star or len(call.arguments) <= position - 1:
                continue
            is_given = any(argument.keyword == word for argument in call.arguments)
            if not is_given and call.positional(position) is None:
                last = call.name.rpartition(".")[2]
                yield Finding(call.place, f"`{last}` is given no `{word}`, and takes its version's default")


RULE = Rule(
    code="NUM025",
    name="implicit-learning-rate",
    severity=Severity.HINT,
    message="an optimizer without a learning rate",
    frameworks=frozenset({"torch", "tensorflow"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.VERSION),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import torch

weight = torch.nn.Parameter(torch.tensor(1.0))
optimizer = torch.optim.SGD([weight])
weight.square().sum().backward()
optimizer.step()
step = 1 - weight.item()
""",
            good="""\
import torch

weight = torch.nn.Parameter(torch.tensor(1.0))
optimizer = torch.optim.SGD([weight], lr=0.1)
weight.square().sum().backward()
optimizer.step()
step = 1 - weight.item()
""",
            proof=Shows("np.isclose(bad.step, 0.002, atol=1e-5) and np.isclose(good.step, 0.2)"),
        ),
        Example(
            bad="""\
import keras

optimizer = keras.optimizers.SGD()
rate = float(optimizer.learning_rate)
""",
            good="""\
import keras

optimizer = keras.optimizers.SGD(learning_rate=0.1)
rate = float(optimizer.learning_rate)
""",
            proof=Shows("np.isclose(bad.rate, 0.01) and np.isclose(good.rate, 0.1)"),
        ),
    ),
)
