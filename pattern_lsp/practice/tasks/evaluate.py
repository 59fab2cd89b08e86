"""`evaluate`: the loss of a model on data it does not learn from."""

from collections.abc import Sequence

from pattern_lsp.practice.compiled import number_of
from pattern_lsp.practice.task import Case, Run, Task, Wrong


def check(run: Run, case: Case) -> None:
    seen = run.scenario("evaluate", **case.options)
    if seen["keeps_graph"]:
        raise Wrong("keeps the graph: the result still asks for gradients, outside of `no_grad`", rule="TORCH010")
    expected, got = seen["expected"], seen["value"]
    value = number_of(got)
    tolerance = 1e-4 * (1 + abs(expected))
    mistake = run.explain(value, seen["mistakes"], tolerance)
    if any("running" in name or "num_batches" in name for name in seen["changed"]):
        raise Wrong("runs in training mode: the statistics of batch norm change", rule="TORCH005")
    if seen["changed"]:
        raise Wrong(f"changes the model: `{seen['changed'][0]}` is another")
    if seen["gradients"]:
        raise Wrong("leaves gradients behind: nothing is to be learnt here")
    if seen["frozen"]:
        raise Wrong("leaves the parameters frozen: `requires_grad` is off afterwards")
    if not seen["grad_enabled"]:
        raise Wrong("leaves gradients switched off for the rest of the program")
    if abs(value - expected) > tolerance:
        raise Wrong(mistake or "is not the mean loss over the examples, in evaluation mode", expected, got)


def cases(framework: str) -> Sequence[Case]:
    return [
        Case((), {"sizes": [4], "classes": 0, "training": True}),
        Case((), {"sizes": [4, 4], "classes": 0, "training": True}),
        Case((), {"sizes": [4, 1], "classes": 0, "training": False}),
        Case((), {"sizes": [3, 5, 2], "classes": 3, "training": True}),
        Case((), {"sizes": [1], "classes": 2, "training": True}),
    ]


TASK = Task(
    title="Evaluation without a trace",
    forms={"torch": "evaluate(model, loader, criterion)"},
    docstrings={
        "evaluate": """The mean loss of a model over all examples of a loader.

`loader` gives batches `(x, y)`, `criterion(model(x), y)` is the mean loss of a batch; the last batch may be smaller.
The model stays what it is: no gradients, no statistics of batch norm; dropout is off.
"""
    },
    properties=(
        "the mean over examples, a ragged last batch weighted by its size",
        "evaluation mode: dropout off, batch norm unchanged",
        "no graph and no gradients are kept",
    ),
    hints=(
        "`model.eval()` for dropout and batch norm, `torch.no_grad()` for memory and speed: they are two things.",
        "The criterion gives the mean of a batch: multiply by the batch's size before adding up.",
        "Divide by the number of examples at the end; `loss.item()` is a number without a graph.",
    ),
    names=("validate", "evaluation", "eval_loss"),
    check=check,
    cases=cases,
)
