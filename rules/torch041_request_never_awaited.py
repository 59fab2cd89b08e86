"""A communication is started, and nobody waits for it to finish.

`dist.isend`, `dist.irecv` and collectives with `async_op=True` return at once, with a request; the tensor is ready
after `request.wait()`.
Read before, it holds what it held: a gathered part of ones was still 0.0, every time (torch 2.13.0, gloo, 32 MiB).
What is sent must not be changed before either. Nothing is raised, and small tensors often arrive in time.
Keep the request and call its `wait()` before the tensor is used; `request.wait` without parentheses does nothing.
Silent: requests that are kept in a list or an attribute, returned or handed on, those that a `synchronize()` or
`barrier()` comes after, those in a `with` block that may wait for them, and those that are called `_`.

Source: docs.pytorch.org, `torch.distributed`, "Synchronous and asynchronous collective operations".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Call, Mention, Model
from pattern_lsp.semantic.queries import is_read_in
from pattern_lsp.semantic.values import Value

_COLLECTIVES = tuple(
    f"torch.distributed.{name}"
    for name in (
        "all_reduce all_reduce_coalesced reduce broadcast all_gather all_gather_into_tensor all_gather_coalesced "
        "gather scatter reduce_scatter reduce_scatter_tensor all_to_all all_to_all_single barrier"
    ).split()
)
_POINT_TO_POINT = tuple(f"torch.distributed.{name}" for name in ("isend", "irecv", "batch_isend_irecv"))
_STARTED = (*_COLLECTIVES, *_POINT_TO_POINT)


def check(model: Model) -> Iterator[Finding]:
    started = {id(call.node): call for call in model.calls(*_STARTED) if _is_started_here(call)}
    if not started:
        return
    last = max((call.place.span.start for call in _waits_for_all(model)), default=-1)
    for call in started.values():
        if call.is_discarded and call.place.span.start > last:
            name = call.callee_place.text
            message = f"Nobody waits for this `{name}`: what it works on may not be ready when it is used"
            yield Finding(call.place, message, _fix(call))
    for made in model.of(Assignment):
        kept = started.get(id(made.value.node))
        if kept is None or made.target is not None or made.name.startswith("_") or made.scope != "local":
            continue
        around = made.context.function
        if around is not None and not is_read_in(made.name, around) and kept.place.span.start > last:
            message = f"Nobody waits for `{made.name}`: call `{made.name}.wait()` before the tensor is used"
            yield Finding(made.place, message)
    for mention in model.of(Mention):
        term = mention.target.value.term
        if mention.name == "wait" and term is not None and id(term.node) in started:
            message = f"`{mention.target.text}.wait` is not called: nothing waits"
            yield Finding(mention.place, message, Fix("Call it", edit(mention.place.after, "()"), safe=True))


def _is_started_here(call: Call) -> bool:
    """Whether a call of this body surely returns before its work is done, and no `with` block waits at its end."""
    if call.context.calls or any(map(_may_wait, call.context.managers)):
        return False
    if call.name in _POINT_TO_POINT:
        return True
    return any(one.keyword == "async_op" and one.value.constant is True for one in call.arguments)


def _may_wait(manager: Value) -> bool:
    name = manager.term.name if manager.term is not None else ""
    return not name.startswith("torch.") or name.startswith("torch.distributed.")


def _waits_for_all(model: Model) -> Iterator[Call]:
    """The calls that come back when everything is done."""
    yield from model.calls(method="synchronize")
    for barrier in model.calls("torch.distributed.barrier"):
        if not _is_started_here(barrier):
            yield barrier


def _fix(call: Call) -> Fix | None:
    """A collective can be waited for on the spot; two ranks that send to each other first would wait for ever."""
    return Fix("Wait for it", edit(call.place.after, ".wait()")) if call.name in _COLLECTIVES else None


RULE = Rule(
    code="TORCH041",
    name="request-never-awaited",
    severity=Severity.WARNING,
    message="a communication that nobody waits for",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.RANDOM),
    examples=(
        Example(
            bad="""\
import torch
import torch.distributed as dist

dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
mine = torch.ones(1 << 23)
parts = [torch.zeros(1 << 23)]
dist.all_gather(parts, mine, async_op=True)
last = parts[0][-1].item()
dist.destroy_process_group()
""",
            good="""\
import torch
import torch.distributed as dist

dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
mine = torch.ones(1 << 23)
parts = [torch.zeros(1 << 23)]
dist.all_gather(parts, mine, async_op=True).wait()
last = parts[0][-1].item()
dist.destroy_process_group()
""",
            proof=Shows("bad.last == 0 and good.last == 1"),
        ),
        Example(
            bad="""\
import torch
import torch.distributed as dist


def gather_last(mine):
    parts = [torch.zeros_like(mine)]
    request = dist.all_gather(parts, mine, async_op=True)
    return parts[0][-1].item()


dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
last = gather_last(torch.ones(1 << 23))
dist.destroy_process_group()
""",
            good="""\
import torch
import torch.distributed as dist


def gather_last(mine):
    parts = [torch.zeros_like(mine)]
    request = dist.all_gather(parts, mine, async_op=True)
    request.wait()
    return parts[0][-1].item()


dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
last = gather_last(torch.ones(1 << 23))
dist.destroy_process_group()
""",
            proof=Shows("bad.last == 0 and good.last == 1"),
        ),
        Example(
            bad="""\
import torch
import torch.distributed as dist

dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
mine = torch.ones(1 << 23)
parts = [torch.zeros(1 << 23)]
request = dist.all_gather(parts, mine, async_op=True)
request.wait
last = parts[0][-1].item()
dist.destroy_process_group()
""",
            good="""\
import torch
import torch.distributed as dist

dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
mine = torch.ones(1 << 23)
parts = [torch.zeros(1 << 23)]
request = dist.all_gather(parts, mine, async_op=True)
request.wait()
last = parts[0][-1].item()
dist.destroy_process_group()
""",
            proof=Shows("bad.last == 0 and good.last == 1"),
        ),
    ),
)
