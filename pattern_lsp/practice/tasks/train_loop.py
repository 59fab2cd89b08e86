"""`train`: the plain training loop."""

from collections.abc import Sequence

from pattern_lsp.practice.task import Case, Run, Task, Wrong

_RULES = {
    "never clears the gradients: each step uses the sum of all so far": "TORCH001",
    "clears the gradients between `backward` and `step`: nothing is learnt": "TORCH003",
}


def check(run: Run, case: Case) -> None:
    seen = run.scenario("train_loop", **case.options)
    mistake = run.explain(True, seen["mistakes"])
    if seen["changed"]:
        raise Wrong("changes the batches of the loader")
    if seen["right"]:
        return
    if not seen["steps"]:
        raise Wrong("never takes a step: `optimizer.step()` is not called", rule="TORCH002")
    complaint = "the parameters are not those of the plain loop"
    raise Wrong(mistake or complaint, rule=_RULES.get(mistake, ""))


def cases(framework: str) -> Sequence[Case]:
    return [
        Case((), {"epochs": 1, "sizes": [4, 4], "adam": False}),
        Case((), {"epochs": 3, "sizes": [4, 4, 2], "adam": False}),
        Case((), {"epochs": 2, "sizes": [5, 3, 4], "adam": True}),
        Case((), {"epochs": 1, "sizes": [6], "adam": False}),
        Case((), {"epochs": 4, "sizes": [3, 4], "adam": False}),
    ]


TASK = Task(
    title="Training loop",
    forms={"torch": "train(model, loader, optimizer, criterion, epochs)"},
    docstrings={
        "train": """Train a model for some epochs.

`loader` gives batches `(x, y)`, `criterion(model(x), y)` is the loss. Each batch takes one step of the optimizer, with
its own gradients only, in training mode, whatever the mode was before.
"""
    },
    properties=(
        "the parameters are those of the plain loop, after several epochs",
        "gradients are cleared for each batch, one step a batch",
        "training mode, so that batch norm and dropout do their work",
        "the batches are left alone",
    ),
    hints=(
        "For each batch: clear the gradients, predict, compute the loss, `backward`, `step`.",
        "`backward` adds to the gradients that are there: `optimizer.zero_grad()` comes before it.",
        "`model.train()` at the beginning of each epoch: an evaluation may have left `eval` mode.",
    ),
    names=("train_model", "training_loop", "fit"),
    check=check,
    cases=cases,
)
