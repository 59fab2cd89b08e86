"""Expressions but calls: what each evaluates to."""

import libcst as cst

from pattern_lsp.semantic import transforms
from pattern_lsp.semantic.interpreter.binding import PARAMETERS, STATIC_ATTRIBUTES, Binding
from pattern_lsp.semantic.interpreter.frames import names_in
from pattern_lsp.semantic.model import (
    Argument,
    Call,
    Function,
    Loop,
    Operand,
    Test,
)
from pattern_lsp.semantic.values import NONE, UNKNOWN, Kind, Ref, Trace, Value, is_nan, join, python


class Expressions(Binding):
    """Evaluates expressions."""

    def _test(self, node: cst.BaseExpression, kind: str) -> Value:
        """Evaluate a condition whose truth is asked for."""
        if type(node) is cst.BooleanOperation:
            return self._boolean(node, asked=True)
        value = self._eval(node)
        operand = self._operand(node, value)
        self._event(Test(node, self.frame.piece, self.context, self.statement, operand, kind))
        return value

    def _name(self, node: cst.Name) -> Value:
        value = self._lookup(node.value)
        if value is None:
            return CONSTANTS.get(node.value, UNKNOWN)
        return value

    def _attribute(self, node: cst.Attribute) -> Value:
        owner = self._eval(node.value)
        if owner.trace and owner.is_unknown and node.attr.value in STATIC_ATTRIBUTES:
            self._learn_array(self._operand(node.value, owner))
        name = node.attr.value
        value = self._attribute_value(owner, name)
        if value.kind is Kind.LIBRARY:
            self._reference(node, value.name)
        elif name in _COMPUTED and value.kind is Kind.ARRAY and value.term is None:
            receiver = self._operand(node.value, owner)
            value = value.but(
                term=Call(
                    node, self.frame.piece, self.context, self.statement,
                    op=_COMPUTED[name], method=name, receiver=receiver, result=value,
                )
            )  # fmt: skip
        elif name in PARAMETERS and value.is_unknown:
            value = self._parameter(node, owner, value)
        return value

    def _subscript(self, node: cst.Subscript) -> Value:
        owner = self._eval(node.value)
        index = self._index_operand(node).value
        if _is_abstract(index):
            # A traced index is what may fail; others are left out, there are many.
            self._event(self._part(node, owner, index, UNKNOWN))
        if owner.kind is Kind.OBJECT and owner.name == "jax.Array.at":
            return owner.but(ref=None, items=(*(owner.items or ()), index))
        constant = index.constant if isinstance(index.constant, int) else None
        if owner.kind is Kind.PYTHON and owner.name == "shape":
            return owner if index.name == "slice" else python("int")
        if owner.kind is Kind.ARRAY:
            ref = Ref(owner.ref.base, f"{owner.ref.path}[{constant}]") if owner.ref and constant is not None else None
            trace = owner.trace | index.trace
            part = Value(Kind.ARRAY, owner.name, trace=trace, ref=ref, dtype=owner.dtype)
            return part if owner.term is None else part.but(term=self._part(node, owner, index, part))
        if owner.kind is Kind.OBJECT and owner.name == "tensorflow.Variable":
            part = Value(Kind.ARRAY, "tensorflow")
            return part.but(term=self._part(node, owner, index, part))
        if index.name == "slice":
            return owner.but(items=None, term=None, ref=None)
        if owner.kind is Kind.KEYS:
            if constant is None:
                return Value(Kind.KEY, trace=owner.trace)
            return self._item(owner, constant, node)
        if owner.items is not None and constant is not None:
            return self._item(owner, constant, node)
        key = index.constant
        if owner.ref is not None and key is not None:
            path = Ref(owner.ref.base, f"{owner.ref.path}[{key!r}]")
            return self.state.values.get(path) or Value(Kind.UNKNOWN, ref=path, trace=owner.trace)
        if owner.kind is Kind.PYTHON and owner.name == "str":
            return python("str")
        trace = owner.trace | index.trace
        return Value(Kind.UNKNOWN, trace=trace) if trace else UNKNOWN

    def _part(self, node: cst.Subscript, owner: Value, index: Value, part: Value) -> Call:
        """Where a part of an array came from: a link in the chain of origins; an event only if its index is traced."""
        operands = (self._operand(node.value, owner), self._operand(node, index))
        return Call(
            node, self.frame.piece, self.context, self.statement,
            op="getitem", arguments=tuple(map(Argument, operands)), result=part,
        )  # fmt: skip

    def _binary(self, node: cst.BinaryOperation) -> Value:
        left = self._operand(node.left, self._eval(node.left))
        right = self._operand(node.right, self._eval(node.right))
        return self._operate(node, _OPERATORS.get(type(node.operator), "?"), left, right)

    def _operate(self, node: cst.CSTNode, operator: str, left: Operand, right: Operand) -> Value:
        first, second = left.value, right.value
        if first is UNKNOWN and second is UNKNOWN:
            return UNKNOWN
        is_plain = first.kind is Kind.PYTHON and second.kind is Kind.PYTHON
        if is_plain and (operator not in _TOLD or (first.constant is not None and second.constant is not None)):
            return transforms.python_operation(operator, first, second)
        call = Call(
            node, self.frame.piece, self.context, self.statement,
            op=OPERATOR_OPS.get(operator, operator),
            arguments=(Argument(left), Argument(right)),
            parameters=(("left", "left"), ("right", "right")),
            is_operator=True,
        )  # fmt: skip
        if is_plain:
            call.result = transforms.python_operation(operator, first, second).but(term=call)
        else:
            call.result = transforms.operation_result(call, operator, first, second)
        self._event(call)
        if call.result.is_array("jax"):
            self._learn_array(left)
            self._learn_array(right)
        return call.result

    def _learn_array(self, operand: Operand) -> None:
        """A traced value that takes part in arithmetic is an array, not a tree of them."""
        value = operand.value
        if value.trace and value.is_unknown and isinstance(operand.node, cst.Name):
            if operand.node.value in self.state.values:
                self.state.values[operand.node.value] = value.but(kind=Kind.ARRAY, name="jax")

    def _unary(self, node: cst.UnaryOperation) -> Value:
        if isinstance(node.operator, cst.Not):
            value = self._test(node.expression, "not")
            del value
            return python("bool")
        value = self._eval(node.expression)
        if isinstance(node.operator, cst.Minus) and isinstance(value.constant, (int, float)):
            return python(value.name, -value.constant)
        if value.kind is Kind.ARRAY or value.trace or value.is_unknown:
            call = Call(
                node, self.frame.piece, self.context, self.statement,
                op={cst.Minus: "negative", cst.BitInvert: "invert"}.get(type(node.operator), "positive"),
                arguments=(Argument(self._operand(node.expression, value)),),
                parameters=(("x", "x"),),
                is_operator=True,
            )  # fmt: skip
            kind = value.kind if value.kind is Kind.ARRAY or not value.trace else Kind.ARRAY
            name = value.name or ("jax" if kind is Kind.ARRAY else "")
            call.result = Value(kind, name, trace=value.trace, term=call, dtype=value.dtype)
            self._event(call)
            return call.result
        return value.but(constant=None, ref=None)

    def _boolean(self, node: cst.BooleanOperation, asked: bool = False) -> Value:
        """`a and b`. The truth of `b` is asked for only where that of the whole is."""
        kind = "and" if isinstance(node.operator, cst.And) else "or"
        left = self._test(node.left, kind)
        # Copying the state at every `and` would cost more than all else here; most tests narrow nothing.
        before = self.state.copy() if _may_narrow(node.left) else None
        if before is not None:
            self._narrow(node.left, kind == "and")
        right = self._test(node.right, kind) if asked else self._eval(node.right)
        if before is not None:
            self.state = before.joined(self.state)
        return join(left, right)

    def _comparison(self, node: cst.Comparison) -> Value:
        left = self._operand(node.left, self._eval(node.left))
        result = python("bool")
        count = len(node.comparisons)
        for position, target in enumerate(node.comparisons):
            right = self._operand(target.comparator, self._eval(target.comparator))
            operator = _COMPARISONS.get(type(target.operator), "")
            result = transforms.comparison_result(operator, left.value, right.value)
            arrays = result.trace or left.value.is_array() or right.value.is_array()
            if arrays or any(is_nan(side) or side.name == "tensorflow.Variable" for side in (left.value, right.value)):
                call = Call(
                    node, self.frame.piece, self.context, self.statement,
                    op=operator, arguments=(Argument(left), Argument(right)),
                    parameters=(("left", "left"), ("right", "right")), is_operator=True, result=result,
                )  # fmt: skip
                result = call.result = result.but(term=call)
                self._event(call)
                if result.is_array("jax"):
                    self._learn_array(left)
                    self._learn_array(right)
            chained = position + 1 < count
            if chained or operator in ("in", "not in"):
                asked = result if operator not in ("in", "not in") else transforms.membership(left.value, right.value)
                self._event(
                    Test(node, self.frame.piece, self.context, self.statement, self._operand(node, asked),
                         "comparison" if chained else "in")
                )  # fmt: skip
            left = right
        return result

    def _conditional(self, node: cst.IfExp) -> Value:
        self._test(node.test, "ternary")
        before = self.state.copy()
        self._narrow(node.test, True)
        first = self._eval(node.body)
        after = self.state
        self.state = before
        self._narrow(node.test, False)
        second = self._eval(node.orelse)
        self.state = after.joined(self.state)
        return join(first, second)

    def _walrus(self, node: cst.NamedExpr) -> Value:
        value = self._eval(node.value)
        self._syntax("walrus", node, (self._operand(node.value, value),))
        self._bind(node.target, self._operand(node.value, value), node)
        return value

    def _await(self, node: cst.Await) -> Value:
        self._syntax("await", node)
        self._eval(node.expression)
        return UNKNOWN

    def _yield(self, node: cst.Yield) -> Value:
        self.frame.is_generator = True
        if isinstance(node.value, cst.From):
            self._eval(node.value.item)
            self._syntax("yield_from", node)
        elif node.value is not None:
            self._eval(node.value)
        return UNKNOWN

    def _integer(self, node: cst.Integer) -> Value:
        try:
            return python("int", int(node.value, 0))
        except ValueError:
            return python("int")

    def _float(self, node: cst.Float) -> Value:
        return python("float", float(node.value.replace("_", "")))

    def _string(self, node: cst.SimpleString | cst.ConcatenatedString) -> Value:
        if isinstance(node, cst.SimpleString) and len(node.value) < 60:
            quoted = node.value
            if quoted[0] in "\"'" and "\\" not in quoted:
                # Most strings say what they are; evaluating them costs as much as parsing them did.
                width = 3 if quoted.startswith(('"""', "'''")) else 1
                return python("str", quoted[width:-width])
            constant = node.evaluated_value
            return python("str", constant) if isinstance(constant, str) else python("bytes")
        if isinstance(node, cst.ConcatenatedString):
            self._eval(node.left)
            self._eval(node.right)
        return python("str")

    def _formatted(self, node: cst.FormattedString) -> Value:
        trace = Trace.NONE
        for part in node.parts:
            if isinstance(part, cst.FormattedStringExpression):
                value = self._eval(part.expression)
                trace |= value.trace
                operand = self._operand(part.expression, value)
                if part.format_spec:
                    self._syntax("fstring_spec", part, (operand,))
                elif part.conversion or part.equal is not None:
                    self._syntax("fstring_conversion", part, (operand,))
                else:
                    self._syntax("fstring", part, (operand,))
        return python("str").but(trace=trace)

    def _tuple(self, node: cst.Tuple) -> Value:
        return self._sequence(node, "tuple")

    def _list(self, node: cst.List) -> Value:
        return self._sequence(node, "list")

    def _set_display(self, node: cst.Set) -> Value:
        return self._sequence(node, "set")

    def _sequence(self, node: cst.Tuple | cst.List | cst.Set, kind: str) -> Value:
        items = []
        known = True
        trace = Trace.NONE
        for element in node.elements:
            value = self._eval(element.value)
            known &= isinstance(element, cst.Element)
            trace |= value.trace
            items.append(value)
        if kind != "tuple" and self.context.nopython is not None:
            operands = tuple(
                self._operand(element.value, item) for element, item in zip(node.elements, items, strict=True)
            )
            self._syntax(kind, node, operands)
        ref = Ref(node) if kind != "tuple" else None
        return Value(Kind.PYTHON, kind, trace=trace, items=tuple(items) if known else None, ref=ref)

    def _dict(self, node: cst.Dict) -> Value:
        operands = []
        trace = Trace.NONE
        for element in node.elements:
            if isinstance(element, cst.DictElement):
                operands.append(self._operand(element.key, self._eval(element.key)))
            value = self._eval(element.value)
            trace |= value.trace
            operands.append(self._operand(element.value, value))
            if isinstance(element, cst.DictElement) and operands[-2].value.constant is not None:
                path = Ref(node, f"[{operands[-2].value.constant!r}]")
                self.state.values[path] = value if value.ref is not None else value.but(ref=path)
        self._syntax("dict", node, tuple(operands))
        return Value(Kind.PYTHON, "dict", trace=trace, ref=Ref(node))

    def _comprehension(self, node: cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp) -> Value:
        kind = _COMPREHENSIONS[type(node)]
        self._syntax(f"{kind}_comprehension" if kind != "generator" else "generator_expression", node)
        element: Value = UNKNOWN
        # A comprehension binds its own names: what it hides comes back after it.
        hidden = self.state.values.copy()

        def part(inner: cst.CompFor) -> None:
            nonlocal element
            iterated = self._operand(inner.iter, self._eval(inner.iter))
            loop = Loop(
                inner, self.frame.piece, "comprehension", iterated.value, targets=frozenset(names_in(inner.target))
            )

            def begin() -> None:
                if iterated.value.term is not None and iterated.value.term.op == "enumerate":
                    self._bind_enumerate(inner.target, iterated)
                elif iterated.value.term is not None and iterated.value.term.op == "zip":
                    self._bind_zip(inner.target, iterated)
                else:
                    item = self._item(iterated.value, None, inner.target)
                    self._bind(inner.target, Operand(item, inner.iter, self.frame.piece), inner.target)

            def body() -> None:
                nonlocal element
                for condition in inner.ifs:
                    self._test(condition.test, "comprehension")
                if inner.inner_for_in is not None:
                    part(inner.inner_for_in)
                elif isinstance(node, cst.DictComp):
                    self._eval(node.key)
                    element = self._eval(node.value)
                else:
                    element = self._eval(node.elt)

            if iterated.value.kind is Kind.KEYS:
                self._consume(iterated)
            self._loop(loop, begin, body, None, endless=False)

        part(node.for_in)
        bound = {name for name in self.state.values if isinstance(name, str)} - hidden.keys()
        for name in bound:
            del self.state.values[name]
        self.state.values.update({name: value for name, value in hidden.items() if isinstance(name, str)})
        return Value(Kind.PYTHON, kind, trace=element.trace, ref=Ref(node), element=element)

    def _lambda(self, node: cst.Lambda) -> Value:
        self._syntax("lambda", node)
        function = Function("<lambda>", node, self.frame.piece, None, (), self._closure(), self.world.home)
        self._nested.append((function, self.frame))
        return Value(Kind.FUNCTION, "<lambda>", target=function)


def _is_abstract(index: Value) -> bool:
    return bool(index.trace & Trace.ABSTRACT) or any(map(_is_abstract, index.items or ()))


def _may_narrow(test: cst.BaseExpression) -> bool:
    """Whether a test can say something of a name's value: `isinstance(x, T)`, `x is None`, and what joins them."""
    if isinstance(test, cst.Comparison):
        return len(test.comparisons) == 1 and isinstance(test.comparisons[0].operator, (cst.Is, cst.IsNot))
    if isinstance(test, cst.Call):
        return isinstance(test.func, cst.Name) and test.func.value == "isinstance"
    return isinstance(test, (cst.BooleanOperation, cst.UnaryOperation))


CONSTANTS = {"None": NONE, "True": python("bool", True), "False": python("bool", False)}


_OPERATORS: dict[type, str] = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//", cst.Modulo: "%",
    cst.Power: "**", cst.MatrixMultiply: "@", cst.LeftShift: "<<", cst.RightShift: ">>", cst.BitAnd: "&",
    cst.BitOr: "|", cst.BitXor: "^",
}  # fmt: skip


# Attributes of arrays that are computed, and what computes them.
_COMPUTED = {"T": "transpose", "mT": "transpose", "data": "detach"}


# What is recorded of arithmetic with plain numbers: ratios and roots.
_TOLD = frozenset({"/", "//", "**"})


OPERATOR_OPS = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "//": "floor_divide", "%": "remainder",
    "**": "power", "@": "matmul",
}  # fmt: skip


_COMPARISONS: dict[type, str] = {
    cst.LessThan: "<", cst.GreaterThan: ">", cst.LessThanEqual: "<=", cst.GreaterThanEqual: ">=", cst.Equal: "==",
    cst.NotEqual: "!=", cst.Is: "is", cst.IsNot: "is not", cst.In: "in", cst.NotIn: "not in",
}  # fmt: skip


_COMPREHENSIONS: dict[type, str] = {
    cst.ListComp: "list", cst.SetComp: "set", cst.GeneratorExp: "generator", cst.DictComp: "dict",
}  # fmt: skip


Expressions.expression_handlers = {
    cst.Name: Expressions._name,
    cst.Attribute: Expressions._attribute,
    cst.Subscript: Expressions._subscript,
    cst.BinaryOperation: Expressions._binary,
    cst.UnaryOperation: Expressions._unary,
    cst.BooleanOperation: Expressions._boolean,
    cst.Comparison: Expressions._comparison,
    cst.IfExp: Expressions._conditional,
    cst.NamedExpr: Expressions._walrus,
    cst.Await: Expressions._await,
    cst.Yield: Expressions._yield,
    cst.Integer: Expressions._integer,
    cst.Float: Expressions._float,
    cst.SimpleString: Expressions._string,
    cst.ConcatenatedString: Expressions._string,
    cst.FormattedString: Expressions._formatted,
    cst.Tuple: Expressions._tuple,
    cst.List: Expressions._list,
    cst.Set: Expressions._set_display,
    cst.Dict: Expressions._dict,
    cst.ListComp: Expressions._comprehension,
    cst.SetComp: Expressions._comprehension,
    cst.GeneratorExp: Expressions._comprehension,
    cst.DictComp: Expressions._comprehension,
    cst.Lambda: Expressions._lambda,
}
