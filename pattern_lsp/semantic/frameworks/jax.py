"""What jax offers, with optax, flax and equinox as far as rules need them."""

from pattern_lsp.semantic.frameworks.api import Api, Framework, rows, say

# Made by calling what jax 0.10.2 offers; `tests/test_frameworks.py` checks it.
_APIS: dict[str, Api] = {
    **rows("jax", "int", "device_count host_count host_id local_device_count process_count process_index"),
    **rows("jax", "list", "devices live_arrays local_devices"),
    **rows("jax", "none", "clear_caches effects_barrier"),
    **rows("jax", "str", "default_backend"),
    **rows(
        "jax.Array",
        "array",
        """
        T addressable_data all any argmax argmin argpartition argsort astype byteswap choose clip clone compress
        conj conjugate copy cumprod cumsum diagonal dot flatten imag mT max mean min prod ptp ravel real repeat
        reshape round searchsorted sort squeeze std sum swapaxes take to_device trace transpose var view
        """,
    ),
    **rows("jax.Array", "arrays", "nonzero"),
    **rows("jax.Array", "bool", "is_deleted is_fully_addressable is_fully_replicated is_ready"),
    **rows("jax.Array", "dtype", "dtype"),
    **rows("jax.Array", "int", "itemsize nbytes ndim on_device_size_in_bytes size unsafe_buffer_pointer"),
    **rows("jax.Array", "none", "copy_to_host_async"),
    **rows("jax.Array", "str", "platform"),
    **rows("jax.Array", "tuple", "shape"),
    **rows("jax.Array", "unknown", "addressable_shards committed device item sharding tolist"),
    **rows("jax.debug", "none", "callback print"),
    **rows("jax.image", "array", "resize"),
    **rows("jax.lax", "(array, array)", "sort_key_val"),
    **rows(
        "jax.lax",
        "argument",
        """
        optimization_barrier pmax pmean pmin ppermute pshuffle psum pswapaxes stop_gradient
        with_sharding_constraint
        """,
    ),
    **rows(
        "jax.lax",
        "array",
        """
        abs acos acosh add all_gather all_to_all argmax argmin asin asinh atan atan2 atanh axis_index
        batch_matmul bessel_i0e bessel_i1e betainc bitcast_convert_type bitwise_and bitwise_not bitwise_or
        bitwise_xor broadcast broadcast_in_dim broadcast_like broadcast_to_rank broadcasted_iota cbrt ceil clamp
        clz collapse complex concatenate conj conv conv_general_dilated conv_general_dilated_local
        conv_general_dilated_patches conv_transpose conv_with_general_padding convert_element_type cos cosh
        cumlogsumexp cummax cummin cumprod cumsum digamma div dot dot_general dynamic_index_in_dim dynamic_slice
        dynamic_slice_in_dim dynamic_update_index_in_dim dynamic_update_slice dynamic_update_slice_in_dim empty
        eq erf erf_inv erfc exp exp2 expand_dims expm1 fft floor full full_like gather ge gt igamma
        igamma_grad_a igammac imag index_in_dim index_take integer_pow iota is_finite le lgamma log log1p
        logistic lt max min mul mulhi ne neg nextafter pad polygamma population_count pow psum_scatter
        ragged_dot real reciprocal reduce_and reduce_max reduce_min reduce_or reduce_precision reduce_prod
        reduce_sum reduce_xor rem reshape rev round rsqrt scaled_dot scatter scatter_add scatter_apply
        scatter_max scatter_min scatter_mul scatter_sub select select_n shift_left shift_right_arithmetic
        shift_right_logical sign sin sinh slice slice_in_dim sqrt square squeeze stack stage sub tan tanh tile
        transpose zeta
        """,
    ),
    **rows("jax.lax", "arrays", "approx_max_k approx_min_k split top_k unstack"),
    **rows("jax.lax", "dtype", "dtype"),
    **rows("jax.lax", "tuple", "broadcast_shapes", op="shape"),
    **rows(
        "jax.nn",
        "array",
        """
        celu dot_product_attention elu gelu glu hard_sigmoid hard_silu hard_swish hard_tanh identity leaky_relu
        log1mexp log_sigmoid log_softmax logmeanexp logsumexp mish one_hot relu relu6 selu sigmoid silu
        soft_sign softmax softplus sparse_plus sparse_sigmoid squareplus standardize swish tanh
        """,
    ),
    **rows("jax.nn.initializers", "array", "ones zeros"),
    **rows(
        "jax.nn.initializers",
        "function",
        """
        constant delta_orthogonal glorot_normal glorot_uniform he_normal he_uniform kaiming_normal
        kaiming_uniform lecun_normal lecun_uniform normal orthogonal truncated_normal uniform variance_scaling
        xavier_normal xavier_uniform
        """,
    ),
    **rows(
        "jax.numpy",
        "(array, array)",
        """
        diag_indices_from divmod frexp histogram modf polydiv tril_indices tril_indices_from triu_indices
        triu_indices_from unique_counts unique_inverse
        """,
    ),
    **rows("jax.numpy", "(array, array, array)", "histogram2d"),
    **rows("jax.numpy", "(array, array, array, array)", "unique_all"),
    **rows(
        "jax.numpy",
        "array",
        """
        abs absolute acos acosh add all allclose amax amin angle any append apply_along_axis apply_over_axes
        arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort argwhere
        around array array_equal array_equiv asarray asin asinh astype atan atan2 atanh average bartlett
        bincount bitwise_and bitwise_count bitwise_invert bitwise_left_shift bitwise_not bitwise_or
        bitwise_right_shift bitwise_xor blackman block broadcast_to cbrt ceil choose clip column_stack compress
        concat concatenate conj conjugate convolve copy copysign corrcoef correlate cos cosh count_nonzero cov
        cross cumprod cumsum cumulative_prod cumulative_sum deg2rad degrees delete diag diagflat diagonal diff
        digitize divide dot dstack ediff1d einsum empty empty_like equal exp exp2 expand_dims expm1 extract eye
        fabs fill_diagonal flatnonzero flip fliplr flipud float_power floor floor_divide fmax fmin fmod
        from_dlpack frombuffer fromfunction full full_like gcd geomspace greater greater_equal hamming hanning
        heaviside histogram_bin_edges hstack hypot i0 identity imag indices inner insert interp intersect1d
        invert isclose iscomplex isfinite isin isinf isnan isneginf isposinf isreal kaiser kron lcm ldexp
        left_shift less less_equal lexsort linspace log log10 log1p log2 logaddexp logaddexp2 logical_and
        logical_not logical_or logical_xor logspace matmul matrix_transpose matvec max maximum mean median min
        minimum mod moveaxis multiply nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax nanmean
        nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar negative nextafter not_equal
        ones ones_like outer packbits pad partition percentile permute_dims piecewise place poly polyadd polyder
        polyfit polyint polymul polysub polyval positive pow power prod ptp put put_along_axis quantile rad2deg
        radians ravel ravel_multi_index real reciprocal remainder repeat reshape resize right_shift rint roll
        rollaxis roots rot90 round searchsorted select setdiff1d setxor1d sign signbit sin sinc sinh sort
        sort_complex spacing sqrt square squeeze stack std subtract sum swapaxes take take_along_axis tan tanh
        tensordot tile trace transpose trapezoid tri tril trim_zeros triu true_divide trunc union1d unique
        unique_values unpackbits unwrap vander var vdot vecdot vecmat vstack zeros zeros_like
        """,
    ),
    **rows(
        "jax.numpy",
        "arrays",
        """
        array_split broadcast_arrays diag_indices dsplit hsplit ix_ meshgrid nonzero split unravel_index unstack
        vsplit where
        """,
    ),
    **rows("jax.numpy", "bool", "can_cast iscomplexobj isdtype isrealobj isscalar issubdtype iterable"),
    **rows("jax.numpy", "dtype", "promote_types result_type"),
    **rows("jax.numpy", "int", "ndim size"),
    **rows("jax.numpy", "str", "array_repr array_str"),
    **rows("jax.numpy", "tuple", "broadcast_shapes shape", op="shape"),
    **rows(
        "jax.numpy.fft",
        "array",
        """
        fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn rfft rfft2
        rfftfreq rfftn
        """,
    ),
    **rows("jax.numpy.linalg", "(array, array)", "eig eigh qr slogdet"),
    **rows("jax.numpy.linalg", "(array, array, array)", "svd"),
    **rows("jax.numpy.linalg", "(array, array, array, array)", "lstsq"),
    **rows(
        "jax.numpy.linalg",
        "array",
        """
        cholesky cond cross det diagonal eigvals eigvalsh inv matmul matrix_norm matrix_power matrix_rank
        matrix_transpose multi_dot norm outer pinv solve svdvals tensordot tensorinv tensorsolve trace vecdot
        vector_norm
        """,
    ),
    **rows("jax.ops", "array", "segment_max segment_min segment_prod segment_sum"),
    **rows(
        "jax.random",
        "array",
        """
        ball bernoulli beta binomial bits categorical cauchy chisquare choice clone dirichlet
        double_sided_maxwell exponential f fold_in gamma generalized_normal geometric gumbel key_data laplace
        loggamma logistic lognormal maxwell multinomial multivariate_normal normal orthogonal pareto permutation
        poisson rademacher randint rayleigh split t truncated_normal uniform wald weibull_min
        """,
    ),
    **rows("jax.random", "str", "key_impl"),
    **rows("jax.scipy.linalg", "(array, array)", "lu_factor polar schur"),
    **rows("jax.scipy.linalg", "(array, array, array)", "lu svd"),
    **rows("jax.scipy.linalg", "(array, unknown)", "cho_factor"),
    **rows(
        "jax.scipy.linalg",
        "array",
        """
        block_diag cho_solve cholesky circulant det dft expm hadamard hilbert inv invhilbert lu_solve pascal
        solve solve_sylvester solve_triangular sqrtm toeplitz
        """,
    ),
    **rows("jax.scipy.special", "(array, array)", "fresnel sici"),
    **rows(
        "jax.scipy.special",
        "array",
        """
        bernoulli bessel_jn beta betainc betaln boxcox boxcox1p comb dawsn digamma entr erf erfc erfcx erfinv
        exp1 expi expit expn factorial gamma gammainc gammaincc gammaln gammasgn hyp1f1 i0 i0e i1 i1e kl_div
        log_ndtr log_softmax loggamma logit logsumexp multigammaln ndtr ndtri owens_t poch polygamma rel_entr
        softmax spence wofz xlog1py xlogy zeta
        """,
    ),
    **rows("jax.scipy.stats.norm", "array", "cdf isf logcdf logpdf logsf pdf ppf sf"),
    **rows("jax.tree", "bool", "all"),
    **rows("jax.tree", "list", "leaves"),
    **rows(
        "optax",
        "array",
        """
        convex_kl_divergence cosine_distance cosine_similarity ctc_loss global_norm hinge_loss huber_loss
        kl_divergence l2_loss log_cosh ntxent safe_norm safe_softmax_cross_entropy sigmoid_binary_cross_entropy
        sigmoid_focal_loss smooth_labels softmax_cross_entropy softmax_cross_entropy_with_integer_labels
        squared_error
        """,
    ),
    **rows(
        "optax",
        "function",
        """
        constant_schedule cosine_decay_schedule cosine_onecycle_schedule exponential_decay join_schedules
        linear_onecycle_schedule linear_schedule piecewise_constant_schedule polynomial_schedule sgdr_schedule
        warmup_constant_schedule warmup_cosine_decay_schedule warmup_exponential_decay_schedule
        """,
    ),
    **rows(
        "optax",
        "new optax.GradientTransformation",
        """
        adabelief adadelta adafactor adagrad adam adamax adamaxw adamw adan adaptive_grad_clip
        add_decayed_weights add_noise amsgrad apply_every apply_if_finite centralize chain clip
        clip_by_block_rms clip_by_global_norm ema fromage identity keep_params_nonnegative lamb lars lbfgs lion
        masked multi_transform nadam nadamw noisy_sgd novograd optimistic_gradient_descent polyak_sgd radam
        rmsprop rprop scale scale_by_adam scale_by_learning_rate scale_by_rms scale_by_schedule
        scale_by_trust_ratio set_to_zero sgd sign_sgd sm3 trace yogi zero_nans
        """,
    ),
}

_APIS |= {
    "jax.jit": Api("function", "jit", "fun"),
    "jax.vmap": Api("function", "vmap", "fun in_axes out_axes"),
    # They take modules too, and put back what a function changes in them.
    "flax.nnx.jit": Api("function", "jit", "fun"),
    "flax.nnx.vmap": Api("function", "vmap", "f * in_axes out_axes"),
    "flax.nnx.grad": Api("function", "grad", "f * argnums"),
    "flax.nnx.value_and_grad": Api("function", "value_and_grad", "f * argnums"),
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
    "jax.debug.breakpoint": Api("unknown", "debug_breakpoint"),
    "jax.debug.callback": Api("none", "debug_callback", "callback"),
    "jax.new_ref": Api("unknown", "new_ref", "init_val"),
    "jax.custom_jvp": Api("function", "custom_jvp", "fun nondiff_argnums"),
    "jax.custom_vjp": Api("function", "custom_vjp", "fun nondiff_argnums"),
    "jax.custom_gradient": Api("function", "custom_gradient", "fun"),
    "jax.named_call": Api("function", "named_call", "fun"),
    "jax.numpy.vectorize": Api("function", "vmap", "pyfunc"),
    "jax.pure_callback": Api("unknown", "pure_callback", "callback result_shape_dtypes"),
    "jax.experimental.io_callback": Api("unknown", "io_callback", "callback result_shape_dtypes"),
    "jax.lax.stop_gradient": Api("argument", "stop_gradient", "x"),
    "jax.lax.axis_index": Api("array", "axis_index", "axis_name"),
    "jax.lax.axis_size": Api("int", "axis_size", "axis_name"),
    "jax.tree.map": Api("unknown", "tree_map", "f tree"),
    "jax.tree.reduce": Api("unknown", "tree_reduce", "function tree"),
    "jax.tree_util.Partial": Api("function", "partial"),
    "jax.random.key": Api("key", "key", "seed"),
    "jax.random.PRNGKey": Api("key", "key", "seed"),
    "jax.random.wrap_key_data": Api("key", "key", "key_bits_array"),
    "jax.random.split": Api("keys", "split", "key num", "consume_key"),
    "jax.random.fold_in": Api("key", "fold_in", "key data"),
    "jax.random.clone": Api("key", "clone", "key"),
    "jax.random.key_data": Api("array", "key_data", "keys"),
    "jax.Array.at": Api("unknown", "at"),
    "jax.Array.item": Api("unknown", "item"),
    "jax.Array.tolist": Api("unknown", "tolist"),
    "jax.Array.block_until_ready": Api("self", "block_until_ready"),
    "optax.GradientTransformation.init": Api("unknown", "optax_init"),
    "optax.GradientTransformation.update": Api("unknown", "optax_update"),
    "optax.softmax_cross_entropy": Api("array", "cross_entropy", "logits labels"),
    "optax.softmax_cross_entropy_with_integer_labels": Api("array", "cross_entropy", "logits labels"),
    "optax.sigmoid_binary_cross_entropy": Api("array", "binary_cross_entropy_with_logits", "logits labels"),
    "optax.squared_error": Api("array", "mse", "predictions targets"),
    "optax.l2_loss": Api("array", "mse", "predictions targets"),
    "optax.apply_updates": Api("unknown", "apply_updates", "params updates"),
    "flax.linen.compact": Api("unknown", "compact", "fun"),
}
_SAMPLERS = {
    "bits cauchy exponential gumbel laplace logistic maxwell normal rademacher": "key shape",
    "uniform": "key shape dtype minval maxval",
    "randint": "key shape minval maxval",
    "bernoulli geometric generalized_normal": "key p shape",
    "ball": "key d p shape",
    "beta": "key a b shape",
    "binomial": "key n p shape",
    "multinomial": "key n p",
    "categorical": "key logits axis shape",
    "chisquare t": "key df shape",
    "choice": "key a shape replace p axis",
    "permutation": "key x axis independent",
    "dirichlet": "key alpha shape",
    "double_sided_maxwell": "key loc scale shape",
    "f": "key dfnum dfden shape",
    "gamma loggamma": "key a shape",
    "lognormal": "key sigma shape",
    "multivariate_normal": "key mean cov shape",
    "orthogonal": "key n shape",
    "pareto": "key b shape",
    "poisson": "key lam shape",
    "rayleigh": "key scale shape",
    "weibull_min": "key scale concentration shape",
    "triangular": "key left mode right shape",
    "truncated_normal": "key lower upper shape",
    "wald": "key mean shape",
}
for _words, _parameters in _SAMPLERS.items():
    _APIS |= rows("jax.random", "array", _words, op="sample", parameters=_parameters, effect="consume_key")
_APIS |= rows("jax.Array.at", "array", "set add subtract multiply mul divide power min max apply get", op="at_update")
_LINEN = """
    BatchNorm Bidirectional Conv ConvLSTMCell ConvLocal ConvTranspose Dense DenseGeneral Dropout Einsum Embed
    GRUCell GroupNorm InstanceNorm LSTMCell LayerNorm MGUCell MultiHeadAttention MultiHeadDotProductAttention
    OptimizedLSTMCell PReLU RMSNorm RNN RNNCellBase SelfAttention Sequential SimpleCell SpectralNorm WeightNorm
"""
_NNX = """
    BatchNorm Bidirectional Conv ConvTranspose Dropout Einsum Embed GRUCell GroupNorm InstanceNorm LSTMCell LayerNorm
    Linear LinearGeneral LoRA LoRALinear MultiHeadAttention OptimizedLSTMCell PReLU RMSNorm RNN RNNCellBase Sequential
    SimpleCell SpectralNorm WeightNorm
"""
_APIS |= rows("flax.linen", "new", _LINEN) | rows("flax.nnx", "new", _NNX)
_CLASSES = {
    **{f"flax.linen.{name}": "flax.linen.Module" for name in _LINEN.split()},
    **{f"flax.nnx.{name}": "flax.nnx.Module" for name in _NNX.split()},
    "optax.GradientTransformation": "optax.GradientTransformation",
    "jax.Array.at": "jax.Array.at",
    "flax.linen.Module": "flax.linen.Module",
    "flax.nnx.Module": "flax.nnx.Module",
    "equinox.Module": "equinox.Module",
    "haiku.Module": "haiku.Module",
}
for _word in "exp log log1p expm1 sqrt abs square tanh where clip maximum minimum".split():
    _own = {"where": "condition x y", "clip": "arr:x min max", "maximum": "x y", "minimum": "x y"}
    _parameters = _own.get(_word, "x")
    say(_APIS, "jax.numpy", _word, op=_word, parameters=_parameters)
for _word in "exp log log1p expm1 sqrt abs square tanh rsqrt".split():
    say(_APIS, "jax.lax", _word, op=_word, parameters="x")
for _word in "relu gelu sigmoid softplus tanh silu".split():
    say(_APIS, "jax.nn", _word, op=_word, parameters="x")
say(_APIS, "jax.scipy.special", "expit", op="sigmoid", parameters="x")
say(_APIS, "jax.scipy.special", "logsumexp", op="logsumexp", parameters="a:x axis b keepdims")
say(_APIS, "jax.nn", "logsumexp", op="logsumexp", parameters="a:x axis b keepdims")
say(_APIS, "jax.nn", "softmax log_softmax", parameters="x axis where")
say(_APIS, "jax.nn", "standardize", parameters="x axis")
say(_APIS, "jax.scipy.special", "softmax log_softmax", parameters="x * axis")
for _word in ["softmax", "log_softmax"]:
    say(_APIS, "jax.nn", _word, op=_word)
    say(_APIS, "jax.scipy.special", _word, op=_word)
for _word in "cumsum cumprod".split():
    say(_APIS, "jax.numpy", _word, op=_word, parameters="a:x axis dtype out")
    say(_APIS, "jax.Array", _word, op=_word, parameters="axis dtype out")
for _word in "nansum nanmean".split():
    say(_APIS, "jax.numpy", _word, op=_word, parameters="a:x axis dtype out keepdims")
for _word in "sum mean prod".split():
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
_WITH_COUNTS = "array; with return_index,return_inverse,return_counts: arrays"
say(_APIS, "jax.numpy", "unique", result=_WITH_COUNTS, parameters="ar:x return_index return_inverse return_counts axis")
say(_APIS, "jax.numpy", "where", result="arrays; with x: array")
say(
    _APIS, "jax.numpy", "average", result="array; with returned: (array, array)", parameters="a:x axis weights returned"
)
say(_APIS, "jax.numpy", "linspace", result="array; with retstep: unknown", parameters="start stop num endpoint retstep")
say(_APIS, "jax.numpy", "polyfit", result="array; with full,cov: unknown", parameters="x y deg rcond full w cov")
say(_APIS, "jax.numpy", "gradient", result="unknown", parameters="f")
say(_APIS, "jax.numpy", "atleast_1d atleast_2d atleast_3d histogramdd", result="unknown")
say(
    _APIS,
    "jax.scipy.linalg",
    "lu",
    result="(array, array, array); with permute_l: unknown",
    parameters="a permute_l",
)
say(_APIS, "jax.lax", "sort", result="unknown", op="sort", parameters="operand:x")
say(
    _APIS,
    "jax.numpy.linalg",
    "svd",
    result="(array, array, array); with compute_uv: unknown",
    parameters="a full_matrices compute_uv",
)
say(_APIS, "jax.numpy.linalg", "qr", result="(array, array); with mode: unknown", parameters="a mode")
for _word in "zeros ones full arange transpose".split():
    say(_APIS, "jax.numpy", _word, op=_word)
say(_APIS, "jax.numpy", "full", parameters="shape fill_value")
say(_APIS, "jax.nn", "one_hot", op="one_hot", parameters="x num_classes")

_ACTIVATIONS = """
    celu elu gelu glu hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu log_sigmoid log_softmax logsumexp one_hot
    relu relu6 selu sigmoid silu soft_sign softmax softplus standardize swish tanh
"""

FRAMEWORK = Framework(
    name="jax",
    roots=("jax", "flax", "optax", "equinox", "haiku", "chex"),
    array="jax.Array",
    aliases={
        **{f"flax.{part}.{name}": f"jax.nn.{name}" for part in ("linen", "nnx") for name in _ACTIVATIONS.split()},
        "jax.experimental.pjit.pjit": "jax.jit",
        "jax.api.jit": "jax.jit",
        "jax._src.util.safe_zip": "builtins.zip",
        "jax.core.Array": "jax.Array",
        "jax.numpy.ndarray": "jax.Array",
        "jax.random.PRNGKeyArray": "jax.Array",
        "jax.ad_checkpoint.checkpoint": "jax.checkpoint",
        "jax.remat": "jax.checkpoint",
        "jax.experimental.shard_map.shard_map": "jax.shard_map",
        "jax.experimental.maps": "jax",
        "jax.jacobian": "jax.jacrev",
        "jax.tree_map": "jax.tree.map",
        "jax.tree_util.tree_map": "jax.tree.map",
        "jax.tree_util.tree_reduce": "jax.tree.reduce",
        "jax.tree_util.tree_leaves": "jax.tree.leaves",
        "equinox.filter_jit": "jax.jit",
        "equinox.filter_vmap": "jax.vmap",
        "equinox.filter_grad": "jax.grad",
        "equinox.filter_value_and_grad": "jax.value_and_grad",
    },
    apis=_APIS,
    classes=_CLASSES,
)
