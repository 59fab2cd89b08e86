"""What tensorflow offers, keras included."""

from pattern_lsp.semantic.frameworks.api import Api, Framework, rows, say

# Made by calling what tensorflow 2.21.0 and keras 3.15.1 offer; `tests/test_frameworks.py` checks it.
_APIS: dict[str, Api] = {
    **rows("keras.Model", "none", "compile load_weights reset_metrics save save_weights summary"),
    **rows("keras.Model", "numpy", "predict_on_batch"),
    **rows("keras.Model", "str", "to_json"),
    **rows("keras.Model", "unknown", "evaluate fit predict test_on_batch train_on_batch"),
    **rows(
        "keras.activations",
        "array",
        """
        celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu
        log_sigmoid log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign
        sparse_plus sparse_sigmoid sparsemax squareplus swish tanh tanh_shrink threshold
        """,
    ),
    **rows("keras.activations", "dict", "serialize"),
    **rows("keras.layers", "array", "add average concatenate dot maximum minimum multiply subtract"),
    **rows("keras.layers.Layer", "dict", "get_config"),
    **rows("keras.layers.Layer", "int", "count_params"),
    **rows("keras.layers.Layer", "list", "get_weights"),
    **rows("keras.layers.Layer", "none", "add_loss build set_weights"),
    **rows(
        "keras.losses",
        "array",
        """
        binary_crossentropy binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy
        categorical_generalized_cross_entropy categorical_hinge circle cosine_similarity ctc dice hinge huber
        kl_divergence log_cosh mean_absolute_error mean_absolute_percentage_error mean_squared_error
        mean_squared_logarithmic_error poisson sparse_categorical_crossentropy squared_hinge tversky
        """,
    ),
    **rows("keras.metrics.Metric", "array", "result"),
    **rows("keras.metrics.Metric", "none", "reset_state"),
    **rows(
        "keras.ops",
        "(array, array)",
        """
        ctc_decode eig eigh fft fft2 histogram ifft2 lu_factor moments qr rfft slogdet stft top_k
        """,
    ),
    **rows("keras.ops", "(array, array, array)", "svd"),
    **rows(
        "keras.ops",
        "array",
        """
        abs absolute adaptive_average_pool adaptive_max_pool add all allclose amax amin angle any append arange
        arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort array average
        average_pool bartlett batch_normalization binary_crossentropy bincount bitwise_and bitwise_invert
        bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman broadcast_to cast
        categorical_crossentropy cbrt cdist ceil celu cholesky cholesky_inverse clip concatenate conj conjugate
        conv conv_transpose convert_to_tensor copy corrcoef correlate cos cosh count_nonzero cross ctc_loss
        cumprod cumsum deg2rad depth_to_space depthwise_conv det diag diagflat diagonal diff digitize divide
        divide_no_nan dot dot_product_attention dstack einsum elu empty empty_like equal erf erfc erfinv exp
        exp2 expand_dims expm1 extract_sequences eye fabs flip fliplr flipud floor floor_divide fmax fmin fmod
        full full_like gcd gelu geomspace glu greater greater_equal hamming hanning hard_shrink hard_sigmoid
        hard_silu hard_swish hard_tanh heaviside hstack hypot i0 identity imag in_top_k inner inv irfft isclose
        isfinite isin isinf isnan isneginf isposinf isreal istft kaiser kron layer_normalization lcm ldexp
        leaky_relu left_shift less less_equal linspace log log10 log1p log2 log_sigmoid log_softmax logaddexp
        logaddexp2 logdet logical_and logical_not logical_or logical_xor logspace logsumexp lstsq matmul
        matrix_rank max max_pool maximum mean median min minimum mod moveaxis multi_hot multiply nan_to_num
        nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod
        nanquantile nanstd nansum nanvar negative nextafter norm normalize not_equal one_hot ones ones_like
        outer pad percentile pinv polar power prod psnr ptp quantile rad2deg ravel real reciprocal relu relu6
        repeat reshape right_shift rms_normalization roll rot90 round rsqrt saturate_cast scatter scatter_update
        searchsorted segment_max segment_min segment_prod segment_sum select selu separable_conv sigmoid sign
        signbit silu sin sinc sinh size slice slice_update soft_shrink softmax softplus softsign solve
        solve_triangular sort space_to_depth sparse_categorical_crossentropy sparse_plus sparse_sigmoid
        sparsemax sqrt square squareplus squeeze stack std stop_gradient subtract sum swapaxes swish take
        take_along_axis tan tanh tanh_shrink tensordot threshold tile trace transpose trapezoid tri tril triu
        true_divide trunc vander var vdot view view_as_complex view_as_real vstack where zeros zeros_like
        """,
    ),
    **rows("keras.ops", "arrays", "array_split dsplit hsplit meshgrid nonzero split unravel_index unstack vsplit"),
    **rows("keras.ops", "bool", "is_tensor"),
    **rows("keras.ops", "int", "ndim"),
    **rows("keras.ops", "numpy", "convert_to_numpy"),
    **rows("keras.ops", "str", "dtype"),
    **rows("keras.ops", "tuple", "shape"),
    **rows("keras.optimizers.Optimizer", "none", "build set_weights"),
    **rows(
        "keras.random",
        "array",
        """
        beta binomial categorical dropout gamma normal randint shuffle truncated_normal uniform
        """,
    ),
    **rows("keras.utils", "none", "set_random_seed"),
    **rows("tensorflow", "(array, array)", "approx_top_k eig unique"),
    **rows("tensorflow", "(array, array, array)", "unique_with_counts"),
    **rows("tensorflow", "(arrays, array)", "clip_by_global_norm"),
    **rows(
        "tensorflow",
        "array",
        """
        abs acos acosh add add_n argmax argmin argsort as_string asin asinh atan atan2 atanh batch_to_space
        bitcast boolean_mask broadcast_dynamic_shape broadcast_to cast clip_by_norm clip_by_value complex concat
        constant cos cosh cumsum divide dynamic_stitch edit_distance eigvals einsum ensure_shape equal exp
        expand_dims eye fill fingerprint floor foldl foldr gather gather_nd greater greater_equal
        guarantee_const histogram_fixed_width histogram_fixed_width_bins identity less less_equal linspace
        logical_and logical_not logical_or matmul matrix_square_root maximum minimum multiply negative norm
        not_equal one_hot ones ones_like pad parallel_stack pow range rank reduce_all reduce_any
        reduce_logsumexp reduce_max reduce_mean reduce_min reduce_prod reduce_sum repeat reshape reverse
        reverse_sequence roll round saturate_cast scalar_mul scatter_nd searchsorted sequence_mask shape sigmoid
        sign sin sinh size slice sort space_to_batch space_to_batch_nd sqrt square squeeze stack stop_gradient
        strided_slice subtract tan tanh tensor_scatter_nd_add tensor_scatter_nd_max tensor_scatter_nd_min
        tensor_scatter_nd_sub tensor_scatter_nd_update tensordot tile timestamp transpose truediv truncatediv
        truncatemod unravel_index where zeros zeros_like
        """,
    ),
    **rows("tensorflow", "arrays", "dynamic_partition identity_n meshgrid shape_n split unstack"),
    **rows("tensorflow", "bool", "executing_eagerly inside_function is_symbolic_tensor is_tensor"),
    **rows("tensorflow", "dtype", "as_dtype"),
    **rows("tensorflow", "none", "no_op"),
    **rows("tensorflow.GradientTape", "none", "reset watch"),
    **rows("tensorflow.Tensor", "dtype", "dtype"),
    **rows("tensorflow.Tensor", "int", "ndim"),
    **rows("tensorflow.Tensor", "none", "set_shape"),
    **rows("tensorflow.Tensor", "numpy", "numpy"),
    **rows("tensorflow.Tensor", "tuple", "get_shape shape"),
    **rows("tensorflow.Tensor", "unknown", "device eval experimental_ref name ref"),
    **rows("tensorflow.TensorArray", "array", "concat gather read size stack"),
    **rows("tensorflow.TensorArray", "self", "identity scatter split unstack write"),
    **rows("tensorflow.Variable", "array", "gather_nd read_value sparse_read value"),
    **rows("tensorflow.Variable", "bool", "trainable"),
    **rows("tensorflow.Variable", "dtype", "dtype"),
    **rows("tensorflow.Variable", "numpy", "numpy"),
    **rows(
        "tensorflow.Variable",
        "self",
        """
        assign assign_add assign_sub scatter_add scatter_nd_add scatter_nd_sub scatter_nd_update scatter_sub
        scatter_update
        """,
    ),
    **rows("tensorflow.Variable", "str", "name"),
    **rows("tensorflow.Variable", "tuple", "get_shape shape"),
    **rows("tensorflow.image", "(array, array)", "image_gradients"),
    **rows(
        "tensorflow.image",
        "array",
        """
        adjust_brightness adjust_contrast adjust_gamma adjust_hue adjust_saturation central_crop
        convert_image_dtype crop_and_resize crop_to_bounding_box decode_image decode_jpeg decode_png encode_jpeg
        encode_png extract_patches flip_left_right flip_up_down grayscale_to_rgb hsv_to_rgb non_max_suppression
        pad_to_bounding_box per_image_standardization psnr random_brightness random_contrast random_crop
        random_flip_left_right random_flip_up_down random_hue random_saturation resize resize_with_crop_or_pad
        resize_with_pad rgb_to_grayscale rgb_to_hsv rot90 sobel_edges ssim total_variation transpose
        """,
    ),
    **rows("tensorflow.io", "array", "decode_image decode_jpeg decode_png decode_raw encode_jpeg read_file"),
    **rows("tensorflow.linalg", "(array, array)", "eig eigh lu normalize qr slogdet"),
    **rows("tensorflow.linalg", "(array, array, array)", "svd"),
    **rows(
        "tensorflow.linalg",
        "array",
        """
        adjoint band_part banded_triangular_solve cholesky cholesky_solve cross det diag diag_part eigvals
        eigvalsh einsum expm eye global_norm inv l2_normalize logdet logm lstsq lu_matrix_inverse lu_reconstruct
        lu_solve matmul matrix_rank matrix_transpose matvec norm pinv set_diag solve sqrtm tensor_diag
        tensor_diag_part tensordot trace triangular_solve tridiagonal_matmul tridiagonal_solve
        """,
    ),
    **rows("tensorflow.math", "(array, array)", "approx_max_k approx_min_k top_k"),
    **rows(
        "tensorflow.math",
        "array",
        """
        abs accumulate_n acos acosh add add_n angle argmax argmin asin asinh atan atan2 atanh bessel_i0
        bessel_i0e bessel_i1 bessel_i1e betainc bincount ceil confusion_matrix conj cos cosh count_nonzero
        cumprod cumsum cumulative_logsumexp digamma divide divide_no_nan equal erf erfc erfcinv erfinv exp expm1
        floor floordiv floormod greater greater_equal igamma igammac imag in_top_k invert_permutation is_finite
        is_inf is_nan is_non_decreasing is_strictly_increasing l2_normalize lbeta less less_equal lgamma log
        log1p log_sigmoid log_softmax logical_and logical_not logical_or logical_xor maximum minimum mod
        multiply multiply_no_nan ndtri negative nextafter not_equal polygamma polyval pow real reciprocal
        reciprocal_no_nan reduce_all reduce_any reduce_euclidean_norm reduce_logsumexp reduce_max reduce_mean
        reduce_min reduce_prod reduce_std reduce_sum reduce_variance rint round rsqrt scalar_mul segment_max
        segment_mean segment_min segment_prod segment_sum sigmoid sign sin sinh sobol_sample softmax softplus
        softsign sqrt square squared_difference subtract tan tanh truediv unsorted_segment_max
        unsorted_segment_mean unsorted_segment_min unsorted_segment_prod unsorted_segment_sqrt_n
        unsorted_segment_sum xdivy xlog1py xlogy zero_fraction zeta
        """,
    ),
    **rows(
        "tensorflow.nn",
        "(array, array)",
        """
        approx_max_k approx_min_k collapse_repeated isotonic_regression max_pool_with_argmax moments
        normalize_moments top_k weighted_moments
        """,
    ),
    **rows(
        "tensorflow.nn",
        "array",
        """
        atrous_conv2d atrous_conv2d_transpose avg_pool avg_pool1d avg_pool2d avg_pool3d
        batch_norm_with_global_normalization batch_normalization bias_add compute_average_loss conv1d
        conv1d_transpose conv2d conv2d_transpose conv3d conv3d_transpose conv_transpose convolution crelu
        ctc_loss depth_to_space depthwise_conv2d dilation2d dropout elu embedding_lookup erosion2d gelu in_top_k
        l2_loss l2_normalize leaky_relu local_response_normalization log_poisson_loss log_softmax lrn max_pool
        max_pool1d max_pool2d max_pool3d nce_loss pool relu relu6 sampled_softmax_loss scale_regularization_loss
        selu separable_conv2d sigmoid sigmoid_cross_entropy_with_logits silu softmax
        softmax_cross_entropy_with_logits softplus softsign space_to_batch space_to_depth swish tanh
        weighted_cross_entropy_with_logits with_space_to_batch zero_fraction
        """,
    ),
    **rows(
        "tensorflow.random",
        "array",
        """
        categorical create_rng_state fold_in gamma normal poisson shuffle split stateless_binomial
        stateless_categorical stateless_gamma stateless_normal stateless_parameterized_truncated_normal
        stateless_poisson stateless_truncated_normal stateless_uniform truncated_normal uniform
        """,
    ),
    **rows("tensorflow.random", "none", "set_seed"),
    **rows(
        "tensorflow.signal",
        "array",
        """
        dct fft fft2d fft3d fftshift frame hamming_window hann_window idct ifft ifft2d ifft3d ifftshift
        inverse_mdct inverse_stft irfft irfft2d irfft3d kaiser_bessel_derived_window kaiser_window
        linear_to_mel_weight_matrix mdct mfccs_from_log_mel_spectrograms overlap_and_add rfft rfft2d rfft3d stft
        vorbis_window
        """,
    ),
    **rows(
        "tensorflow.strings",
        "array",
        """
        as_string format join length lower reduce_join regex_full_match regex_replace strip substr
        to_hash_bucket to_hash_bucket_fast to_number unicode_script upper
        """,
    ),
}

_LAYERS = """
    Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
    AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add AdditiveAttention AlphaDropout Attention
    AugMix AutoContrast Average AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D
    BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate
    ContrastLimitedAdaptiveHistogramEqualization Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D
    Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D Convolution1DTranspose Convolution2D
    Convolution2DTranspose Convolution3D Convolution3DTranspose Cropping1D Cropping2D Cropping3D CutMix Dense
    DepthwiseConv1D DepthwiseConv2D Discretization Dot Dropout ELU EinsumDense Embedding Equalization Flatten
    FlaxLayer GRU GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D
    GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D
    GlobalMaxPool3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization
    GroupQueryAttention HashedCrossing Hashing Identity InputLayer IntegerLookup JaxLayer LSTM LSTMCell Lambda
    LayerNormalization LeakyReLU Masking MaxNumBoundingBoxes MaxPool1D MaxPool2D MaxPool3D MaxPooling1D
    MaxPooling2D MaxPooling3D Maximum MelSpectrogram Minimum MixUp MultiHeadAttention Multiply Normalization
    PReLU Permute Pipeline RMSNormalization RNN RandAugment RandomBrightness RandomColorDegeneration
    RandomColorJitter RandomContrast RandomCrop RandomElasticTransform RandomErasing RandomFlip
    RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization
    RandomRotation RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom ReLU RepeatVector
    Rescaling Reshape Resizing ReversibleEmbedding STFTSpectrogram SeparableConv1D SeparableConv2D
    SeparableConvolution1D SeparableConvolution2D SimpleRNN SimpleRNNCell Softmax Solarization SpatialDropout1D
    SpatialDropout2D SpatialDropout3D SpectralNormalization StackedRNNCells StringLookup Subtract TFSMLayer
    TextVectorization TimeDistributed TorchModuleWrapper UnitNormalization UpSampling1D UpSampling2D
    UpSampling3D Wrapper ZeroPadding1D ZeroPadding2D ZeroPadding3D
"""
_LOSSES = """
    BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy CategoricalFocalCrossentropy
    CategoricalGeneralizedCrossEntropy CategoricalHinge Circle CosineSimilarity Dice Hinge Huber KLDivergence
    LogCosh MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson
    SparseCategoricalCrossentropy SquaredHinge Tversky
"""
_OPTIMIZERS = """
    Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lamb Lion LossScaleOptimizer MultiOptimizer Muon Nadam
    RMSprop SGD ScheduleFreeAdamW
"""
_METRICS = """
    AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy
    CategoricalHinge ConcordanceCorrelation CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives
    Hinge IoU KLDivergence LogCoshError Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU
    MeanMetricWrapper MeanSquaredError MeanSquaredLogarithmicError OneHotIoU OneHotMeanIoU PearsonCorrelation
    Poisson Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError
    SensitivityAtSpecificity SparseCategoricalAccuracy SparseCategoricalCrossentropy
    SparseTopKCategoricalAccuracy SpecificityAtSensitivity SquaredHinge Sum TopKCategoricalAccuracy
    TrueNegatives TruePositives
"""
_CLASSES = {
    **{f"keras.layers.{name}": "keras.layers.Layer" for name in _LAYERS.split()},
    **{f"keras.losses.{name}": "keras.losses.Loss" for name in _LOSSES.split()},
    **{f"keras.optimizers.{name}": "keras.optimizers.Optimizer" for name in _OPTIMIZERS.split()},
    **{f"keras.metrics.{name}": "keras.metrics.Metric" for name in _METRICS.split()},
    "keras.Model": "keras.layers.Layer",
    "keras.Sequential": "keras.Model",
    "tensorflow.GradientTape": "tensorflow.GradientTape",
    "tensorflow.Variable": "tensorflow.Variable",
}
_APIS |= rows("keras.layers", "new", _LAYERS) | rows("keras.losses", "new", _LOSSES)
_APIS |= rows("keras.optimizers", "new", _OPTIMIZERS) | rows("keras.metrics", "new", _METRICS)
_APIS |= rows("keras", "new", "Model", parameters="inputs outputs name")
_APIS |= rows("keras", "new", "Sequential", parameters="layers trainable name")
_LAYER_PARAMETERS = {
    "Dense": "units activation use_bias kernel_initializer bias_initializer",
    "EinsumDense": "equation output_shape activation bias_axes",
    "Conv1D Conv2D Conv3D": "filters kernel_size strides padding data_format dilation_rate groups activation use_bias",
    "Conv1DTranspose Conv2DTranspose": (
        "filters kernel_size strides padding output_padding data_format dilation_rate activation use_bias"
    ),
    "Conv3DTranspose": (
        "filters kernel_size strides padding data_format output_padding dilation_rate activation use_bias"
    ),
    "SeparableConv1D SeparableConv2D": (
        "filters kernel_size strides padding data_format dilation_rate depth_multiplier activation use_bias"
    ),
    "DepthwiseConv1D DepthwiseConv2D": (
        "kernel_size strides padding depth_multiplier data_format dilation_rate activation use_bias"
    ),
    "LSTM GRU": "units activation recurrent_activation use_bias",
    "SimpleRNN": "units activation use_bias",
    "Activation": "activation",
    "Softmax": "axis",
}
for _words, _parameters in _LAYER_PARAMETERS.items():
    _APIS |= rows("keras.layers", "new", _words, parameters=_parameters)
_APIS |= rows("keras.losses", "new", "SparseCategoricalCrossentropy", parameters="from_logits ignore_class")
_APIS |= rows("keras.losses", "new", "CategoricalCrossentropy BinaryCrossentropy", parameters="from_logits")
_APIS |= rows("keras.losses", "new", "CategoricalFocalCrossentropy", parameters="alpha gamma from_logits")
_APIS |= rows(
    "keras.losses", "new", "BinaryFocalCrossentropy", parameters="apply_class_balancing alpha gamma from_logits"
)
_APIS |= {
    "keras.Sequential.add": Api("none", "add_layer", "layer"),
    "keras.Sequential.pop": Api("unknown", "drop_layer"),
    "tensorflow.function": Api("function", "tf_function", "func"),
    "tensorflow.GradientTape": Api("new", "tape", "persistent watch_accessed_variables"),
    "tensorflow.GradientTape.gradient": Api("unknown", "tape_gradient", "target sources", "use_tape"),
    "tensorflow.GradientTape.jacobian": Api("unknown", "tape_jacobian", "target sources", "use_tape"),
    "tensorflow.GradientTape.watch": Api("none", "tape_watch", "tensor"),
    "tensorflow.Variable": Api("new", "variable", "initial_value"),
    "tensorflow.constant": Api("array", "constant", "value dtype"),
    "tensorflow.convert_to_tensor": Api("array", "constant", "value dtype"),
    "tensorflow.Tensor.numpy": Api("numpy", "numpy"),
    "tensorflow.Variable.numpy": Api("numpy", "numpy"),
    "tensorflow.Variable.assign": Api("self", "assign", "value"),
    "tensorflow.Variable.assign_add": Api("self", "assign", "delta"),
    "tensorflow.Variable.assign_sub": Api("self", "assign", "delta"),
    "tensorflow.py_function": Api("unknown", "py_function", "func inp Tout"),
    "tensorflow.numpy_function": Api("unknown", "py_function", "func inp Tout"),
    "tensorflow.cond": Api("unknown", "tf_cond", "pred true_fn false_fn"),
    "tensorflow.while_loop": Api("unknown", "tf_while_loop", "cond body loop_vars"),
    "tensorflow.map_fn": Api("unknown", "map_fn", "fn elems"),
    "tensorflow.vectorized_map": Api("unknown", "map_fn", "fn elems"),
    "tensorflow.scan": Api("unknown", "tf_scan", "fn elems initializer"),
    "tensorflow.custom_gradient": Api("function", "custom_gradient", "f"),
    "tensorflow.recompute_grad": Api("function", "recompute_grad", "f"),
    "tensorflow.gradients": Api("unknown", "tf_gradients", "ys xs"),
    "tensorflow.TensorArray": Api("new", "tensor_array", "dtype size"),
    "tensorflow.GradientTape.batch_jacobian": Api("unknown", "tape_jacobian", "target source", "use_tape"),
    "keras.Model.fit": Api("unknown", "fit", "x y batch_size epochs"),
    "keras.Model.predict": Api("unknown", "predict", "x batch_size"),
    "keras.Model.compile": Api("none", "compile", "optimizer loss loss_weights metrics"),
    "keras.Input": Api("unknown", "input", "shape batch_size dtype"),
    "keras.activations.linear": Api("argument", "", "x"),
    "tensorflow.print": Api("none", "tf_print"),
    "keras.optimizers.Optimizer.apply_gradients": Api("unknown", "apply_gradients", "grads_and_vars"),
    "keras.optimizers.Optimizer.minimize": Api("unknown", "minimize", "loss var_list"),
}
for _word in "exp log log1p expm1 sqrt abs square tanh sigmoid softplus rsqrt".split():
    for _prefix in ("tensorflow", "tensorflow.math"):
        if f"{_prefix}.{_word}" in _APIS:
            say(_APIS, _prefix, _word, op=_word, parameters="x")
say(_APIS, "tensorflow.nn", "relu gelu", parameters="features:x")
say(_APIS, "tensorflow.nn", "relu", op="relu")
say(_APIS, "tensorflow.nn", "sigmoid tanh", parameters="x")
say(_APIS, "tensorflow.nn", "sigmoid", op="sigmoid")
for _word in "sum mean prod max min any all logsumexp std variance".split():
    _op = {"variance": "var"}.get(_word, _word)
    for _prefix in ("tensorflow", "tensorflow.math"):
        if f"{_prefix}.reduce_{_word}" in _APIS:
            say(_APIS, _prefix, f"reduce_{_word}", op=_op, parameters="input_tensor:x axis keepdims")
for _prefix in ("tensorflow.nn", "tensorflow.math"):
    say(_APIS, _prefix, "softplus", op="softplus", parameters="features:x")
for _word in "softmax log_softmax".split():
    for _prefix in ("tensorflow.nn", "tensorflow.math"):
        if f"{_prefix}.{_word}" in _APIS:
            say(_APIS, _prefix, _word, op=_word, parameters="logits:x axis")
for _word in "sum mean max min prod std var any all logsumexp".split():
    say(_APIS, "keras.ops", _word, op=_word, parameters="x axis keepdims")
for _word in "exp log log1p expm1 sqrt abs square tanh sigmoid relu gelu".split():
    say(_APIS, "keras.ops", _word, op=_word, parameters="x")
say(_APIS, "tensorflow", "clip_by_value", op="clip", parameters="t:x clip_value_min clip_value_max")
say(_APIS, "keras.ops", "clip", op="clip", parameters="x x_min x_max")
for _word in "maximum minimum".split():
    for _prefix in ("tensorflow", "tensorflow.math"):
        say(_APIS, _prefix, _word, op=_word, parameters="x y")
    say(_APIS, "keras.ops", _word, op=_word, parameters="x1:x x2:y")
for _prefix in ("keras.ops", "keras.activations"):
    say(_APIS, _prefix, "softmax", op="softmax", parameters="x axis")
    say(_APIS, _prefix, "log_softmax", op="log_softmax", parameters="x axis")
say(_APIS, "tensorflow", "matmul", op="matmul", parameters="a:x b:y")
say(_APIS, "tensorflow.linalg", "matmul", op="matmul", parameters="a:x b:y")
say(_APIS, "tensorflow", "norm", op="norm", parameters="tensor:x ord axis keepdims")
say(_APIS, "tensorflow", "concat", op="cat", parameters="values axis")
say(_APIS, "tensorflow", "stack", op="stack", parameters="values axis")
say(_APIS, "tensorflow", "expand_dims", op="unsqueeze", parameters="input:x axis")
say(_APIS, "tensorflow", "where", op="where", parameters="condition x y")
_LOSS_OPS = {
    "SparseCategoricalCrossentropy": "sparse_categorical_crossentropy",
    "CategoricalCrossentropy": "categorical_crossentropy",
    "BinaryCrossentropy": "binary_crossentropy",
    "MeanSquaredError": "mse",
    "MeanAbsoluteError": "mae",
}
for _word in _LOSSES.split():
    _APIS[f"keras.losses.{_word}.__call__"] = Api("array", _LOSS_OPS.get(_word, "keras_loss"), "y_true y_pred")
_LOSS_FUNCTIONS = {
    "sparse_categorical_crossentropy categorical_crossentropy binary_crossentropy": "y_true y_pred from_logits",
    "binary_focal_crossentropy": "y_true y_pred apply_class_balancing alpha gamma from_logits",
    "categorical_focal_crossentropy": "y_true y_pred alpha gamma from_logits",
    """
    categorical_generalized_cross_entropy categorical_hinge cosine_similarity dice hinge huber kl_divergence log_cosh
    mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson
    squared_hinge tversky
    """: "y_true y_pred",
}
for _words, _parameters in _LOSS_FUNCTIONS.items():
    _APIS |= rows("keras.losses", "array", _words, op="keras_loss", parameters=_parameters)
say(_APIS, "keras.losses", "mean_squared_error", op="mse")
say(_APIS, "keras.losses", "mean_absolute_error", op="mae")
for _word in "sparse_categorical_crossentropy categorical_crossentropy binary_crossentropy".split():
    say(_APIS, "keras.losses", _word, op=_word)
_APIS["tensorflow.nn.sparse_softmax_cross_entropy_with_logits"] = Api("array", "cross_entropy", "labels logits")
_APIS["tensorflow.nn.softmax_cross_entropy_with_logits"] = Api("array", "cross_entropy", "labels logits")
say(_APIS, "tensorflow.nn", "sigmoid_cross_entropy_with_logits", parameters="labels logits")
say(_APIS, "tensorflow.nn", "weighted_cross_entropy_with_logits", parameters="labels logits pos_weight")

for _word in "zeros ones fill one_hot range reshape transpose squeeze argmax".split():
    say(_APIS, "tensorflow", _word, op={"range": "arange", "fill": "full"}.get(_word, _word))
say(_APIS, "tensorflow", "reshape", parameters="tensor:x shape")
say(_APIS, "tensorflow", "transpose", parameters="a:x perm")
say(_APIS, "tensorflow", "squeeze", parameters="input:x axis")
for _prefix in ("tensorflow", "tensorflow.math"):
    say(_APIS, _prefix, "argmax argmin", parameters="input:x axis")
    say(_APIS, _prefix, "argmax", op="argmax")
    say(_APIS, _prefix, "argmin", op="argmin")
say(_APIS, "tensorflow", "where", result="array")
say(_APIS, "tensorflow", "gather", parameters="params indices validate_indices axis batch_dims")
for _prefix in ("tensorflow.linalg", "keras.ops"):
    say(_APIS, _prefix, "svd", result="(array, array, array); with compute_uv: unknown")
say(_APIS, "tensorflow.linalg", "svd", parameters="tensor full_matrices compute_uv")
say(_APIS, "keras.ops", "svd", parameters="x full_matrices compute_uv")
say(_APIS, "keras.ops", "where", result="arrays; with x1: array", op="where", parameters="condition x1:x x2:y")

# What went with 2.0, and where the same function is now.
_REMOVED = {
    **{
        f"tensorflow.{name}": f".math.{name}"
        for name in """
        accumulate_n angle betainc bincount ceil confusion_matrix conj digamma erf erfc igamma imag
        invert_permutation is_finite is_inf is_nan lbeta lgamma log log1p log_sigmoid polygamma real rsqrt segment_max
        segment_mean segment_min segment_prod segment_sum unsorted_segment_max unsorted_segment_sum zeta
        """.split()
    },
    **{
        f"tensorflow.{name}": f".io.{name}"
        for name in """
        FixedLenFeature VarLenFeature decode_csv decode_raw parse_example parse_single_example read_file
        """.split()
    },
    **{f"tensorflow.{name}": f".linalg.{name}" for name in "cholesky cross global_norm qr svd trace".split()},
    **{f"tensorflow.matrix_{name}": f".linalg.{name}" for name in "band_part diag set_diag solve".split()},
    **{f"tensorflow.random_{name}": f".random.{name}" for name in "gamma normal shuffle uniform".split()},
    "tensorflow.arg_max": ".argmax",
    "tensorflow.arg_min": ".argmin",
    "tensorflow.batch_matmul": ".matmul",
    "tensorflow.depth_to_space": ".nn.depth_to_space",
    "tensorflow.diag": ".linalg.tensor_diag",
    "tensorflow.matrix_determinant": ".linalg.det",
    "tensorflow.matrix_inverse": ".linalg.inv",
    "tensorflow.matrix_transpose": ".linalg.matrix_transpose",
    "tensorflow.mul": ".multiply",
    "tensorflow.multinomial": ".random.categorical",
    "tensorflow.neg": ".negative",
    "tensorflow.nn.softmax_cross_entropy_with_logits_v2": ".nn.softmax_cross_entropy_with_logits",
    "tensorflow.pack": ".stack",
    "tensorflow.py_func": ".numpy_function",
    "tensorflow.random_crop": ".image.random_crop",
    "tensorflow.select": ".where",
    "tensorflow.set_random_seed": ".random.set_seed",
    "tensorflow.space_to_depth": ".nn.space_to_depth",
    "tensorflow.sparse_tensor_to_dense": ".sparse.to_dense",
    "tensorflow.string_to_number": ".strings.to_number",
    "tensorflow.sub": ".subtract",
    "tensorflow.truncated_normal": ".random.truncated_normal",
    "tensorflow.unpack": ".unstack",
    **dict.fromkeys(
        (
            f"tensorflow.{name}"
            for name in """
            AUTO_REUSE ConfigProto GPUOptions GraphKeys InteractiveSession Print Session add_to_collection app assign
            contrib div estimator flags get_collection get_default_graph get_variable gfile global_variables
            global_variables_initializer histogram_summary image.resize_images initialize_all_variables layers
            local_variables_initializer logging merge_all_summaries nn.bidirectional_dynamic_rnn nn.dynamic_rnn
            nn.rnn_cell nn.static_rnn nn.xw_plus_b placeholder python_io reset_default_graph saved_model.builder
            saved_model.simple_save scalar_summary summary.FileWriter summary.merge_all to_float to_int32 to_int64
            train.AdamOptimizer train.GradientDescentOptimizer train.MomentumOptimizer train.MonitoredTrainingSession
            train.RMSPropOptimizer train.Saver train.exponential_decay train.get_or_create_global_step
            trainable_variables variable_scope
            """.split()
        ),
        "",
    ),
}

FRAMEWORK = Framework(
    name="tensorflow",
    roots=("tensorflow", "keras", "tf_keras"),
    array="tensorflow.Tensor",
    aliases={
        "tensorflow.keras": "keras",
        "tensorflow.python.keras": "keras",
        "tf_keras": "keras",
        "keras.models.Model": "keras.Model",
        "keras.models.Sequential": "keras.Sequential",
        "keras.engine.training.Model": "keras.Model",
        "keras.layers.Layer": "keras.layers.Layer",
        "tensorflow.compat.v2": "tensorflow",
        "tensorflow.compat.v1": "tensorflow.compat.v1",
    },
    apis=_APIS,
    classes=_CLASSES,
    removed=_REMOVED,
)
