"""`init_layer` and `forward`: a network as a pure function of its parameters."""

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from pattern_lsp.practice.task import (
    Array,
    Case,
    Got,
    Run,
    Task,
    Wrong,
    array_of,
    judge_values,
    tensor,
)

Layers = Sequence[tuple[Array, Array]]


def oracle(layers: Layers, x: Array) -> Array:
    *hidden, last = layers
    for w, b in hidden:
        x = np.maximum(x @ w + b, 0)
    return np.asarray(x @ last[0] + last[1])


def check(run: Run, case: Case) -> None:
    if "sizes" in case.options:
        _check_layer(run, *case.options["sizes"])
        return
    params, x = case.arguments
    layers = [(w.values.astype(np.float64), b.values.astype(np.float64)) for w, b in params]
    expected = oracle(layers, x.values.astype(np.float64))
    tolerance = 1e-5 * (1 + np.max(np.abs(expected)))
    for got in (run(params, x, name="forward"), run.jit(params, x, name="forward")):
        values = array_of(run, got, expected.shape)
        without = x.values
        for w, b in layers:
            without = without @ w + b
        all_relu = np.maximum(expected, 0)
        mistakes = {
            "applies relu after the last layer too": all_relu,
            "has no relu between the layers": without,
            "leaves out the biases": oracle([(w, 0 * b) for w, b in layers], x.values),
            "leaves out the last layer": oracle([*layers[:-1], (np.eye(len(layers[-1][0])), np.zeros(1))], x.values),
            "leaves out the first layer": oracle(layers[1:], x.values)
            if len(layers) > 1 and x.values.shape[-1] == layers[1][0].shape[0]
            else None,
        }
        known = {name: one for name, one in mistakes.items() if one is not None}
        judge_values(run, values, expected, tolerance, "float32", "is not relu(x @ w + b), layer by layer", known)
    if "weights" in case.options:
        _, gradients = run.gradient(params, x, wrt=[0, 1], cotangent=case.options["weights"], name="forward")
        if gradients is None or not np.any(_values(gradients[0][0][0])):
            raise Wrong("is not differentiable: no gradient reaches the parameters")


def _values(got: Any) -> Array:
    return np.asarray(got.values if isinstance(got, Got) else got)


def _check_layer(run: Run, in_dim: int, out_dim: int) -> None:
    seen = run.scenario("pure_network", in_dim=in_dim, out_dim=out_dim)
    first = seen["first"]
    if len(first) != 2:
        raise Wrong("`init_layer` does not give a pair `(w, b)`", "(w, b)", first[0] if len(first) == 1 else first)
    w = array_of(run, first[0], (in_dim, out_dim), what="weight")
    b = array_of(run, first[1], (out_dim,), what="bias")
    if not np.isfinite(w).all() or not np.isfinite(b).all():
        raise Wrong("some of the parameters are not finite", got=first)
    if (w == w.flat[0]).all() and w.size > 1:
        raise Wrong("all weights are equal: the units of a layer would stay the same", got=first[0])
    if (_values(seen["again"][0]) != w).any():
        raise Wrong("the same key gives other weights: something else than the key is random")
    if (_values(seen["other"][0]) == w).all():
        raise Wrong("different keys give the same weights: `key` is ignored")
    large = _values(seen["large"])
    if np.std(large) > 0.5:
        raise Wrong(
            f"the weights of a layer with 300 inputs have the deviation {np.std(large):.2g}: activations explode"
        )
    if np.max(np.abs(b)) > 1:
        raise Wrong("the biases are large", got=first[1])
    if abs(np.mean(large)) > 0.2 * np.std(large):
        raise Wrong("the mean of the weights is not 0", got=first[0])


def cases(framework: str) -> Sequence[Case]:
    chosen = np.random.default_rng(0)

    def params(*sizes: int) -> list[tuple[Any, Any]]:
        return [
            (tensor(chosen.normal(size=(a, b))), tensor(chosen.normal(size=b))) for a, b in itertools.pairwise(sizes)
        ]

    def x(*shape: int) -> Any:
        return tensor(chosen.normal(size=shape))

    return [
        Case((), {"sizes": (3, 2)}),
        Case((), {"sizes": (1, 4)}),
        Case((params(2, 3), x(4, 2))),
        Case((params(2, 3, 2), x(4, 2))),
        Case((params(3, 3, 3, 3), x(2, 3))),
        Case((params(2, 4, 1), x(1, 2))),
        Case((params(3, 4, 2), x(2, 3)), {"weights": tensor(np.ones((2, 2)))}),
    ]


TASK = Task(
    title="Pure network: parameters in, predictions out",
    forms={"jax": "init_layer(key, in_dim, out_dim)\nforward(params, x)"},
    docstrings={
        "init_layer": """The parameters of one layer, drawn with `key`.

The result is `(w, b)`: `w` is `[in_dim, out_dim]`, small and random, `b` is `[out_dim]`.
""",
        "forward": """The predictions of a network.

`params` is a list of `(w, b)`, a pair for each layer, `x` is `[batch, in]`; the result is `[batch, out]`.
relu between the layers, none after the last. It can be compiled with `jax.jit`.
""",
    },
    properties=(
        "`init_layer` gives `(w, b)` of the right shapes, small, from the key alone",
        "different keys give different weights",
        "`forward` equals the float64 oracle, with relu between the layers only",
        "it works under `jit`, and is differentiable",
    ),
    hints=(
        "`jax.random.normal(key, (in_dim, out_dim))`, times something small; zeros for the bias.",
        "Loop over all layers but the last, `x = jax.nn.relu(x @ w + b)`.",
        "The last layer stands after the loop: `w, b = params[-1]`, and no relu.",
    ),
    check=check,
    cases=cases,
)
