"""A script trains without a seed, and no two of its runs are the same.

The starting weights, the shuffling and the dropout come from torch's generator, which starts anywhere unless it is
told: two trainings of the same script end with different weights, and whether a change helped is hard to say.
Write `torch.manual_seed(0)` at the top; on a GPU, `torch.use_deterministic_algorithms(True)` for the rest.

Reported is a training loop among the statements of a script, helpers of the same file included, if nothing there is
called a seed or given one.
Optional: many trainings need no repetition.

Source: docs.pytorch.org, "Reproducibility".
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model

_SEEDS = re.compile(r"seed|default_rng|Generator|load_state_dict|from_pretrained", re.IGNORECASE)


def check(model: Model) -> Iterator[Finding]:
    if model.function is not None:
        return
    passes = [call for call in model.calls(effect="backward") if call.context.loop is not None]
    steps = any(call.context.loop is not None for call in model.calls(effect="step"))
    if not passes or not steps or any(_is_seeded(model)):
        return
    first = passes[0]
    shown = first.context.calls[0] if first.context.calls else first.operand
    yield Finding(shown.place, "This trains without a seed: no run can be repeated")


def _is_seeded(model: Model) -> Iterator[bool]:
    for call in model.calls():
        yield bool(_SEEDS.search(call.name) or _SEEDS.search(call.method))
        yield any("seed" in argument.keyword or argument.keyword == "generator" for argument in call.arguments)
        yield call.callee.is_unknown and not call.method and bool(_SEEDS.search(call.place.text.partition("(")[0]))


RULE = Rule(
    code="NUM019",
    name="unseeded-training",
    severity=Severity.HINT,
    message="a training script without a seed",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.RANDOM,),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import torch


def train():
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(3):
        optimizer.zero_grad()
        model(torch.ones(1, 2)).square().sum().backward()
        optimizer.step()
    return model.weight.detach().numpy()


first = train()
second = train()
""",
            good="""\
import torch


def train():
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(3):
        optimizer.zero_grad()
        model(torch.ones(1, 2)).square().sum().backward()
        optimizer.step()
    return model.weight.detach().numpy()


first = train()
second = train()
""",
            proof=Shows("not np.allclose(bad.first, bad.second) and np.allclose(good.first, good.second)"),
        ),
    ),
)
