"""What Hypothesis draws inputs from: arrays that shrink to small shapes and plain numbers."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.task import LARGEST, Tensor, tensor

DTYPES = {
    "numpy": ("float32", "float64", "float16"),
    "torch": ("float32", "float64", "float16", "bfloat16"),
    "jax": ("float32", "float16", "bfloat16"),
    "tensorflow": ("float32", "float64", "float16"),
    "numba": ("float64", "float32"),
}
"""The dtypes that a function of each framework is expected to take, the one people use first."""

# JAX compiles each operation for each shape: there are few, so that most inputs find it compiled.
_SHAPES: dict[int, Sequence[tuple[int, ...]]] = {
    1: [(1,), (2,), (3,), (5,)],
    2: [(1, 2), (2, 1), (2, 3)],
    3: [(2, 1, 3)],
}
_LAYOUTS = {"numpy": ("plain", "strided", "transposed"), "torch": ("plain", "strided", "transposed")}


def shapes(framework: str, least: int = 1, most: int = 3) -> st.SearchStrategy[tuple[int, ...]]:
    """Shapes of a rank between two, small ones first."""
    if framework == "jax":
        return st.sampled_from([shape for rank in range(least, most + 1) for shape in _SHAPES[rank]])
    return st.integers(least, most).flatmap(lambda rank: st.tuples(*[st.integers(1, 4)] * rank))


def numbers(dtype: str, infinities: str = "none", largest: float | None = None) -> st.SearchStrategy[float]:
    """Floats that a dtype holds: ordinary ones first, then large and tiny ones.

    `infinities` is none, negative or both.
    """
    bound = LARGEST[dtype] if largest is None else largest
    ordinary = st.integers(-3, 3).map(float)
    usual = st.floats(-min(30.0, bound), min(30.0, bound), width=32)
    wide = [0.0, 1e-6, 50.0, -50.0, 100.0, -100.0, 1e3, -1e3, 1e4, -1e4, bound, -bound, bound / 2, -bound / 2]
    special = {"none": [], "negative": [-np.inf], "both": [-np.inf, np.inf]}[infinities]
    corners = st.sampled_from([one for one in wide if abs(one) <= bound] + special)
    return st.one_of(ordinary, usual, corners)


def arrays(
    framework: str,
    dtypes: Sequence[str],
    least: int = 1,
    most: int = 3,
    infinities: str = "none",
    largest: float | None = None,
    shape: tuple[int, ...] | None = None,
) -> st.SearchStrategy[Tensor]:
    """Arrays of some shape and dtype; of one `shape`, if that is given."""

    @st.composite
    def build(draw: Any) -> Tensor:
        size = draw(shapes(framework, least, most)) if shape is None else shape
        dtype = draw(st.sampled_from(dtypes))
        count = int(np.prod(size))
        values = draw(st.lists(numbers(dtype, infinities, largest), min_size=count, max_size=count))
        layout = draw(st.sampled_from(_LAYOUTS.get(framework, ("plain",))))
        return tensor(np.array(values, np.float64).reshape(size), dtype, layout)

    return build()
