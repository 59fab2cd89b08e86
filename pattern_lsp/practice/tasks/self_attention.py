"""`SelfAttention`: a block of multi-head attention with a residual connection and a norm."""

from collections.abc import Sequence

from pattern_lsp.practice.task import Case, Run, Task, Wrong


def check(run: Run, case: Case) -> None:
    embed_dim, num_heads = case.arguments
    batch, length = case.options["batch"], case.options["length"]
    seen = run.scenario("self_attention", embed_dim=embed_dim, num_heads=num_heads, batch=batch, length=length)
    if not seen["is_module"]:
        raise Wrong("is not a `torch.nn.Module`")
    if not seen["is_tensor"]:
        raise Wrong(f"the result of `forward` is a {seen['type']}, not a tensor")
    if seen["shape"] != [batch, length, embed_dim]:
        raise Wrong("the result does not have the shape of the input", [batch, length, embed_dim], seen["shape"])
    if not seen["parameters"]:
        raise Wrong(
            "has no parameters: layers in a plain list, or made in `forward`, are not registered", rule="TORCH013"
        )
    if seen["without_gradient"]:
        raise Wrong(f"no gradient reaches `{seen['without_gradient'][0]}`")
    if not seen["is_deterministic"]:
        raise Wrong("`eval()` is not deterministic: dropout goes on")
    if batch > 1 and not (seen["batch_first"] and seen["examples_are_alone"]):
        raise Wrong(
            "attends over the batch: `nn.MultiheadAttention` counts time first without `batch_first=True`",
            rule="TORCH015",
        )
    if length > 1 and not seen["tokens_meet"]:
        raise Wrong("the first token does not see the last: there is no attention over the sequence")
    if length > 1 and not seen["looks_back"]:
        raise Wrong("the last token does not see the first: there is no attention over the sequence")
    if not seen["weights_sum_to_one"]:
        raise Wrong(
            "a sequence that is given twice over gives another result: either the weights of the keys do not sum to 1"
            " (softmax over the last axis), or the heads are not put together again by `transpose(1, 2)`"
        )
    if not seen["is_finite"]:
        raise Wrong("a large input overflows: `torch.softmax` subtracts the maximum, `exp` does not")
    if not seen["keeps_input"]:
        raise Wrong("has no residual connection: without attention nothing is left of the input")
    if not seen["scaled"]:
        raise Wrong("has no layer norm: tokens keep the scale of the input")
    if seen["default_heads"] not in (None, 8):
        raise Wrong("has another number of heads by default", 8, seen["default_heads"])
    if length > 1 and seen["heads_count"] is False:
        raise Wrong("ignores `num_heads`: another number gives the same result")


def cases(framework: str) -> Sequence[Case]:
    return [
        Case((8, 2), {"batch": 3, "length": 4}),
        Case((16, 8), {"batch": 2, "length": 5}),
        Case((6, 1), {"batch": 1, "length": 3}),
        Case((6, 3), {"batch": 4, "length": 1}),
        Case((4, 4), {"batch": 5, "length": 5}),
    ]


TASK = Task(
    title="Self-attention with a residual connection and a norm",
    forms={"torch": "SelfAttention(embed_dim, num_heads=8)"},
    docstrings={
        "SelfAttention": """Multi-head self-attention, a residual connection and a layer norm.

`forward` takes `x` `[batch, sequence, embed_dim]` and gives the same shape. `embed_dim` is a multiple of `num_heads`.
"""
    },
    properties=(
        "the shape of the input, batch first",
        "examples of the batch do not meet, tokens of a sequence do",
        "a residual connection and a layer norm",
        "`num_heads` counts",
        "every parameter gets a gradient, `eval()` is deterministic",
    ),
    hints=(
        "`nn.MultiheadAttention` does the work: query, key and value are all `x`.",
        "It counts time first unless it is told `batch_first=True`, and it gives a pair: the output and the weights.",
        "Add the input to the output, and normalise: `self.norm(x + out)`.",
    ),
    names=("MultiHeadSelfAttention", "SelfAttentionBlock", "AttentionLayer"),
    check=check,
    cases=cases,
)
