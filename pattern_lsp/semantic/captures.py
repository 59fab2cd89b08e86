"""Variables that a compiled function has read once and for all, and that are given other values later."""

from collections.abc import Iterator, Sequence

from pattern_lsp.semantic.model import Assignment, Call, Event, Function, Loop, Model, Operand
from pattern_lsp.semantic.queries import enclosing, free_reads
from pattern_lsp.semantic.values import Kind, Trace
from pattern_lsp.syntax import Place


def captured_changes(model: Model, *wrappings: str) -> Iterator[tuple[Function, Operand, Assignment]]:
    """The functions with such a wrapping that are called, read a name from outside, and are called after its change."""
    called: dict[int, list[int]] = {}  # the functions, and when each is called
    functions: dict[int, Function] = {}
    changed: dict[str, list[int]] = {}  # names, and when each is given a value
    for time, event in enumerate(model.events):
        if event.context.trace & Trace.GRAPH or event.context.nopython is not None:
            continue
        if isinstance(event, Call) and event.callee.kind is Kind.FUNCTION:
            function = event.callee.target
            if function.wrapped(*wrappings):
                functions[id(function.node)] = function
                called.setdefault(id(function.node), []).append(time)
        elif isinstance(event, Assignment) and event.target is None:
            changed.setdefault(event.name, []).append(time)
    for key, times in called.items():
        function = functions[key]
        for read in free_reads(function):
            change = _change(model, function, changed.get(read.identifier, ()), times)
            if change is not None:
                yield function, read, change


def _change(model: Model, function: Function, changes: Sequence[int], calls: list[int]) -> Assignment | None:
    """An assignment between two calls of a function, of the variable that the function sees."""
    for time in changes:
        event = model.events[time]
        assert isinstance(event, Assignment)
        if not _is_seen(function, event):
            continue
        # Each run of the function around makes a `tf.function` of its own.
        own = [call for call in calls if function.closure is None or _is_same_run(model.events[call], event)]
        if own and own[0] < time < own[-1] and not event.context.conditional:
            return event
        if event.value.value.constant is None or event.operator:
            loops = [model.events[call].context.loops for call in own]
            shared = [loop for loop in event.context.loops if any(loop in other for other in loops)]
            if shared and not _is_made_in(function, shared[-1]):
                return event
    return None


def _is_seen(function: Function, change: Assignment) -> bool:
    """Whether a name that is assigned here is the one that the function reads."""
    is_global = change.scope == "global" or (change.scope == "local" and change.context.function is None)
    return is_global if function.closure is None else change.context.function is enclosing(function)


def _is_same_run(one: Event, other: Event) -> bool:
    return [call.node for call in one.context.calls] == [call.node for call in other.context.calls]


def _is_made_in(function: Function, loop: Loop) -> bool:
    """Whether each round makes the function anew, or wraps it anew, and so traces it anew."""
    around = Place(loop.piece, loop.piece.span(loop.node))
    made = [function.place, *(wrapping.place for wrapping in function.wrappings)]
    return any(
        place.piece is around.piece and around.span.start <= place.span.start < around.span.end for place in made
    )
