"""What the engine knows and the text does not say: arrays and their framework, what is traced, a module's mode."""

from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from pattern_lsp.analysis import Analysis
from pattern_lsp.semantic.model import Assignment, Call, Function, Model
from pattern_lsp.semantic.transforms import traced_parameters
from pattern_lsp.semantic.values import Kind, Trace, Value
from pattern_lsp.syntax import Place
from pattern_lsp.text import Span

_FRAMEWORKS = {"torch": "PyTorch", "tensorflow": "TensorFlow", "jax": "JAX", "numpy": "NumPy"}
_MODES = {"train": "training mode", "eval": "evaluation mode"}


class Hint(NamedTuple):
    """What to show after a name."""

    span: Span  # of the name
    label: str
    explanation: str


def hints(analysis: Analysis, span: Span) -> list[Hint]:
    """The hints for the names in a span. What two ways through the code disagree about has none."""
    if analysis.program is None:
        return []
    found: dict[Span, set[Hint]] = {}
    for model in analysis.program.models():
        for place, label, explanation in _of_model(model):
            if analysis.source.holds(place.piece):
                start, end = analysis.source.absolute(place)
                if span.start <= end and start <= span.end:
                    found.setdefault(Span(start, end), set()).add(Hint(Span(start, end), label, explanation))
    known = (next(iter(same)) for _, same in sorted(found.items()) if len(same) == 1)
    return [hint for hint in known if hint.label]


def _of_model(model: Model) -> Iterator[tuple[Place, str, str]]:
    if model.function is not None:
        yield from _parameters(model.function)
    for event in model.events:
        if event.context.calls:
            continue
        if isinstance(event, Assignment) and not event.operator and event.target is None:
            place, label = _assigned(event), _label(event.value.value)
            if place is not None:
                yield place, label, "What the analysis knows of this value."
        elif isinstance(event, Call) and event.callee.kind in (Kind.OBJECT, Kind.INSTANCE) and event.arguments:
            modes = {state for state, _ in event.states}
            if len(modes) == 1 and (mode := _MODES.get(modes.pop())):
                yield event.callee_place, f" {mode}", f"The module is in {mode} here."


def _parameters(function: Function) -> Iterator[tuple[Place, str, str]]:
    parameters = function.node.params
    named = {one.name.value: one for one in [*parameters.params, *parameters.posonly_params, *parameters.kwonly_params]}
    for name, trace in traced_parameters(function).items():
        # Under tf.function models and optimizers are what they are; jit traces every leaf.
        if name in named and named[name].annotation is None and trace & Trace.ABSTRACT:
            place = Place(function.piece, function.piece.span(named[name].name))
            yield place, ": traced", "It has no concrete value while the function is traced."


def _assigned(event: Assignment) -> Place | None:
    """Where the name stands in `name = value`."""
    node = event.node
    targets = node.targets if isinstance(node, cst.Assign) else ()
    names = [one.target for one in targets if isinstance(one.target, cst.Name) and one.target.value == event.name]
    return Place(event.piece, event.piece.span(names[0])) if names else None


def _label(value: Value) -> str:
    if value.kind is Kind.KEY:
        return ": PRNG key"
    if value.kind is not Kind.ARRAY or value.name not in _FRAMEWORKS:
        return ""
    trace = ", traced" if value.trace & Trace.ABSTRACT else ", symbolic" if value.trace & Trace.GRAPH else ""
    return f": {_FRAMEWORKS[value.name]}{trace}"
