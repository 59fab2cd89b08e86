"""How many axes an array of JAX has at least, by what computed it."""

from pattern_lsp.semantic.model import Call
from pattern_lsp.semantic.queries import least_rank, operands_of, sizes_of
from pattern_lsp.semantic.values import Kind, Value

_REDUCTIONS = frozenset("sum mean prod max min nansum nanmean std var argmax argmin norm logsumexp any all".split())
_ARITHMETIC = frozenset("add subtract multiply divide power floor_divide remainder".split())
_ELEMENTWISE = frozenset(
    """
    abs absolute arccos arcsin arctan arctan2 ceil clip cos cosh divide elu erf exp exp2 expm1 expit floor gelu
    leaky_relu log log10 log1p log2 logaddexp log_sigmoid maximum minimum multiply nan_to_num negative power reciprocal
    relu round rsqrt sigmoid sign silu sin sinh softplus sqrt square subtract swish tan tanh add where cumsum cumprod
    astype zeros_like ones_like stop_gradient squared_error l2_loss huber_loss sigmoid_binary_cross_entropy
    """.split()
)
# What they return has an axis whatever they are given.
_AT_LEAST_ONE = frozenset(
    """
    softmax log_softmax one_hot arange linspace ravel flatten concatenate stack diff sort argsort cumsum cumprod eye
    standardize
    """.split()
)
_DEPTH = 12


def rank_at_least(value: Value, depth: int = _DEPTH) -> int:
    """The number of axes that an array surely has; 0 where nothing is known."""
    term = value.term
    if term is None or depth == 0 or value.kind is not Kind.ARRAY:
        return 0
    name = term.name.rpartition(".")[2]
    operands = [operand.value for operand in operands_of(term)]
    inner = [rank_at_least(operand, depth - 1) for operand in operands] or [0]
    if term.op == "getitem":
        return _of_part(term, inner[0])
    if term.op in _REDUCTIONS or name in _REDUCTIONS:
        return _of_reduction(term, inner[0])
    if (term.is_operator and (term.op in _ARITHMETIC or term.op in ("negative", "<", ">", "<=", ">=", "==", "!="))) or (
        name in _ELEMENTWISE
    ):
        return max(inner)
    if name in _AT_LEAST_ONE:
        return max(1, inner[0])
    if term.op == "matmul":
        # A matrix times a vector has one axis, a vector times a vector none.
        return 1 if max(inner) >= 2 else 0
    if term.op == "reshape":
        sizes = sizes_of(term)
        return len(sizes) if sizes is not None else 0
    if term.op == "unsqueeze":
        return inner[0] + 1
    return least_rank(value)


def _of_reduction(term: Call, inner: int) -> int:
    axis, keeps = term.argument("axis"), term.argument("keepdims")
    if keeps is not None and keeps.value.constant is True:
        return max(inner, 1) if axis is not None and isinstance(axis.value.constant, int) else inner
    if keeps is not None or axis is None or not isinstance(axis.value.constant, int):
        return 0
    return max(inner - 1, 0)


def _of_part(term: Call, inner: int) -> int:
    """The rank of `x[index]`."""
    index = term.arguments[1].value
    parts = index.items if index.name == "tuple" and index.items is not None else (index,)
    if not all(part.kind is Kind.PYTHON and part.name in ("slice", "int") for part in parts):
        return 0
    slices = sum(1 for part in parts if part.name == "slice")
    return max(slices, inner - (len(parts) - slices))
