"""What jax offers, with optax, flax and equinox as far as rules need them."""

from pattern_lsp.semantic.frameworks.api import Api, Framework, rows, say

# Made by calling what jax 0.10.2 offers; `tests/test_frameworks.py` checks it.
_APIS: dict[str, Api] = {
    **rows(
        "jax.Array",
        "array",
        """
        addressable_data all any argmax argmin argpartition argsort clip clone compress conj conjugate copy
        cumprod cumsum diagonal dot flatten max mean min prod ptp ravel repeat reshape round searchsorted
        sort squeeze std sum swapaxes take trace transpose var view
        """,
    ),
    **rows(
        "jax.Array",
        "arrays",
        """
        nonzero
        """,
    ),
    **rows(
        "jax.Array",
        "bool",
        """
        is_deleted is_ready
        """,
    ),
    **rows(
        "jax.Array",
        "float",
        """
        item
        """,
    ),
    **rows(
        "jax.Array",
        "int",
        """
        on_device_size_in_bytes unsafe_buffer_pointer
        """,
    ),
    **rows(
        "jax.Array",
        "str",
        """
        platform
        """,
    ),
    **rows(
        "jax.lax",
        "(array, array)",
        """
        sort_key_val
        """,
    ),
    **rows(
        "jax.lax",
        "array",
        """
        abs acos acosh add asin asinh atan atan2 atanh batch_matmul bessel_i0e bessel_i1e betainc
        bitcast_convert_type bitwise_and bitwise_not bitwise_or bitwise_xor broadcast broadcast_like
        broadcast_to_rank broadcasted_iota cbrt ceil clamp clz collapse complex concatenate conj
        convert_element_type cos cosh cumlogsumexp cummax cummin cumprod cumsum digamma div dot
        dynamic_index_in_dim dynamic_slice dynamic_slice_in_dim dynamic_update_slice eq erf erf_inv erfc exp
        exp2 expand_dims expm1 floor full full_like ge gt igamma igamma_grad_a igammac index_in_dim
        integer_pow iota is_finite le lgamma log log1p logistic lt max min mul mulhi ne neg nextafter
        polygamma population_count pow random_gamma_grad reciprocal reduce_max reduce_min reduce_prod
        reduce_sum rem reshape rev round rsqrt scaled_dot select select_n shift_left shift_right_arithmetic
        shift_right_logical sign sin sinh slice slice_in_dim sqrt square stack stage sub tan tanh tile
        transpose zeta
        """,
    ),
    **rows(
        "jax.lax",
        "arrays",
        """
        DotDimensionNumbers approx_max_k approx_min_k top_k unstack
        """,
    ),
    **rows(
        "jax.nn",
        "array",
        """
        celu dot_product_attention elu gelu glu hard_sigmoid hard_silu hard_swish hard_tanh identity
        leaky_relu log1mexp log_sigmoid log_softmax logmeanexp logsumexp mish one_hot relu relu6 selu
        sigmoid silu soft_sign softmax softplus sparse_plus sparse_sigmoid squareplus standardize swish tanh
        """,
    ),
    **rows(
        "jax.numpy",
        "(array, array)",
        """
        diag_indices diag_indices_from divmod frexp histogram modf polydiv tril_indices tril_indices_from
        triu_indices triu_indices_from unique_counts unique_inverse
        """,
    ),
    **rows(
        "jax.numpy",
        "(array, array, array)",
        """
        histogram2d
        """,
    ),
    **rows(
        "jax.numpy",
        "(array, array, array, array)",
        """
        unique_all
        """,
    ),
    **rows(
        "jax.numpy",
        "array",
        """
        abs absolute acos acosh add all allclose amax amin angle any append arange arccos arccosh arcsin
        arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort argwhere around array array_equal
        array_equiv asarray asin asinh atan atan2 atanh average bartlett bitwise_and bitwise_count
        bitwise_invert bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman
        block cbrt ceil choose clip column_stack compress concat concatenate conj conjugate convolve copy
        copysign corrcoef correlate cos cosh count_nonzero cov cross cumprod cumsum cumulative_prod
        cumulative_sum deg2rad degrees diag diagflat diagonal diff digitize divide dot dstack ediff1d einsum
        empty empty_like equal exp exp2 expand_dims expm1 extract eye fabs flatnonzero flip fliplr flipud
        float_power floor floor_divide fmax fmin fmod from_dlpack frombuffer full full_like gcd geomspace
        greater greater_equal hamming hanning heaviside histogram_bin_edges hstack hypot i0 identity imag
        indices inner insert intersect1d invert isclose iscomplex isfinite isin isinf isnan isneginf
        isposinf isreal kron lcm ldexp left_shift less less_equal lexsort linspace log log10 log1p log2
        logaddexp logaddexp2 logical_and logical_not logical_or logical_xor logspace matmul matrix_transpose
        matvec max maximum mean median min minimum mod moveaxis multiply nan_to_num nanargmax nanargmin
        nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum
        nanvar negative nextafter not_equal ones ones_like outer packbits pad partition percentile
        permute_dims poly polyadd polyder polyint polymul polysub polyval positive pow power prod ptp
        quantile rad2deg radians ravel real reciprocal remainder repeat reshape right_shift rint roll
        rollaxis roots rot90 round searchsorted select setdiff1d setxor1d sign signbit sin sinc sinh sort
        sort_complex spacing sqrt square squeeze stack std subtract sum swapaxes take take_along_axis tan
        tanh tensordot tile trace transpose trapezoid tri tril trim_zeros triu true_divide trunc union1d
        unique_values unwrap vander var vdot vecdot vecmat vstack zeros zeros_like
        """,
    ),
    **rows(
        "jax.numpy",
        "arrays",
        """
        array_split broadcast_arrays hsplit ix_ meshgrid nonzero split unravel_index unstack vsplit where
        """,
    ),
    **rows(
        "jax.numpy",
        "bool",
        """
        can_cast iscomplexobj isdtype isrealobj isscalar issubdtype iterable
        """,
    ),
    **rows(
        "jax.numpy",
        "int",
        """
        ndim size
        """,
    ),
    **rows(
        "jax.numpy",
        "str",
        """
        array_repr array_str
        """,
    ),
    **rows(
        "jax.numpy.fft",
        "array",
        """
        fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn rfft rfft2
        rfftfreq rfftn
        """,
    ),
    **rows(
        "jax.numpy.linalg",
        "(array, array)",
        """
        eig eigh qr slogdet
        """,
    ),
    **rows(
        "jax.numpy.linalg",
        "(array, array, array)",
        """
        svd
        """,
    ),
    **rows(
        "jax.numpy.linalg",
        "(array, array, array, array)",
        """
        lstsq
        """,
    ),
    **rows(
        "jax.numpy.linalg",
        "array",
        """
        cholesky cross det diagonal eigvals eigvalsh inv matmul matrix_norm matrix_rank matrix_transpose
        multi_dot norm outer pinv solve svdvals tensordot tensorinv trace vecdot vector_norm
        """,
    ),
    **rows(
        "jax.random",
        "array",
        """
        ball bernoulli beta binomial bits categorical cauchy chisquare choice clone dirichlet
        double_sided_maxwell exponential f fold_in gamma generalized_normal geometric gumbel key_data
        laplace loggamma logistic lognormal maxwell multinomial multivariate_normal normal orthogonal pareto
        permutation poisson rademacher randint rayleigh split t truncated_normal uniform wald weibull_min
        """,
    ),
    **rows(
        "jax.random",
        "str",
        """
        key_impl
        """,
    ),
    **rows(
        "jax.scipy.special",
        "(array, array)",
        """
        fresnel sici
        """,
    ),
    **rows(
        "jax.scipy.special",
        "array",
        """
        bernoulli beta betainc betaln boxcox boxcox1p comb dawsn digamma entr erf erfc erfcx erfinv exp1
        expi expit expn factorial gamma gammainc gammaincc gammaln gammasgn hyp1f1 i0 i0e i1 i1e kl_div
        log_ndtr log_softmax loggamma logit logsumexp multigammaln ndtr ndtri owens_t poch polygamma
        rel_entr softmax spence wofz xlog1py xlogy zeta
        """,
    ),
}

_APIS |= {
    "jax.jit": Api("function", "jit", "fun"),
    "jax.vmap": Api("function", "vmap", "fun in_axes out_axes"),
    "jax.pmap": Api("function", "pmap", "fun axis_name"),
    "jax.shard_map": Api("function", "shard_map", "f"),
    "jax.checkpoint": Api("function", "checkpoint", "fun"),
    "jax.eval_shape": Api("unknown", "eval_shape", "fun"),
    "jax.make_jaxpr": Api("function", "make_jaxpr", "fun"),
    "jax.grad": Api("function", "grad", "fun argnums"),
    "jax.value_and_grad": Api("function", "value_and_grad", "fun argnums"),
    "jax.jacrev": Api("function", "jacrev", "fun argnums"),
    "jax.jacfwd": Api("function", "jacfwd", "fun argnums"),
    "jax.hessian": Api("function", "hessian", "fun argnums"),
    "jax.linearize": Api("unknown", "linearize", "fun"),
    "jax.jvp": Api("unknown", "jvp", "fun primals tangents"),
    "jax.vjp": Api("unknown", "vjp", "fun"),
    "jax.lax.scan": Api("unknown", "scan", "f init xs length"),
    "jax.lax.fori_loop": Api("unknown", "fori_loop", "lower upper body_fun init_val"),
    "jax.lax.while_loop": Api("unknown", "while_loop", "cond_fun body_fun init_val"),
    "jax.lax.cond": Api("unknown", "cond", "pred true_fun false_fun"),
    "jax.lax.switch": Api("unknown", "switch", "index branches"),
    "jax.lax.map": Api("unknown", "map", "f xs"),
    "jax.lax.associative_scan": Api("unknown", "associative_scan", "fn elems"),
    "jax.device_get": Api("unknown", "device_get", "x"),
    "jax.device_put": Api("argument", "device_put", "x"),
    "jax.block_until_ready": Api("argument", "block_until_ready", "x"),
    "jax.debug.print": Api("none", "debug_print", "fmt"),
    "jax.debug.callback": Api("none", "debug_callback", "callback"),
    "jax.new_ref": Api("unknown", "new_ref", "init_val"),
    "jax.lax.stop_gradient": Api("argument", "stop_gradient", "x"),
    "jax.random.key": Api("key", "key", "seed"),
    "jax.random.PRNGKey": Api("key", "key", "seed"),
    "jax.random.wrap_key_data": Api("key", "key", "key_bits_array"),
    "jax.random.split": Api("keys", "split", "key num", "consume_key"),
    "jax.random.fold_in": Api("key", "fold_in", "key data"),
    "jax.random.clone": Api("key", "clone", "key"),
    "jax.random.key_data": Api("array", "key_data", "keys"),
    "jax.Array.shape": Api("tuple"),
    "jax.Array.ndim": Api("int"),
    "jax.Array.size": Api("int"),
    "jax.Array.dtype": Api("dtype"),
    "jax.Array.T": Api("array"),
    "jax.Array.mT": Api("array"),
    "jax.Array.real": Api("array"),
    "jax.Array.imag": Api("array"),
    "jax.Array.at": Api("unknown", "at"),
    "jax.Array.item": Api("unknown", "item"),
    "jax.Array.tolist": Api("unknown", "tolist"),
    "jax.Array.block_until_ready": Api("self", "block_until_ready"),
    "optax.apply_updates": Api("unknown", "apply_updates", "params updates"),
    "flax.linen.compact": Api("unknown", "compact", "fun"),
}
_APIS |= rows(
    "jax.random",
    "array",
    """
    ball bernoulli beta binomial bits categorical cauchy chisquare choice dirichlet double_sided_maxwell exponential f
    gamma generalized_normal geometric gumbel laplace loggamma logistic lognormal maxwell multinomial
    multivariate_normal normal orthogonal pareto permutation poisson rademacher randint rayleigh t triangular
    truncated_normal uniform wald weibull_min
    """,
    op="sample",
    parameters="key shape",
    effect="consume_key",
)
_APIS |= rows("jax.Array.at", "array", "set add subtract multiply mul divide power min max apply get", op="at_update")
_CLASSES = {
    "jax.Array.at": "jax.Array.at",
    "flax.linen.Module": "flax.linen.Module",
    "flax.nnx.Module": "flax.nnx.Module",
    "equinox.Module": "equinox.Module",
    "haiku.Module": "haiku.Module",
}
for _word in "exp log log1p expm1 sqrt abs square tanh where clip".split():
    _parameters = {"where": "condition x y", "clip": "arr:x min max"}.get(_word, "x")
    say(_APIS, "jax.numpy", _word, op=_word, parameters=_parameters)
for _word in "exp log log1p expm1 sqrt abs square tanh rsqrt".split():
    say(_APIS, "jax.lax", _word, op=_word, parameters="x")
for _word in "relu gelu sigmoid softplus tanh silu".split():
    say(_APIS, "jax.nn", _word, op=_word, parameters="x")
say(_APIS, "jax.scipy.special", "expit", op="sigmoid", parameters="x")
say(_APIS, "jax.scipy.special", "logsumexp", op="logsumexp", parameters="a:x axis b keepdims")
say(_APIS, "jax.nn", "logsumexp", op="logsumexp", parameters="a:x axis b keepdims")
say(_APIS, "jax.nn", "softmax log_softmax standardize", parameters="x axis where")
say(_APIS, "jax.scipy.special", "softmax log_softmax", parameters="x axis")
for _word in ["softmax", "log_softmax"]:
    say(_APIS, "jax.nn", _word, op=_word)
    say(_APIS, "jax.scipy.special", _word, op=_word)
for _word in "sum mean prod nansum nanmean cumsum".split():
    say(_APIS, "jax.numpy", _word, op=_word, parameters="a:x axis dtype out keepdims")
    say(_APIS, "jax.Array", _word, op=_word, parameters="axis dtype out keepdims")
for _word in "max min amax amin any all".split():
    _op = {"amax": "max", "amin": "min"}.get(_word, _word)
    say(_APIS, "jax.numpy", _word, op=_op, parameters="a:x axis out keepdims")
    if _word[:2] != "am":
        say(_APIS, "jax.Array", _word, op=_op, parameters="axis out keepdims")
for _word in "std var".split():
    say(_APIS, "jax.numpy", _word, op=_word, parameters="a:x axis dtype out ddof keepdims")
    say(_APIS, "jax.Array", _word, op=_word, parameters="axis dtype out ddof keepdims")
for _word in "argmax argmin".split():
    say(_APIS, "jax.numpy", _word, op=_word, parameters="a:x axis out keepdims")
    say(_APIS, "jax.Array", _word, op=_word, parameters="axis out keepdims")
say(_APIS, "jax.numpy.linalg", "norm", op="norm", parameters="x ord axis keepdims")
say(_APIS, "jax.numpy", "matmul dot", op="matmul", parameters="a:x b:y")
say(_APIS, "jax.numpy", "concatenate", op="cat", parameters="arrays axis")
say(_APIS, "jax.numpy", "stack", op="stack", parameters="arrays axis")
say(_APIS, "jax.numpy", "expand_dims", op="unsqueeze", parameters="a:x axis")
say(_APIS, "jax.numpy", "squeeze", op="squeeze", parameters="a:x axis")
say(_APIS, "jax.numpy", "reshape", op="reshape", parameters="a:x shape")
say(_APIS, "jax.Array", "sort", op="sort", parameters="axis")

FRAMEWORK = Framework(
    name="jax",
    roots=("jax", "flax", "optax", "equinox", "haiku", "chex"),
    array="jax.Array",
    aliases={
        "jax.experimental.pjit.pjit": "jax.jit",
        "jax.api.jit": "jax.jit",
        "jax.core.Array": "jax.Array",
        "jax.numpy.ndarray": "jax.Array",
        "jax.random.PRNGKeyArray": "jax.Array",
        "jax.ad_checkpoint.checkpoint": "jax.checkpoint",
        "jax.remat": "jax.checkpoint",
        "jax.experimental.shard_map.shard_map": "jax.shard_map",
        "jax.experimental.maps": "jax",
        "equinox.filter_jit": "jax.jit",
        "equinox.filter_vmap": "jax.vmap",
        "equinox.filter_grad": "jax.grad",
        "equinox.filter_value_and_grad": "jax.value_and_grad",
        "flax.nnx.jit": "jax.jit",
        "flax.nnx.vmap": "jax.vmap",
        "flax.nnx.grad": "jax.grad",
        "flax.nnx.value_and_grad": "jax.value_and_grad",
        "jax.numpy.max": "jax.numpy.max",
    },
    apis=_APIS,
    classes=_CLASSES,
)
