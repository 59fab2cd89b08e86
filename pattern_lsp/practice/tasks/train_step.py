"""`train_step`: one step with a gradient tape."""

from collections.abc import Sequence

from pattern_lsp.practice.compiled import number_of
from pattern_lsp.practice.task import Case, Run, Task, Wrong


def check(run: Run, case: Case) -> None:
    seen = run.scenario("train_step", **case.options)
    mistake = run.explain(True, seen["mistakes"])
    if not seen["right"]:
        rule = "TF002" if "training=True" in mistake else ""
        raise Wrong(mistake or "the parameters are not those of the plain step", rule=rule)
    losses = [float(number_of(one)) for one in seen["losses"]]
    expected = seen["expected"]
    if all(abs(a - b) < 1e-4 for a, b in zip(losses, expected, strict=True)):
        return
    if abs(losses[0] - expected[0]) > 1e-4 and len(expected) > 1 and abs(losses[0] - expected[1]) < 1e-4:
        raise Wrong("returns the loss after the step, not before", expected, losses)
    raise Wrong("does not return the loss before the step", expected, losses)


def cases(framework: str) -> Sequence[Case]:
    return [
        Case((), {"batch": 4, "steps": 1}),
        Case((), {"batch": 8, "steps": 3}),
        Case((), {"batch": 2, "steps": 2}),
    ]


TASK = Task(
    title="Custom training step with a gradient tape",
    forms={"tensorflow": "train_step(model, x, y, optimizer, loss_fn)"},
    docstrings={
        "train_step": """One step of training.

`model` is a Keras model, `x` and `y` one batch, `loss_fn(y, prediction)` the loss, a scalar. The model runs in training
mode, the optimizer applies the gradients of all trainable variables; the loss before the step is returned.
`@tf.function` is optional.
"""
    },
    properties=(
        "the variables are those of the plain step, after several steps",
        "training mode: the statistics of batch norm move",
        "the loss before the step is returned",
    ),
    hints=(
        "The forward pass and the loss stand inside `with tf.GradientTape() as tape:`.",
        "`model(x, training=True)`: without it dropout and batch norm evaluate.",
        "`gradients = tape.gradient(loss, variables)`, then `optimizer.apply_gradients(zip(gradients, variables))`.",
    ),
    check=check,
    cases=cases,
)
