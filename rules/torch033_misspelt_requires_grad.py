"""`require_grad` is set, which is the name of nothing: it is `requires_grad`.

Python lets any attribute be set on a parameter, so `parameter.require_grad = False` does nothing: the layer that was to
be frozen goes on learning (torch 2.13.0). As a keyword of `torch.tensor` it raises a `TypeError`.
Write `requires_grad`. For a whole module the method is `requires_grad_`: `module.requires_grad_(False)`.
Silent: classes of the file that have an attribute of that name.

Source: docs.pytorch.org, `torch.Tensor.requires_grad`; TorchFix TOR002.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Model
from pattern_lsp.semantic.values import Kind

_MISSPELT = ("require_grad", "requires_grads", "required_grad", "require_grads", "requiers_grad")


def check(model: Model) -> Iterator[Finding]:
    for assignment in model.of(Assignment):
        if assignment.name not in _MISSPELT or assignment.target is None or assignment.operator:
            continue
        if assignment.target.value.kind in (Kind.INSTANCE, Kind.CLASS) or assignment.target.identifier == "self":
            continue
        place = assignment.place
        misspelt = f".{assignment.name}"
        fix = None
        if assignment.is_in_simple_statement and place.text.count(misspelt) == 1:
            fix = Fix("Use `requires_grad`", edit(place, place.text.replace(misspelt, ".requires_grad")))
        yield Finding(place, f"`{assignment.name}` has no effect: it is `requires_grad`", fix)


RULE = Rule(
    code="TORCH033",
    name="misspelt-requires-grad",
    severity=Severity.WARNING,
    message="`require_grad` for `requires_grad`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_EFFECT, Symptom.NO_GRADIENT),
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
for parameter in model[0].parameters():
    parameter.require_grad = False
before = model[0].weight.detach().clone()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(torch.ones(3, 2)).mean().backward()
optimizer.step()
is_frozen = torch.equal(model[0].weight, before)
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
for parameter in model[0].parameters():
    parameter.requires_grad = False
before = model[0].weight.detach().clone()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(torch.ones(3, 2)).mean().backward()
optimizer.step()
is_frozen = torch.equal(model[0].weight, before)
""",
            proof=Shows("not bad.is_frozen and good.is_frozen"),
        ),
    ),
)
