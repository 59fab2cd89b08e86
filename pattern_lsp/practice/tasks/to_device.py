"""`to_device`: a batch, however it is nested, on a device."""

from collections.abc import Sequence

from pattern_lsp.practice.task import Case, Run, Task, Wrong


def check(run: Run, case: Case) -> None:
    seen = run.scenario("to_device", **case.options)
    if seen["changed"]:
        raise Wrong("changes the batch that it is given")
    if seen["structure"] != seen["expected"]:
        raise Wrong("the batch comes back in another form", seen["expected"], seen["structure"])
    if seen["left"]:
        raise Wrong(f"leaves a tensor on another device than {case.options['device']}", seen["left"][0])
    if seen["dtypes"]:
        raise Wrong(f"changes the dtype of a tensor: {seen['dtypes'][0]}")
    if not seen["values_kept"]:
        raise Wrong("changes the values of a tensor")
    if not seen["gradient"]:
        raise Wrong("cuts the graph: no gradient comes back through the copy", rule="TORCH025")


def cases(framework: str) -> Sequence[Case]:
    kinds = ("tensor", "tuple", "list", "dict", "nested", "named", "mixed", "empty")
    return [Case((), {"kind": kind, "device": device}) for device in ("meta", "cpu") for kind in kinds]


TASK = Task(
    title="A batch on the device of the model",
    forms={"torch": "to_device(batch, device)"},
    docstrings={
        "to_device": """The same batch with every tensor on `device`.

`batch` is a tensor, or tuples, named tuples, lists and dicts that hold some, nested as deep as they like.
What is no tensor (a number, a string, None) stays what it is. The batch that is given is not changed.
"""
    },
    properties=(
        "every tensor is on the device, dtypes and values are kept",
        "tuples, named tuples, lists and dicts stay what they are",
        "what is no tensor is left alone",
        "gradients come back through it",
    ),
    hints=(
        "`tensor.to(device)` gives a new tensor: what it returns must be kept.",
        "A function that calls itself for every element reaches any depth.",
        "A named tuple is made from its elements one by one: `type(batch)(*moved)`.",
    ),
    names=("move_to_device", "batch_to_device"),
    check=check,
    cases=cases,
)
