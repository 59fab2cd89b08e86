"""What numba offers."""

from pattern_lsp.semantic.frameworks.api import Api, Framework

_APIS: dict[str, Api] = {}

_APIS |= {
    "numba.njit": Api("function", "njit"),
    "numba.jit": Api("function", "jit"),
    "numba.vectorize": Api("function", "vectorize"),
    "numba.guvectorize": Api("function", "guvectorize"),
    "numba.cfunc": Api("function", "cfunc"),
    "numba.stencil": Api("function", "stencil"),
    "numba.extending.register_jitable": Api("function", "register_jitable"),
    "numba.extending.overload": Api("function", "overload"),
    "numba.extending.overload_method": Api("function", "overload_method", "typ attr"),
    "numba.extending.overload_attribute": Api("function", "overload_attribute", "typ attr"),
    "numba.extending.intrinsic": Api("function", "intrinsic"),
    "numba.experimental.jitclass": Api("unknown", "jitclass", "cls_or_spec spec"),
    "numba.cuda.jit": Api("unknown", "cuda_jit", "func_or_sig"),
    "numba.get_num_threads": Api("int"),
    "numba.get_thread_id": Api("int"),
    "numba.set_num_threads": Api("none", "set_num_threads", "n"),
    "numba.pndindex": Api("unknown", "pndindex"),
    "numba.prange": Api("unknown", "prange"),
    "numba.objmode": Api("new", "objmode"),
    "numba.typed.Dict": Api("new"),
    "numba.typed.List": Api("new"),
    "numba.typed.Dict.empty": Api("new numba.typed.Dict", "", "key_type value_type"),
    "numba.typed.List.empty_list": Api("new numba.typed.List", "", "item_type"),
}
_CLASSES = {"numba.typed.Dict": "numba.typed.Dict", "numba.typed.List": "numba.typed.List"}

FRAMEWORK = Framework(
    name="numba",
    roots=("numba",),
    array="",
    aliases={
        "numba.core.decorators": "numba",
        "numba.core.decorators.njit": "numba.njit",
        "numba.np.ufunc": "numba",
        "numba.jitclass": "numba.experimental.jitclass",
        "numba.misc.special.prange": "numba.prange",
        "numba.typed.typeddict.Dict": "numba.typed.Dict",
    },
    apis=_APIS,
    classes=_CLASSES,
)
