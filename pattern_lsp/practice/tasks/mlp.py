"""`MLP`: a perceptron of two layers that gives logits."""

from collections.abc import Sequence

from pattern_lsp.practice.task import Case, Run, Task, Wrong


def check(run: Run, case: Case) -> None:
    in_dim, hidden, out_dim = case.arguments
    batch = case.options["batch"]
    seen = run.scenario("mlp", in_dim=in_dim, hidden=hidden, out_dim=out_dim, batch=batch)
    if not seen["is_module"]:
        raise Wrong("is not a `torch.nn.Module`")
    if not seen["is_tensor"]:
        raise Wrong("the result of `forward` is not a tensor")
    if seen["shape"] != [batch, out_dim]:
        raise Wrong("the result has the wrong shape", [batch, out_dim], seen["shape"])
    if seen["weights"] < 2:
        raise Wrong(
            f"{seen['weights']} weight matrices are registered as parameters, not two:"
            " layers in a plain list, or made in `forward`, are not trained",
            rule="TORCH013",
        )
    if seen["without_gradient"]:
        raise Wrong(f"no gradient reaches `{seen['without_gradient'][0]}`")
    if seen["sizes"][0] == seen["sizes"][1]:
        raise Wrong("ignores `hidden`: the number of parameters does not depend on it")
    if not seen["is_deterministic"]:
        raise Wrong("`eval()` is not deterministic: dropout goes on")
    if not seen["rows_are_alone"]:
        raise Wrong("the result of a row depends on the other rows of the batch, in evaluation too")
    if seen["is_normalised"]:
        raise Wrong("gives normalised values, not logits: layer norm stands at the end")
    if seen["is_linear"]:
        raise Wrong("is linear, norms apart: there is no activation between the layers")
    if seen["is_softmax"]:
        raise Wrong("gives probabilities, not logits: softmax stands at the end", rule="TORCH007")
    if seen["is_log_softmax"]:
        raise Wrong("gives log-probabilities, not logits: log-softmax stands at the end")
    if seen["lowest"] >= 0 and seen["highest"] <= 1:
        raise Wrong("gives values between 0 and 1, not logits: sigmoid stands at the end")
    if seen["lowest"] == 0:
        raise Wrong("gives no negative logits: relu stands at the end")
    if seen["lowest"] >= -2 or seen["highest"] <= 2:
        raise Wrong("its logits are bounded, however large the weights are: an activation stands at the end")
    if seen["drops_logits"]:
        raise Wrong("drops logits at random in training: dropout stands after the last layer")
    if seen.get("accuracy", 1.0) < 0.9:
        raise Wrong(f"does not learn: {seen['accuracy']:.0%} right on a set that a plane divides, after 150 steps")


def cases(framework: str) -> Sequence[Case]:
    sizes = [(3, 8, 2, 5), (4, 16, 3, 1), (2, 5, 7, 3), (1, 4, 2, 4), (3, 6, 1, 2)]
    return [Case(one[:3], {"batch": one[3]}) for one in sizes]


TASK = Task(
    title="Two-layer perceptron with dropout and layer norm",
    forms={"torch": "MLP(in_dim, hidden, out_dim)"},
    docstrings={
        "MLP": """A perceptron of two linear layers, with layer norm and dropout between them.

`forward` takes `x` `[batch, in_dim]` and gives logits `[batch, out_dim]`: no softmax, the loss applies its own.
"""
    },
    properties=(
        "logits of the right shape",
        "every parameter is registered and gets a gradient",
        "not linear, nothing bounds the logits",
        "deterministic in `eval()`, each row by itself",
        "learns a small set that a plane divides",
    ),
    hints=(
        "`super().__init__()` first; layers that are attributes, or in `nn.Sequential`, are registered.",
        "Linear, LayerNorm, an activation, Dropout, Linear.",
        "End with the last linear layer: `nn.CrossEntropyLoss` takes logits.",
    ),
    check=check,
    cases=cases,
)
