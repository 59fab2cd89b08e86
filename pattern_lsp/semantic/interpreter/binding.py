"""Giving names, attributes and items their values; loops to a fixed point."""

from collections.abc import Callable
from typing import cast

import libcst as cst

from pattern_lsp.semantic import knowledge, transforms
from pattern_lsp.semantic.interpreter.frames import LoopFrame, Machine
from pattern_lsp.semantic.model import (
    Argument,
    Assignment,
    Call,
    Class,
    ItemAssignment,
    Loop,
    Operand,
)
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import NONE, UNKNOWN, Kind, Ref, Trace, Value, join, python

_LOOP_ROUNDS = 3
_RECURRENT = frozenset({"lstm", "gru", "rnn", "attention"})  # layers that return several arrays


class Binding(Machine):
    """What happens to names, attributes and items; loops."""

    def _bind(
        self,
        target: cst.BaseExpression,
        operand: Operand,
        node: cst.CSTNode,
        operator: str = "",
        right: Operand | None = None,
    ) -> None:
        """Give a target its value. `right` is what the source says on the right of `+=`."""
        if isinstance(target, cst.Name):
            self._bind_name(target, operand, node, operator, right)
        elif isinstance(target, (cst.Tuple, cst.List)):
            self._unpack(target, operand)
        elif isinstance(target, cst.Attribute):
            owner = self._operand(target.value, self._eval(target.value))
            name = target.attr.value
            path = owner.value.ref.attribute(name) if owner.value.ref is not None else None
            before = self.state.values.get(path, UNKNOWN) if path is not None else UNKNOWN
            if operator and before.is_unknown:
                before = self._parameter(target, owner.value, self._attribute_value(owner.value, name))
            self._event(
                Assignment(
                    node, self.frame.piece, self.context, self.statement,
                    name, right or operand, operator, owner, before,
                )
            )  # fmt: skip
            if path is not None:
                # Attributes of attributes may have changed with it.
                for known in [key for key in self.state.values if isinstance(key, Ref) and _below(key, path)]:
                    del self.state.values[known]
                value = operand.value
                self.state.values[path] = value if value.ref is not None else value.but(ref=path)
                self.state.forget(path)
                instance = owner.value
                if instance.kind is Kind.INSTANCE and instance.ref == Ref(instance.target):
                    key = (instance.target, name)
                    known_value = self.attributes.get(key)
                    value = self.state.values[path]
                    self.attributes[key] = value if known_value is None else join(known_value, value)
        elif isinstance(target, cst.Subscript):
            self._item_assignment(target, operand, node, "")
        elif isinstance(target, cst.StarredElement):
            self._bind(target.value, self._operand(target.value, python("list")), node)

    def _bind_name(
        self, target: cst.Name, operand: Operand, node: cst.CSTNode, operator: str, right: Operand | None
    ) -> None:
        name, value = target.value, operand.value
        frame = self.frame
        scope = "global" if name in frame.global_names else "nonlocal" if name in frame.nonlocal_names else "local"
        before = self._lookup(name) or UNKNOWN
        self._event(
            Assignment(
                node, frame.piece, self.context, self.statement,
                name, right or operand, operator, None, before, scope,
            )
        )  # fmt: skip
        if value is UNKNOWN:
            value = self._another(target)
        if scope == "nonlocal":
            outer = frame.parent
            while outer is not None and name not in outer.state.values:
                outer = outer.parent
            if outer is not None:
                outer.state.values[name] = join(outer.state.values[name], value)
        elif scope == "local":
            frame.state.values[name] = value
            if frame.owner is not None:
                frame.owner.attributes[name] = value

    def _unpack(self, target: cst.Tuple | cst.List, operand: Operand) -> None:
        value = operand.value
        elements = target.elements
        if self.context.nopython is not None:
            if any(isinstance(element, cst.StarredElement) for element in elements):
                self._syntax("starred_target", target)
        starred = False
        for index, element in enumerate(elements):
            if isinstance(element, cst.StarredElement):
                starred = True
                part = Value(Kind.KEYS, ref=value.ref) if value.kind is Kind.KEYS else python("list")
                self._bind(element.value, self._operand(element.value, part), element)
                continue
            item = UNKNOWN if starred else self._item(value, index, element.value)
            if starred and value.kind is Kind.KEYS:
                item = self._item(value, index, element.value)
            if value.op in _RECURRENT and item.kind is Kind.ARRAY and item.term is None:
                # Not an event, but a link in the chain of origins, as a subscript is.
                link = Call(
                    element, self.frame.piece, self.context, self.statement, op="unpack",
                    arguments=(Argument(operand), Argument(Operand(python("int", index), element, self.frame.piece))),
                )  # fmt: skip
                item = link.result = item.but(term=link)
            self._bind(element.value, Operand(item, operand.node, operand.piece), element.value)

    def _item(self, value: Value, index: int | None, target: cst.CSTNode) -> Value:
        """One element of a value; `index` is None for any of them, as a loop sees it."""
        if value.items is not None and index is not None and -len(value.items) <= index < len(value.items):
            return value.items[index]
        if value.kind is Kind.KEYS:
            if index is None:
                self.state.forget(target)
                return Value(Kind.KEY, ref=Ref(target), trace=value.trace)
            return Value(
                Kind.KEY,
                ref=Ref(value.ref.base, f"{value.ref.path}[{index}]") if value.ref else None,
                trace=value.trace,
            )
        if value.kind is Kind.ARRAY:
            return Value(Kind.ARRAY, value.name, trace=value.trace, ref=Ref(target), dtype=value.dtype)
        if value.items and index is None:
            joined = value.items[0]
            for item in value.items[1:]:
                joined = join(joined, item)
            return joined
        if value.element is not None and value.element is not UNKNOWN:
            return value.element
        if value.op in ("range", "prange"):
            return python("int").but(trace=value.trace, ref=Ref(target))
        if value.kind is Kind.PYTHON and value.name == "shape":
            return python("int")
        if value.kind is Kind.PYTHON and value.name == "str":
            return python("str")
        return self._another(target).but(trace=value.trace)

    def _another(self, target: cst.CSTNode) -> Value:
        """An unknown object, which in a loop may be another one each time."""
        self.state.forget(target)
        return Value(Kind.UNKNOWN, ref=Ref(target))

    def _bind_enumerate(self, target: cst.BaseExpression, iterated: Operand) -> None:
        call = cast("Call", iterated.value.term)
        inner = call.arguments[0].value if call.arguments else UNKNOWN
        if isinstance(target, cst.Tuple) and len(target.elements) == 2:
            first, second = (element.value for element in target.elements)
            self._bind(first, Operand(python("int"), first, self.frame.piece), first)
            self._bind(second, Operand(self._item(inner, None, second), second, self.frame.piece), second)
        else:
            self._bind(target, Operand(UNKNOWN, target, self.frame.piece), target)

    def _bind_zip(self, target: cst.BaseExpression, iterated: Operand) -> None:
        call = cast("Call", iterated.value.term)
        if isinstance(target, cst.Tuple) and len(target.elements) == len(call.arguments) and not call.has_star:
            for element, argument in zip(target.elements, call.arguments, strict=True):
                item = self._item(argument.value, None, element.value)
                self._bind(element.value, Operand(item, element.value, self.frame.piece), element.value)
        else:
            self._bind(target, Operand(UNKNOWN, target, self.frame.piece), target)

    def _item_assignment(self, target: cst.Subscript, value: Operand | None, node: cst.CSTNode, operator: str) -> None:
        owner = self._operand(target.value, self._eval(target.value))
        index = self._index_operand(target)
        self._event(
            ItemAssignment(
                node, self.frame.piece, self.context, self.statement,
                owner, index, operator, value, node is not target, self._operand(target, UNKNOWN),
            )
        )  # fmt: skip
        if owner.value.items is not None and isinstance(target.value, cst.Name):
            self.state.values[target.value.value] = owner.value.but(items=None)

    def _index_operand(self, node: cst.Subscript) -> Operand:
        parts = [self._slice(element.slice) for element in node.slice]
        if len(parts) == 1 and isinstance(node.slice[0].slice, cst.Index):
            return self._operand(node.slice[0].slice.value, parts[0])
        first = node.slice[0].slice
        return self._operand(first, Value(Kind.PYTHON, "tuple", items=tuple(parts)))

    def _slice(self, node: cst.BaseSlice) -> Value:
        if isinstance(node, cst.Index):
            return self._eval(node.value)
        assert isinstance(node, cst.Slice)
        bounds = tuple(self._eval(part) if part is not None else NONE for part in (node.lower, node.upper, node.step))
        return Value(Kind.PYTHON, "slice", items=bounds)

    def _attribute_value(self, owner: Value, name: str) -> Value:
        if owner.kind is Kind.LIBRARY:
            return Value(Kind.LIBRARY, knowledge.canonical(f"{owner.name}.{name}"))
        if owner.kind is Kind.MODULE:
            exported: Value | None = owner.target.exported(name)
            return exported if exported is not None else UNKNOWN
        path = owner.ref.attribute(name) if owner.ref is not None else None
        if path is not None:
            known = self.state.values.get(path)
            if known is not None:
                return known
        if owner.kind in (Kind.INSTANCE, Kind.CLASS):
            return self._member(owner, name, path)
        if owner.kind is Kind.ARRAY:
            found = knowledge.method(knowledge.array_class(owner.name), name)
            if found is not None and not found[1].parameters and found[1].op not in ("", "identity"):
                if found[1].op == "at":
                    return Value(
                        Kind.OBJECT, "jax.Array.at", ref=path, trace=owner.trace, term=owner.term, items=(owner,)
                    )
            if found is not None:
                result = found[1].result
                if result in ("tuple", "shape") and name == "shape":
                    return Value(Kind.PYTHON, "shape", ref=path)
                if result in ("int", "dtype", "bool", "str") and name in STATIC_ATTRIBUTES:
                    return python("int" if result == "int" else result)
                if result == "array" and name in ("T", "mT", "H", "mH", "real", "imag", "data", "grad"):
                    return Value(Kind.ARRAY, owner.name, trace=owner.trace, ref=path, dtype=owner.dtype)
            if name in STATIC_ATTRIBUTES:
                return Value(Kind.PYTHON, "shape") if name == "shape" else python("int")
            return Value(Kind.UNKNOWN, ref=path)
        if name in STATIC_ATTRIBUTES and owner.trace:
            return Value(Kind.PYTHON, "shape") if name == "shape" else python("int")
        if owner.kind is Kind.UNKNOWN or owner.kind is Kind.OBJECT:
            if owner.kind is Kind.UNKNOWN and name == "at" and owner.trace & Trace.ABSTRACT:
                return Value(Kind.OBJECT, "jax.Array.at", ref=path, trace=owner.trace, items=(owner,))
            # The fields of a traced object need not be traced: many are static.
            trace = owner.trace if name in ("T", "mT", "real", "imag") else Trace.NONE
            return Value(Kind.UNKNOWN, ref=path, trace=trace) if path or trace else UNKNOWN
        return UNKNOWN

    def _parameter(self, node: cst.Attribute, owner: Value, value: Value) -> Value:
        """The weight or bias of a layer, where nothing else is known of the attribute."""
        named = knowledge.method(owner.name, node.attr.value) if owner.kind is Kind.OBJECT else None
        if named is None or named[1].op != "parameter" or not value.is_unknown:
            return value
        result = Value(Kind.ARRAY, "torch", ref=value.ref)
        result.term = Call(
            node, self.frame.piece, self.context, self.statement, name=named[0], op="parameter",
            method=node.attr.value, receiver=self._operand(node.value, owner), result=result,
        )  # fmt: skip
        return result

    def _member(self, owner: Value, name: str, path: Ref | None) -> Value:
        """An attribute or method of a class of this file, or of an instance of it."""
        made: Class = owner.target
        method = self.world.method(made, name)
        if method is not None:
            if method.kind == "property":
                return Value(Kind.UNKNOWN, ref=path)
            return Value(Kind.FUNCTION, name, target=method, items=(owner,) if owner.kind is Kind.INSTANCE else None)
        value = self.world.attribute(made, name)
        if value is not None:
            return value if value.ref is not None or path is None else value.but(ref=path)
        return Value(Kind.UNKNOWN, ref=path)

    def _narrow(self, test: cst.BaseExpression, truth: bool) -> None:
        """What a passed test says of a name: `isinstance(x, torch.Tensor)`, `x is None`."""
        if type(test) in (cst.Name, cst.Attribute):
            return
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            self._narrow(test.expression, not truth)
        elif isinstance(test, cst.BooleanOperation):
            if isinstance(test.operator, cst.And) == truth:
                self._narrow(test.left, truth)
                self._narrow(test.right, truth)
        elif isinstance(test, cst.Comparison) and len(test.comparisons) == 1 and isinstance(test.left, cst.Name):
            target = test.comparisons[0]
            is_none = isinstance(target.comparator, cst.Name) and target.comparator.value == "None"
            if is_none and isinstance(target.operator, (cst.Is, cst.Equal)) and truth:
                self.state.values[test.left.value] = NONE
        elif isinstance(test, cst.Comparison) and truth and (emptied := _asked_empty(test)):
            self.state.values[emptied] = UNKNOWN  # nothing holds of an array without elements
        elif isinstance(test, cst.Call) and test.args and isinstance(test.args[0].value, cst.Name):
            asked = self._name_of(test.func)
            if asked == "builtins.isinstance" and len(test.args) == 2:
                narrowed = transforms.instance_of(self._name_of(test.args[1].value))
            elif asked == "torch.is_tensor":
                narrowed = transforms.instance_of("torch.Tensor")
            else:
                return
            name = test.args[0].value.value
            known = self._lookup(name)
            if known is None or known.kind is Kind.INSTANCE:
                return
            if truth:
                if known.is_unknown or narrowed.kind is known.kind:
                    self.state.values[name] = narrowed.but(ref=known.ref, trace=known.trace, term=known.term)
                else:
                    self.state.values[name] = Value(Kind.UNKNOWN, ref=known.ref, trace=known.trace)
            elif not narrowed.is_unknown and narrowed.kind is known.kind and narrowed.name == known.name:
                self.state.values[name] = Value(Kind.UNKNOWN, ref=known.ref)

    def _loop(
        self,
        loop: Loop,
        begin: Callable[[], None],
        body: cst.BaseSuite | Callable[[], None],
        orelse: cst.Else | None,
        endless: bool,
    ) -> None:
        """Run a loop until another round changes nothing; the events are those of the last round."""
        head = self.state
        mark, classes = len(self.events), len(self.classes)
        statement = self.statement
        frame = self.frame
        missed_before, frame.missed = frame.missed, set()
        inside = self.context._replace(loops=(*self.context.loops, loop), conditional=True)
        for attempt in range(_LOOP_ROUNDS):
            del self.events[mark:]
            del self.classes[classes:]
            control = LoopFrame()
            self._loops.append(control)
            self.state = head.copy()
            self.statement = statement
            with self._inside(inside):
                begin()
                tested = self.state.copy()
                if callable(body):
                    body()
                else:
                    self._body(body)
            self._loops.pop()
            back = self.state
            for continued in control.continues:
                back = back.joined(continued)
            if back.is_dead:
                break
            joined = head.joined(back)
            if attempt == _LOOP_ROUNDS - 1 or self._is_stable(head, joined, frame.missed):
                break
            head = joined
        frame.missed |= missed_before
        self.statement = statement
        after = State({}, {}, is_dead=True) if endless else tested.joined(back)
        self.state = after
        if orelse is not None and not after.is_dead:
            self._body(orelse.body)
        for broken in control.breaks:
            self.state = self.state.joined(broken)

    def _is_stable(self, head: State, joined: State, missed: set[str]) -> bool:
        if head.heap != joined.heap:
            return False
        before, after = head.values, joined.values
        if len(after) > len(before) and any(name in missed for name in after.keys() - before.keys()):
            return False
        return all(after[name] is value or after[name] == value for name, value in before.items())


def _asked_empty(test: cst.Comparison) -> str:
    """The name of the array in `x.numel() == 0`, `x.size == 0` and `len(x) == 0`; empty in other comparisons."""
    target, asked = test.comparisons[0], test.left
    if not (isinstance(target.operator, cst.Equal) and isinstance(target.comparator, cst.Integer)):
        return ""
    if target.comparator.value != "0":
        return ""
    if isinstance(asked, cst.Call) and isinstance(asked.func, cst.Name) and asked.func.value == "len" and asked.args:
        owner = asked.args[0].value
    else:
        asked = asked.func if isinstance(asked, cst.Call) else asked
        if not isinstance(asked, cst.Attribute) or asked.attr.value not in ("numel", "size"):
            return ""
        owner = asked.value
    return owner.value if isinstance(owner, cst.Name) else ""


def _below(ref: Ref, path: Ref) -> bool:
    return ref.base is path.base and ref.path.startswith(path.path + ".")


PARAMETERS = frozenset({"weight", "bias"})  # of layers


STATIC_ATTRIBUTES = {"shape", "ndim", "size", "dtype", "itemsize", "nbytes", "weak_type", "sharding", "device"}
