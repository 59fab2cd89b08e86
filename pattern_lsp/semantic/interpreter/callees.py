"""What is called: its canonical name, what the tables say of it, and what it does to objects."""

from collections.abc import Iterator

from pattern_lsp.semantic import knowledge, protocols
from pattern_lsp.semantic.frameworks.api import Api
from pattern_lsp.semantic.interpreter.expressions import Expressions
from pattern_lsp.semantic.model import (
    Call,
    Operand,
)
from pattern_lsp.semantic.values import Kind, Ref, Trace, Value


class Callees(Expressions):
    """Finds out what a call calls, and applies its effects."""

    def _resolve(self, call: Call, callee: Value, receiver: Operand | None, method: str) -> None:
        """Find out what is called: its canonical name, and what the tables say of it."""
        found: Api | None = None
        if callee.kind is Kind.LIBRARY:
            call.name = callee.name
            found = knowledge.api(callee.name)
            if found is None and receiver is None and method:
                # A method of a class, called through the class: `torch.Tensor.add_(x, y)`.
                owner, _, name = callee.name.rpartition(".")
                named = knowledge.method(owner, name) if knowledge.ancestors(owner) else None
                if named is not None:
                    call.name, found = named
        elif callee.kind in (Kind.FUNCTION, Kind.CLASS):
            call.name = callee.name
        elif callee.kind is Kind.OBJECT:
            named = knowledge.method(callee.name, "__call__")
            call.name, found = named if named is not None else (f"{callee.name}.__call__", None)
            own = knowledge.api(callee.name)
            call.op = (found.op if found else "") or (own.op if own else "")
            last = callee.items[-1] if callee.name in _SEQUENTIAL and callee.items else None
            if last is not None and last.kind is Kind.OBJECT:
                inner = knowledge.api(last.name)
                call.op = inner.op if inner is not None else ""
        elif receiver is not None:
            self._resolve_method(call, receiver.value, method)
            return
        if found is not None:
            call.op = call.op or found.op
            call.effect = found.effect
            call.parameters = knowledge.parameters(found)

    def _resolve_method(self, call: Call, owner: Value, method: str) -> None:
        named = None
        if owner.kind is Kind.ARRAY:
            named = knowledge.method(knowledge.array_class(owner.name), method)
        elif owner.kind is Kind.OBJECT:
            named = knowledge.method(owner.name, method)
            if named is None:
                call.name = f"{owner.name}.{method}"
        elif owner.kind is Kind.INSTANCE:
            for ancestor in sorted(owner.target.ancestors):
                named = named or knowledge.method(ancestor, method)
        elif owner.kind is Kind.PYTHON:
            call.name = f"builtins.{owner.name}.{method}"
        elif owner.trace & Trace.ABSTRACT and owner.is_unknown:
            named = knowledge.method("jax.Array", method)
        if named is not None:
            call.name, found = named
            call.op, call.effect = found.op, found.effect
            call.parameters = knowledge.parameters(found)
        elif owner.is_unknown and self.world.uses_torch:
            call.effect = protocols.TELLING_METHODS.get(method, "")
            if not call.arguments or (method == "train" and len(call.arguments) == 1):
                call.effect = call.effect or protocols.TELLING_WITHOUT_ARGUMENTS.get(method, "")
            if method == "step" and call.receiver is not None and protocols.names_optimizer(call.receiver.node):
                call.effect = "step"
        if call.effect == "train" and call.arguments:
            # `model.train(False)` is `eval`; with anything but a constant it may be either.
            mode = call.arguments[0].value.constant
            call.effect = "train" if mode is True else "eval" if mode is False else "set_mode"

    def _api_of(self, call: Call) -> Api | None:
        return knowledge.api(call.name) if call.name else None

    def _read_mode(self, call: Call, callee: Value) -> None:
        if callee.ref is not None:
            call.states = self.state.steps(protocols.MODE.name, callee.ref)

    def _apply_effect(self, call: Call) -> None:
        protocol = protocols.BY_EFFECT.get(call.effect)
        if protocol is None:
            if call.callee.is_unknown and call.callee.ref is not None:
                self._read_mode(call, call.callee)
            return
        if protocol is protocols.KEY:
            key = call.argument("key")
            if key is not None:
                call.states = self._consume(key, call.node)
            return
        target = call.argument("optimizer")
        subject = target.value if target is not None else call.receiver.value if call.receiver is not None else None
        reached = (protocols.BY_EFFECT[call.effect].states[call.effect], call.node)
        if call.effect in protocol.reaches_all:
            for key_ in [key_ for key_ in self.state.heap if key_[0] == protocol.name]:
                self.state.heap[key_] = frozenset({reached})
            self.state.heap[protocol.name, None] = frozenset({reached})
        elif subject is not None and subject.ref is not None:
            call.states = self.state.steps(protocol.name, subject.ref)
            self.state.heap[protocol.name, subject.ref] = frozenset({reached})
            if call.effect == "zero_grad":
                for optimizer in self._optimizers_of(subject):
                    self.state.heap[protocol.name, optimizer] = frozenset({reached})

    def _optimizers_of(self, module: Value) -> Iterator[Ref]:
        """The optimizers in sight that were made from a module's parameters."""
        values = [*self.state.values.values(), *self.attributes.values()]
        for value in values:
            if value.kind is Kind.OBJECT and value.ref is not None and value.term is not None:
                for argument in value.term.arguments[:1]:
                    source = argument.value.term
                    if source is not None and source.method == "parameters" and source.receiver is not None:
                        if source.receiver.value.ref == module.ref:
                            yield value.ref


_SEQUENTIAL = {"torch.nn.Sequential", "keras.Sequential"}
