"""What numpy offers, with scipy.special as far as rules need it."""

from pattern_lsp.semantic.frameworks.api import Api, Framework, rows, say

# Made by calling what numpy 2.4.6 offers; `tests/test_frameworks.py` checks it.
_APIS: dict[str, Api] = {
    **rows(
        "numpy",
        "(array, array)",
        """
        diag_indices diag_indices_from divmod histogram polydiv tril_indices tril_indices_from triu_indices
        triu_indices_from unique_counts unique_inverse
        """,
    ),
    **rows(
        "numpy",
        "(array, array, array)",
        """
        histogram2d
        """,
    ),
    **rows(
        "numpy",
        "(array, array, array, array)",
        """
        unique_all
        """,
    ),
    **rows(
        "numpy",
        "array",
        """
        abs absolute acos acosh add all amax amin angle any append arange arccos arccosh arcsin arcsinh
        arctan arctan2 arctanh argmax argmin argpartition argsort argwhere around array asanyarray asarray
        asarray_chkfinite ascontiguousarray asfortranarray asin asinh asmatrix atan atan2 atanh average
        bartlett bincount bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not bitwise_or
        bitwise_right_shift bitwise_xor blackman block broadcast_to cbrt ceil choose clip column_stack
        compress concat concatenate conj conjugate convolve copy copysign corrcoef correlate cos cosh
        count_nonzero cov cross cumprod cumsum cumulative_prod cumulative_sum deg2rad degrees diag diagflat
        diagonal diff digitize divide dot dstack ediff1d einsum empty empty_like equal exp exp2 expand_dims
        expm1 extract eye fabs fix flatnonzero flip fliplr flipud float_power floor floor_divide fmax fmin
        fmod from_dlpack frombuffer full full_like gcd geomspace greater greater_equal hamming hanning
        heaviside histogram_bin_edges hstack hypot i0 identity indices inner insert intersect1d invert
        is_busday isclose iscomplex isfinite isin isinf isnan isneginf isposinf kron lcm ldexp left_shift
        less less_equal lexsort linspace log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not
        logical_or logical_xor logspace matmul matrix_transpose matvec max maximum mean median min minimum
        mod moveaxis multiply nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian
        nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar negative nextafter not_equal ones
        ones_like outer packbits pad partition percentile permute_dims poly polyadd polyder polyint polymul
        polysub polyval positive pow power prod ptp quantile rad2deg radians ravel real_if_close reciprocal
        remainder repeat require reshape right_shift rint roll rollaxis roots rot90 round row_stack
        searchsorted select setdiff1d setxor1d sign signbit sin sinc sinh sort sort_complex spacing sqrt
        square squeeze stack std subtract sum swapaxes take take_along_axis tan tanh tensordot tile trace
        transpose trapezoid tri tril triu true_divide trunc union1d unique_values unwrap vander var vdot
        vecdot vecmat vstack zeros zeros_like
        """,
    ),
    **rows(
        "numpy",
        "arrays",
        """
        array_split broadcast_arrays hsplit ix_ meshgrid nonzero split unstack vsplit where
        """,
    ),
    **rows(
        "numpy",
        "bool",
        """
        allclose array_equal array_equiv iscomplexobj isfortran isrealobj isscalar iterable may_share_memory
        shares_memory
        """,
    ),
    **rows(
        "numpy",
        "int",
        """
        ndim size
        """,
    ),
    **rows(
        "numpy",
        "str",
        """
        array2string array_repr array_str base_repr binary_repr format_float_positional
        format_float_scientific
        """,
    ),
    **rows(
        "numpy.fft",
        "array",
        """
        fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn rfft rfft2
        rfftfreq rfftn
        """,
    ),
    **rows(
        "numpy.linalg",
        "(array, array)",
        """
        eig eigh qr
        """,
    ),
    **rows(
        "numpy.linalg",
        "(array, array, array)",
        """
        svd
        """,
    ),
    **rows(
        "numpy.linalg",
        "array",
        """
        cholesky cross det diagonal eigvals eigvalsh inv matmul matrix_norm matrix_transpose multi_dot norm
        outer pinv solve svdvals tensordot trace vecdot vector_norm
        """,
    ),
    **rows(
        "numpy.ndarray",
        "array",
        """
        all any argmax argmin argpartition argsort clip compress conj conjugate copy cumprod cumsum diagonal
        dot flatten max mean min prod ravel repeat reshape round searchsorted squeeze std sum swapaxes take
        trace transpose var view
        """,
    ),
    **rows(
        "numpy.ndarray",
        "arrays",
        """
        nonzero
        """,
    ),
    **rows(
        "numpy.ndarray",
        "float",
        """
        item
        """,
    ),
    **rows(
        "numpy.random",
        "array",
        """
        beta binomial dirichlet f geometric logseries negative_binomial noncentral_chisquare noncentral_f
        permutation rand randn random random_integers random_sample ranf sample standard_cauchy
        standard_exponential standard_normal vonmises wald
        """,
    ),
    **rows(
        "numpy.random",
        "float",
        """
        triangular
        """,
    ),
    **rows(
        "numpy.random.Generator",
        "array",
        """
        beta binomial dirichlet f hypergeometric integers negative_binomial noncentral_chisquare
        noncentral_f permutation permuted random shuffle standard_cauchy standard_exponential
        standard_normal triangular uniform vonmises wald
        """,
    ),
}

_CLASSES = {"numpy.random.Generator": "numpy.random.Generator"}
_APIS |= {
    "numpy.random.default_rng": Api("new numpy.random.Generator"),
    "numpy.ndarray.shape": Api("tuple"),
    "numpy.ndarray.ndim": Api("int"),
    "numpy.ndarray.size": Api("int"),
    "numpy.ndarray.dtype": Api("dtype"),
    "numpy.ndarray.T": Api("array"),
    "numpy.ndarray.real": Api("array"),
    "numpy.ndarray.imag": Api("array"),
    "numpy.ndarray.item": Api("unknown", "item"),
    "numpy.ndarray.tolist": Api("unknown", "tolist"),
    "numpy.array": Api("array", "array", "object dtype"),
    "numpy.asarray": Api("array", "asarray", "a dtype"),
}
for _word in "exp log log1p expm1 sqrt abs square tanh where clip maximum minimum".split():
    _parameters = {"where": "condition x y", "clip": "a:x a_min a_max", "maximum": "x1:x x2:y", "minimum": "x1:x x2:y"}
    say(_APIS, "numpy", _word, op=_word, parameters=_parameters.get(_word, "x"))
for _word in "sum mean prod nansum nanmean cumsum".split():
    say(_APIS, "numpy", _word, op=_word, parameters="a:x axis dtype out keepdims")
    if not _word.startswith("nan"):
        say(_APIS, "numpy.ndarray", _word, op=_word, parameters="axis dtype out keepdims")
for _word in "max min amax amin any all".split():
    _op = {"amax": "max", "amin": "min"}.get(_word, _word)
    say(_APIS, "numpy", _word, op=_op, parameters="a:x axis out keepdims")
    if _word[:2] != "am":
        say(_APIS, "numpy.ndarray", _word, op=_op, parameters="axis out keepdims")
for _word in "std var".split():
    say(_APIS, "numpy", _word, op=_word, parameters="a:x axis dtype out ddof keepdims")
    say(_APIS, "numpy.ndarray", _word, op=_word, parameters="axis dtype out ddof keepdims")
for _word in "argmax argmin".split():
    say(_APIS, "numpy", _word, op=_word, parameters="a:x axis out")
    say(_APIS, "numpy.ndarray", _word, op=_word, parameters="axis out")
say(_APIS, "numpy.linalg", "norm", op="norm", parameters="x ord axis keepdims")
say(_APIS, "numpy", "matmul", op="matmul", parameters="x1:x x2:y")
say(_APIS, "numpy", "dot", op="matmul", parameters="a:x b:y")
say(_APIS, "numpy", "concatenate", op="cat", parameters="arrays axis")
say(_APIS, "numpy", "stack", op="stack", parameters="arrays axis")
say(_APIS, "numpy", "expand_dims", op="unsqueeze", parameters="a:x axis")
say(_APIS, "numpy", "squeeze", op="squeeze", parameters="a:x axis")
say(_APIS, "numpy", "reshape", op="reshape", parameters="a:x shape")
say(_APIS, "scipy.special", "softmax log_softmax", parameters="x axis")
say(_APIS, "scipy.special", "softmax", op="softmax")
say(_APIS, "scipy.special", "log_softmax", op="log_softmax")
say(_APIS, "scipy.special", "logsumexp", op="logsumexp", parameters="a:x axis b keepdims")
say(_APIS, "scipy.special", "expit", op="sigmoid", parameters="x")

FRAMEWORK = Framework(
    name="numpy",
    roots=("numpy", "scipy"),
    array="numpy.ndarray",
    aliases={
        "numpy.core.numeric": "numpy",
        "numpy.random.mtrand": "numpy.random",
    },
    apis=_APIS,
    classes=_CLASSES,
)
