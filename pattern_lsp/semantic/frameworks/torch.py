"""What torch offers."""

from pattern_lsp.semantic.frameworks.api import Api, Framework, rows, say

# Made by calling what torch 2.13.0 offers; `tests/test_frameworks.py` checks it.
_APIS: dict[str, Api] = {
    **rows(
        "torch",
        "(array, array)",
        """
        adaptive_max_pool1d aminmax cummax cummin dsplit frexp geqrf histogram kthvalue lobpcg lu
        max_pool1d_with_indices mode slogdet sort std_mean topk triangular_solve var_mean
        """,
    ),
    **rows(
        "torch",
        "(array, array, array)",
        """
        pca_lowrank svd svd_lowrank
        """,
    ),
    **rows(
        "torch",
        "array",
        """
        abs abs_ absolute acos acos_ acosh acosh_ adaptive_avg_pool1d add addcdiv addcmul adjoint alias_copy
        all amax amin angle any arange arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_
        arctan arctan2 arctan_ arctanh arctanh_ argmax argmin argsort argwhere as_tensor asarray asin asin_
        asinh asinh_ atan atan2 atan_ atanh atanh_ avg_pool1d bartlett_window bernoulli
        binary_cross_entropy_with_logits binomial bitwise_and bitwise_left_shift bitwise_not bitwise_or
        bitwise_right_shift bitwise_xor blackman_window block_diag bucketize cartesian_prod cat cdist ceil
        ceil_ celu celu_ chain_matmul channel_shuffle cholesky cholesky_inverse cholesky_solve clamp clamp_
        clamp_max clamp_max_ clamp_min clamp_min_ clip clip_ clone column_stack combinations complex concat
        concatenate conj conj_physical conj_physical_ constant_pad_nd copysign corrcoef cos cos_ cosh cosh_
        cosine_similarity count_nonzero cov cross cumprod cumsum cumulative_trapezoid deg2rad deg2rad_
        dequantize det detach detach_ detach_copy diag diag_embed diagflat diagonal diagonal_copy diff
        digamma dist div divide dot dsmm dstack einsum embedding empty empty_like eq erf erf_ erfc erfc_
        erfinv exp exp2 exp2_ exp_ expm1 expm1_ eye fill fill_ fix fix_ flatten fliplr flipud float_power
        floor floor_ floor_divide fmax fmin fmod frac frac_ frobenius_norm from_dlpack full_like gather gcd
        gcd_ ge ger greater greater_equal group_norm gt hamming_window hann_window hardshrink hash_tensor
        heaviside hinge_embedding_loss histc hstack hypot i0 i0_ igamma igammac inner inverse isclose
        isfinite isin isinf isnan isneginf isposinf isreal kaiser_window kl_div kron lcm lcm_ ldexp ldexp_
        le lerp less less_equal lgamma linspace log log10 log10_ log1p log1p_ log2 log2_ log_ log_softmax
        logaddexp logaddexp2 logcumsumexp logdet logical_and logical_not logical_or logical_xor logit logit_
        logspace logsumexp lt margin_ranking_loss masked_select matmul matrix_exp matrix_power max_pool1d
        max_pool2d max_pool3d maximum mean minimum mm moveaxis movedim msort mul multinomial multiply
        mvlgamma nan_to_num nan_to_num_ nanmean nanquantile nansum native_channel_shuffle ne neg neg_
        negative negative_ nextafter nonzero norm norm_except_dim normal not_equal ones ones_like outer
        pairwise_distance pdist pinverse pixel_unshuffle poisson polar positive pow prod rad2deg rad2deg_
        rand rand_like randint_like randn randn_like randperm range ravel real reciprocal reciprocal_ relu
        relu_ remainder repeat_interleave reshape resize_as_ resolve_conj resolve_neg roll rot90 round
        round_ row_stack rrelu rrelu_ rsqrt rsqrt_ rsub scalar_tensor searchsorted select select_copy selu
        selu_ sgn sigmoid sigmoid_ sign signbit sin sin_ sinc sinc_ sinh sinh_ slice_copy slice_inverse
        slice_scatter softmax spmm sqrt sqrt_ square square_ squeeze squeeze_copy stack std sub subtract sum
        swapaxes swapdims t t_copy take take_along_dim tan tan_ tanh tanh_ tensor tensordot threshold
        threshold_ tile trace transpose transpose_copy trapezoid trapz tril tril_indices triplet_margin_loss
        triu triu_indices true_divide trunc trunc_ unique unique_consecutive unsqueeze unsqueeze_copy vander
        var vdot view_copy vstack xlogy xlogy_ zero_ zeros zeros_like
        """,
    ),
    **rows(
        "torch",
        "arrays",
        """
        broadcast_tensors chunk gradient hsplit meshgrid split split_copy tensor_split unbind unbind_copy
        unsafe_chunk unsafe_split vsplit where
        """,
    ),
    **rows(
        "torch",
        "bool",
        """
        allclose equal is_complex is_conj is_distributed is_floating_point is_inference is_neg is_same_size
        is_signed is_storage is_tensor is_vulkan_available
        """,
    ),
    **rows(
        "torch",
        "int",
        """
        numel
        """,
    ),
    **rows(
        "torch",
        "str",
        """
        typename
        """,
    ),
    **rows(
        "torch.Tensor",
        "(array, array)",
        """
        aminmax chunk cummax cummin frexp geqrf histogram kthvalue lu mode slogdet sort topk
        triangular_solve unsafe_chunk
        """,
    ),
    **rows(
        "torch.Tensor",
        "(array, array, array)",
        """
        hsplit svd
        """,
    ),
    **rows(
        "torch.Tensor",
        "array",
        """
        abs abs_ absolute absolute_ acos acos_ acosh acosh_ add add_ addcdiv addcdiv_ addcmul addcmul_
        adjoint all amax amin angle any arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_
        arctan arctan2 arctan2_ arctan_ arctanh arctanh_ argmax argmin argsort argwhere asin asin_ asinh
        asinh_ atan atan2 atan2_ atan_ atanh atanh_ bernoulli bernoulli_ bfloat16 bitwise_and bitwise_and_
        bitwise_left_shift bitwise_left_shift_ bitwise_not bitwise_not_ bitwise_or bitwise_or_
        bitwise_right_shift bitwise_right_shift_ bitwise_xor bitwise_xor_ bool byte cauchy_ cdouble ceil
        ceil_ cfloat chalf char cholesky cholesky_inverse cholesky_solve clamp clamp_ clamp_max clamp_max_
        clamp_min clamp_min_ clip clip_ clone conj conj_physical conj_physical_ contiguous copy_ copysign
        copysign_ corrcoef cos cos_ cosh cosh_ count_nonzero cov cpu cross cumprod cumprod_ cumsum cumsum_
        deg2rad deg2rad_ dequantize det detach detach_ diag diag_embed diagflat diagonal diff digamma
        digamma_ dist div div_ divide divide_ dot double eq eq_ erf erf_ erfc erfc_ erfinv erfinv_ exp exp2
        exp2_ exp_ expand_as expm1 expm1_ exponential_ fill_ fill_diagonal_ fix fix_ flatten flip fliplr
        flipud float float_power floor floor_ floor_divide floor_divide_ fmax fmin fmod fmod_ frac frac_
        gather gcd gcd_ ge ge_ geometric_ ger greater greater_ greater_equal greater_equal_ gt gt_ half
        hardshrink hash_tensor heaviside heaviside_ histc hypot hypot_ i0 i0_ igamma igamma_ igammac
        igammac_ index inner int inverse isclose isfinite isinf isnan isneginf isposinf isreal kron lcm lcm_
        ldexp ldexp_ le le_ lerp lerp_ less less_ less_equal less_equal_ lgamma lgamma_ log log10 log10_
        log1p log1p_ log2 log2_ log_ log_normal_ log_softmax logaddexp logaddexp2 logcumsumexp logdet
        logical_and logical_and_ logical_not logical_not_ logical_or logical_or_ logical_xor logical_xor_
        logit logit_ logsumexp long lt lt_ masked_fill masked_fill_ masked_select matmul matrix_exp maximum
        mean minimum mm module_load moveaxis movedim msort mul mul_ multinomial multiply multiply_ mvlgamma
        mvlgamma_ nan_to_num nan_to_num_ nanmean nanquantile nansum ne ne_ neg neg_ negative negative_ new
        new_empty new_ones new_tensor new_zeros nextafter nextafter_ nonzero norm normal_ not_equal
        not_equal_ outer permute pinverse polygamma polygamma_ positive pow pow_ prod rad2deg rad2deg_
        random_ ravel reciprocal reciprocal_ relu relu_ remainder remainder_ repeat repeat_interleave
        requires_grad_ reshape reshape_as resize_ resize_as resize_as_ resolve_conj resolve_neg roll rot90
        round round_ rsqrt rsqrt_ scatter scatter_ scatter_add scatter_add_ select sgn sgn_ short sigmoid
        sigmoid_ sign sign_ signbit sin sin_ sinc sinc_ sinh sinh_ slice_inverse slice_scatter softmax sqrt
        sqrt_ square square_ squeeze squeeze_ std sub sub_ subtract subtract_ sum swapaxes swapaxes_
        swapdims swapdims_ t t_ take take_along_dim tan tan_ tanh tanh_ tile to to_dense to_mkldnn to_sparse
        to_sparse_coo to_sparse_csc to_sparse_csr trace transpose transpose_ tril tril_ triu triu_
        true_divide true_divide_ trunc trunc_ type_as uniform_ unique unique_consecutive unsqueeze
        unsqueeze_ var vdot view view_as where xlogy xlogy_ zero_
        """,
    ),
    **rows(
        "torch.Tensor",
        "arrays",
        """
        split tensor_split unbind unsafe_split vsplit
        """,
    ),
    **rows(
        "torch.Tensor",
        "bool",
        """
        allclose equal is_complex is_conj is_contiguous is_distributed is_floating_point is_inference is_neg
        is_nonzero is_pinned is_same_size is_set_to is_shared is_signed
        """,
    ),
    **rows(
        "torch.Tensor",
        "float",
        """
        item
        """,
    ),
    **rows(
        "torch.Tensor",
        "int",
        """
        const_data_ptr data_ptr dense_dim dim element_size ndimension nelement numel storage_offset
        """,
    ),
    **rows(
        "torch.fft",
        "array",
        """
        fft fft2 fftfreq fftn fftshift hfft hfft2 hfftn ifft ifft2 ifftn ifftshift ihfft ihfft2 ihfftn irfft
        irfft2 irfftn rfft rfft2 rfftfreq rfftn
        """,
    ),
    **rows(
        "torch.linalg",
        "(array, array)",
        """
        cholesky_ex eig eigh inv_ex ldl_factor lu_factor slogdet solve_ex
        """,
    ),
    **rows(
        "torch.linalg",
        "(array, array, array)",
        """
        ldl_factor_ex lu lu_factor_ex svd
        """,
    ),
    **rows(
        "torch.linalg",
        "(array, array, array, array)",
        """
        lstsq
        """,
    ),
    **rows(
        "torch.linalg",
        "array",
        """
        cholesky cross det diagonal eigvals eigvalsh inv matmul matrix_exp matrix_norm matrix_power
        matrix_rank norm pinv solve svdvals vander vecdot vector_norm
        """,
    ),
    **rows(
        "torch.nn.functional",
        "(array, array)",
        """
        adaptive_max_pool1d_with_indices adaptive_max_pool2d_with_indices adaptive_max_pool3d_with_indices
        max_pool1d_with_indices max_pool2d_with_indices max_pool3d_with_indices
        """,
    ),
    **rows(
        "torch.nn.functional",
        "array",
        """
        adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool2d adaptive_max_pool3d
        alpha_dropout avg_pool1d avg_pool2d avg_pool3d binary_cross_entropy binary_cross_entropy_with_logits
        celu celu_ channel_shuffle cosine_similarity cross_entropy dropout dropout1d dropout2d dropout3d elu
        elu_ feature_alpha_dropout gaussian_nll_loss gelu glu group_norm gumbel_softmax hardshrink
        hardsigmoid hardswish hardtanh hardtanh_ hinge_embedding_loss huber_loss instance_norm interpolate
        kl_div l1_loss layer_norm leaky_relu leaky_relu_ linear local_response_norm log_softmax logsigmoid
        margin_ranking_loss max_pool1d max_pool2d max_pool3d mish mse_loss multi_margin_loss
        multilabel_soft_margin_loss native_channel_shuffle nll_loss normalize one_hot pad pairwise_distance
        pdist pixel_unshuffle poisson_nll_loss relu relu6 relu_ rms_norm rrelu rrelu_
        scaled_dot_product_attention selu selu_ sigmoid silu smooth_l1_loss soft_margin_loss softmax softmin
        softplus softshrink softsign tanh tanhshrink threshold threshold_ triplet_margin_loss
        triplet_margin_with_distance_loss unfold upsample upsample_bilinear upsample_nearest
        """,
    ),
    **rows(
        "torch.nn.functional",
        "bool",
        """
        has_torch_function has_torch_function_unary has_torch_function_variadic
        """,
    ),
    **rows(
        "torch.special",
        "array",
        """
        airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 chebyshev_polynomial_t chebyshev_polynomial_u
        chebyshev_polynomial_v chebyshev_polynomial_w digamma entr erf erfc erfcx erfinv exp2 expit expm1
        gammainc gammaincc gammaln hermite_polynomial_h hermite_polynomial_he i0 i0e i1 i1e
        laguerre_polynomial_l legendre_polynomial_p log1p log_ndtr log_softmax logit logsumexp
        modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 multigammaln ndtr ndtri
        psi round scaled_modified_bessel_k0 scaled_modified_bessel_k1 shifted_chebyshev_polynomial_t
        shifted_chebyshev_polynomial_u shifted_chebyshev_polynomial_v shifted_chebyshev_polynomial_w sinc
        softmax spherical_bessel_j0 xlog1py xlogy zeta
        """,
    ),
}

_MODULES = """
    AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d
    AlphaDropout AvgPool1d AvgPool2d AvgPool3d BatchNorm1d BatchNorm2d BatchNorm3d Bilinear CELU ChannelShuffle
    CircularPad1d CircularPad2d CircularPad3d ConstantPad1d ConstantPad2d ConstantPad3d Conv1d Conv2d Conv3d
    ConvTranspose1d ConvTranspose2d ConvTranspose3d CosineSimilarity CrossMapLRN2d DataParallel Dropout
    Dropout1d Dropout2d Dropout3d ELU Embedding EmbeddingBag FeatureAlphaDropout Flatten Fold
    FractionalMaxPool2d FractionalMaxPool3d GELU GLU GRU GRUCell GroupNorm Hardshrink Hardsigmoid Hardswish
    Hardtanh Identity InstanceNorm1d InstanceNorm2d InstanceNorm3d LPPool1d LPPool2d LPPool3d LSTM LSTMCell
    LayerNorm LazyBatchNorm1d LazyBatchNorm2d LazyBatchNorm3d LazyConv1d LazyConv2d LazyConv3d
    LazyConvTranspose1d LazyConvTranspose2d LazyConvTranspose3d LazyInstanceNorm1d LazyInstanceNorm2d
    LazyInstanceNorm3d LazyLinear LeakyReLU Linear LocalResponseNorm LogSigmoid LogSoftmax MaxPool1d MaxPool2d
    MaxPool3d MaxUnpool1d MaxUnpool2d MaxUnpool3d Mish ModuleDict ModuleList MultiheadAttention PReLU
    PairwiseDistance ParameterDict ParameterList PixelShuffle PixelUnshuffle RMSNorm RNN RNNBase RNNCell
    RNNCellBase RReLU ReLU ReLU6 ReflectionPad1d ReflectionPad2d ReflectionPad3d ReplicationPad1d
    ReplicationPad2d ReplicationPad3d SELU Sequential SiLU Sigmoid Softmax Softmax2d Softmin Softplus Softshrink
    Softsign SyncBatchNorm Tanh Tanhshrink Threshold Transformer TransformerDecoder TransformerDecoderLayer
    TransformerEncoder TransformerEncoderLayer Unflatten Unfold Upsample UpsamplingBilinear2d
    UpsamplingNearest2d ZeroPad1d ZeroPad2d ZeroPad3d
"""
_LOSSES = """
    AdaptiveLogSoftmaxWithLoss BCELoss BCEWithLogitsLoss CTCLoss CosineEmbeddingLoss CrossEntropyLoss
    GaussianNLLLoss HingeEmbeddingLoss HuberLoss KLDivLoss L1Loss LinearCrossEntropyLoss MSELoss
    MarginRankingLoss MultiLabelMarginLoss MultiLabelSoftMarginLoss MultiMarginLoss NLLLoss NLLLoss2d
    PoissonNLLLoss SmoothL1Loss SoftMarginLoss TripletMarginLoss TripletMarginWithDistanceLoss
"""
_OPTIMIZERS = "ASGD Adadelta Adafactor Adagrad Adam AdamW Adamax LBFGS Muon NAdam RAdam RMSprop Rprop SGD SparseAdam"
_SCHEDULERS = """
    ChainedScheduler ConstantLR CosineAnnealingLR CosineAnnealingWarmRestarts CyclicLR ExponentialLR LRScheduler
    LambdaLR LinearLR MultiStepLR MultiplicativeLR OneCycleLR PolynomialLR ReduceLROnPlateau SequentialLR StepLR
"""
_CLASSES = {
    **{f"torch.nn.{name}": "torch.nn.Module" for name in [*_MODULES.split(), *_LOSSES.split()]},
    **{f"torch.optim.{name}": "torch.optim.Optimizer" for name in _OPTIMIZERS.split()},
    **{f"torch.optim.lr_scheduler.{name}": "torch.optim.lr_scheduler.LRScheduler" for name in _SCHEDULERS.split()},
    "torch.nn.Parameter": "torch.Tensor",
    "torch.utils.data.DataLoader": "torch.utils.data.DataLoader",
    "torch.amp.GradScaler": "torch.amp.GradScaler",
    "pytorch_lightning.LightningModule": "torch.nn.Module",
    "lightning.LightningModule": "torch.nn.Module",
    "lightning.pytorch.LightningModule": "torch.nn.Module",
    "accelerate.Accelerator": "accelerate.Accelerator",
}
_APIS |= rows("torch.nn", "new", _MODULES) | rows("torch.nn", "new", _LOSSES)
_APIS |= rows("torch.optim", "new", _OPTIMIZERS, parameters="params lr")
_APIS |= rows("torch.optim.lr_scheduler", "new", _SCHEDULERS, parameters="optimizer")
_APIS |= rows("torch", "new", "no_grad inference_mode enable_grad set_grad_enabled device autocast Generator")
_APIS |= rows("torch", "array", "tensor as_tensor from_numpy Tensor FloatTensor LongTensor where")
_APIS |= rows(
    "torch.Tensor", "self", "requires_grad_ share_memory_ zero_ fill_ add_ sub_ mul_ div_ clamp_ copy_ detach_"
)
_APIS |= rows("torch.Tensor", "array", "to cuda cpu type pin_memory new_tensor new_zeros new_ones new_full new_empty")
_APIS |= rows("torch.Tensor", "unknown", "tolist item")
_APIS |= rows("torch.Tensor", "int", "dim ndimension numel nelement element_size get_device")
_APIS |= {
    "torch.Tensor.item": Api("unknown", "item"),
    "torch.Tensor.numpy": Api("numpy", "numpy"),
    "torch.Tensor.size": Api("unknown", "size", "dim"),
    "torch.Tensor.shape": Api("tuple"),
    "torch.Tensor.ndim": Api("int"),
    "torch.Tensor.dtype": Api("dtype"),
    "torch.Tensor.device": Api("unknown"),
    "torch.Tensor.T": Api("array"),
    "torch.Tensor.mT": Api("array"),
    "torch.Tensor.data": Api("array"),
    "torch.Tensor.grad": Api("unknown"),
    "torch.Tensor.backward": Api("none", "", "gradient retain_graph create_graph inputs", "backward"),
    "torch.autograd.backward": Api("none", "", "tensors grad_tensors retain_graph", "backward"),
    "torch.autograd.grad": Api("unknown", "autograd_grad", "outputs inputs"),
    "torch.optim.Optimizer.zero_grad": Api("none", "", "set_to_none", "zero_grad"),
    "torch.optim.Optimizer.step": Api("unknown", "", "closure", "step"),
    "torch.optim.Optimizer.state_dict": Api("dict"),
    "torch.optim.lr_scheduler.LRScheduler.step": Api("none", "scheduler_step", "epoch"),
    "torch.nn.Module.zero_grad": Api("none", "", "set_to_none", "zero_grad"),
    "torch.nn.Module.eval": Api("self", "", "", "eval"),
    "torch.nn.Module.train": Api("self", "", "mode", "train"),
    "torch.nn.Module.parameters": Api("unknown", "parameters", "recurse"),
    "torch.nn.Module.state_dict": Api("dict"),
    "torch.nn.Parameter": Api("array", "parameter", "data requires_grad"),
    "torch.amp.GradScaler": Api("new"),
    "torch.amp.GradScaler.scale": Api("argument", "scale", "outputs"),
    "torch.amp.GradScaler.step": Api("unknown", "", "optimizer", "step"),
    "torch.amp.GradScaler.update": Api("none"),
    "torch.amp.GradScaler.unscale_": Api("none", "", "optimizer"),
    "torch.utils.data.DataLoader": Api("new", "", "dataset batch_size shuffle"),
    "torch.compile": Api("argument", "compile", "model"),
    "accelerate.Accelerator": Api("new"),
    "accelerate.Accelerator.backward": Api("none", "", "loss", "backward"),
}
say(
    _APIS,
    "torch.nn.Module",
    "to cuda cpu float double half bfloat16 type requires_grad_ apply share_memory",
    result="self",
)
_ELEMENTWISE = "exp log log1p expm1 sqrt abs square tanh relu sigmoid rsqrt"
for _word in _ELEMENTWISE.split():
    say(_APIS, "torch", _word, op=_word, parameters="input:x")
    say(_APIS, "torch.Tensor", _word, op=_word)
say(_APIS, "torch.special", "expit", op="sigmoid", parameters="input:x")
say(_APIS, "torch.nn.functional", "relu", op="relu", parameters="input:x inplace")
say(_APIS, "torch.nn.functional", "gelu", op="gelu", parameters="input:x")
say(_APIS, "torch.nn.functional", "sigmoid", op="sigmoid", parameters="input:x")
say(_APIS, "torch.nn.functional", "softplus", op="softplus", parameters="input:x")
for _word in ["sum", "mean", "max", "min", "amax", "amin", "prod", "argmax", "argmin", "logsumexp", "median", "cumsum"]:
    _op = {"amax": "max", "amin": "min"}.get(_word, _word)
    say(_APIS, "torch", _word, op=_op, parameters="input:x dim:axis keepdim:keepdims")
    say(_APIS, "torch.Tensor", _word, op=_op, parameters="dim:axis keepdim:keepdims")
for _word in ["var", "std"]:
    say(_APIS, "torch", _word, op=_word, parameters="input:x dim:axis * unbiased correction keepdim:keepdims")
    say(_APIS, "torch.Tensor", _word, op=_word, parameters="dim:axis * unbiased correction keepdim:keepdims")
say(_APIS, "torch", "norm", op="norm", parameters="input:x p dim:axis keepdim:keepdims")
say(_APIS, "torch.Tensor", "norm", op="norm", parameters="p dim:axis keepdim:keepdims")
say(_APIS, "torch.linalg", "norm vector_norm", op="norm", parameters="x ord dim:axis keepdim:keepdims")
for _word in ["softmax", "log_softmax"]:
    say(_APIS, "torch", _word, op=_word, parameters="input:x dim:axis dtype")
    say(_APIS, "torch.Tensor", _word, op=_word, parameters="dim:axis dtype")
    say(_APIS, "torch.nn.functional", _word, op=_word, parameters="input:x dim:axis _stacklevel dtype")
    say(_APIS, "torch.special", _word, op=_word, parameters="input:x dim:axis")
say(_APIS, "torch", "matmul mm bmm", op="matmul", parameters="input:x other:y")
say(_APIS, "torch.Tensor", "matmul mm bmm", op="matmul", parameters="other:y")
for _word, _parameters in {
    "unsqueeze": "dim:axis",
    "squeeze": "dim:axis",
    "transpose": "dim0 dim1",
    "detach": "",
    "clone": "",
    "view": "",
    "reshape": "",
    "permute": "",
    "contiguous": "",
    "expand_as": "other",
}.items():
    say(_APIS, "torch.Tensor", _word, op=_word, parameters=_parameters)
say(_APIS, "torch", "unsqueeze squeeze", parameters="input:x dim:axis")
say(_APIS, "torch", "cat concat concatenate", op="cat", parameters="tensors dim:axis")
say(_APIS, "torch", "stack", op="stack", parameters="tensors dim:axis")
say(_APIS, "torch.nn.functional", "cross_entropy", op="cross_entropy", parameters="input target weight")
say(_APIS, "torch.nn.functional", "nll_loss", op="nll", parameters="input target weight")
say(_APIS, "torch.nn.functional", "binary_cross_entropy", op="binary_cross_entropy", parameters="input target weight")
say(
    _APIS,
    "torch.nn.functional",
    "binary_cross_entropy_with_logits",
    op="binary_cross_entropy_with_logits",
    parameters="input target weight",
)
say(_APIS, "torch.nn.functional", "mse_loss", op="mse", parameters="input target")
for _word, _op in {
    "CrossEntropyLoss": "cross_entropy",
    "NLLLoss": "nll",
    "BCELoss": "binary_cross_entropy",
    "BCEWithLogitsLoss": "binary_cross_entropy_with_logits",
    "MSELoss": "mse",
    "L1Loss": "l1",
}.items():
    say(_APIS, "torch.nn", _word, op=_op)
    _APIS[f"torch.nn.{_word}.__call__"] = Api("array", _op, "input target")
for _word, _op in {
    "Softmax": "softmax",
    "LogSoftmax": "log_softmax",
    "Sigmoid": "sigmoid",
    "ReLU": "relu",
    "GELU": "gelu",
    "Tanh": "tanh",
}.items():
    say(_APIS, "torch.nn", _word, op=_op, parameters="dim:axis" if "oftmax" in _word else "")
_APIS |= {
    "torch.nn.LSTM.__call__": Api("(array, tuple)", "lstm", "input hx"),
    "torch.nn.GRU.__call__": Api("(array, array)", "gru", "input hx"),
    "torch.nn.RNN.__call__": Api("(array, array)", "rnn", "input hx"),
    "torch.nn.MultiheadAttention.__call__": Api("(array, array)", "attention", "query key value"),
}

FRAMEWORK = Framework(
    name="torch",
    roots=("torch", "torchvision", "pytorch_lightning", "lightning", "accelerate"),
    array="torch.Tensor",
    aliases={
        "torch.optim.adam": "torch.optim",
        "torch.optim.adamw": "torch.optim",
        "torch.optim.sgd": "torch.optim",
        "torch.nn.modules.linear": "torch.nn",
        "torch.nn.modules.activation": "torch.nn",
        "torch.nn.modules.loss": "torch.nn",
        "torch.nn.modules.module": "torch.nn",
        "torch.nn.modules": "torch.nn",
        "torch.autograd.grad_mode": "torch",
        "torch.autograd.no_grad": "torch.no_grad",
        "torch.nn.parameter.Parameter": "torch.nn.Parameter",
        "torch.cuda.amp.GradScaler": "torch.amp.GradScaler",
        "torch.amp.grad_scaler.GradScaler": "torch.amp.GradScaler",
    },
    apis=_APIS,
    classes=_CLASSES,
)
