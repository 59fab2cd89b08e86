"""What calls and transformations make of values and contexts: jit, vmap, grad, scan, njit, tf.function, no_grad.

Functions of data only: nothing here executes code or records events.
"""

from functools import cache

import libcst as cst

from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.frameworks.api import Api
from pattern_lsp.semantic.model import Call, Context, Function, Operand, Wrapping
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import NONE, UNKNOWN, Kind, Ref, Trace, Value, array, python

# Transformations of JAX under which no value is concrete.
ABSTRACT = frozenset("jit vmap pmap checkpoint shard_map eval_shape make_jaxpr xmap remat".split())
# Those that only differentiate: called with concrete arguments, numbers stay concrete.
GRAD = frozenset("grad value_and_grad jacrev jacfwd hessian jvp vjp linearize".split())
CONTROL_FLOW = frozenset("scan fori_loop while_loop cond switch map associative_scan".split())
LOOPS = frozenset("scan fori_loop while_loop map".split())
NOPYTHON = frozenset("njit vectorize guvectorize cfunc stencil register_jitable overload".split())
_TRANSFORMS = ABSTRACT | GRAD | CONTROL_FLOW | NOPYTHON | {"tf_function", "partial", "object_jit"}
_GRAD_MODES = frozenset("no_grad inference_mode enable_grad set_grad_enabled".split())
# Keywords of transformations whose functions are not what is transformed.
NOT_FUNCTIONS = frozenset({"is_leaf", "policy", "compiler_options"})

_TRANSPARENT = frozenset(
    "functools.wraps functools.lru_cache functools.cache abc.abstractmethod typing.no_type_check typing.override "
    "typing.final torch.compile torch.jit.script torch.jit.export torch.jit.ignore torch.autocast torch.amp.autocast "
    "torch.amp.custom_fwd torch.amp.custom_bwd".split()
)
_ARRAY_ANNOTATIONS = {
    "torch.Tensor": "torch",
    "torch.FloatTensor": "torch",
    "torch.LongTensor": "torch",
    "jax.Array": "jax",
    "jax.numpy.ndarray": "jax",
    "jaxtyping.Array": "jax",
    "tensorflow.Tensor": "tensorflow",
    "numpy.ndarray": "numpy",
    "numpy.typing.NDArray": "numpy",
}
_KEY_ANNOTATIONS = frozenset({"jaxtyping.PRNGKeyArray", "chex.PRNGKey", "jax.random.PRNGKey", "jax.typing.PRNGKey"})


# ------------------------------------------------------------------------------------------------ wrappings


def wrapping(applied: Operand) -> Wrapping | None:
    """The transformation that a decorator (or a callee) stands for, if it is one."""
    value = applied.value
    options: dict[str, Value] = {}
    name = value.name
    if value.kind is Kind.LIBRARY:
        term = value.term
        if term is not None:
            options = {argument.keyword: argument.value for argument in term.arguments if argument.keyword}
    elif value.kind is Kind.OBJECT:
        if value.term is not None:
            options = {argument.keyword: argument.value for argument in value.term.arguments if argument.keyword}
            if value.term.arguments and not value.term.arguments[0].keyword:
                options["mode"] = value.term.arguments[0].value
    else:
        return None
    op = _op(name, options)
    return Wrapping(op, name, options, applied.node, applied.piece, value.term) if op else None


def wrapping_of_call(call: Call) -> Wrapping | None:
    """The transformation that a call applies: `jax.jit(f)`, or `decorator(f)` for a decorator with options."""
    callee = call.callee
    if callee.kind is not Kind.LIBRARY or not is_transformation(callee.name):
        return None
    options = {argument.keyword: argument.value for argument in call.arguments if argument.keyword}
    if callee.term is not None:
        options = {argument.keyword: argument.value for argument in callee.term.arguments if argument.keyword} | options
    op = _op(callee.name, options)
    if not op or op in _GRAD_MODES:
        return None
    if op == "vmap" and len(call.arguments) > 1 and not call.arguments[1].keyword:
        options["in_axes"] = call.arguments[1].value
    if op in GRAD and len(call.arguments) > 1 and not call.arguments[1].keyword:
        options["argnums"] = call.arguments[1].value
    given = callee.term if callee.term is not None and len(call.arguments) == 1 else call
    wrapped = next((argument.value for argument in call.arguments if argument.value.kind is Kind.FUNCTION), UNKNOWN)
    is_bound = wrapped.items is not None and wrapped.target.kind == "method"
    return Wrapping(op, callee.name, options, call.node, call.piece, given, is_bound)


def _op(name: str, options: dict[str, Value]) -> str:
    found = knowledge.api(name)
    if found is None:
        return ""
    op = found.op
    framework = knowledge.framework_of(name)
    if framework == "numba":
        if op == "jit":
            forced = options.get("forceobj")
            return "object_jit" if forced is not None and forced.constant is True else "njit"
        return op if op in NOPYTHON else ""
    if framework == "torch":
        last = name.rpartition(".")[2]
        return last if last in _GRAD_MODES else ""
    if op == "jit" or op in _TRANSFORMS:
        return "checkpoint" if op == "remat" else op
    return ""


@cache
def is_transformation(name: str) -> bool:
    return bool(_op(name, {}))


def has_function(call: Call) -> bool:
    """Whether a transformation is given something to transform, known or not."""
    return any(not argument.keyword or argument.keyword in ("fun", "func", "f") for argument in call.arguments)


def is_transparent(applied: Value) -> bool:
    """Whether a decorator leaves the function's meaning alone."""
    name = applied.name or (applied.term.name if applied.term is not None else "")
    return name in _TRANSPARENT or name.rpartition(".")[2] in _GRAD_MODES


def is_transformed(function: Function, besides_partial: bool = False) -> bool:
    return any(
        wrapped.op in _TRANSFORMS and not (besides_partial and wrapped.op == "partial")
        for wrapped in function.wrappings
    )


def is_parallel(compiled: Wrapping) -> bool:
    option = compiled.options.get("parallel")
    return option is not None and option.constant is True


def traced(value: Value, trace: int) -> Value:
    """A value as it arrives inside a traced function: numbers and NumPy arrays become tracers."""
    if not trace:
        return value
    if trace & Trace.ABSTRACT:
        if value.kind is Kind.PYTHON and value.name in ("int", "float", "bool"):
            value = array("jax")
        elif value.kind is Kind.ARRAY:
            value = value.but(name="jax")
    return value.but(trace=value.trace | trace, constant=None)


def part_of(value: Value) -> Value:
    """A value as a mapped function sees it: of each array only a row, or a part, which nothing computed."""
    items = tuple(map(part_of, value.items)) if value.items is not None else None
    return value.but(term=None, shape=None, items=items)


def traced_parameters(function: Function) -> dict[str, int]:
    """How the parameters of a function are traced by its wrappings, static and bound ones left out."""
    if not function.wrappings:
        return {}
    parameters = function.node.params
    positional = [*parameters.posonly_params, *parameters.params]
    names = [parameter.name.value for parameter in positional]
    with_default = {
        parameter.name.value for parameter in [*positional, *parameters.kwonly_params] if parameter.default is not None
    }
    is_bound = function.owner is not None and function.kind in ("method", "classmethod")
    first = names[:1] if is_bound else []
    free = [name for name in names if name not in first]
    every = [*free, *(parameter.name.value for parameter in parameters.kwonly_params)]
    traced: dict[str, int] = {}
    bound: set[str] = set()
    for wrapped in function.wrappings:
        if wrapped.op == "partial":
            count = wrapped.options.get("#")
            bound |= set(wrapped.options) - {"#"}
            bound |= set([name for name in free if name not in bound][: count.constant if count else 0])
            continue
        if wrapped.op in GRAD:
            left = [name for name in free if name not in bound]
            chosen = _numbers(wrapped.options.get("argnums"), default=(0,))
            for number in chosen or ():
                if -len(left) <= number < len(left):
                    traced[left[number]] = traced.get(left[number], Trace.NONE) | Trace.GRAD
            continue
        trace = Trace.GRAPH if wrapped.op == "tf_function" else Trace.NONE
        if wrapped.op in ABSTRACT | CONTROL_FLOW:
            trace = Trace.ABSTRACT
        if not trace:
            continue
        untraced = _static_names(wrapped, free if wrapped.is_bound else names) | bound
        if wrapped.op == "vmap":
            untraced |= _unmapped(wrapped, [name for name in free if name not in bound])
        for name in every:
            if name not in untraced and name not in with_default:
                traced[name] = traced.get(name, Trace.NONE) | trace
        if isinstance(parameters.star_arg, cst.Param):
            traced[parameters.star_arg.name.value] = trace
    return traced


def _static_names(wrapped: Wrapping, names: list[str]) -> set[str]:
    static: set[str] = set()
    numbers = wrapped.options.get("static_argnums") or wrapped.options.get("static_broadcasted_argnums")
    chosen = _numbers(numbers, default=())
    if chosen is None:
        return set(names)
    for number in chosen:
        if -len(names) <= number < len(names):
            static.add(names[number])
    given = wrapped.options.get("static_argnames")
    if given is not None:
        values = given.items if given.items is not None else (given,)
        for value in values:
            if not isinstance(value.constant, str):
                return set(names)
            static |= set(value.constant.replace(",", " ").split())
    return static


def _unmapped(wrapped: Wrapping, names: list[str]) -> set[str]:
    axes = wrapped.options.get("in_axes")
    if axes is None:
        return set()
    if axes.items is None:
        return set() if axes.constant is not None else set(names)
    return {
        name for name, axis in zip(names, axes.items, strict=False) if axis is NONE or axis.name == "none"
    }  # fmt: skip


def _numbers(value: Value | None, default: tuple[int, ...]) -> tuple[int, ...] | None:
    """Constant argument numbers; None if they are not known."""
    if value is None:
        return default
    if isinstance(value.constant, int):
        return (value.constant,)
    if value.items is not None and all(isinstance(item.constant, int) for item in value.items):
        return tuple(item.constant for item in value.items)
    return None


# ------------------------------------------------------------------------------------------------- contexts


def context_inside(context: Context, function: Function, calls: tuple[Operand, ...]) -> Context:
    """The context of a function's body, entered from `context`."""
    trace = context.trace
    grad_enabled = context.grad_enabled
    nopython = context.nopython if function.closure is not None or function.name == "<lambda>" else None
    for wrapped in function.wrappings:
        if wrapped.op in ABSTRACT | CONTROL_FLOW:
            trace |= Trace.ABSTRACT
        elif wrapped.op in GRAD:
            trace |= Trace.GRAD
        elif wrapped.op == "tf_function":
            trace |= Trace.GRAPH
        elif wrapped.op in NOPYTHON:
            nopython = wrapped
        elif wrapped.op in _GRAD_MODES:
            grad_enabled = _grad_mode(wrapped.op, wrapped.options.get("mode"))
    return context._replace(
        function=function, trace=trace, grad_enabled=grad_enabled, nopython=nopython, calls=calls
    )  # fmt: skip


def detached(context: Context) -> Context:
    """The context in which a transformed function will run some day: without the loops and blocks around."""
    return context._replace(loops=(), managers=(), grad_enabled=True, handled=False, conditional=False)


def context_within(context: Context, manager: Value) -> Context:
    """The context inside a `with` block of one manager."""
    name = manager.name or (manager.term.name if manager.term is not None else "")
    last = name.rpartition(".")[2]
    changed = context._replace(managers=(*context.managers, manager))
    if last in _GRAD_MODES and name.startswith("torch."):
        argument = manager.term.arguments[0].value if manager.term is not None and manager.term.arguments else None
        return changed._replace(grad_enabled=_grad_mode(last, argument))
    if last == "ensure_compile_time_eval":
        return changed._replace(trace=context.trace & ~Trace.ABSTRACT)
    asserts = manager.term is not None and manager.term.method.startswith("assertRaises")
    if name in ("pytest.raises", "contextlib.suppress") or asserts:
        return changed._replace(handled=True)
    if not knowledge.framework_of(name) and context.grad_enabled is not None:
        # Somebody's own manager may well be no_grad by another name.
        opens_file = name in ("builtins.open", "contextlib.nullcontext")
        return changed if opens_file else changed._replace(grad_enabled=None)
    return changed


def _grad_mode(op: str, argument: Value | None) -> bool | None:
    if op in ("no_grad", "inference_mode"):
        return argument is not None and argument.constant is False
    if op == "enable_grad":
        return True
    return argument.constant if argument is not None and isinstance(argument.constant, bool) else None


# -------------------------------------------------------------------------------------------------- results


def instance_of(name: str) -> Value:
    """What `x: name` or `isinstance(x, name)` makes of x."""
    if name in _ARRAY_ANNOTATIONS:
        return array(_ARRAY_ANNOTATIONS[name])
    if name in _KEY_ANNOTATIONS:
        return Value(Kind.KEY)
    if knowledge.ancestors(name):
        return Value(Kind.OBJECT, name)
    return UNKNOWN


def unknown_result(call: Call) -> Value:
    """The result of a call that is not known: traced if what goes in is, and an object of its own."""
    if call.method == "keys":
        return Value(Kind.PYTHON, "keys", ref=Ref(call.node), term=call)  # of a dict, whose values alone are traced
    trace = Trace.NONE
    for argument in call.arguments:
        trace |= argument.value.trace
    if call.receiver is not None:
        trace |= call.receiver.value.trace
    return Value(Kind.UNKNOWN, trace=trace, term=call, ref=Ref(call.node))


def table_result(call: Call, found: Api, context: Context, state: State) -> Value:
    """The result of a function of the tables."""
    trace = Trace.NONE
    for argument in call.arguments:
        trace |= argument.value.trace
    if call.receiver is not None:
        trace |= call.receiver.value.trace
    framework = knowledge.framework_of(call.name)
    if framework == "jax":
        # Under jit even a constant becomes a tracer.
        trace |= context.trace & Trace.ABSTRACT
    return _result_of(_promised(found.result, call), call, framework, trace, state)


def _promised(result: str, call: Call) -> str:
    """The result word that holds for a call: `array; with axis: (array, array)` depends on whether there is an axis."""
    plain, _, conditional = result.partition("; with ")
    names, _, other = conditional.partition(": ")
    for name in names.split(",") if names else []:
        given = call.argument(name)
        if given is None or given.value.name == "none":
            continue
        by_name = any(argument.keyword and argument.operand is given for argument in call.arguments)
        if name != "axis" or by_name or given.value.kind is Kind.PYTHON:
            return other
        # `torch.max(x, y)` takes the larger of each pair, `torch.max(x, 1)` is along an axis.
        return plain if given.value.kind is Kind.ARRAY else "unknown"
    return plain


def _result_of(word: str, call: Call, framework: str, trace: int, state: State) -> Value:
    if word == "array":
        return Value(Kind.ARRAY, framework, trace=trace, term=call)
    if word == "numpy":
        return Value(Kind.ARRAY, "numpy", term=call)
    if word in ("key", "keys"):
        state.forget(call.node)
        return Value(Kind.KEY if word == "key" else Kind.KEYS, ref=Ref(call.node), trace=trace, term=call)
    if word.startswith("("):
        parts = [part.strip() for part in word.strip("()").split(",")]
        items = tuple(_result_of(part, call, framework, trace, state).but(term=None) for part in parts)
        return Value(Kind.PYTHON, "tuple", items=items, trace=trace, term=call)
    if word == "argument":
        return call.arguments[0].value if call.arguments else UNKNOWN
    if word == "self":
        return call.receiver.value if call.receiver is not None else unknown_result(call)
    if word == "new" or word.startswith("new "):
        state.forget(call.node)
        name = word[4:] or call.callee.name or call.name
        given = tuple(argument.value for argument in call.arguments) if not call.has_star else None
        return Value(Kind.OBJECT, name, ref=Ref(call.node), term=call, items=given)
    if word == "none":
        return NONE
    if word in ("int", "float", "bool", "str", "dtype", "tuple", "list", "dict"):
        keeps_trace = word in ("tuple", "list", "dict") and call.op != "shape"  # shapes are known while tracing
        return Value(Kind.PYTHON, word, trace=trace if keeps_trace else Trace.NONE, term=call)
    return unknown_result(call)


def builtin_result(call: Call) -> Value:
    """The result of a built-in function."""
    name = call.name.removeprefix("builtins.")
    first = call.arguments[0].value if call.arguments else UNKNOWN
    trace = first.trace
    if name in ("len", "isinstance", "hasattr", "callable", "issubclass", "id", "hash", "print", "ord"):
        if name == "len":
            return Value(Kind.PYTHON, "int", term=call)
        return NONE if name == "print" else python("bool" if name in _ASKS else "int")
    if name in ("range", "enumerate", "zip"):
        call.op = name
        return Value(Kind.PYTHON, name, trace=trace, term=call)
    if name in ("int", "float", "bool", "str", "repr", "complex", "format"):
        kind = "str" if name in ("repr", "format") else name
        return Value(Kind.PYTHON, kind, trace=trace & Trace.ABSTRACT if kind != "str" else Trace.NONE, term=call)
    if name in ("list", "tuple", "sorted", "reversed", "set", "frozenset", "dict"):
        kind = name if name in ("tuple", "set", "dict") else "list"
        items = first.items if name in ("list", "tuple") else None
        return Value(Kind.PYTHON, kind, trace=trace, items=items, ref=Ref(call.node), term=call)
    if name in ("abs", "round", "sum", "max", "min", "pow", "divmod"):
        for argument in call.arguments:
            trace |= argument.value.trace
        if first.kind is Kind.ARRAY and name != "divmod":
            return Value(Kind.ARRAY, first.name, trace=trace, term=call)
        return Value(Kind.UNKNOWN, trace=trace, term=call)
    if name == "getattr":
        return Value(Kind.UNKNOWN, term=call)
    if name == "super":
        return Value(Kind.OBJECT, "builtins.super", term=call)
    if name in ("any", "all"):
        return python("bool")
    if name == "open":
        return Value(Kind.OBJECT, "builtins.open", term=call)
    return unknown_result(call)


_ASKS = frozenset({"isinstance", "hasattr", "callable", "issubclass"})


def python_operation(operator: str, left: Value, right: Value) -> Value:
    """Arithmetic of plain Python values."""
    numbers = {"int", "float", "bool"}
    if left.name in numbers and right.name in numbers:
        kind = "float" if "float" in (left.name, right.name) or operator == "/" else "int"
        return Value(Kind.PYTHON, kind, trace=left.trace | right.trace)
    if left.name == right.name and operator == "+":
        items = (*left.items, *right.items) if left.items is not None and right.items is not None else None
        return Value(Kind.PYTHON, left.name, trace=left.trace | right.trace, items=items)
    if operator == "%" and left.name == "str":
        return python("str")
    if operator == "*" and left.name in ("list", "tuple", "str"):
        return Value(Kind.PYTHON, left.name, trace=left.trace, ref=left.ref)
    return Value(Kind.UNKNOWN, trace=left.trace | right.trace)


_PRECEDENCE = ("tensorflow", "jax", "torch", "numpy")
_CONTAINERS = frozenset({"list", "tuple", "str", "dict", "set"})


def operation_result(call: Call, operator: str, left: Value, right: Value) -> Value:
    """Arithmetic with at least one value that is not plain Python."""
    trace = left.trace | right.trace
    names = [value.name for value in (left, right) if value.kind is Kind.ARRAY]
    names += ["tensorflow" for value in (left, right) if value.name == "tensorflow.Variable"]
    if names:
        name = min(names, key=_PRECEDENCE.index) if all(name in _PRECEDENCE for name in names) else names[0]
        other = right if left.kind is Kind.ARRAY else left
        if other.is_unknown and name == "numpy":
            # Whatever the other side is, it may take over: a tensor, a jax array.
            return (
                Value(Kind.ARRAY, name, trace=trace, term=call) if not trace else Value(Kind.ARRAY, "jax", trace=trace)
            )
        return Value(Kind.ARRAY, name, trace=trace, term=call)
    others = [value for value in (left, right) if not value.trace]
    joins_containers = operator == "+" and any(value.name in _CONTAINERS for value in (left, right))
    if trace & (Trace.ABSTRACT | Trace.GRAD) and not joins_containers:
        if operator != "%" or all(value.name != "str" for value in others):
            return Value(Kind.ARRAY, "jax", trace=trace, term=call)
    return Value(Kind.UNKNOWN, trace=trace, term=call)


def comparison_result(operator: str, left: Value, right: Value) -> Value:
    """The value of a comparison: a truth, or an array of them."""
    if operator in ("is", "is not", "in", "not in"):
        return python("bool")
    sides = (left, right)
    if any(side.name in ("none", "str", "dtype", "shape") and side.kind is Kind.PYTHON for side in sides):
        return python("bool")
    trace = left.trace | right.trace
    for side in sides:
        if side.kind is Kind.ARRAY:
            return Value(Kind.ARRAY, side.name, trace=trace, dtype="bool")
    if trace & (Trace.ABSTRACT | Trace.GRAD):
        return Value(Kind.ARRAY, "jax", trace=trace, dtype="bool")
    if left.kind is Kind.PYTHON and right.kind is Kind.PYTHON:
        return python("bool")
    return Value(Kind.UNKNOWN, trace=trace) if trace else UNKNOWN


def membership(left: Value, right: Value) -> Value:
    """The truth that `left in right` asks for."""
    if right.kind is Kind.ARRAY:
        return right
    if right.kind is Kind.PYTHON and right.name in ("tuple", "list") and left.trace and left.name != "str":
        return left
    return python("bool")


def is_informative(value: Value) -> bool:
    """Whether a helper that is given this value is worth following."""
    return bool(
        value.trace
        or value.kind in (Kind.KEY, Kind.KEYS, Kind.OBJECT, Kind.INSTANCE, Kind.FUNCTION)
        or (value.kind is Kind.ARRAY and value.term is not None)
    )


def outside(value: Value) -> Value:
    """A value as it leaves a traced function."""
    if not value.trace:
        return value
    items = tuple(map(outside, value.items)) if value.items is not None else None
    element = outside(value.element) if value.element is not None else None
    return value.but(trace=Trace.NONE, items=items, element=element)


def control_flow_result(call: Call, context: Context) -> Value:
    trace = unknown_result(call).trace | (context.trace & Trace.ABSTRACT)
    return Value(Kind.UNKNOWN, trace=trace, term=call)


def transformed_result(call: Call, function: Function, result: Value, context: Context) -> Value:
    """What a call of a transformed function returns, given what its body returns."""
    trace = unknown_result(call).trace & ~Trace.GRAD | (context.trace & Trace.ABSTRACT)
    kept = outside(result)
    for wrapped in function.wrappings:
        if wrapped.op == "value_and_grad":
            kept = Value(Kind.PYTHON, "tuple", items=(UNKNOWN, UNKNOWN), trace=trace)
        elif wrapped.op in GRAD:
            kept = UNKNOWN
        elif wrapped.op in ABSTRACT and kept.kind is Kind.PYTHON and kept.name in ("int", "float", "bool"):
            kept = array("jax")
    if kept.is_unknown:
        return Value(Kind.UNKNOWN, trace=trace, term=call, ref=Ref(call.node))
    return kept.but(trace=trace, term=call if kept.kind is Kind.ARRAY else kept.term) if trace else kept
