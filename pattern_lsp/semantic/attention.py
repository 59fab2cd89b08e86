"""What attention looks like: a softmax of the products of queries and keys, which mixes values."""

from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from pattern_lsp.semantic.model import Assignment, Call, Model, Operand
from pattern_lsp.semantic.queries import base_name, operands_of
from pattern_lsp.semantic.values import Kind, Value

_DEPTH = 8
# What leads from the products to the softmax without scaling them.
_PASSING = frozenset({"add", "subtract", "masked_fill", "where", "clip", "contiguous", "dropout"})
_CONVERSIONS = frozenset({"float", "to", "type", "astype", "half", "masked_fill", "masked_fill_"})
# What rearranges an array and changes none of its numbers.
_VIEWS = frozenset(
    "view reshape transpose permute contiguous unsqueeze squeeze expand swapaxes swapdims flatten unflatten".split()
)
_LAYERS = frozenset(
    {"torch.nn.Linear", "torch.nn.LazyLinear", "torch.nn.Conv1d", "torch.nn.Conv2d", "keras.layers.Dense"}
)


class Scores(NamedTuple):
    """A softmax over the products of two arrays; `factors` is what the products were multiplied or divided by."""

    softmax: Call
    product: Call
    queries: Operand
    keys: Operand
    factors: tuple[Operand, ...]


def scores(model: Model) -> Iterator[Scores]:
    """The softmaxes of a body that are taken of a product of arrays."""
    methods = (call for call in model.calls(method="softmax") if not call.op)
    for softmax in (*model.calls(op="softmax"), *methods):
        operands = operands_of(softmax)
        found = _product_of(model, softmax, operands[0]) if operands else None
        if found is not None:
            product, factors = found
            pair = factors_of(product)
            if len(pair) == 2:
                yield Scores(softmax, product, pair[0], pair[1], factors)


def mixtures(model: Model, softmax: Call) -> Iterator[tuple[Call, Operand]]:
    """The products that a softmax's weights are the left side of, and what they mix."""
    for product in products(model):
        pair = factors_of(product)
        if len(pair) == 2 and _is_weights(pair[0].value, softmax):
            yield product, pair[1]


def products(model: Model) -> Iterator[Call]:
    yield from model.calls(op="matmul")
    for call in model.calls(method="einsum"):
        yield call
    for call in model.calls("torch.einsum", "jax.numpy.einsum", "tensorflow.einsum", "numpy.einsum", "einops.einsum"):
        if call.method != "einsum":
            yield call


def factors_of(product: Call) -> list[Operand]:
    """The arrays that a product is of, without the equation of an `einsum`."""
    operands = operands_of(product)
    if _is_einsum(product):
        return [operand for operand in operands if operand.value.name != "str"]
    return operands[:2]


def label(operand: Operand, depth: int = _DEPTH) -> str:
    """What the program calls an array, however it is rearranged: `k` for `k.transpose(-2, -1)`."""
    term = operand.value.term
    if term is not None and depth and _is_view(term) and operands_of(term):
        if term.node is operand.node or not (is_query(operand.identifier) or is_key(operand.identifier)):
            return label(operands_of(term)[0], depth - 1)
    if operand.identifier:
        return operand.identifier
    if term is not None and term.node is operand.node:
        return term.method  # `self.query(x)`
    return base_name(operand.node)


def is_query(name: str) -> bool:
    return name.casefold() in ("q", "qs", "xq", "query", "queries", "q_s")


def is_key(name: str) -> bool:
    return name.casefold() in ("k", "ks", "xk", "key", "keys", "k_s")


def is_value(name: str) -> bool:
    return name.casefold() in ("v", "vs", "xv", "value", "values", "v_s")


def is_unscaled(value: Value, depth: int = _DEPTH) -> bool:
    """Whether an array is surely a parameter of the function, or a layer's output, with nothing done to its numbers."""
    term = value.term
    if term is None:
        return value.ref is not None and isinstance(value.ref.base, cst.FunctionDef)
    if depth == 0:
        return False
    if term.callee.kind is Kind.OBJECT:
        return term.callee.name in _LAYERS
    if term.op in ("matmul", "linear"):
        return True
    return _is_view(term) and is_unscaled(operands_of(term)[0].value, depth - 1)


def _is_view(term: Call) -> bool:
    is_rearranged = term.name in ("einops.rearrange", "numpy.swapaxes", "jax.numpy.swapaxes")
    return bool(operands_of(term)) and (term.op in _VIEWS or term.method in _VIEWS or is_rearranged)


def _is_einsum(call: Call) -> bool:
    return call.name.endswith("einsum")


def _product_of(model: Model, softmax: Call, operand: Operand) -> tuple[Call, tuple[Operand, ...]] | None:
    """The product that an array holds, also where branches assign it: scores, or scores that were masked."""
    if operand.value.term is not None or not operand.identifier:
        return _product_in(operand.value, (), _DEPTH)
    function, name = softmax.context.function, operand.identifier
    assigned = [
        one for one in model.of(Assignment)
        if one.name == name and one.target is None and one.context.function is function
    ]  # fmt: skip
    found = [_product_in(one.value.value, (), _DEPTH) for one in assigned if not one.operator]
    products = [one for one in found if one is not None]
    if not products or len(products) < len(assigned) or any(one[0].node is not products[0][0].node for one in products):
        return None
    return products[0][0], tuple(factor for one in products for factor in one[1])


def _product_in(value: Value, factors: tuple[Operand, ...], depth: int) -> tuple[Call, tuple[Operand, ...]] | None:
    term = value.term
    if term is None or depth == 0:
        return None
    if term.op == "matmul" or _is_einsum(term):
        return term, factors
    operands = operands_of(term)
    if term.op in ("divide", "multiply") and len(operands) == 2:
        left, right = operands
        found = _product_in(left.value, (*factors, right), depth - 1)
        if found is None and term.op == "multiply":
            found = _product_in(right.value, (*factors, left), depth - 1)
        return found
    if term.op in _PASSING or term.method in _CONVERSIONS:
        for operand in operands:
            found = _product_in(operand.value, factors, depth - 1)
            if found is not None:
                return found
    return None


def _is_weights(value: Value, softmax: Call) -> bool:
    """Whether a value is what a softmax returned, perhaps after dropout."""
    term = value.term
    if term is None or term.node is softmax.node:
        return term is not None
    is_dropout = term.op == "dropout" or term.callee.name == "torch.nn.Dropout" or term.method in _CONVERSIONS
    operands = operands_of(term)
    return is_dropout and bool(operands) and _is_weights(operands[0].value, softmax)
