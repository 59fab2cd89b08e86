"""`backward()` goes through the same graph a second time.

The first `backward()` frees what the graph has saved; whatever shares a part of it then raises
`RuntimeError: Trying to backward through the graph a second time` (torch 2.13.0): the same loss again, a second loss
on the same features, a generator's output judged once more, or a hidden state carried into the next round.
Add up the losses and call `backward()` once. Where the graph is to end, say so: `fake.detach()`,
`hidden = hidden.detach()`. `retain_graph=True` keeps what was saved where both passes are meant; for a state that is
carried along it only trades the error for another one, as the optimizer has changed the weights in between.
Silent: `retain_graph=True` on the first, separate forward passes, branches of which one is taken, and graphs that
surely share nothing but parameters.

Source: docs.pytorch.org, `torch.Tensor.backward` (retain_graph) and "Autograd mechanics".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Related, Rule, Severity
from pattern_lsp.semantic.model import Assignment, Call, Loop, Model, Operand
from pattern_lsp.semantic.queries import (
    are_exclusive,
    graph_of,
    holds_graph,
    is_every_round,
    is_module,
    may_have_parameters,
)

_SAVING = frozenset(
    "matmul exp log sqrt softmax log_softmax sigmoid tanh power mse cross_entropy nll binary_cross_entropy "
    "binary_cross_entropy_with_logits norm logsumexp".split()
)
_FREEZING = frozenset({"requires_grad", "requires_grad_", "freeze"})
_RECURRENT = ("lstm", "gru", "rnn")


def check(model: Model) -> Iterator[Finding]:
    backwards = [call for call in model.calls(effect="backward") if _is_certain(call)]
    for number, second in enumerate(backwards):
        loop = second.context.loop
        if loop is not None and _frees(second) and _is_computed_before(second, loop):
            name = _loss(second).text
            yield Finding(second.place, f"`{name}` is computed before the loop: its graph is gone in the second round")
            continue
        for first in backwards[:number]:
            if _frees(first) and _is_same_round(first, second) and not are_exclusive(first, second):
                shared = _shared(first, second)
                is_same = _loss(first).value.term is _loss(second).value.term
                if shared is not None and (is_same or not _may_be_frozen(model)):
                    yield _finding(first, second, shared)
                    break
    for carried in model.calls(op=_RECURRENT) if backwards else ():
        name = _carried_state(model, carried)
        backward = next((call for call in backwards if _frees(call) and _is_same_round(carried, call)), None)
        if name and backward is not None and carried.context.loop is not None:
            message = f"`{name}` carries the graph of the last round into this one: detach it in between"
            yield Finding(carried.place, message, related=(Related(backward.place, "frees the graph of its round"),))


def _finding(first: Call, second: Call, shared: Call) -> Finding:
    related = (Related(first.place, "the first `backward()` frees it"),)
    if _loss(first).value.term is _loss(second).value.term:
        return Finding(second.place, "This graph is gone: `backward()` was called on it before", related=related)
    said = shared.place.text
    part = f"`{said}`" if len(said) <= 40 and "\n" not in said else "a part"
    message = f"This graph shares {part} with the one before, which is gone: add the losses, or detach"
    return Finding(second.place, message, related=related)


def _loss(backward: Call) -> Operand:
    assert backward.receiver is not None
    return backward.receiver


def _is_certain(backward: Call) -> bool:
    """Whether a backward pass of a known graph surely happens, in every round of its loop."""
    if backward.receiver is None or backward.receiver.value.term is None or backward.context.handled:
        return False
    loop = backward.context.loop
    return is_every_round(backward, loop) if loop is not None else not backward.context.conditional


def _frees(backward: Call) -> bool:
    if backward.has_star:
        return False
    options = [backward.argument(name) for name in ("retain_graph", "create_graph")]
    return all(option is None or option.value.constant is False for option in options)


def _is_same_round(first: Call, second: Call) -> bool:
    mine, other = first.context.loop, second.context.loop
    return mine is other or (mine is not None and other is not None and mine.node is other.node)


def _is_computed_before(backward: Call, loop: Loop) -> bool:
    """Whether a loss comes from outside of the loop that differentiates it, with something saved in its graph."""
    calls = list(graph_of(_loss(backward).value))
    if not all(_is_evaluated_here(call, backward) for call in calls):
        return False
    outside = all(all(around.node is not loop.node for around in call.context.loops) for call in calls)
    return outside and any(_saves(call) for call in calls)


def _is_evaluated_here(call: Call, backward: Call) -> bool:
    """Whether a call is part of this body, and not of what is known of a function in general."""
    mine, other = call.context.function, backward.context.function
    return bool(call.context.calls) or (mine and mine.node) is (other and other.node)


def _shared(first: Call, second: Call) -> Call | None:
    """A call that the graphs of both losses go through, and that saves something."""
    mine, other = _loss(first).value, _loss(second).value
    theirs = {id(call): call for call in graph_of(mine) if _is_evaluated_here(call, first)}
    if mine.term is other.term:
        return next((call for call in theirs.values() if _saves(call)), None)
    common = [call for call in graph_of(other) if id(call) in theirs]
    return next((call for call in common if _is_forward(call) or _has_saved(call)), None)


def _saves(call: Call) -> bool:
    return call.op in _SAVING or _is_forward(call)


def _has_saved(call: Call) -> bool:
    return call.op in _SAVING and holds_graph(call.result) is True


def _is_forward(call: Call) -> bool:
    """Whether a call is the forward pass of a module that is not known to have nothing to train."""
    return is_module(call.callee) and call.context.grad_enabled is True and may_have_parameters(call.callee)


def _may_be_frozen(model: Model) -> bool:
    """Whether the code around speaks of switching gradients off: a frozen trunk may be shared."""
    function = model.function
    if function is None:
        return any(one.name == "requires_grad" for one in model.of(Assignment))
    methods = function.owner.methods.values() if function.owner is not None else ()
    pieces = [function.piece, *(method.piece for method in methods)]
    return any(not _FREEZING.isdisjoint(piece.words) for piece in pieces)


def _carried_state(model: Model, call: Call) -> str:
    """The state that a recurrent layer is given and returns under one name, round after round."""
    state, loop = call.argument("hx"), call.context.loop
    if state is None or loop is None or call.context.grad_enabled is not True or not is_every_round(call, loop):
        return ""
    names = [name.strip() for name in state.text.strip("()").split(",") if name.strip()]
    if any(one.receiver is not None and one.receiver.identifier in names for one in model.calls(method="detach_")):
        return ""
    for name in names:
        given = [
            assignment
            for assignment in model.of(Assignment)
            if assignment.name == name
            and assignment.target is None
            and any(around.node is loop.node for around in assignment.context.loops)
        ]
        if len(given) != 1 or given[0].statement is not call.statement:
            return ""
    return names[0] if names else ""


RULE = Rule(
    code="TORCH028",
    name="backward-twice",
    severity=Severity.ERROR,
    message="`backward()` through a graph that is gone",
    frameworks=frozenset({"torch"}),
    check=check,
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
trunk, first, second = torch.nn.Linear(2, 2), torch.nn.Linear(2, 1), torch.nn.Linear(2, 1)
features = trunk(torch.ones(4, 2))
loss = first(features).pow(2).mean()
other = second(features).pow(2).mean()
loss.backward()
other.backward()
""",
            good="""\
import torch

torch.manual_seed(0)
trunk, first, second = torch.nn.Linear(2, 2), torch.nn.Linear(2, 1), torch.nn.Linear(2, 1)
features = trunk(torch.ones(4, 2))
loss = first(features).pow(2).mean()
other = second(features).pow(2).mean()
(loss + other).backward()
""",
            proof=Raises("RuntimeError", "backward through the graph a second time"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
generator, judge = torch.nn.Linear(2, 2), torch.nn.Linear(2, 1)
for _ in range(2):
    fake = generator(torch.randn(4, 2)).tanh()
    judge_loss = judge(fake).mean()
    judge_loss.backward()
    generator_loss = -judge(fake).mean()
    generator_loss.backward()
""",
            good="""\
import torch

torch.manual_seed(0)
generator, judge = torch.nn.Linear(2, 2), torch.nn.Linear(2, 1)
for _ in range(2):
    fake = generator(torch.randn(4, 2)).tanh()
    judge_loss = judge(fake.detach()).mean()
    judge_loss.backward()
    generator_loss = -judge(fake).mean()
    generator_loss.backward()
""",
            proof=Raises("RuntimeError", "backward through the graph a second time"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
rnn = torch.nn.GRU(2, 3)
hidden = torch.zeros(1, 4, 3)
for _ in range(2):
    output, hidden = rnn(torch.randn(5, 4, 2), hidden)
    output.mean().backward()
""",
            good="""\
import torch

torch.manual_seed(0)
rnn = torch.nn.GRU(2, 3)
hidden = torch.zeros(1, 4, 3)
for _ in range(2):
    hidden = hidden.detach()
    output, hidden = rnn(torch.randn(5, 4, 2), hidden)
    output.mean().backward()
""",
            proof=Raises("RuntimeError", "backward through the graph a second time"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
loss = model(torch.ones(4, 2)).pow(2).mean()
for _ in range(3):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(3):
    loss = model(torch.ones(4, 2)).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
""",
            proof=Raises("RuntimeError", "backward through the graph a second time"),
        ),
    ),
)
