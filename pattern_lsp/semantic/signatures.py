"""What transformations see of the functions of a file: which parameters they count, choose, trace and are given."""

from collections.abc import Iterator

import libcst as cst

from pattern_lsp.semantic.model import Call, Class, Event, Function, Loop, Model, Operand, Return, Wrapping
from pattern_lsp.semantic.queries import base_name, is_tracer
from pattern_lsp.semantic.values import Kind, Trace, Value


def counted_parameters(function: Function, wrapped: Wrapping) -> list[str]:
    """The positional parameters as a transformation counts them: with `self` where it decorates a method."""
    parameters = function.node.params
    names = [parameter.name.value for parameter in (*parameters.posonly_params, *parameters.params)]
    return names[1:] if wrapped.is_bound else names


def chosen_parameters(function: Function, wrapped: Wrapping, numbers: str, names: str) -> frozenset[str]:
    """The parameters that two options of a transformation choose, by number and by name, as far as they are known."""
    counted = counted_parameters(function, wrapped)
    chosen = set()
    for option in (numbers, names):
        given = wrapped.options.get(option)
        for value in (given.items or (given,)) if given is not None else ():
            if isinstance(value.constant, str):
                chosen.add(value.constant)
            elif isinstance(value.constant, int) and -len(counted) <= value.constant < len(counted):
                chosen.add(counted[value.constant])
    return frozenset(chosen)


def given_parameters(call: Call) -> dict[str, Operand]:
    """What a call of a function of this file passes, by parameter, as far as no `*` hides it."""
    if call.callee.kind is not Kind.FUNCTION:
        return {}
    function: Function = call.callee.target
    parameters = function.node.params
    names = [parameter.name.value for parameter in (*parameters.posonly_params, *parameters.params)]
    if call.callee.items and function.kind != "staticmethod":
        del names[:1]
    given = {argument.keyword: argument.operand for argument in call.arguments if argument.keyword}
    for name, argument in zip(names, call.arguments, strict=False):
        if argument.keyword or argument.star:
            break
        given[name] = argument.operand
    return given


def defines_no_hash(made: Class, model: Model) -> bool:
    """Whether instances surely have no hash: the class says what is equal, itself or as a dataclass, and no more."""
    if made.home is not None or "__hash__" in made.methods or "__hash__" in made.attributes:
        return False
    return "__eq__" in made.methods or any(_compares(decorator.decorator, model) for decorator in made.node.decorators)


def _compares(decorator: cst.BaseExpression, model: Model) -> bool:
    """Whether a decorator is the standard library's `dataclass`, with no option that brings a hash."""
    options = decorator.args if isinstance(decorator, cst.Call) else ()
    made = decorator.func if isinstance(decorator, cst.Call) else decorator
    name = made.attr.value if isinstance(made, cst.Attribute) else base_name(made)
    library = "dataclasses" if isinstance(made, cst.Attribute) else "dataclasses.dataclass"
    if name != "dataclass" or model.names.get(library) != base_name(made):
        return False
    return not any(base_name(option.keyword) in _BRING_HASH for option in options if option.keyword is not None)


_BRING_HASH = ("frozen", "eq", "unsafe_hash")


def wrapped_functions(model: Model, *ops: str) -> Iterator[tuple[Function, Wrapping]]:
    """The functions of this body that a transformation is put on, decorated or by call, each with it."""
    seen = set[int]()
    functions = {id(event.context.function): event.context.function for event in model.events}
    made = (call.result.target for call in model.calls() if call.result.kind is Kind.FUNCTION)
    for function in (model.function, *functions.values(), *made):
        for wrapped in function.wrappings if function is not None else ():
            if function is not None and wrapped.op in ops and id(wrapped.node) not in seen:
                seen.add(id(wrapped.node))
                yield function, wrapped


def nameable_parameters(function: Function, wrapped: Wrapping) -> frozenset[str]:
    """The parameters that can be given by name, as a transformation sees them."""
    parameters = function.node.params
    names = [parameter.name.value for parameter in (*parameters.params, *parameters.kwonly_params)]
    positional = counted_parameters(function, wrapped)
    keyword_only = {parameter.name.value for parameter in parameters.kwonly_params}
    return frozenset(name for name in names if name in positional or name in keyword_only)


def takes_any(function: Function) -> tuple[bool, bool]:
    """Whether a function takes any number of positional arguments, and whether it takes any keyword."""
    parameters = function.node.params
    return isinstance(parameters.star_arg, cst.Param), parameters.star_kwarg is not None


def has_own_signature(function: Function) -> bool:
    """Whether a function takes what its definition says: no decorator such as `functools.wraps` changes that."""
    if isinstance(function.node, cst.Lambda):
        return True
    known = {id(wrapped.node) for wrapped in function.wrappings}
    return all(
        id(decorator.decorator) in known or base_name(decorator.decorator) in ("staticmethod", "classmethod")
        for decorator in function.node.decorators
    )


def parameter_names(function: Function) -> frozenset[str]:
    """The names that a function's parameters bind."""
    parameters = function.node.params
    every = [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]
    every += [one for one in (parameters.star_arg, parameters.star_kwarg) if isinstance(one, cst.Param)]
    return frozenset(parameter.name.value for parameter in every)


def returns_of(model: Model, function: Function) -> Iterator[Return]:
    """What a function returns, wherever this body runs it."""
    for event in model.of(Return):
        inner = event.context.function
        if inner is not None and inner.node is function.node:
            yield event


_SAME_RESULT = frozenset({"jit", "checkpoint", "partial"})


def differentiated_functions(model: Model) -> Iterator[tuple[Function, Wrapping]]:
    """The functions that `grad` and `value_and_grad` are put on, as they are."""
    for function, wrapped in wrapped_functions(model, "grad", "value_and_grad"):
        before = function.wrappings[: [one.node for one in function.wrappings].index(wrapped.node)]
        if all(one.op in _SAME_RESULT for one in before):
            yield function, wrapped


def has_aux(wrapped: Wrapping) -> bool | None:
    """Whether a gradient is asked for with `has_aux=True`; None if that is not known."""
    call = wrapped.call
    third = call.positional(2) if call is not None and call.callee.name == wrapped.name else None
    option = wrapped.options.get("has_aux") or (third.value if third is not None else None)
    if option is None:
        return None if call is not None and call.has_star else False
    return option.constant if isinstance(option.constant, bool) else None


def is_traced(value: Value) -> bool:
    """Whether a value surely has no concrete value: an array under jit, or what a traced function was given."""
    if is_tracer(value):
        return True
    ref = value.ref
    is_argument = ref is not None and isinstance(ref.base, (cst.FunctionDef, cst.Lambda)) and ref.path.isidentifier()
    return is_argument and value.is_unknown and value.term is None and bool(value.trace & Trace.ABSTRACT)


def asks_for_tracers(model: Model) -> bool:
    """Whether a body looks whether something is traced: `isinstance(x, jax.core.Tracer)`, `is_concrete(x)`."""
    for call in model.calls("builtins.isinstance"):
        if len(call.arguments) == 2 and call.arguments[1].value.name.endswith("Tracer"):
            return True
    return any(model.calls("jax.core.is_concrete", "jax.core.concrete_or_error"))


def names_read(function: Function) -> frozenset[str]:
    """The names that a function takes from around it to read: not what it binds anywhere, nor what it writes to."""
    read, written = set[str](), set[str]()
    waiting: list[cst.CSTNode] = [function.node.params, function.node.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cst.Name):
            read.add(node.value)
        elif isinstance(node, (cst.Attribute, cst.Arg)):
            waiting.append(node.value)
        else:
            waiting += node.children
        if isinstance(node, _BINDING):
            written |= _names_of(node.name if isinstance(node, (cst.Param, cst.AsName)) else node.target)
        elif isinstance(node, cst.Attribute) and node.attr.value in _CHANGING:
            written.add(base_name(node.value))
    return frozenset(read - written)


_BINDING = (cst.Param, cst.AsName, cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.For, cst.CompFor, cst.NamedExpr)
_CHANGING = frozenset("append extend insert add update setdefault pop clear".split())


def _names_of(target: cst.CSTNode) -> set[str]:
    if isinstance(target, (cst.Tuple, cst.List)):
        return set().union(*(_names_of(element.value) for element in target.elements))
    return {base_name(target)}


def names_bound_in(loop: Loop) -> frozenset[str]:
    """The names that a loop gives values to, those of the functions it makes included."""
    bound = set[str]()
    waiting: list[cst.CSTNode] = [loop.node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, _BINDING):
            bound |= _names_of(node.name if isinstance(node, (cst.Param, cst.AsName)) else node.target)
        elif isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            bound.add(node.name.value)
        if not isinstance(node, (cst.Lambda, cst.Parameters)):
            waiting += node.children
    return frozenset(bound)


def is_excused(event: Event) -> bool:
    """Whether code may not run on traced values: in a `try` with a handler, or in a branch of a helper."""
    calls = event.context.calls
    is_helper = bool(calls) and calls[-1].value.kind is Kind.FUNCTION and not calls[-1].value.target.wrappings
    return event.context.handled or (is_helper and event.context.conditional)


def blocks_around(event: Event) -> tuple[cst.CSTNode, ...]:
    """The blocks that an event's statement stands in, outermost first: two branches of an `if` are two blocks."""
    function = event.context.function
    whole = function is None or isinstance(function.node, cst.Lambda) or function.piece is not event.piece
    waiting: list[tuple[cst.CSTNode, tuple[cst.CSTNode, ...]]] = []
    for statement in event.piece.statements if whole or function is None else (function.node.body,):
        waiting.append((statement, ()))
    while waiting:
        node, around = waiting.pop()
        if node is event.statement:
            return around
        inner = (*around, node) if isinstance(node, cst.BaseSuite) else around
        if not isinstance(node, (cst.BaseExpression, cst.FunctionDef, cst.ClassDef)):
            waiting += [(child, inner) for child in node.children]
    return ()


def leaves_early(loop: Loop) -> bool:
    """Whether a loop may end before its time: it holds a `break`, `return` or `raise`."""
    waiting: list[cst.CSTNode] = [loop.node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (cst.Break, cst.Return, cst.Raise)):
            return True
        waiting += [child for child in node.children if not isinstance(child, cst.BaseExpression)]
    return False
