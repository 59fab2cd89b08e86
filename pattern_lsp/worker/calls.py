"""Values between JSON and the frameworks, and the ways to call a function.

An array is `{"array": base64 of its bytes, "dtype": name, "shape": […]}`; on the way in it may have a `layout`, on the
way out it says `of` which framework it is. Other values: numbers, strings and None as they are, except
`{"float": "nan"}`, `{"list": […]}`, `{"tuple": […]}`, `{"dict": [[key, value], …]}`, `{"bytes": base64}` and
`{"object": its type}`.
"""

from __future__ import annotations

import base64
import importlib
import math
import sys
import time
from typing import Any

_LARGEST = 32_000_000  # bytes of an array that are sent back
_DEEPEST = 20


def _numpy() -> Any:
    import numpy

    return numpy


def load_array(given: Any) -> Any:
    """The NumPy array that JSON holds; bfloat16 comes as float32."""
    numpy = _numpy()
    dtype = "float32" if given["dtype"] == "bfloat16" else given["dtype"]
    values = numpy.frombuffer(base64.b64decode(given["array"]), dtype=dtype).reshape(given["shape"])
    layout = given.get("layout", "plain")
    if layout == "strided" and values.ndim:
        # Every second element of a larger array: what lies between must not be read.
        larger = numpy.full([size * 2 for size in values.shape], 77, dtype=dtype)
        view = larger[tuple(slice(None, None, 2) for _ in values.shape)]
        view[...] = values
        return view
    if layout.startswith("tiled"):
        return numpy.tile(values, int(layout.split()[1]))
    if layout == "transposed":
        return values.T.copy().T
    if layout == "readonly":
        return values  # as `frombuffer` makes it
    return values.copy()


def dump(value: Any, depth: int = 0) -> Any:
    """A value as JSON."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if type(value) is int:
        return value if abs(value) < 2**63 else {"int": str(value)}
    if type(value) is float:
        return value if math.isfinite(value) else {"float": str(value)}
    if depth < _DEEPEST:
        if isinstance(value, (list, tuple)):
            kind = "list" if isinstance(value, list) else "tuple"
            return {kind: [dump(one, depth + 1) for one in value[:1000]]}
        if isinstance(value, dict):
            return {"dict": [[dump(one, depth + 1) for one in pair] for pair in list(value.items())[:1000]]}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": base64.b64encode(value[:_LARGEST]).decode()}
    array, of = _as_array(value)
    if array is None:
        return {"object": type(value).__module__ + "." + type(value).__qualname__}
    dtype = str(array.dtype)
    if dtype == "bfloat16":
        array = array.astype("float32")
    found = {"dtype": dtype, "shape": list(array.shape), "of": of}
    if array.dtype.kind in "OSUVMm" or array.nbytes > _LARGEST:
        return {**found, "array": None}
    return {**found, "array": base64.b64encode(_numpy().ascontiguousarray(array).tobytes()).decode()}


def _as_array(value: Any) -> Any:
    """A framework's array as NumPy's, with the framework's name."""
    modules = sys.modules
    if "torch" in modules and isinstance(value, modules["torch"].Tensor):
        value = value.detach().cpu().resolve_conj().resolve_neg()
        if value.dtype == modules["torch"].bfloat16:
            array = value.float().numpy()
            return _Named(array, "bfloat16"), "torch"
        return value.numpy(), "torch"
    if "tensorflow" in modules:
        tf = modules["tensorflow"]
        if isinstance(value, (tf.Tensor, tf.Variable)) and hasattr(value, "numpy"):
            return value.numpy(), "tensorflow"
        if type(value).__module__.startswith("keras") and hasattr(value, "numpy"):
            return value.numpy(), "tensorflow"
    if "jax" in modules and isinstance(value, modules["jax"].Array):
        return _numpy().asarray(value), "jax"
    if "numpy" in modules:
        numpy = modules["numpy"]
        if isinstance(value, numpy.ndarray):
            return value, "numpy"
        if isinstance(value, numpy.generic):
            return numpy.asarray(value), "number"
    return None, ""


class _Named:
    """A float32 array under the name of the dtype that it was made from."""

    def __init__(self, array: Any, dtype: Any) -> None:
        self.array, self.dtype, self.shape, self.nbytes = array, _Dtype(dtype), array.shape, array.nbytes

    def astype(self, _: Any) -> Any:
        return self.array


class _Dtype(str):
    kind = "f"


class Adapter:
    """How one framework's arrays are made, compared and waited for. This one is NumPy's, and numba's."""

    def load(self, given: Any) -> Any:
        """A value from JSON, its arrays those of the framework."""
        if not isinstance(given, dict):
            return given
        if "array" in given:
            return self.array(load_array(given), given)
        if "float" in given:
            return float(given["float"])
        if "int" in given:
            return int(given["int"])
        if "bytes" in given:
            return base64.b64decode(given["bytes"])
        if "dict" in given:
            return {self.load(key): self.load(value) for key, value in given["dict"]}
        values = [self.load(one) for one in (given["list"] if "list" in given else given["tuple"])]
        return values if "list" in given else tuple(values)

    def array(self, values: Any, given: Any) -> Any:
        return values

    def fingerprint(self, value: Any) -> Any:
        """What changes when a value does; None for what cannot change or is not looked at."""
        if isinstance(value, (list, tuple)):
            return [self.fingerprint(one) for one in value]
        if isinstance(value, dict):
            return {key: self.fingerprint(one) for key, one in value.items()}
        array, of = _as_array(value)
        return array.tobytes() if of == "numpy" else None

    def wait(self, value: Any) -> None:
        """Come back when a value is computed."""

    def gradient(self, function: Any, arguments: Any, wrt: Any, cotangent: Any) -> Any:
        raise NotImplementedError

    def jit(self, function: Any, static: Any) -> Any:
        raise NotImplementedError


class Torch(Adapter):
    def array(self, values: Any, given: Any) -> Any:
        import torch

        if not values.flags.writeable:
            values = values.copy()
        tensor = torch.from_numpy(values)
        return tensor.to(torch.bfloat16) if given["dtype"] == "bfloat16" else tensor

    def fingerprint(self, value: Any) -> Any:
        array, of = _as_array(value)
        if of != "torch":
            return super().fingerprint(value)
        return (array.array if isinstance(array, _Named) else array).tobytes()

    def gradient(self, function: Any, arguments: Any, wrt: Any, cotangent: Any) -> Any:
        import torch

        arguments = list(arguments)
        for index in wrt:
            arguments[index] = arguments[index].detach().clone().requires_grad_()
        value = function(*arguments)
        if not isinstance(value, torch.Tensor) or not value.requires_grad:
            return value, None
        if cotangent is not None:
            cotangent = self.load(cotangent).to(value.dtype).reshape(value.shape)
        found = torch.autograd.grad(value, [arguments[i] for i in wrt], cotangent, allow_unused=True)
        return value, list(found)


class Jax(Adapter):
    def fingerprint(self, value: Any) -> Any:
        import jax

        if isinstance(value, jax.Array):
            return value.is_deleted()  # all that can happen to one: its memory was donated
        return super().fingerprint(value)

    def array(self, values: Any, given: Any) -> Any:
        import jax.numpy as jnp

        return jnp.asarray(values, dtype=given["dtype"])

    def wait(self, value: Any) -> None:
        import jax

        jax.block_until_ready(value)

    def gradient(self, function: Any, arguments: Any, wrt: Any, cotangent: Any) -> Any:
        import jax

        def of_some(*some: Any) -> Any:
            given = list(arguments)
            for index, one in zip(wrt, some):  # noqa: B905 - older interpreters have no `strict`
                given[index] = one
            return function(*given)

        value, pull = jax.vjp(of_some, *(arguments[i] for i in wrt))
        if not isinstance(value, jax.Array):
            return value, None
        given = jax.numpy.ones_like(value) if cotangent is None else self.load(cotangent).astype(value.dtype)
        return value, list(pull(given.reshape(value.shape)))

    def jit(self, function: Any, static: Any) -> Any:
        import jax

        return jax.jit(function, static_argnums=static)


class TensorFlow(Adapter):
    def array(self, values: Any, given: Any) -> Any:
        import tensorflow as tf

        return tf.cast(tf.constant(values), given["dtype"])

    def gradient(self, function: Any, arguments: Any, wrt: Any, cotangent: Any) -> Any:
        import tensorflow as tf

        with tf.GradientTape() as tape:
            for index in wrt:
                tape.watch(arguments[index])
            value = function(*arguments)
        if not tf.is_tensor(value):
            return value, None
        if cotangent is not None:
            cotangent = tf.reshape(tf.cast(self.load(cotangent), value.dtype), value.shape)
        found = tape.gradient(value, [arguments[i] for i in wrt], output_gradients=cotangent)
        return value, None if all(one is None for one in found) else found

    def jit(self, function: Any, static: Any) -> Any:
        import tensorflow as tf

        return tf.function(function)


ADAPTERS = {"numpy": Adapter(), "numba": Adapter(), "torch": Torch(), "jax": Jax(), "tensorflow": TensorFlow()}


def _plain(adapter: Any, function: Any, arguments: Any, options: Any) -> Any:
    return dump(function(*arguments))


def _gradient(adapter: Any, function: Any, arguments: Any, options: Any) -> Any:
    """The value, and the gradients with respect to the arguments at `wrt`: None where there is none."""
    return dump(adapter.gradient(function, arguments, options["wrt"], options.get("cotangent")))


def _jit(adapter: Any, function: Any, arguments: Any, options: Any) -> Any:
    """Compiled: `static` are the positions of arguments that are not traced."""
    return dump(adapter.jit(function, tuple(options.get("static", ())))(*arguments))


def _vmap(adapter: Any, function: Any, arguments: Any, options: Any) -> Any:
    axes = tuple(options["in_axes"])
    if isinstance(adapter, Torch):
        import torch

        return dump(torch.vmap(function, in_dims=axes)(*arguments))
    import jax

    return dump(jax.vmap(function, in_axes=axes)(*arguments))


def _threads(adapter: Any, function: Any, arguments: Any, options: Any) -> Any:
    """With so many of numba's threads: the first result that differs from the first in so many seconds, or the first.

    Threads meet by chance, on a busy machine seldom.
    """
    numba = importlib.import_module("numba")
    before = numba.get_num_threads()
    numba.set_num_threads(min(options["threads"], numba.config.NUMBA_NUM_THREADS))
    try:
        first = function(*arguments)
        end = time.monotonic() + options["seconds"]
        while time.monotonic() < end:
            again = function(*arguments)
            if adapter.fingerprint(again) != adapter.fingerprint(first):
                return dump(again)
        return dump(first)
    finally:
        numba.set_num_threads(before)


HOW = {"plain": _plain, "gradient": _gradient, "jit": _jit, "vmap": _vmap, "threads": _threads}
