"""What torch offers."""

from pattern_lsp.semantic.frameworks.api import Api, Framework, rows, say

# Made by calling what torch 2.13.0 offers; `tests/test_frameworks.py` checks it.
_APIS: dict[str, Api] = {
    **rows(
        "torch",
        "(array, array)",
        """
        adaptive_max_pool1d aminmax cummax cummin frexp geqrf gru histogram kthvalue lobpcg lstm_cell lu
        max_pool1d_with_indices mode native_dropout qr rnn_relu rnn_tanh slogdet sort std_mean topk
        triangular_solve var_mean
        """,
    ),
    **rows(
        "torch",
        "(array, array, array)",
        """
        lstm lu_unpack native_batch_norm native_group_norm native_layer_norm pca_lowrank svd svd_lowrank
        """,
    ),
    **rows(
        "torch",
        "array",
        """
        BFloat16Tensor BoolTensor ByteTensor CharTensor DoubleTensor FloatTensor HalfTensor IntTensor LongTensor
        ShortTensor Tensor abs abs_ absolute acos acos_ acosh acosh_ adaptive_avg_pool1d add addbmm addcdiv
        addcmul addmm addmv addmv_ addr adjoint affine_grid_generator alias_copy all alpha_dropout amax amin
        angle any arange arccos arccos_ arccosh arccosh_ arcsin arcsin_ arcsinh arcsinh_ arctan arctan2 arctan_
        arctanh arctanh_ argmax argmin argsort argwhere as_strided as_strided_copy as_strided_scatter as_tensor
        asarray asin asin_ asinh asinh_ atan atan2 atan_ atanh atanh_ avg_pool1d baddbmm bartlett_window
        batch_norm bernoulli bilinear binary_cross_entropy_with_logits bincount binomial bitwise_and
        bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman_window block_diag
        broadcast_to bucketize cartesian_prod cat cdist ceil ceil_ celu celu_ chain_matmul channel_shuffle
        cholesky cholesky_inverse cholesky_solve clamp clamp_ clamp_max clamp_max_ clamp_min clamp_min_ clip
        clip_ clone column_stack combinations complex concat concatenate conj conj_physical conj_physical_
        constant_pad_nd conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d
        copysign corrcoef cos cos_ cosh cosh_ cosine_embedding_loss cosine_similarity count_nonzero cov cross
        ctc_loss cumprod cumsum cumulative_trapezoid deg2rad deg2rad_ dequantize det detach detach_ detach_copy
        diag diag_embed diagflat diagonal diagonal_copy diagonal_scatter diff digamma dist div divide dot
        dropout dropout_ dstack einsum embedding empty empty_like empty_permuted empty_strided eq erf erf_ erfc
        erfc_ erfinv exp exp2 exp2_ exp_ expand_copy expm1 expm1_ eye feature_alpha_dropout feature_dropout fill
        fill_ fix fix_ flatten flip fliplr flipud float_power floor floor_ floor_divide fmax fmin fmod frac
        frac_ frobenius_norm from_dlpack from_numpy frombuffer full full_like gather gcd gcd_ ge ger greater
        greater_equal grid_sampler group_norm gru_cell gt hamming_window hann_window hardshrink hash_tensor
        heaviside hinge_embedding_loss histc hstack hypot i0 i0_ igamma igammac imag index_add index_copy
        index_fill index_put index_reduce index_select inner instance_norm inverse isclose isfinite isin isinf
        isnan isneginf isposinf isreal istft kaiser_window kl_div kron layer_norm lcm lcm_ ldexp ldexp_ le lerp
        less less_equal lgamma linspace log log10 log10_ log1p log1p_ log2 log2_ log_ log_softmax logaddexp
        logaddexp2 logcumsumexp logdet logical_and logical_not logical_or logical_xor logit logit_ logspace
        logsumexp lt lu_solve margin_ranking_loss masked_fill masked_scatter masked_select matmul matrix_exp
        matrix_power max max_pool1d max_pool2d max_pool3d maximum mean median min minimum mm moveaxis movedim
        msort mul multinomial multiply mv mvlgamma nan_to_num nan_to_num_ nanmean nanmedian nanquantile nansum
        narrow narrow_copy native_channel_shuffle ne neg neg_ negative negative_ nextafter nonzero
        nonzero_static norm norm_except_dim normal not_equal nuclear_norm ones ones_like orgqr ormqr outer
        pairwise_distance pdist permute permute_copy pinverse pixel_shuffle pixel_unshuffle poisson
        poisson_nll_loss polar polygamma positive pow prelu prod put quantile rad2deg rad2deg_ rand rand_like
        randint randint_like randn randn_like randperm range ravel real reciprocal reciprocal_ relu relu_
        remainder renorm repeat_interleave reshape resize_as_ resolve_conj resolve_neg rms_norm rnn_relu_cell
        rnn_tanh_cell roll rot90 round round_ row_stack rrelu rrelu_ rsqrt rsqrt_ rsub scalar_tensor scatter
        scatter_add scatter_reduce searchsorted segment_reduce select select_copy select_scatter selu selu_ sgn
        sigmoid sigmoid_ sign signbit sin sin_ sinc sinc_ sinh sinh_ slice_copy slice_inverse slice_scatter smm
        softmax sparse_compressed_tensor sparse_coo_tensor sparse_csc_tensor sparse_csr_tensor sqrt sqrt_ square
        square_ squeeze squeeze_copy stack std stft sub subtract sum swapaxes swapdims t t_copy take
        take_along_dim tan tan_ tanh tanh_ tensor tensordot threshold threshold_ tile trace transpose
        transpose_copy trapezoid trapz tril tril_indices triplet_margin_loss triu triu_indices true_divide trunc
        trunc_ unflatten unfold_copy unique unique_consecutive unsqueeze unsqueeze_copy vander var vdot
        view_as_complex view_as_real view_copy vstack xlogy xlogy_ zero_ zeros zeros_like
        """,
    ),
    **rows(
        "torch",
        "arrays",
        """
        broadcast_tensors chunk dsplit gradient hsplit meshgrid split split_copy split_with_sizes tensor_split
        unbind unbind_copy unravel_index unsafe_chunk unsafe_split vsplit where
        """,
    ),
    **rows(
        "torch",
        "bool",
        """
        allclose can_cast equal is_autocast_enabled is_complex is_conj is_distributed is_floating_point
        is_grad_enabled is_inference is_inference_mode_enabled is_neg is_nonzero is_same_size is_signed
        is_storage is_tensor is_vulkan_available
        """,
    ),
    **rows("torch", "dtype", "get_default_dtype promote_types result_type"),
    **rows("torch", "int", "get_num_threads initial_seed numel seed"),
    **rows("torch", "str", "typename"),
    **rows("torch", "tuple", "broadcast_shapes"),
    **rows(
        "torch.Tensor",
        "(array, array)",
        """
        aminmax cummax cummin frexp geqrf histogram kthvalue lu mode qr slogdet sort topk triangular_solve
        """,
    ),
    **rows("torch.Tensor", "(array, array, array)", "svd"),
    **rows(
        "torch.Tensor",
        "array",
        """
        H T abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr adjoint all amax amin angle any
        arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argsort argwhere as_strided
        as_strided_scatter asin asinh atan atan2 atanh baddbmm bernoulli bfloat16 bincount bitwise_and
        bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor bool broadcast_to byte
        ccol_indices cdouble ceil cfloat chalf char cholesky cholesky_inverse cholesky_solve clamp clamp_max
        clamp_min clip clone coalesce col_indices conj conj_physical contiguous copysign corrcoef cos cosh
        count_nonzero cov cpu cross crow_indices cuda cumprod cumsum data deg2rad dequantize det detach diag
        diag_embed diagflat diagonal diagonal_scatter diff digamma dist div divide dot double eq erf erfc erfinv
        exp exp2 expand expand_as expm1 fix flatten flip fliplr flipud float float_power floor floor_divide fmax
        fmin fmod frac gather gcd ge ger greater greater_equal gt half hardshrink hash_tensor heaviside histc
        hypot i0 igamma igammac imag index index_add index_copy index_fill index_put index_reduce index_select
        indices inner int inverse isclose isfinite isinf isnan isneginf isposinf isreal istft kron lcm ldexp le
        lerp less less_equal lgamma log log10 log1p log2 log_softmax logaddexp logaddexp2 logcumsumexp logdet
        logical_and logical_not logical_or logical_xor logit logsumexp long lt lu_solve mH mT masked_fill
        masked_scatter masked_select matmul matrix_exp matrix_power max maximum mean median min minimum mm
        moveaxis movedim msort mul multinomial multiply mv mvlgamma nan_to_num nanmean nanmedian nanquantile
        nansum narrow narrow_copy ne neg negative new_empty new_empty_strided new_full new_ones new_tensor
        new_zeros nextafter nonzero nonzero_static norm not_equal orgqr ormqr outer permute pin_memory pinverse
        polygamma positive pow prelu prod put quantile rad2deg ravel real reciprocal relu remainder renorm
        repeat repeat_interleave reshape reshape_as resize_as resolve_conj resolve_neg roll rot90 round
        row_indices rsqrt scatter scatter_add scatter_reduce select select_scatter sgn short sigmoid sign
        signbit sin sinc sinh slice_inverse slice_scatter smm softmax sparse_mask sqrt square squeeze sspaddmm
        std stft sub subtract sum sum_to_size swapaxes swapdims t take take_along_dim tan tanh tile to to_dense
        to_mkldnn to_padded_tensor to_sparse to_sparse_bsc to_sparse_bsr to_sparse_coo to_sparse_csc
        to_sparse_csr trace transpose tril triu true_divide trunc type_as unflatten unfold unique
        unique_consecutive unsqueeze values var vdot view view_as where xlogy
        """,
    ),
    **rows(
        "torch.Tensor",
        "arrays",
        """
        chunk dsplit hsplit split split_with_sizes tensor_split unbind unsafe_chunk unsafe_split
        unsafe_split_with_sizes vsplit
        """,
    ),
    **rows(
        "torch.Tensor",
        "bool",
        """
        allclose equal is_coalesced is_complex is_conj is_contiguous is_cpu is_cuda is_distributed
        is_floating_point is_inference is_leaf is_meta is_mps is_neg is_nested is_nonzero is_pinned is_quantized
        is_same_size is_set_to is_shared is_signed is_sparse is_xla is_xpu requires_grad retains_grad
        """,
    ),
    **rows("torch.Tensor", "dtype", "dtype"),
    **rows(
        "torch.Tensor",
        "int",
        """
        data_ptr dense_dim dim element_size get_device itemsize nbytes ndim ndimension nelement numel output_nr
        sparse_dim storage_offset
        """,
    ),
    **rows("torch.Tensor", "none", "record_stream retain_grad"),
    **rows(
        "torch.Tensor",
        "self",
        """
        abs_ absolute_ acos_ acosh_ add_ addbmm_ addcdiv_ addcmul_ addmm_ addmv_ addr_ apply_ arccos_ arccosh_
        arcsin_ arcsinh_ arctan2_ arctan_ arctanh_ as_strided_ asin_ asinh_ atan2_ atan_ atanh_ baddbmm_
        bernoulli_ bitwise_and_ bitwise_left_shift_ bitwise_not_ bitwise_or_ bitwise_right_shift_ bitwise_xor_
        cauchy_ ceil_ clamp_ clamp_max_ clamp_min_ clip_ conj_physical_ copy_ copysign_ cos_ cosh_ cumprod_
        cumsum_ deg2rad_ detach_ digamma_ div_ divide_ eq_ erf_ erfc_ erfinv_ exp2_ exp_ expm1_ exponential_
        fill_ fill_diagonal_ fix_ float_power_ floor_ floor_divide_ fmod_ frac_ gcd_ ge_ geometric_ greater_
        greater_equal_ gt_ heaviside_ hypot_ i0_ igamma_ igammac_ index_add_ index_copy_ index_fill_ index_put_
        index_reduce_ lcm_ ldexp_ le_ lerp_ less_ less_equal_ lgamma_ log10_ log1p_ log2_ log_ log_normal_
        logical_and_ logical_not_ logical_or_ logical_xor_ logit_ lt_ map2_ map_ masked_fill_ masked_scatter_
        mul_ multiply_ mvlgamma_ nan_to_num_ ne_ neg_ negative_ nextafter_ normal_ not_equal_ polygamma_ pow_
        put_ rad2deg_ random_ reciprocal_ relu_ remainder_ renorm_ requires_grad_ resize_ resize_as_
        resize_as_sparse_ round_ rsqrt_ scatter_ scatter_add_ scatter_reduce_ set_ sgn_ share_memory_ sigmoid_
        sign_ sin_ sinc_ sinh_ sparse_resize_ sqrt_ square_ squeeze_ sub_ subtract_ swapaxes_ swapdims_ t_ tan_
        tanh_ transpose_ tril_ triu_ true_divide_ trunc_ uniform_ unsqueeze_ xlogy_ zero_
        """,
    ),
    **rows("torch.Tensor", "tuple", "dim_order shape"),
    **rows(
        "torch.Tensor",
        "unknown",
        """
        device grad grad_fn item layout name register_hook storage tolist untyped_storage
        """,
    ),
    **rows("torch.cuda", "bool", "is_available is_bf16_supported is_initialized"),
    **rows(
        "torch.cuda",
        "int",
        """
        current_device device_count max_memory_allocated max_memory_reserved memory_allocated memory_reserved
        """,
    ),
    **rows("torch.cuda", "none", "empty_cache manual_seed manual_seed_all reset_peak_memory_stats synchronize"),
    **rows(
        "torch.fft",
        "array",
        """
        fft fft2 fftfreq fftn fftshift hfft hfft2 hfftn ifft ifft2 ifftn ifftshift ihfft ihfft2 ihfftn irfft
        irfft2 irfftn rfft rfft2 rfftfreq rfftn
        """,
    ),
    **rows("torch.func", "function", "functionalize grad grad_and_value hessian jacfwd jacrev vmap"),
    **rows("torch.linalg", "(array, array)", "cholesky_ex eig eigh inv_ex ldl_factor lu_factor qr slogdet solve_ex"),
    **rows("torch.linalg", "(array, array, array)", "ldl_factor_ex lu lu_factor_ex svd"),
    **rows("torch.linalg", "(array, array, array, array)", "lstsq"),
    **rows(
        "torch.linalg",
        "array",
        """
        cholesky cond cross det diagonal eigvals eigvalsh householder_product inv ldl_solve lu_solve matmul
        matrix_exp matrix_norm matrix_power matrix_rank multi_dot norm pinv solve solve_triangular svdvals
        tensorinv tensorsolve vander vecdot vector_norm
        """,
    ),
    **rows("torch.nn.Module", "array", "get_buffer get_parameter"),
    **rows("torch.nn.Module", "none", "add_module compile register_buffer register_module register_parameter"),
    **rows("torch.nn.Module", "str", "extra_repr"),
    **rows(
        "torch.nn.functional",
        "(array, array)",
        """
        adaptive_max_pool1d_with_indices adaptive_max_pool2d_with_indices adaptive_max_pool3d_with_indices
        fractional_max_pool2d_with_indices fractional_max_pool3d_with_indices max_pool1d_with_indices
        max_pool2d_with_indices max_pool3d_with_indices
        """,
    ),
    **rows(
        "torch.nn.functional",
        "array",
        """
        adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d adaptive_max_pool2d
        adaptive_max_pool3d affine_grid alpha_dropout avg_pool1d avg_pool2d avg_pool3d batch_norm bilinear
        binary_cross_entropy binary_cross_entropy_with_logits celu celu_ channel_shuffle conv1d conv2d conv3d
        conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity
        cross_entropy ctc_loss dropout dropout1d dropout2d dropout3d elu elu_ embedding embedding_bag
        feature_alpha_dropout fold fractional_max_pool2d fractional_max_pool3d gaussian_nll_loss gelu glu
        grid_sample group_norm gumbel_softmax hardshrink hardsigmoid hardswish hardtanh hardtanh_
        hinge_embedding_loss huber_loss instance_norm interpolate kl_div l1_loss layer_norm leaky_relu
        leaky_relu_ linear linear_cross_entropy local_response_norm log_softmax logsigmoid lp_pool1d lp_pool2d
        lp_pool3d margin_ranking_loss max_pool1d max_pool2d max_pool3d max_unpool1d max_unpool2d max_unpool3d
        mish mse_loss multi_margin_loss multilabel_margin_loss multilabel_soft_margin_loss
        native_channel_shuffle nll_loss normalize one_hot pad pairwise_distance pdist pixel_shuffle
        pixel_unshuffle poisson_nll_loss prelu relu relu6 relu_ rms_norm rrelu rrelu_
        scaled_dot_product_attention selu selu_ sigmoid silu smooth_l1_loss soft_margin_loss softmax softmin
        softplus softshrink softsign tanh tanhshrink threshold threshold_ triplet_margin_loss
        triplet_margin_with_distance_loss unfold upsample upsample_bilinear upsample_nearest
        """,
    ),
    **rows("torch.nn.functional", "bool", "has_torch_function has_torch_function_unary has_torch_function_variadic"),
    **rows(
        "torch.nn.init",
        "argument",
        """
        constant_ dirac_ eye_ kaiming_normal_ kaiming_uniform_ normal_ ones_ orthogonal_ sparse_ trunc_normal_
        uniform_ xavier_normal_ xavier_uniform_ zeros_
        """,
    ),
    **rows("torch.nn.init", "float", "calculate_gain"),
    **rows("torch.nn.utils", "array", "clip_grad_norm_ get_total_norm parameters_to_vector"),
    **rows("torch.nn.utils", "none", "clip_grad_value_ vector_to_parameters"),
    **rows("torch.nn.utils.rnn", "(array, array)", "pad_packed_sequence"),
    **rows("torch.nn.utils.rnn", "array", "pad_sequence"),
    **rows("torch.optim.Optimizer", "none", "add_param_group load_state_dict"),
    **rows(
        "torch.special",
        "array",
        """
        airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 chebyshev_polynomial_t chebyshev_polynomial_u
        chebyshev_polynomial_v chebyshev_polynomial_w digamma entr erf erfc erfcx erfinv exp2 expit expm1
        gammainc gammaincc gammaln hermite_polynomial_h hermite_polynomial_he i0 i0e i1 i1e
        laguerre_polynomial_l legendre_polynomial_p log1p log_ndtr log_softmax logit logsumexp
        modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 multigammaln ndtr ndtri
        polygamma psi round scaled_modified_bessel_k0 scaled_modified_bessel_k1 shifted_chebyshev_polynomial_t
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
    **{f"torch.nn.{name}": "torch.nn.Module" for name in _MODULES.split()},
    **{f"torch.nn.{name}": "torch.nn.modules.loss._Loss" for name in _LOSSES.split()},
    "torch.nn.modules.loss._Loss": "torch.nn.Module",
    "torch.nn.AdaptiveLogSoftmaxWithLoss": "torch.nn.Module",
    **{f"torch.optim.{name}": "torch.optim.Optimizer" for name in _OPTIMIZERS.split()},
    **{f"torch.optim.lr_scheduler.{name}": "torch.optim.lr_scheduler.LRScheduler" for name in _SCHEDULERS.split()},
    "torch.nn.Parameter": "torch.Tensor",
    "torch.utils.data.DataLoader": "torch.utils.data.DataLoader",
    "torch.utils.data.Dataset": "torch.utils.data.Dataset",
    "torch.utils.data.IterableDataset": "torch.utils.data.Dataset",
    "torch.amp.GradScaler": "torch.amp.GradScaler",
    "pytorch_lightning.LightningModule": "torch.nn.Module",
    "lightning.LightningModule": "torch.nn.Module",
    "lightning.pytorch.LightningModule": "torch.nn.Module",
    "accelerate.Accelerator": "accelerate.Accelerator",
}
_APIS |= rows("torch.nn", "new", _MODULES) | rows("torch.nn", "new", _LOSSES)
_APIS |= rows("torch.nn", "new", "Linear", parameters="in_features out_features bias")
_APIS |= rows("torch.optim", "new", _OPTIMIZERS, parameters="params lr")
_APIS |= rows("torch.optim.lr_scheduler", "new", _SCHEDULERS, parameters="optimizer")
_APIS["torch.optim.lr_scheduler.ChainedScheduler"] = Api("new", "", "schedulers optimizer")
_APIS |= rows("torch", "new", "no_grad inference_mode enable_grad set_grad_enabled device autocast Generator")
_APIS |= {
    "torch.Tensor.item": Api("unknown", "item"),
    "torch.Tensor.stride": Api("tuple; with dim: int", "", "dim"),
    "torch.Tensor.type": Api("str; with dtype: array", "", "dtype"),
    "torch.manual_seed": Api("new torch.Generator", "manual_seed", "seed"),
    "torch.Tensor.numpy": Api("numpy", "numpy"),
    "torch.Tensor.size": Api("unknown", "size", "dim"),
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
    "torch.load": Api("unknown", "", "f map_location pickle_module * weights_only"),
    "torch.nn.Parameter": Api("array", "parameter", "data requires_grad"),
    "torch.autograd.Variable": Api("array", "", "data requires_grad"),
    "torch.amp.GradScaler": Api("new"),
    "torch.amp.GradScaler.scale": Api("argument", "scale", "outputs"),
    "torch.amp.GradScaler.step": Api("unknown", "", "optimizer", "step"),
    "torch.amp.GradScaler.update": Api("none"),
    "torch.amp.GradScaler.unscale_": Api("none", "", "optimizer"),
    "torch.utils.data.DataLoader": Api("new", "", "dataset batch_size shuffle sampler batch_sampler"),
    "torch.compile": Api("argument", "compile", "model"),
    "accelerate.Accelerator": Api("new"),
    "accelerate.Accelerator.backward": Api("none", "", "loss", "backward"),
}
_PARAMETERS = {"Embedding": "weight", "EmbeddingBag": "weight", "PReLU": "weight"} | dict.fromkeys(
    "Linear Bilinear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d BatchNorm1d BatchNorm2d "
    "BatchNorm3d LayerNorm GroupNorm".split(),
    "weight bias",
)
for _word, _names in _PARAMETERS.items():
    _APIS |= rows(f"torch.nn.{_word}", "array", _names, op="parameter")
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
for _word in ["sum", "mean", "max", "min", "amax", "amin", "prod", "argmax", "argmin", "logsumexp"]:
    _op = {"amax": "max", "amin": "min"}.get(_word, _word)
    say(_APIS, "torch", _word, op=_op, parameters="input:x dim:axis keepdim:keepdims")
    say(_APIS, "torch.Tensor", _word, op=_op, parameters="dim:axis keepdim:keepdims")
for _word in ["var", "std"]:
    say(_APIS, "torch", _word, op=_word, parameters="input:x dim:axis unbiased keepdim:keepdims * correction")
    say(_APIS, "torch.Tensor", _word, op=_word, parameters="dim:axis unbiased keepdim:keepdims * correction")
_WITH_AXIS = "array; with axis: (array, array)"
say(_APIS, "torch", "max min median nanmedian", result=_WITH_AXIS, parameters="input:x dim:axis keepdim:keepdims")
say(_APIS, "torch.Tensor", "max min median nanmedian", result=_WITH_AXIS, parameters="dim:axis keepdim:keepdims")
_WITH_COUNTS = "array; with return_inverse,return_counts: arrays"
for _prefix, _input in {"torch": "input:x ", "torch.Tensor": ""}.items():
    say(_APIS, _prefix, "nonzero", result="array; with as_tuple: arrays")
    say(_APIS, _prefix, "unique", result=_WITH_COUNTS, parameters=f"{_input}sorted return_inverse return_counts dim")
    say(
        _APIS,
        _prefix,
        "unique_consecutive",
        result=_WITH_COUNTS,
        parameters=f"{_input}return_inverse return_counts dim",
    )
say(_APIS, "torch", "where", result="arrays; with x: array", op="where", parameters="condition input:x other:y")
say(_APIS, "torch.Tensor", "where", op="where", parameters="condition other:y")
say(_APIS, "torch", "masked_fill", op="masked_fill", parameters="input:x mask value")
say(_APIS, "torch.Tensor", "masked_fill masked_fill_", op="masked_fill", parameters="mask value")
_WITH_INDICES = "array; with return_indices: (array, array)"
_POOL = "input kernel_size stride padding dilation ceil_mode return_indices"
say(_APIS, "torch.nn.functional", "max_pool1d max_pool2d max_pool3d", result=_WITH_INDICES, parameters=_POOL)
_POOL = "input output_size return_indices"
say(
    _APIS,
    "torch.nn.functional",
    "adaptive_max_pool1d adaptive_max_pool2d adaptive_max_pool3d",
    result=_WITH_INDICES,
    parameters=_POOL,
)
_POOL = "input kernel_size output_size output_ratio return_indices"
say(_APIS, "torch.nn.functional", "fractional_max_pool2d fractional_max_pool3d", result=_WITH_INDICES, parameters=_POOL)
say(
    _APIS,
    "torch.nn.utils",
    "clip_grad_norm_ clip_grad_norm",
    op="clip_grad_norm",
    parameters="parameters max_norm norm_type",
)
say(_APIS, "torch.nn.utils", "clip_grad_value_", op="clip_grad_value", parameters="parameters clip_value")
for _word in "clamp clamp_ clip clip_".split():
    say(_APIS, "torch", _word, op="clip", parameters="input:x min max")
    say(_APIS, "torch.Tensor", _word, op="clip", parameters="min max")
for _word in "maximum minimum".split():
    say(_APIS, "torch", _word, op=_word, parameters="input:x other:y")
    say(_APIS, "torch.Tensor", _word, op=_word, parameters="other:y")
for _word in "zeros ones full arange empty".split():
    say(_APIS, "torch", _word, op=_word)
say(_APIS, "torch", "full", parameters="size fill_value")
say(_APIS, "torch", "tensor", op="tensor", parameters="data")
say(_APIS, "torch.nn.functional", "one_hot", op="one_hot", parameters="input:x num_classes")
say(_APIS, "torch.nn.functional", "dropout", op="dropout", parameters="input:x p training")
say(_APIS, "torch.nn.functional", "linear", op="linear", parameters="input:x weight bias")
say(_APIS, "torch", "norm", op="norm", parameters="input:x p dim:axis keepdim:keepdims")
say(_APIS, "torch.Tensor", "norm", op="norm", parameters="p dim:axis keepdim:keepdims")
say(_APIS, "torch.linalg", "norm vector_norm", op="norm", parameters="input:x ord dim:axis keepdim:keepdims")
say(_APIS, "torch.nn.functional", "softmin", parameters="input:x dim:axis _stacklevel dtype")
for _word in ["softmax", "log_softmax"]:
    say(_APIS, "torch", _word, op=_word, parameters="input:x dim:axis dtype")
    say(_APIS, "torch.Tensor", _word, op=_word, parameters="dim:axis dtype")
    say(_APIS, "torch.nn.functional", _word, op=_word, parameters="input:x dim:axis _stacklevel dtype")
    say(_APIS, "torch.special", _word, op=_word, parameters="input:x dim:axis")
say(_APIS, "torch", "cumsum cumprod", parameters="input:x dim:axis")
say(_APIS, "torch.Tensor", "cumsum cumprod", parameters="dim:axis")
for _word in ["cumsum", "cumprod", "median"]:
    say(_APIS, "torch", _word, op=_word)
    say(_APIS, "torch.Tensor", _word, op=_word)
say(_APIS, "torch", "matmul", op="matmul", parameters="input:x other:y")
say(_APIS, "torch", "mm bmm", op="matmul", parameters="input:x mat2:y")
say(_APIS, "torch.Tensor", "matmul", op="matmul", parameters="other:y")
say(_APIS, "torch.Tensor", "mm bmm", op="matmul", parameters="mat2:y")
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
for _word, _parameters in {
    "unsqueeze": " dim:axis",
    "squeeze": " dim:axis",
    "transpose": " dim0 dim1",
    "permute": " dims",
    "reshape": " shape",
    "clone": "",
    "detach": "",
}.items():
    say(_APIS, "torch", _word, op=_word, parameters=f"input:x{_parameters}")
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
        **{
            f"torch.optim.{name.lower()}": "torch.optim"
            for name in _OPTIMIZERS.split()
            if name not in ("Adafactor", "Muon", "SparseAdam")
        },
        "torch.nn.modules.loss._Loss": "torch.nn.modules.loss._Loss",
        **{
            f"torch.nn.modules.{name}": "torch.nn"
            for name in """
            activation adaptive batchnorm channelshuffle container conv distance dropout flatten fold instancenorm
            linear loss module normalization padding pixelshuffle pooling rnn sparse transformer upsampling
            """.split()
        },
        "torch.nn.modules": "torch.nn",
        "torch._tensor.Tensor": "torch.Tensor",
        "torch.functional": "torch",
        "torch.optim.sparse_adam": "torch.optim",
        "torch.optim.optimizer": "torch.optim",
        "torch.utils.data.dataloader": "torch.utils.data",
        "torch.nn.utils.clip_grad": "torch.nn.utils",
        "torch.amp.autocast": "torch.autocast",
        "torch.autograd.enable_grad": "torch.enable_grad",
        "torch.autograd.inference_mode": "torch.inference_mode",
        "torch.autograd.set_grad_enabled": "torch.set_grad_enabled",
        "torch.autograd.grad_mode": "torch",
        "torch.autograd.no_grad": "torch.no_grad",
        "torch.nn.parameter.Parameter": "torch.nn.Parameter",
        "torch.serialization.load": "torch.load",
        "torch.autograd.variable.Variable": "torch.autograd.Variable",
        "torch.cuda.amp.GradScaler": "torch.amp.GradScaler",
        "torch.amp.grad_scaler.GradScaler": "torch.amp.GradScaler",
    },
    apis=_APIS,
    classes=_CLASSES,
)

# Functions that are gone, or that raise when they are called, and what took their place.
GONE = {
    "solve": "linalg.solve", "lstsq": "linalg.lstsq", "symeig": "linalg.eigh", "eig": "linalg.eig",
    "matrix_rank": "linalg.matrix_rank", "gels": "linalg.lstsq", "potrf": "linalg.cholesky", "btrifact": "linalg.lu",
    "rfft": "fft.rfft", "irfft": "fft.irfft", "ifft": "fft.ifft", "trtrs": "linalg.solve_triangular",
}  # fmt: skip
# Functions that warn when they are called, and what is to take their place.
DEPRECATED = {
    "qr": "linalg.qr", "cholesky": "linalg.cholesky", "triangular_solve": "linalg.solve_triangular",
    "chain_matmul": "linalg.multi_dot", "range": "arange", "lu": "linalg.lu_factor",
    "cuda.amp.autocast": "amp.autocast",
}  # fmt: skip
