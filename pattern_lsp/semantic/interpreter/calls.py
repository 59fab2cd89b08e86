"""Calls: what each returns."""

import libcst as cst

from pattern_lsp.semantic import knowledge, transforms
from pattern_lsp.semantic.frameworks.api import Api
from pattern_lsp.semantic.interpreter.expressions import Expressions
from pattern_lsp.semantic.interpreter.helpers import Helpers
from pattern_lsp.semantic.model import (
    Argument,
    Call,
    Class,
    Operand,
)
from pattern_lsp.semantic.values import NONE, UNKNOWN, Kind, Ref, Trace, Value


class Calls(Helpers):
    """Evaluates calls."""

    def _call(self, node: cst.Call) -> Value:
        return self._called(node).result

    def _called(self, node: cst.Call) -> Call:
        """Evaluate a call: the event of it."""
        receiver: Operand | None = None
        method = ""
        func = node.func
        if type(func) is cst.Attribute:
            owner = self._eval(func.value)
            method = func.attr.value
            receiver = self._operand(func.value, owner)
            callee = self._attribute_value(owner, method)
            if owner.kind is Kind.LIBRARY:
                receiver = None
                self._reference(func, callee.name)
        else:
            callee = self._eval(func)
        arguments = []
        for argument in node.args:
            value = self._eval(argument.value)
            keyword = argument.keyword.value if argument.keyword is not None else ""
            arguments.append(Argument(self._operand(argument.value, value), keyword, argument.star))
            if argument.star == "**":
                self._syntax("double_star_argument", argument)
        call = Call(
            node, self.frame.piece, self.context, self.statement,
            method=method, callee=callee, receiver=receiver, arguments=tuple(arguments),
        )  # fmt: skip
        self._resolve(call, callee, receiver, method)
        if self.state.heap:
            self.state.forget(node)
        self._event(call)
        call.result = self._result(call)
        return call

    def _result(self, call: Call) -> Value:
        callee = call.callee
        self._apply_effect(call)
        if callee.kind is Kind.FUNCTION:
            return self._call_function(call, callee)
        if callee.kind is Kind.CLASS:
            return self._instantiate(call, callee)
        if callee.kind is Kind.INSTANCE:
            return self._call_instance(call, callee)
        if callee.kind is Kind.LIBRARY:
            if callee.name.startswith("builtins."):
                return transforms.builtin_result(call)
            transformed = self._transform(call)
            if transformed is not None:
                return transformed
        if (found := self._api_of(call)) is not None:
            return self._tabled(call, found)
        if callee.kind is Kind.OBJECT:
            return self._call_object(call, callee)
        if call.method in _CHANGING and call.name.startswith("builtins.list."):
            self._grow(call)
            return NONE if call.method != "pop" else transforms.unknown_result(call)
        if call.effect in ("eval", "train") and call.receiver is not None:
            return call.receiver.value  # modules return themselves
        return transforms.unknown_result(call)

    def _call_object(self, call: Call, callee: Value) -> Value:
        """Call an instance of a library's class: `layer(x)`, `criterion(scores, labels)`."""
        self._read_mode(call, callee)
        if "torch.nn.Module" in knowledge.ancestors(callee.name):
            trace = _trace_of(call)
            return Value(Kind.ARRAY, "torch", trace=trace, term=call)
        if "keras.layers.Layer" in knowledge.ancestors(callee.name) and _returns_one_tensor(call, callee):
            return Value(Kind.ARRAY, "tensorflow", trace=_trace_of(call), term=call)
        if "keras.losses.Loss" in knowledge.ancestors(callee.name):
            return Value(Kind.ARRAY, "tensorflow", trace=_trace_of(call), term=call)
        return transforms.unknown_result(call)

    def _call_instance(self, call: Call, callee: Value) -> Value:
        """Call an instance of a class of this file: a module's `forward`, a Keras model's `call`."""
        self._read_mode(call, callee)
        for name in ("__call__", "forward", "call"):
            function = self.world.method(callee.target, name)
            if function is not None:
                bound = Value(Kind.FUNCTION, name, target=function, items=(callee,))
                call.name = f"{callee.name}.{name}"
                value = self._call_function(call, bound)
                if value.is_unknown and "torch.nn.Module" in callee.target.ancestors:
                    return value.but(term=call)
                return value
        return transforms.unknown_result(call)

    def _tabled(self, call: Call, found: Api) -> Value:
        """The result of a function of the tables."""
        if found.result == "self" and call.receiver is not None:
            # The same array still, but computed by this call: `x.log_()`.
            value = call.receiver.value
            return value.but(term=call) if value.kind is Kind.ARRAY else value
        if found.op in ("add_layer", "drop_layer"):
            self._grow(call)
        return transforms.table_result(call, found, self.context, self.state)

    def _grow(self, call: Call) -> None:
        """`model.add(layer)`, `layers.append(layer)`: whatever stands for the object stands for one with more in it."""
        grown, added = call.receiver, call.positional(0)
        if grown is None or grown.value.ref is None:
            return
        items = grown.value.items
        if items is None and call.op == "add_layer":
            items = (UNKNOWN,)  # of a network, the last layers matter
        is_one_more = items is not None and call.method in ("add", "append") and len(call.arguments) == 1
        items = (*items, added.value) if items is not None and added is not None and is_one_more else None
        for key, value in list(self.state.values.items()):
            if value.ref is not None and value.kind is grown.value.kind and value.ref == grown.value.ref:
                self.state.values[key] = fresh = value.but(items=items)
                if isinstance(key, Ref) and (key.base, key.path[1:]) in self.attributes:
                    self.attributes[key.base, key.path[1:]] = fresh

    def _instantiate(self, call: Call, callee: Value) -> Value:
        made: Class = callee.target
        self.state.forget(call.node)
        if "torch.nn.Module" in made.ancestors:
            made.layers = self.world.layers(made)
        return Value(Kind.INSTANCE, made.name, target=made, ref=Ref(call.node), term=call)


_CHANGING = frozenset("append extend insert pop remove reverse sort clear".split())


def _returns_one_tensor(call: Call, layer: Value) -> bool:
    """Whether a Keras layer returns a tensor, and not a list or dict of them."""
    if layer.name in ("keras.Model", "keras.layers.Lambda") or layer.name.endswith("Cell"):
        return False
    inner = layer.items[0] if layer.name == "keras.layers.Bidirectional" and layer.items else layer
    given = [*call.arguments, *(inner.term.arguments if inner.term is not None else ())]
    return not any(argument.star or argument.keyword in _RETURN_MORE for argument in given)


_RETURN_MORE = {"return_state", "return_attention_scores"}


def _trace_of(call: Call) -> int:
    trace = call.receiver.value.trace if call.receiver is not None else Trace.NONE
    for argument in call.arguments:
        trace |= argument.value.trace
    return trace


Calls.expression_handlers = {**Expressions.expression_handlers, cst.Call: Calls._call}
