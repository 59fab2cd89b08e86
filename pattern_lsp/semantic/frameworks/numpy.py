"""What numpy offers, with scipy.special as far as rules need it."""

from pattern_lsp.semantic.frameworks.api import Api, Framework, rows, say

# Made by calling what numpy 2.4.6 offers; `tests/test_frameworks.py` checks it.
_APIS: dict[str, Api] = {
    **rows(
        "numpy",
        "(array, array)",
        """
        diag_indices_from divmod frexp histogram modf polydiv tril_indices tril_indices_from triu_indices
        triu_indices_from unique_counts unique_inverse
        """,
    ),
    **rows("numpy", "(array, array, array)", "histogram2d"),
    **rows("numpy", "(array, array, array, array)", "unique_all"),
    **rows(
        "numpy",
        "array",
        """
        abs absolute acos acosh add all amax amin angle any append apply_along_axis apply_over_axes arange
        arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort argwhere around
        array asanyarray asarray asarray_chkfinite ascontiguousarray asfortranarray asin asinh astype atan atan2
        atanh average bartlett bincount bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not
        bitwise_or bitwise_right_shift bitwise_xor blackman block broadcast_to cbrt ceil choose clip
        column_stack compress concat concatenate conj conjugate convolve copy copysign corrcoef correlate cos
        cosh count_nonzero cov cross cumprod cumsum cumulative_prod cumulative_sum deg2rad degrees delete diag
        diagflat diagonal diff digitize divide dot dstack ediff1d einsum empty empty_like equal exp exp2
        expand_dims expm1 extract eye fabs fix flatnonzero flip fliplr flipud float_power floor floor_divide
        fmax fmin fmod from_dlpack frombuffer fromfunction fromiter full full_like gcd geomspace greater
        greater_equal hamming hanning heaviside histogram_bin_edges hstack hypot i0 identity imag indices inner
        insert interp intersect1d invert is_busday isclose iscomplex isfinite isin isinf isnan isnat isneginf
        isposinf isreal kaiser kron lcm ldexp left_shift less less_equal lexsort linspace log log10 log1p log2
        logaddexp logaddexp2 logical_and logical_not logical_or logical_xor logspace matmul matrix_transpose
        matvec max maximum mean median min minimum mod moveaxis multiply nan_to_num nanargmax nanargmin
        nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum
        nanvar negative nextafter not_equal ones ones_like outer packbits pad partition percentile permute_dims
        piecewise poly polyadd polyder polyfit polyint polymul polysub polyval positive pow power prod ptp
        quantile rad2deg radians ravel ravel_multi_index real real_if_close reciprocal remainder repeat require
        reshape resize right_shift rint roll rollaxis roots rot90 round searchsorted select setdiff1d setxor1d
        sign signbit sin sinc sinh sort sort_complex spacing sqrt square squeeze stack std subtract sum swapaxes
        take take_along_axis tan tanh tensordot tile trace transpose trapezoid tri tril trim_zeros triu
        true_divide trunc union1d unique unique_values unpackbits unwrap vander var vdot vecdot vecmat vstack
        zeros zeros_like
        """,
    ),
    **rows(
        "numpy",
        "arrays",
        """
        array_split broadcast_arrays diag_indices dsplit hsplit ix_ meshgrid nonzero split unravel_index unstack
        vsplit where
        """,
    ),
    **rows(
        "numpy",
        "bool",
        """
        allclose array_equal array_equiv can_cast iscomplexobj isdtype isfortran isrealobj isscalar issubdtype
        iterable may_share_memory shares_memory
        """,
    ),
    **rows("numpy", "dtype", "min_scalar_type promote_types result_type"),
    **rows("numpy", "int", "ndim size"),
    **rows("numpy", "none", "copyto fill_diagonal place put put_along_axis putmask"),
    **rows(
        "numpy",
        "str",
        """
        array2string array_repr array_str base_repr binary_repr format_float_positional format_float_scientific
        """,
    ),
    **rows("numpy", "tuple", "broadcast_shapes shape"),
    **rows(
        "numpy.fft",
        "array",
        """
        fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn rfft rfft2
        rfftfreq rfftn
        """,
    ),
    **rows("numpy.linalg", "(array, array)", "eig eigh qr slogdet"),
    **rows("numpy.linalg", "(array, array, array)", "svd"),
    **rows("numpy.linalg", "(array, array, unknown, array)", "lstsq"),
    **rows(
        "numpy.linalg",
        "array",
        """
        cholesky cond cross det diagonal eigvals eigvalsh inv matmul matrix_norm matrix_power matrix_rank
        matrix_transpose multi_dot norm outer pinv solve svdvals tensordot tensorinv tensorsolve trace vecdot
        vector_norm
        """,
    ),
    **rows(
        "numpy.ndarray",
        "array",
        """
        T all any argmax argmin argpartition argsort astype byteswap choose clip compress conj conjugate copy
        cumprod cumsum diagonal dot flatten imag mT max mean min prod ravel real repeat reshape round
        searchsorted squeeze std sum swapaxes take trace transpose var view
        """,
    ),
    **rows("numpy.ndarray", "arrays", "nonzero"),
    **rows("numpy.ndarray", "dtype", "dtype"),
    **rows("numpy.ndarray", "int", "itemsize nbytes ndim size"),
    **rows("numpy.ndarray", "none", "fill partition put resize setflags sort"),
    **rows("numpy.ndarray", "tuple", "shape strides"),
    **rows("numpy.ndarray", "unknown", "base ctypes data flags flat item tolist"),
    **rows("numpy.random", "array", "dirichlet multinomial multivariate_normal permutation"),
    **rows("numpy.random", "none", "seed shuffle"),
    **rows("numpy.random", "tuple", "get_state"),
    **rows(
        "numpy.random",
        "unknown",
        """
        beta binomial chisquare choice exponential f gamma geometric gumbel hypergeometric laplace logistic
        lognormal logseries negative_binomial noncentral_chisquare noncentral_f normal pareto poisson power rand
        randint randn random random_sample ranf rayleigh sample standard_cauchy standard_exponential
        standard_gamma standard_normal standard_t triangular uniform vonmises wald weibull zipf
        """,
    ),
    **rows(
        "numpy.random.Generator",
        "array",
        """
        dirichlet multinomial multivariate_hypergeometric multivariate_normal permutation permuted
        """,
    ),
    **rows("numpy.random.Generator", "list", "spawn"),
    **rows("numpy.random.Generator", "none", "shuffle"),
    **rows(
        "numpy.random.Generator",
        "unknown",
        """
        beta binomial chisquare choice exponential f gamma geometric gumbel hypergeometric integers laplace
        logistic lognormal logseries negative_binomial noncentral_chisquare noncentral_f normal pareto poisson
        power random rayleigh standard_cauchy standard_exponential standard_gamma standard_normal standard_t
        triangular uniform vonmises wald weibull zipf
        """,
    ),
    **rows("numpy.random.RandomState", "array", "dirichlet multinomial multivariate_normal permutation"),
    **rows("numpy.random.RandomState", "none", "seed shuffle"),
    **rows(
        "numpy.random.RandomState",
        "unknown",
        """
        beta binomial chisquare choice exponential f gamma geometric gumbel hypergeometric laplace logistic
        lognormal logseries negative_binomial noncentral_chisquare noncentral_f normal pareto poisson power rand
        randint randn random random_sample rayleigh standard_cauchy standard_exponential standard_gamma
        standard_normal standard_t triangular uniform vonmises wald weibull zipf
        """,
    ),
}

_CLASSES = {
    "numpy.random.Generator": "numpy.random.Generator",
    "numpy.random.RandomState": "numpy.random.RandomState",
}
_APIS |= rows("numpy.random", "new", "RandomState Generator")
_APIS |= {
    "numpy.random.default_rng": Api("new numpy.random.Generator"),
    "numpy.random.SeedSequence": Api("new", "", "entropy"),
    "numpy.vectorize": Api("function", "numpy_vectorize", "pyfunc otypes"),
    "numpy.ndarray.item": Api("unknown", "item"),
    "numpy.ndarray.tolist": Api("unknown", "tolist"),
    "numpy.array": Api("array", "array", "object dtype"),
    "numpy.asarray": Api("array", "asarray", "a dtype"),
}
for _word in "exp log log1p expm1 sqrt abs square tanh where clip maximum minimum".split():
    _own = {"where": "condition x y", "clip": "a:x a_min a_max", "maximum": "x1:x x2:y", "minimum": "x1:x x2:y"}
    say(_APIS, "numpy", _word, op=_word, parameters=_own.get(_word, "x"))
for _word in "sum mean prod nansum nanmean".split():
    say(_APIS, "numpy", _word, op=_word, parameters="a:x axis dtype out keepdims")
    if not _word.startswith("nan"):
        say(_APIS, "numpy.ndarray", _word, op=_word, parameters="axis dtype out * keepdims")
for _word in "cumsum cumprod".split():
    say(_APIS, "numpy", _word, op=_word, parameters="a:x axis dtype out")
    say(_APIS, "numpy.ndarray", _word, op=_word, parameters="axis dtype out")
for _word in "max min amax amin any all".split():
    _op = {"amax": "max", "amin": "min"}.get(_word, _word)
    say(_APIS, "numpy", _word, op=_op, parameters="a:x axis out keepdims")
    if _word[:2] != "am":
        say(_APIS, "numpy.ndarray", _word, op=_op, parameters="axis out * keepdims")
for _word in "std var".split():
    say(_APIS, "numpy", _word, op=_word, parameters="a:x axis dtype out ddof keepdims")
    say(_APIS, "numpy.ndarray", _word, op=_word, parameters="axis dtype out ddof * keepdims")
for _word in "argmax argmin".split():
    say(_APIS, "numpy", _word, op=_word, parameters="a:x axis out")
    say(_APIS, "numpy.ndarray", _word, op=_word, parameters="axis out")
_RETURNS_MORE = "array; with return_index,return_inverse,return_counts: arrays"
say(_APIS, "numpy", "unique", result=_RETURNS_MORE, parameters="ar:x return_index return_inverse return_counts axis")
say(_APIS, "numpy", "where", result="arrays; with x: array")
say(
    _APIS,
    "numpy",
    "intersect1d",
    result="array; with return_indices: arrays",
    parameters="ar1 ar2 assume_unique return_indices",
)
say(_APIS, "numpy", "average", result="array; with returned: (array, array)", parameters="a:x axis weights returned")
say(_APIS, "numpy", "linspace", result="array; with retstep: unknown", parameters="start stop num endpoint retstep")
say(_APIS, "numpy.linalg", "matrix_rank", result="unknown")
say(_APIS, "numpy", "gradient", result="unknown", parameters="f")
say(_APIS, "numpy", "polyfit", result="array; with full,cov: unknown", parameters="x y deg rcond full w cov")
say(_APIS, "numpy", "atleast_1d atleast_2d atleast_3d", result="unknown")
say(
    _APIS,
    "numpy.linalg",
    "svd",
    result="(array, array, array); with compute_uv: unknown",
    parameters="a full_matrices compute_uv",
)
say(_APIS, "numpy.linalg", "qr", result="(array, array); with mode: unknown", parameters="a mode")
_SAMPLERS = {
    "random_sample random ranf sample standard_cauchy standard_normal standard_exponential": "size",
    "normal laplace gumbel logistic": "loc scale size",
    "lognormal": "mean sigma size",
    "uniform": "low high size",
    "randint integers": "low high size",
    "choice": "a size replace p",
    "gamma": "shape scale size",
    "beta": "a b size",
    "binomial negative_binomial": "n p size",
    "exponential rayleigh": "scale size",
    "poisson": "lam size",
    "geometric logseries": "p size",
    "chisquare standard_t": "df size",
    "noncentral_chisquare": "df nonc size",
    "f": "dfnum dfden size",
    "noncentral_f": "dfnum dfden nonc size",
    "hypergeometric": "ngood nbad nsample size",
    "pareto power weibull zipf": "a size",
    "standard_gamma": "shape size",
    "triangular": "left mode right size",
    "vonmises": "mu kappa size",
    "wald": "mean scale size",
}
for _prefix in ("numpy.random", "numpy.random.RandomState", "numpy.random.Generator"):
    for _words, _parameters in _SAMPLERS.items():
        for _word in _words.split():
            if f"{_prefix}.{_word}" in _APIS:
                # Without a size it may be a number, or as many as there are parameters of the distribution.
                say(_APIS, _prefix, _word, result="unknown; with size: array", op="sample", parameters=_parameters)
    if _prefix != "numpy.random.Generator":
        say(_APIS, _prefix, "rand randn", result="float; with d0: array", op="sample", parameters="d0")
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

# What numpy 2.4.6 has no more, and what took its place: a name of numpy where it starts with a dot, else plain Python.
_REMOVED = {
    f"numpy.{name}": instead
    for name, instead in {
        # Until 1.24.
        "float": "float", "int": "int", "object": "object", "complex": "complex", "str": "str",
        "alen": "len", "asscalar": "", "loads": "", "rank": ".ndim", "typeDict": ".sctypeDict", "unicode": "str",
        "fv": "", "pmt": "", "nper": "", "npv": "", "irr": "", "mirr": "", "ipmt": "", "ppmt": "", "pv": "", "rate": "",
        # Until 2.0.
        "float_": ".float64", "complex_": ".complex128", "cfloat": ".complex128", "singlecomplex": ".complex64",
        "longfloat": ".longdouble", "longcomplex": ".clongdouble", "clongfloat": ".clongdouble",
        "string_": ".bytes_", "unicode_": ".str_", "bool8": ".bool_", "int0": ".intp", "uint0": ".uintp",
        "object0": ".object_", "str0": ".str_", "bytes0": ".bytes_", "void0": ".void",
        "Inf": ".inf", "Infinity": ".inf", "infty": ".inf", "PINF": ".inf", "NINF": "-.inf",
        "NaN": ".nan", "NAN": ".nan", "PZERO": "0.0", "NZERO": "-0.0",
        "product": ".prod", "cumproduct": ".cumprod", "sometrue": ".any", "alltrue": ".all", "round_": ".round",
        "mat": ".asmatrix", "issubclass_": "issubclass", "issubsctype": ".issubdtype", "msort": "", "asfarray": "",
        "find_common_type": "", "cast": "", "source": "", "lookfor": "", "who": "", "set_string_function": "",
        "obj2sctype": "", "safe_eval": "", "recfromcsv": "", "recfromtxt": "", "disp": "", "byte_bounds": "",
        "issctype": "", "maximum_sctype": "", "nbytes": "", "sctype2char": "", "sctypes": "", "deprecate": "",
        "geterrobj": "", "seterrobj": "", "compat": "", "MachAr": "", "fastCopyAndTranspose": "", "math": "",
        "AxisError": ".exceptions.AxisError", "ComplexWarning": ".exceptions.ComplexWarning",
        "RankWarning": ".exceptions.RankWarning", "TooHardError": ".exceptions.TooHardError",
        "VisibleDeprecationWarning": ".exceptions.VisibleDeprecationWarning",
        # Until 2.4.
        "in1d": ".isin", "trapz": ".trapezoid",
    }.items()
}  # fmt: skip

FRAMEWORK = Framework(
    name="numpy",
    roots=("numpy", "scipy"),
    array="numpy.ndarray",
    aliases={
        "numpy.core.numeric": "numpy",
        "numpy.core.fromnumeric": "numpy",
        "numpy.core.multiarray": "numpy",
        "numpy.random.mtrand": "numpy.random",
    },
    apis=_APIS,
    classes=_CLASSES,
    removed=_REMOVED,
)
