"""Questions that more than one rule asks of values and events."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import libcst as cst

from pattern_lsp.semantic.knowledge import ancestors, framework_of
from pattern_lsp.semantic.model import Assignment, Call, Class, Event, Function, Loop, Model, Operand
from pattern_lsp.semantic.values import UNKNOWN, Kind, Ref, Trace, Value, is_leaf
from pattern_lsp.syntax import Place

_DEPTH = 6


def is_same(left: Value, right: Value, depth: int = _DEPTH) -> bool:
    """Whether two values are surely the same: the same object, or the same computation of the same things."""
    if left is UNKNOWN or right is UNKNOWN:
        return False
    if left is right or (left.ref is not None and left.ref == right.ref):
        return True
    if left.constant is not None or right.constant is not None:
        return left.kind is right.kind and left.constant == right.constant
    first, second = left.term, right.term
    if first is None or second is None or depth == 0:
        return False
    if first.node is second.node:
        return True
    if not first.op or first.op != second.op:
        return False
    ours, theirs = operands_of(first), operands_of(second)
    if len(ours) != len(theirs):
        return False
    return all(is_same(one.value, other.value, depth - 1) for one, other in zip(ours, theirs, strict=True))


# Through an attribute: `torch.exp(x)`, `self.softmax(x)`.
_CALLED_ITSELF = (Kind.LIBRARY, Kind.OBJECT)


def operands_of(call: Call) -> list[Operand]:
    """What a call works on, the receiver of a method first."""
    receiver = [call.receiver] if call.receiver is not None and call.callee.kind not in _CALLED_ITSELF else []
    return [*receiver, *(argument.operand for argument in call.arguments)]


def subject_of(value: Value, *ops: str) -> Value | None:
    """If a value is the result of one of these operations: what the operation worked on."""
    term = value.term
    if term is None or term.op not in ops:
        return None
    subject = term.argument("x") if term.receiver is None or term.callee.kind in _CALLED_ITSELF else term.receiver
    if subject is None:
        operands = operands_of(term)
        subject = operands[0] if operands else None
    return subject.value if subject is not None else None


def is_tracer(value: Value) -> bool:
    """Whether a value is surely an array without a concrete value: traced by jit, vmap, scan, …"""
    return value.is_array() and bool(value.trace & Trace.ABSTRACT)


def is_bound_in(model: Model, event: Event, name: str) -> bool:
    """Whether the function around an event binds a name itself (a parameter, or an assignment anywhere in it)."""
    function = event.context.function
    if function is None:
        return False
    parameters = function.node.params
    every = [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]
    if any(parameter.name.value == name for parameter in every):
        return True
    return any(
        assignment.name == name
        and assignment.target is None
        and assignment.scope == "local"
        and assignment.context.function is not None
        and assignment.context.function.node is function.node
        for assignment in model.of(Assignment)
    )


def base_name(node: cst.CSTNode) -> str:
    """The plain name an expression starts from: `x` of `x.at[0]`, `state` of `state.params["w"]`; empty if none."""
    while isinstance(node, (cst.Attribute, cst.Subscript)):
        node = node.value
    return node.value if isinstance(node, cst.Name) else ""


def iterated_place(loop: Loop) -> Place | None:
    """What a `for` loop or a comprehension goes over: `rows` of `for row in rows`."""
    node = loop.node.iter if isinstance(loop.node, (cst.For, cst.CompFor)) else None
    return Place(loop.piece, loop.piece.span(node)) if node is not None else None


def innermost_common_loop(first: Event, second: Event) -> Loop | None:
    """The innermost loop that both events happen in."""
    common = [loop for loop in first.context.loops if any(loop.node is other.node for other in second.context.loops)]
    return common[-1] if common else None


_VARIABLES = (".trainable_variables", ".trainable_weights", ".variables", ".weights")


def variable_owners(value: Value) -> frozenset[Ref]:
    """The models whose variables a value surely holds: `model.trainable_variables`, or a sum of such lists."""
    if value.ref is not None:
        for suffix in _VARIABLES:
            if value.ref.path.endswith(suffix):
                return frozenset({Ref(value.ref.base, value.ref.path.removesuffix(suffix))})
    term = value.term
    if term is None or term.op not in ("add", "") or (not term.is_operator and term.name != "builtins.list"):
        return frozenset()
    parts = [variable_owners(argument.value) for argument in term.arguments]
    return frozenset[Ref]().union(*parts) if all(parts) else frozenset()


def is_variables(value: Value) -> bool:
    """Whether a value is surely a list of variables."""
    items = value.items if value.kind is Kind.PYTHON else None
    if items and all(item.kind is Kind.OBJECT and item.name == "tensorflow.Variable" for item in items):
        return True
    return bool(variable_owners(value))


def is_recorded_by(event: Event, tape: Value) -> bool:
    """Whether an event happens in the `with` block of a gradient tape."""
    return tape.ref is not None and any(manager.ref == tape.ref for manager in event.context.managers)


def tape_gradients(model: Model) -> Iterator[Call]:
    """The calls of `gradient` and `jacobian` on tapes that are known."""
    for call in model.calls(op=("tape_gradient", "tape_jacobian")):
        if call.receiver is not None and call.receiver.value.ref is not None:
            yield call


def origins(value: Value) -> Iterator[Call]:
    """The calls that a value was computed by, itself first."""
    waiting, seen = [value], set[int]()
    while waiting:
        term = waiting.pop().term
        if term is None or id(term) in seen:
            continue
        seen.add(id(term))
        yield term
        for operand in operands_of(term):
            waiting += [operand.value, *(operand.value.items or ())]


def default_of(function: Function, name: str) -> str:
    """The default of a parameter, if it is a plain name (`True`, `None`); else empty."""
    parameters = function.node.params
    for parameter in (*parameters.params, *parameters.kwonly_params):
        if parameter.name.value == name and isinstance(parameter.default, cst.Name):
            return parameter.default.value
    return ""


def has_parameter(function: Function, name: str) -> bool:
    """Whether a function has a parameter that may be passed by this name."""
    parameters = function.node.params
    return any(parameter.name.value == name for parameter in (*parameters.params, *parameters.kwonly_params))


def takes_any_keyword(function: Function) -> bool:
    return function.node.params.star_kwarg is not None


_WITHOUT_PARAMETERS = (
    "ReLU GELU Tanh Sigmoid Softmax LogSoftmax Dropout Dropout1d Dropout2d Dropout3d Identity Flatten "
    "Unflatten LeakyReLU ELU SELU SiLU Mish Softplus Hardtanh ReLU6 MaxPool1d MaxPool2d MaxPool3d AvgPool1d "
    "AvgPool2d AvgPool3d Upsample AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveMaxPool1d AdaptiveMaxPool2d "
    "ZeroPad2d ReflectionPad2d PixelShuffle CosineSimilarity Hardswish Hardsigmoid LogSigmoid Softmax2d "
    "Softmin Softsign Threshold GLU CELU AlphaDropout"
).split()


def is_torch_module(made: Class) -> bool:
    return "torch.nn.Module" in made.ancestors


def registers_parameters(value: Value) -> bool:
    """Whether assigning a value to an attribute needs a module's tables: layers and parameters."""
    if value.kind is Kind.INSTANCE:
        return is_torch_module(value.target)
    if value.kind is Kind.OBJECT:
        return "torch.nn.Module" in ancestors(value.name)
    return value.op == "parameter"


def has_parameters(value: Value) -> bool:
    """Whether a value made here is a layer with something to train."""
    if value.term is None or (value.ref is not None and value.ref.path):
        return False
    last = value.name.rpartition(".")[2]
    is_loss = last.endswith("Loss")
    return registers_parameters(value) and last not in _WITHOUT_PARAMETERS and not is_loss


_FROM_DATA = frozenset({"array", "asarray", "tensor", "constant", "as_tensor", "convert_to_tensor"})
_FROM_SIZES = frozenset("zeros ones empty full randn rand normal uniform random standard_normal".split())


def least_rank(value: Value) -> int:
    """How many axes an array has at least, as far as its making shows it: from nested lists, or from sizes."""
    term = value.term
    if term is None:
        return 0
    made = term.name.rpartition(".")[2]
    if made in _FROM_DATA and term.arguments:
        data, rank = term.arguments[0].value, 0
        while data.items:
            data, rank = data.items[0], rank + 1
        return rank
    if made in _FROM_SIZES:
        sizes = [argument.value for argument in term.arguments if not argument.keyword]
        tuples = [len(argument.value.items) for argument in term.arguments if argument.value.items is not None]
        is_spread = made in ("randn", "rand", "zeros", "ones", "empty") and all(size.name == "int" for size in sizes)
        return max([*tuples, len(sizes) if is_spread else 0])
    return 0


def is_filtered(value: Value) -> bool:
    """Whether a value is a list that a comprehension with a condition made: it may be empty."""
    node = value.ref.base if value.ref is not None else None
    return isinstance(node, cst.ListComp) and bool(node.for_in.ifs)


def is_within(event: Event, statement: Event) -> bool:
    """Whether an event lies in the statement of another, its body included."""
    if event.piece is not statement.piece:
        return False
    inner, outer = event.piece.span(event.node), event.piece.span(statement.statement)
    return outer.start <= inner.start and inner.end <= outer.end


def spelled(model: Model, name: str) -> str:
    """What a file calls something of a library, by what it imports: `layers.Dense`; empty if it imports none of it."""
    head, tail = name, ""
    while head:
        if head in model.names:
            return f"{model.names[head]}{tail}"
        head, _, last = head.rpartition(".")
        tail = f".{last}{tail}"
    return f"{model.names['tensorflow']}.{name}" if name.startswith("keras.") and "tensorflow" in model.names else ""


def names_in(text: str) -> frozenset[str]:
    """The identifiers in an expression's text."""
    return frozenset(_NAME.findall(text))


_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")


class Read(NamedTuple):
    """An element that is read by name: `a[i - 1]` is `a` and the parts of its index, `i - 1`."""

    name: str
    parts: tuple[str, ...]
    operand: Operand


def elements_read(loop: Loop) -> Iterator[Read]:
    """The elements of named arrays that a loop's body reads, those of `a[i] += …` included."""
    waiting: list[cst.CSTNode] = [loop.node]
    while waiting:
        node = waiting.pop()
        children = list(node.children)
        if isinstance(node, cst.Assign):
            # What is written is not read; its index is.
            children = [node.value, *(index for target in node.targets for index in _indices(target.target))]
        if isinstance(node, cst.Subscript) and isinstance(node.value, cst.Name):
            texts = tuple(Operand(UNKNOWN, element.slice, loop.piece).text.strip() for element in node.slice)
            yield Read(node.value.value, texts, Operand(UNKNOWN, node, loop.piece))
        waiting += children


def _indices(target: cst.CSTNode) -> list[cst.CSTNode]:
    return list(target.slice) if isinstance(target, cst.Subscript) else []


def enclosing(function: Function) -> Function | None:
    """The function that a nested one is made in."""
    around: Function | None = getattr(function.closure, "function", None)
    return around


def free_reads(function: Function) -> Iterator[Operand]:
    """The names that a function reads and does not bind itself: globals, builtins, variables of functions around it."""
    parameters = function.node.params
    every = [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]
    every += [one for one in (parameters.star_arg, parameters.star_kwarg) if isinstance(one, cst.Param)]
    bound = {parameter.name.value for parameter in every}
    reads: list[cst.Name] = []
    waiting: list[cst.CSTNode] = [function.node.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cst.Attribute):
            waiting.append(node.value)
        elif isinstance(node, (cst.Arg, cst.Param)):
            # The name of a keyword is no variable.
            waiting += [part for part in (getattr(node, "value", None), getattr(node, "default", None)) if part]
            bound |= {node.name.value} if isinstance(node, cst.Param) else set()
        elif isinstance(node, (cst.AssignTarget, cst.CompFor, cst.For, cst.AugAssign, cst.NamedExpr, cst.AsName)):
            target = node.name if isinstance(node, cst.AsName) else node.target
            bound |= {name.value for name in _names_of(target)}
            waiting += [child for child in node.children if child is not target or not isinstance(target, cst.Name)]
        elif isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            bound.add(node.name.value)
            waiting += [child for child in node.children if child is not node.name]
        elif isinstance(node, cst.Name):
            reads.append(node)
        else:
            waiting += node.children
    for name in reads:
        if name.value not in bound:
            yield Operand(UNKNOWN, name, function.piece)


def _names_of(target: cst.CSTNode) -> Iterator[cst.Name]:
    """The names that an assignment target binds."""
    if isinstance(target, cst.Name):
        yield target
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from _names_of(element.value)


def is_read_in(name: str, function: Function) -> bool:
    """Whether a function reads one of its variables anywhere, those of the functions in it included."""
    waiting: list[cst.CSTNode] = [function.node.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, cst.Name):
            if node.value == name:
                return True
        elif isinstance(node, (cst.Attribute, cst.Arg)):
            waiting.append(node.value)
        elif isinstance(node, (cst.AssignTarget, cst.AnnAssign, cst.NamedExpr)):
            waiting += [child for child in node.children if child is not node.target or not isinstance(child, cst.Name)]
        else:
            waiting += node.children
    return False


def is_read_after(name: str, loop: Loop, function: Function) -> bool:
    """Whether a function mentions a name behind a loop, and not only to give it another value."""
    end, last = loop.piece.span(loop.node).end, loop.piece.span(function.node).end
    mention = re.compile(rf"(?<![\w.]){re.escape(name)}\b(?P<bound>\s*=(?!=))?").search(loop.piece.text[:last], end)
    return mention is not None and mention["bound"] is None


# What makes an exponent safe: it is bounded above, or was normalised.
_BOUNDED = frozenset(
    "negative abs log log_softmax logsumexp sigmoid tanh softmax clip clamp subtract minimum norm square".split()
)
_CONVERSIONS = frozenset({"astype", "to", "float", "double", "half", "type", "bfloat16"})
_UNIT = ("normalize", "cosine_similarity")
_MADE = (".linspace", ".rand", ".random_sample")  # numbers that no model computed


def is_bounded_exponent(exponent: Value, depth: int = 3) -> bool:
    """Whether `exp` of a value surely does not overflow, or the value is a plain number or not known."""
    term = exponent.term
    if term is None or depth == 0:
        # A parameter may be any number; what several branches made is not known.
        return term is None and exponent.ref is None and exponent.kind in (Kind.ARRAY, Kind.UNKNOWN)
    if term.op in _BOUNDED or _is_unit(term) or term.name.endswith(_MADE):
        return True
    if term.op in ("array", "tensor") and term.arguments:
        return _is_small(term.arguments[0].value)
    operands = operands_of(term)
    if term.op == "matmul":
        return any(one.value.term is not None and _is_unit(one.value.term) for one in operands)
    if term.method in _CONVERSIONS and term.receiver is not None:
        return is_bounded_exponent(term.receiver.value, depth - 1)
    if term.op in ("divide", "multiply") and term.is_operator:
        # A negative factor turns squares and distances into something bounded; others keep what was subtracted before.
        constants = [operand.value.constant for operand in operands]
        if any(isinstance(constant, (int, float)) and constant < 0 for constant in constants):
            return True
        return any(is_bounded_exponent(operand.value, depth - 1) for operand in operands)
    if term.op == "add":
        return any(is_bounded_exponent(operand.value, depth - 1) for operand in operands)
    return exponent.kind is Kind.PYTHON or exponent is UNKNOWN


def _is_small(value: Value) -> bool:
    """Whether a literal holds small numbers only."""
    if value.items:
        return all(map(_is_small, value.items))
    return type(value.constant) in (int, float) and abs(value.constant) < 50


def _is_unit(term: Call) -> bool:
    """Whether a call returns cosines, or vectors of length 1."""
    return term.name.endswith(_UNIT) or term.method in _UNIT


def is_constant(value: Value, number: float) -> bool:
    """Whether a value is surely this number, a literal."""
    return type(value.constant) in (int, float) and value.constant == number


def other_operand(call: Call, number: float) -> Operand | None:
    """The other operand of an operator where one is the literal `number`: `x` of `1 + x` and of `x + 1`."""
    operands = operands_of(call)
    if len(operands) != 2:
        return None
    left, right = operands
    if is_constant(left.value, number):
        return right
    return left if is_constant(right.value, number) else None


def is_every_round(event: Event, loop: Loop) -> bool:
    """Whether an event stands in a loop's own body, in every round: not under an `if`, an inner loop or a `try`."""
    around = _around(event, loop)
    return around is not None and all(isinstance(statement, cst.With) for statement in around)


def is_counted(event: Event, loop: Loop) -> bool:
    """Whether an event stands under an `if` that counts rounds: `if (step + 1) % 4 == 0`."""
    around = _around(event, loop) or ()
    return any(isinstance(statement, cst.If) and _divides(statement.test) for statement in around)


def _divides(test: cst.CSTNode) -> bool:
    return isinstance(test, cst.Modulo) or any(map(_divides, test.children))


def _around(event: Event, loop: Loop) -> tuple[cst.CSTNode, ...] | None:
    """The statements of a loop's body that an event's statement stands in, outermost first; None if it is elsewhere."""
    body = loop.node.body if isinstance(loop.node, (cst.For, cst.While)) else None
    return _path(body, event.statement) if body is not None and event.piece is loop.piece else None


def _path(block: cst.BaseSuite, target: cst.CSTNode) -> tuple[cst.CSTNode, ...] | None:
    trail = _trail(block.body, target)
    return tuple(statement for statement, _ in trail) if trail is not None else None


def _trail(
    statements: Sequence[cst.CSTNode], target: cst.CSTNode
) -> tuple[tuple[cst.CSTNode, cst.BaseSuite], ...] | None:
    """The compound statements around a statement, outermost first, each with the block of it that is meant."""
    for statement in statements:
        if statement is target:
            return ()
        if isinstance(statement, cst.SimpleStatementLine):
            if any(small is target for small in statement.body):
                return ()
        else:
            for inner in _blocks(statement):
                trail = _trail(inner.body, target)
                if trail is not None:
                    return ((statement, inner), *trail)
    return None


def are_exclusive(first: Event, second: Event) -> bool:
    """Whether two events of one function stand in different branches of an `if`, so that only one happens."""
    function = first.context.function
    other = second.context.function
    if first.piece is not second.piece or (function and function.node) is not (other and other.node):
        return False
    inside = function.node.body if function is not None else None
    statements = inside.body if isinstance(inside, cst.BaseSuite) else first.piece.statements
    trails = [_trail(statements, event.statement) or () for event in (first, second)]
    for (one, here), (another, there) in zip(*trails, strict=False):
        if one is not another:
            return False
        if here is not there:
            return isinstance(one, (cst.If, cst.Match))
    return False


def _blocks(statement: cst.CSTNode) -> Iterator[cst.BaseSuite]:
    """The blocks of a compound statement, those of its `else`, `except` and `finally` included."""
    if isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
        return
    for child in statement.children:
        if isinstance(child, cst.BaseSuite):
            yield child
        elif not isinstance(child, cst.BaseExpression):
            yield from _blocks(child)


def is_optimizer(value: Value) -> bool:
    """Whether a value is surely an optimizer of torch."""
    return value.kind is Kind.OBJECT and "torch.optim.Optimizer" in ancestors(value.name)


def layers_of(module: Value, depth: int = _DEPTH) -> Iterator[str]:
    """The qualified names of the layers that a module is known to hold, its own first."""
    if module.kind is Kind.INSTANCE:
        inner = module.target.layers
    elif module.kind is Kind.OBJECT and "torch.nn.Module" in ancestors(module.name):
        yield module.name
        inner = module.items or ()
    elif module.kind is Kind.PYTHON:
        inner = (*(module.items or ()), *([module.element] if module.element is not None else ()))
    else:
        return
    for value in inner if depth else ():
        yield from layers_of(value, depth - 1)


_MODAL = re.compile(r"torch\.nn\.(?:Lazy|Sync)?(?:\w*Dropout\d?d?|BatchNorm\d?d?)$")


def modal_layer(module: Value) -> str:
    """A layer in a module that works differently in training and evaluation, dropout or batch norm; empty if none."""
    return next((name.rpartition(".")[2] for name in layers_of(module) if _MODAL.match(name)), "")


def is_seen_by_others(model: Model, value: Value) -> bool:
    """Whether an object is given to a function that is not known, which may change what it goes through."""
    for call in model.calls():
        if call.callee.kind is Kind.UNKNOWN or (
            call.callee.kind is Kind.LIBRARY and not framework_of(call.callee.name)
        ):
            if any(argument.value.ref is not None and argument.value.ref == value.ref for argument in call.arguments):
                return call.name not in _ONLY_LOOK
    return False


_ONLY_LOOK = frozenset(
    "builtins.print builtins.len builtins.isinstance builtins.type builtins.id builtins.str builtins.list "
    "builtins.sum builtins.iter builtins.next".split()
)


def literal_codes(value: Value) -> dict[str, int]:
    """The entries of a dictionary from strings to integers, written out or counted off a string; else empty.

    `{"A": 0, "C": 1}` and `{base: number for number, base in enumerate("AC")}` are the same.
    """
    node = value.ref.base if value.ref is not None and not value.ref.path else None
    codes: dict[str, int] = {}
    if isinstance(node, cst.Dict):
        for element in node.elements:
            if not isinstance(element, cst.DictElement) or not isinstance(element.key, cst.SimpleString):
                return {}
            if not isinstance(element.value, cst.Integer):
                return {}
            codes[str(element.key.evaluated_value)] = int(element.value.value, 0)
    elif isinstance(node, cst.DictComp):
        counted, target = node.for_in.iter, node.for_in.target
        if not isinstance(counted, cst.Call) or not isinstance(target, cst.Tuple) or len(counted.args) != 1:
            return {}
        text, names = counted.args[0].value, [element.value for element in target.elements]
        if base_name(counted.func) != "enumerate" or not isinstance(text, cst.SimpleString):
            return {}
        pair = [base_name(name) for name in (node.value, node.key)]
        if [base_name(name) for name in names] == pair and all(pair) and not node.for_in.ifs:
            codes = {symbol: number for number, symbol in enumerate(str(text.evaluated_value))}
    return codes


def is_parameter(value: Value | None) -> bool:
    """Whether a value is surely what a function was given, untouched."""
    if value is None or value.ref is None or value.ref.path == "" or value.term is not None:
        return False
    return isinstance(value.ref.base, cst.FunctionDef) and value.ref.path.isidentifier()


def leaking_branch(choice: Call) -> tuple[Call, Operand] | None:
    """In `where(x > 0, log(x), 0)`: the logarithm, and the `x` at whose 0 it has no derivative.

    The branch that is not chosen is differentiated all the same, and 0 times an infinite derivative is NaN.
    """
    condition = choice.argument("condition") or (choice.receiver and choice.positional(0))
    test = condition.value.term if condition is not None else None
    if condition is None or test is None or test.op not in ("<", ">", "<=", ">=", "==", "!="):
        return None
    sides = operands_of(test)
    tested = [side for side, bound in (sides, sides[::-1]) if _is_about_zero(bound.value)]
    branches = [operand for operand in operands_of(choice) if operand.node is not condition.node]
    for branch in branches:
        for call in origins(branch.value):
            unsafe = _unsafe_at_zero(call)
            if unsafe is not None and any(is_same(unsafe.value, side.value) for side in tested):
                return call, unsafe
    return None


def _is_about_zero(value: Value) -> bool:
    return isinstance(value.constant, (int, float)) and 0 <= value.constant <= 1e-3


def _unsafe_at_zero(call: Call) -> Operand | None:
    """What must not be 0 for a call to have a finite derivative."""
    operands = operands_of(call)
    if call.op in ("sqrt", "log", "rsqrt") and operands:
        return operands[0]
    if call.op == "divide" and len(operands) == 2:
        return operands[1]
    if call.op == "power" and len(operands) == 2:
        exponent = operands[1].value.constant
        return operands[0] if isinstance(exponent, (int, float)) and exponent < 1 and exponent != 0 else None
    return None


def is_trained(value: Value) -> bool:
    """Whether a value surely depends on what is trained: a layer's output, a parameter, a variable."""
    if value.kind is Kind.OBJECT and value.name == "tensorflow.Variable":
        return True
    for call in origins(value):
        callee = call.callee
        if callee.kind is Kind.OBJECT and {"torch.nn.Module", "keras.layers.Layer"} & set(ancestors(callee.name)):
            return True
        if callee.kind is Kind.INSTANCE and {"torch.nn.Module", "keras.Model"} & callee.target.ancestors:
            return True
        if call.op in ("parameter", "variable"):
            return True
        if any(one.keyword == "requires_grad" and one.value.constant is True for one in call.arguments):
            return True
        if any(operand.value.name == "tensorflow.Variable" for operand in operands_of(call)):
            return True
    return False


def is_self_difference(difference: Call) -> bool:
    """Whether an array meets itself with an axis put in at two places: `x[:, None] - x[None]`."""
    sides = operands_of(difference)
    axes = [_axis_put_in(side) for side in sides]
    names = {name for name, _ in axes}
    return len(sides) == 2 and len(names) == 1 and "" not in names and axes[0][1] != axes[1][1]


def _axis_put_in(operand: Operand) -> tuple[str, object]:
    """The array that gets a new axis, and where; an empty name if it does not."""
    node, term = operand.node, operand.value.term
    if isinstance(node, cst.Subscript) and isinstance(node.value, cst.Name):
        new = [
            position for position, element in enumerate(node.slice)
            if isinstance(element.slice, cst.Index) and base_name(element.slice.value) in ("None", "np", "jnp")
        ]  # fmt: skip
        return (node.value.value, new[0]) if len(new) == 1 else ("", None)
    if term is None or term.node is not node or term.op != "unsqueeze":
        return "", None
    axis, operands = term.argument("axis"), operands_of(term)
    return (operands[0].identifier, axis.value.constant) if axis is not None and operands else ("", None)


def last_layer(call: Call) -> str:
    """The qualified name of the layer that a call of a torch module ends with: the last one of a `Sequential`."""
    layer = call.callee
    while layer.kind is Kind.OBJECT and layer.name == "torch.nn.Sequential" and layer.items:
        layer = layer.items[-1]
    return layer.name if layer.kind is Kind.OBJECT and "torch.nn.Module" in ancestors(layer.name) else ""


def is_module(value: Value) -> bool:
    """Whether a value is surely a module of torch: a layer, or an instance of a class of this file."""
    if value.kind is Kind.INSTANCE:
        return is_torch_module(value.target)
    return value.kind is Kind.OBJECT and "torch.nn.Module" in ancestors(value.name)


def sizes_of(call: Call) -> tuple[Value, ...] | None:
    """The sizes or axes that a call like `x.view(2, -1)` or `x.permute((1, 0))` is given; None if not known."""
    is_function = call.receiver is None or call.callee.kind is Kind.LIBRARY
    given = call.arguments[1:] if is_function else call.arguments
    if call.has_star or any(argument.keyword for argument in call.arguments) or not given:
        return None
    values = tuple(argument.value for argument in given)
    if len(values) == 1 and values[0].kind is Kind.PYTHON and values[0].name in ("tuple", "list"):
        return values[0].items
    return (
        values if all(value.kind in (Kind.PYTHON, Kind.UNKNOWN) and value.name in _SIZES for value in values) else None
    )


_SIZES = frozenset({"int", ""})
_SAME_RANK = frozenset(
    "relu gelu tanh sigmoid exp log sqrt abs detach dropout clone contiguous softmax log_softmax transpose".split()
)


def rank_of(value: Value, depth: int = 12) -> int | None:
    """How many axes a tensor of torch has, if what computed it tells."""
    term = value.term
    if term is None or depth == 0:
        return None
    if term.op in ("view", "reshape", "permute"):
        sizes = sizes_of(term)
        return len(sizes) if sizes is not None else None
    operands = [operand.value for operand in operands_of(term) if operand.value.kind is Kind.ARRAY]
    ranks = [rank for operand in operands if (rank := rank_of(operand, depth - 1)) is not None]
    if term.op == "matmul" or (term.is_operator and term.op in ("add", "subtract", "multiply", "divide")):
        return max(ranks) if len(ranks) == len(operands) and ranks else None
    if term.op in _SAME_RANK or term.name.startswith("torch.nn.Dropout"):
        return ranks[0] if ranks else None
    return least_rank(value) or None


_CUT = frozenset("detach item numpy argmax argmin one_hot".split())
_TO_INTEGER = frozenset("long int bool byte short char".split())
_INTEGERS = frozenset(f"torch.{name}" for name in "long int int64 int32 int16 int8 uint8 short bool".split())
_COMPARED = frozenset({"<", ">", "<=", ">=", "==", "!="})


def holds_graph(value: Value, depth: int = 20) -> bool | None:
    """Whether gradients surely flow through a tensor of torch (True), or surely not (False).

    A tensor that is made here is neither: it may be given `requires_grad` later, or be filled in place.
    """
    term = value.term
    if value.ref is not None and value.ref.path.endswith((".data", ".grad")):
        return False
    if term is None or depth == 0:
        return False if value.constant is not None else None
    if is_leaf(value):
        return True
    if term.context.grad_enabled is not True and value.kind is Kind.ARRAY:
        return term.context.grad_enabled
    if _is_cut(term):
        return False
    if term.name == "torch.Tensor.requires_grad_":
        asked = term.argument("requires_grad") or term.positional(0)
        return True if asked is None else _as_bool(asked.value)
    if _makes_anew(term):
        return None
    if term.name in _LEAVES or term.op == "tensor":
        asked = term.argument("requires_grad")
        return _as_bool(asked.value) or None if asked is not None else None
    if is_module(term.callee) and may_have_parameters(term.callee):
        return True if surely_has_parameters(term.callee) else None
    if any(argument.keyword == "requires_grad" for argument in term.arguments):
        return None
    if value.kind is not Kind.ARRAY:
        return None
    if not (term.is_operator or term.op == "getitem" or framework_of(term.name) == "torch"):
        return None
    operands = operands_of(term)[: 1 if term.name.endswith("_as") else None]
    parts = [part for operand in operands for part in (operand.value.items or (operand.value,))]
    flows = [holds_graph(part, depth - 1) for part in parts if part.kind is not Kind.PYTHON]
    if any(flow is True for flow in flows):
        return True
    return False if flows and all(flow is False for flow in flows) else None


def surely_has_parameters(module: Value) -> bool:
    """Whether a module surely has parameters of its own: `nn.Linear`, a `Sequential` with one in it."""
    found = [name.removeprefix("torch.nn.") for name in layers_of(module)]
    return any(name not in (*_WITHOUT_PARAMETERS, *_CONTAINERS) and not name.endswith("Loss") for name in found)


def may_have_parameters(module: Value) -> bool:
    """Whether a module is not of a class that has nothing to train, as activations and losses are."""
    last = module.name.removeprefix("torch.nn.")
    return module.kind is not Kind.OBJECT or not (last in _WITHOUT_PARAMETERS or last.endswith("Loss"))


_CONTAINERS = ("Module", "Sequential", "ModuleList", "ModuleDict", "modules.loss._Loss")


def _is_cut(term: Call) -> bool:
    """Whether an operation's result never has a gradient."""
    if (
        term.op in _CUT
        or term.method in _CUT
        or term.op in _COMPARED
        or term.name in ("builtins.float", "builtins.int")
    ):
        return True
    if term.receiver is not None and term.method in _TO_INTEGER:
        return True
    return term.method in ("to", "type") and any(argument.value.name in _INTEGERS for argument in term.arguments)


def _makes_anew(term: Call) -> bool:
    """Whether a tensor is made here that takes no more than a shape from others, and is not asked for gradients."""
    made = term.name.rpartition(".")[2]
    is_new = made in _NEW or made.endswith("_like") or made.startswith("new_")
    return is_new and term.argument("requires_grad") is None


_NEW = frozenset(
    "zeros ones empty full rand randn randint randperm arange linspace logspace eye normal bernoulli multinomial "
    "from_numpy frombuffer tril_indices triu_indices FloatTensor LongTensor Tensor".split()
)
_LEAVES = frozenset({"torch.nn.Parameter", "torch.autograd.Variable"})


def _as_bool(value: Value) -> bool | None:
    return value.constant if isinstance(value.constant, bool) else None


def as_receiver(operand: Operand) -> str:
    """The text of an expression, in the parentheses that it needs before a dot or among operators."""
    term, text = operand.value.term, operand.text
    is_call = term is not None and term.node is operand.node and not term.is_operator
    return text if is_call or text.replace(".", "").isidentifier() else f"({text})"


def graph_of(value: Value) -> Iterator[Call]:
    """The calls that gradients of a value flow back through, as far as they are known; where they end is left out."""
    waiting, seen = [value], set[int]()
    while waiting:
        current = waiting.pop()
        term = current.term
        if term is None or id(term) in seen or holds_graph(current) is False:
            continue
        seen.add(id(term))
        yield term
        for operand in operands_of(term):
            waiting += [operand.value, *(operand.value.items or ())]


def loader_of(iterated: Value, depth: int = 3) -> Call | None:
    """The call that made the `DataLoader` which is iterated, through `enumerate`, `tqdm` and the like."""
    term = iterated.term
    if term is None or depth == 0:
        return None
    if iterated.kind is Kind.OBJECT and iterated.name == "torch.utils.data.DataLoader":
        return term
    if iterated.op in ("enumerate", "zip") or (iterated.is_unknown and not term.is_operator):
        found = (loader_of(argument.value, depth - 1) for argument in term.arguments[:2])
        return next((loader for loader in found if loader is not None), None)
    return None


def shape_owner(operand: Operand) -> str:
    """The name whose shape an expression is, all of it: `x` of `x.shape` and of `x.size()`; empty if none."""
    node = operand.node
    if isinstance(node, cst.Call) and not node.args:
        node = node.func
        word = "size"
    else:
        word = "shape"
    if isinstance(node, cst.Attribute) and node.attr.value == word and isinstance(node.value, cst.Name):
        return node.value.value
    return ""
