"""Functions of the same file: entered with the values they are given, or run the way a transformation runs them."""

from dataclasses import replace
from functools import lru_cache

import libcst as cst
from libcst import matchers

from pattern_lsp.semantic import protocols, transforms
from pattern_lsp.semantic.interpreter.callees import Callees
from pattern_lsp.semantic.interpreter.expressions import CONSTANTS
from pattern_lsp.semantic.interpreter.frames import Frame, parameters_of, positional_of, statements_of
from pattern_lsp.semantic.model import (
    Argument,
    Call,
    Function,
    Loop,
    Operand,
    Return,
    Wrapping,
)
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import NONE, UNKNOWN, Kind, Ref, Trace, Value, join, python

_MAX_DEPTH = 4  # of helpers entered from helpers
_BUDGET = 500  # statements one body may execute before helpers are no longer entered


class Helpers(Callees):
    """Enters functions of the file, and runs transformed ones."""

    def _call_function(self, call: Call, callee: Value) -> Value:
        function: Function = callee.target
        bound = callee.items[0] if callee.items else None
        if transforms.is_transformed(function):
            return self._call_transformed(call, callee, function, bound)
        if self._is_worth_entering(function, call, bound):
            values = self._bound_arguments(function, call, bound)
            return self._enter_helper(call, function, values)
        value = self._returned(function)
        return value if value is not UNKNOWN else transforms.unknown_result(call)

    def _returned(self, function: Function) -> Value:
        if function.node in self._active or isinstance(function.node, cst.Lambda) or function.closure is not None:
            return UNKNOWN
        return transforms.outside(self.world.returned(function))

    def _is_worth_entering(self, function: Function, call: Call, bound: Value | None) -> bool:
        if function.node in self._active or len(self._active) > _MAX_DEPTH or self._executed > _BUDGET:
            return False
        if "yield" in function.piece.words and _is_generator(function.node):
            return False  # it runs where it is iterated
        if isinstance(function.node, cst.Lambda) or function.closure is not None:
            return True
        if self._own.home is not None:
            return False
        if any(manager.name == "tensorflow.GradientTape" for manager in self.context.managers):
            return True  # a tape records what the helper does
        if function.home is not None and function.home is not self._own:
            # One summary does for all callers in other files, unless something of theirs is changed or used up.
            given = any(argument.value.kind in (Kind.KEY, Kind.KEYS) for argument in call.arguments)
            return given or not function.piece.words.isdisjoint(protocols.EFFECT_WORDS)
        informative = any(transforms.is_informative(argument.value) for argument in call.arguments)
        return informative or not function.piece.words.isdisjoint(protocols.WORDS)

    def _enter_helper(self, call: Call, function: Function, values: dict[str | Ref, Value]) -> Value:
        operand = Operand(call.callee, call.node, self.frame.piece)
        value = self._enter(function, values, (*self.context.calls, operand), self.state)
        return value if value is not UNKNOWN else transforms.unknown_result(call)

    def _bound_arguments(self, function: Function, call: Call, bound: Value | None) -> dict[str | Ref, Value]:
        """The values of a function's parameters at a call; attributes known here are known inside."""
        self.state.forget(function.node)  # what is known by the parameter's name alone may be another thing each time
        values = self._parameters(function)
        for name in values:
            if isinstance(name, str) and values[name].kind not in (Kind.INSTANCE, Kind.CLASS):
                values[name] = values[name].but(trace=Trace.NONE)
        parameters = [parameter.name.value for parameter in positional_of(function.node)]
        if function.owner is not None and function.kind != "staticmethod" and parameters:
            first = parameters.pop(0)
            if bound is not None:
                values[first] = bound
            elif call.arguments and not call.arguments[0].keyword and call.callee.kind is Kind.FUNCTION:
                if call.receiver is not None and call.receiver.value.kind is Kind.CLASS:
                    parameters.insert(0, first)
        given: set[str] = set()
        position = 0
        for argument in call.arguments:
            if argument.star:
                break
            name = argument.keyword
            if not name:
                if position >= len(parameters):
                    break
                name = parameters[position]
                position += 1
            if name in values:
                given.add(name)
                value = argument.value
                declared = values[name]
                if value.is_unknown and not declared.is_unknown:
                    value = declared.but(ref=value.ref or declared.ref, trace=value.trace, term=value.term)
                elif value.is_unknown and value.ref is None:
                    value = value.but(ref=declared.ref)
                values[name] = value
        for parameter in parameters_of(function.node):
            name = parameter.name.value
            if name not in given and parameter.default is not None and not call.has_star:
                values[name] = literal(parameter.default) or values[name]
        for key, value in self.state.values.items():
            if isinstance(key, Ref):
                values[key] = value
        return values

    def _parameters(self, function: Function) -> dict[str | Ref, Value]:
        """What is known of a function's parameters when nobody calls it."""
        if function.home is not None and self.world is not function.home:
            # Annotations mean what they mean in its own file.
            frame, world = self.frame, self.world
            self.frame, self.world = Frame(None, function.piece, State({}, {})), function.home
            try:
                return self._parameters(function)
            finally:
                self.frame, self.world = frame, world
        values: dict[str | Ref, Value] = {}
        traced = transforms.traced_parameters(function)
        first = True
        for parameter in parameters_of(function.node):
            name = parameter.name.value
            ref = Ref(function.node, name)
            if first and function.owner is not None and function.kind in ("method", "property"):
                values[name] = Value(Kind.INSTANCE, function.owner.name, target=function.owner, ref=Ref(function.owner))
            elif first and function.owner is not None and function.kind == "classmethod":
                values[name] = Value(Kind.CLASS, function.owner.name, target=function.owner)
            else:
                value = transforms.traced(self._annotated(parameter.annotation), traced.get(name, Trace.NONE))
                values[name] = value.but(ref=ref)
            first = False
        parameters = function.node.params
        if isinstance(parameters.star_arg, cst.Param):
            name = parameters.star_arg.name.value
            values[name] = Value(Kind.PYTHON, "tuple", trace=traced.get(name, Trace.NONE))
        if parameters.star_kwarg is not None:
            values[parameters.star_kwarg.name.value] = python("dict")
        return values

    def _enter(
        self,
        function: Function,
        values: dict[str | Ref, Value],
        calls: tuple[Operand, ...],
        state: State,
    ) -> Value:
        """Execute a function's body with its parameters bound; the heap of `state` is used and changed."""
        outer, context, statement, loops, world = self.frame, self.context, self.statement, self._loops, self.world
        self.world = function.home or self._own
        defining = function.closure if isinstance(function.closure, Frame) else None
        frame = Frame(function, function.piece, State(values, state.heap), defining)
        self.frame, self._loops = frame, []
        self._active.append(function.node)
        self.context = transforms.context_inside(context, function, calls)
        try:
            node = function.node
            self.statement = node
            if isinstance(node, cst.Lambda):
                self.statement = statement
                value = self._eval(node.body)
                self._event(Return(node, function.piece, self.context, self.statement, self._operand(node.body, value)))
                frame.returned = value
            else:
                if self.context.nopython is not None:
                    self._signature_syntax(node)
                self._block(statements_of(node.body))
                if not frame.state.is_dead:
                    frame.returned = NONE if frame.returned is None else join(frame.returned, NONE)
            final = frame.state
            for exited in frame.exits:
                final = final.joined(exited)
            state.heap = final.heap
            if not isinstance(outer, Frame) or outer is frame:
                return UNKNOWN
            for name, value in final.values.items():
                if isinstance(name, Ref):
                    outer.state.values[name] = value
            if frame.is_generator or (isinstance(node, cst.FunctionDef) and node.asynchronous):
                return UNKNOWN
            return frame.returned if frame.returned is not None else UNKNOWN
        finally:
            self._active.pop()
            self.frame, self.context, self.statement, self._loops, self.world = outer, context, statement, loops, world

    def _transform(self, call: Call) -> Value | None:
        """Calls of functions that take functions: `jax.jit(f)`, `lax.scan(body, …)`, `njit(parallel=True)`."""
        if call.name == "functools.partial" and call.arguments:
            return self._partial(call)
        wrapping = transforms.wrapping_of_call(call)
        if wrapping is None:
            return None
        functions = [
            argument for argument in call.arguments
            if argument.value.kind is Kind.FUNCTION and argument.keyword not in transforms.NOT_FUNCTIONS
        ]  # fmt: skip
        if wrapping.op in transforms.CONTROL_FLOW:
            for argument in functions:
                self._run_control_flow(call, argument, wrapping)
            return transforms.control_flow_result(call, self.context)
        if not functions:
            # Options only: `njit(parallel=True)` is a decorator still to be applied.
            return Value(Kind.LIBRARY, call.name, term=call) if not transforms.has_function(call) else None
        target: Function = functions[0].value.target
        wrapped = replace(target, wrappings=(*target.wrappings, wrapping))
        self._run_traced(call, wrapped, functions[0].value.items)
        return Value(Kind.FUNCTION, functions[0].value.name, target=wrapped, items=functions[0].value.items)

    def _partial(self, call: Call) -> Value:
        first = call.arguments[0].value
        if first.kind is Kind.LIBRARY and transforms.is_transformation(first.name):
            return Value(Kind.LIBRARY, first.name, term=call)
        if first.kind is Kind.FUNCTION:
            options = {argument.keyword: argument.value for argument in call.arguments[1:] if argument.keyword}
            count = sum(1 for argument in call.arguments[1:] if not argument.keyword)
            options["#"] = python("int", count)
            wrapping = Wrapping("partial", call.name, options, call.node, self.frame.piece)
            wrapped = replace(first.target, wrappings=(*first.target.wrappings, wrapping))
            return Value(Kind.FUNCTION, first.name, target=wrapped, items=first.items)
        return UNKNOWN

    def _run_traced(self, call: Call, function: Function, bound: "tuple[Value, ...] | None") -> None:
        """Interpret a function the way its transformation runs it, once for each kind of transformation."""
        key = (function.node, tuple(wrapping.op for wrapping in function.wrappings))
        if key in self._traced or function.node in self._active or len(self._active) > _MAX_DEPTH:
            return
        self._traced.add(key)
        if function.closure is not None or isinstance(function.node, cst.Lambda):
            self._traced.add((function.node, ()))
        values = self._parameters(function)
        if bound and function.owner is not None:
            parameters = positional_of(function.node)
            if parameters:
                values[parameters[0].name.value] = bound[0]
        state = State({}, self.state.heap.copy())
        operand = Operand(call.callee, call.node, self.frame.piece)
        with self._inside(transforms.detached(self.context)):
            self._enter(function, values, (*self.context.calls, operand), state)

    def _run_control_flow(self, call: Call, argument: Argument, wrapping: Wrapping) -> None:
        """A body given to scan, fori_loop, while_loop, cond, …: it runs here and now, and as a loop where it is one."""
        function: Function = argument.value.target
        if function.node in self._active or len(self._active) > _MAX_DEPTH:
            return
        self._traced.add((function.node, ()))
        wrapped = replace(function, wrappings=(*function.wrappings, wrapping))
        values = self._parameters(wrapped)
        if argument.value.items and function.owner is not None:
            parameters = positional_of(function.node)
            if parameters:
                values[parameters[0].name.value] = argument.value.items[0]
        operand = Operand(call.callee, call.node, self.frame.piece)
        calls = (*self.context.calls, operand)

        def body() -> None:
            self.state.forget(function.node)  # what it carries is new in every round
            self._enter(wrapped, dict(values), calls, self.state)

        if wrapping.op in transforms.LOOPS:
            loop = Loop(call.node, self.frame.piece, wrapping.op)
            self._loop(loop, lambda: None, body, None, endless=False)
        else:
            before = self.state.copy()
            body()
            self.state = before.joined(self.state)

    def _call_transformed(self, call: Call, callee: Value, function: Function, bound: Value | None) -> Value:
        """Call a function that is jitted, mapped, compiled, …: what flows in and out changes on the way."""
        if function.wrapped("partial") and not transforms.is_transformed(function, besides_partial=True):
            return transforms.unknown_result(call)
        key = (function.node, tuple(wrapping.op for wrapping in function.wrappings))
        if function.node not in self._active and len(self._active) <= _MAX_DEPTH and self._executed <= _BUDGET:
            values = self._bound_arguments(function, call, bound)
            for name, trace in transforms.traced_parameters(function).items():
                if name in values:
                    values[name] = transforms.traced(values[name], trace)
                    if function.wrapped("vmap", "pmap", "shard_map"):
                        values[name] = transforms.part_of(values[name])
            self._traced.add(key)
            result = self._enter_helper(call, function, values)
            return transforms.transformed_result(call, function, result, self.context)
        return transforms.transformed_result(call, function, UNKNOWN, self.context)

    def _signature_syntax(self, node: cst.FunctionDef) -> None:
        if node.params.star_kwarg is not None:
            self._syntax("double_star_parameter", node.params.star_kwarg)


@lru_cache(maxsize=1000)
def _is_generator(node: cst.FunctionDef | cst.Lambda) -> bool:
    return bool(matchers.findall(node.body, matchers.Yield()))


def literal(node: cst.BaseExpression) -> Value | None:
    if isinstance(node, cst.Name):
        return CONSTANTS.get(node.value)
    if isinstance(node, cst.Integer) and node.value.isdigit():
        return python("int", int(node.value))
    if isinstance(node, cst.Float):
        return python("float", float(node.value.replace("_", "")))
    if isinstance(node, cst.SimpleString) and isinstance(node.evaluated_value, str):
        return python("str", node.evaluated_value)
    return None
