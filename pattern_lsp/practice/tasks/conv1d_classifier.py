"""`build`: a classifier of sequences of any length."""

from collections.abc import Sequence

from pattern_lsp.practice.task import Case, Run, Task, Wrong


def check(run: Run, case: Case) -> None:
    lengths = list(case.options["lengths"])
    seen = run.scenario("conv1d_classifier", lengths=lengths)
    if not seen["is_model"]:
        raise Wrong("`build` does not give a `keras.Model`")
    if not seen["is_tensor"]:
        raise Wrong("the result of the model is not a tensor")
    for length, shape in zip(lengths, seen["shapes"], strict=True):
        if shape != [2, 3]:
            raise Wrong(f"sequences of {length} places give the shape {shape}", [2, 3], shape)
    if not seen["has_convolution"]:
        raise Wrong("has no convolution over the sequence")
    if seen["without_gradient"]:
        raise Wrong("no gradient reaches some of the variables")
    if not seen["rows_are_alone"]:
        raise Wrong("the result of a sequence depends on the others of the batch")
    if seen["is_positive"] and not seen["sums_to_one"]:
        raise Wrong("gives neither logits nor probabilities: relu or sigmoid stands at the end")
    if not seen["order_counts"]:
        raise Wrong("the order of the bases does not count: convolutions of one place see no neighbours")
    if seen["is_constant"]:
        raise Wrong("gives the same for all sequences")
    if not seen["is_deterministic"]:
        raise Wrong("evaluation is not deterministic: dropout goes on")


def cases(framework: str) -> Sequence[Case]:
    return [Case((), {"lengths": lengths}) for lengths in ([20], [7, 1], [2, 50, 9])]


TASK = Task(
    title="Conv1D classifier for sequences of any length",
    forms={"tensorflow": "build()"},
    docstrings={
        "build": """A Keras model that classifies one-hot sequences into 3 classes.

The model takes `[batch, len, 4]`, any length from 1 on, and gives `[batch, 3]`: logits, or probabilities.
"""
    },
    properties=(
        "[batch, len, 4] to [batch, 3], for any length",
        "neighbours count: there is a convolution of several places",
        "every variable gets a gradient",
        "evaluation is deterministic, each sequence by itself",
    ),
    hints=(
        "`padding='same'` keeps short sequences alive: with `valid` a kernel of 7 needs 7 places.",
        "`GlobalAveragePooling1D` makes one vector of any length; `Flatten` would fix the length.",
        "End with `layers.Dense(3)`: the loss takes logits with `from_logits=True`.",
    ),
    names=("build_model", "conv_classifier"),
    check=check,
    cases=cases,
)
