"""What batch norm and layer norm have in common: the oracle, how it is rounded, and how people get it wrong."""

from collections.abc import Mapping

import numpy as np

from pattern_lsp.practice.task import EPSILON, Array, Case, Run, Tensor, array_of, check_gradients, judge_values


def oracle(x: Array, gamma: Array, beta: Array, eps: float, axis: int) -> Array:
    """`gamma * (x - mean) / sqrt(variance + eps) + beta`, with the biased variance, in float64."""
    mean = x.mean(axis=axis, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=axis, keepdims=True)
    return np.asarray(gamma * (x - mean) / np.sqrt(variance + eps) + beta)


def rounding(x: Array, gamma: Array, beta: Array, eps: float, axis: int, precision: float) -> Array:
    """How far a result may be off that subtracts the mean before it squares.

    `x - mean` is off by some roundings of the largest x; that error, divided by the deviation, is the result's own,
    and it is also the variance's, twice.
    """
    count = x.shape[axis]
    deviation = np.sqrt(x.var(axis=axis, keepdims=True) + eps)
    off = (4 + count) * precision * np.max(np.abs(x), axis=axis, keepdims=True) / deviation
    normal = np.abs(oracle(x, np.ones(()), np.zeros(()), eps, axis))
    own = off + normal * ((8 + count) * precision + 2 * off + off**2)
    return np.asarray(np.abs(gamma) * own + 8 * precision * (np.abs(gamma) * normal + np.abs(beta)) + 1e-30)


def check(run: Run, case: Case, axis: int, other_axes: Mapping[str, int | None]) -> None:
    """Compare `f(x, gamma, beta, eps)` with the oracle. Raises Wrong."""
    x, gamma, beta, *rest = case.arguments
    eps = rest[0] if rest else 1e-5
    got = run(*case.arguments)
    values = array_of(run, got, x.values.shape).astype(np.float64)
    given: tuple[Tensor, ...] = (x, gamma, beta)
    x64, g, b = (one.values.astype(np.float64) for one in given)
    expected = oracle(x64, g, b, eps, axis)
    tolerance = rounding(x64, g, b, eps, axis, EPSILON[x.dtype])
    count = x64.shape[axis]
    mean = x64.mean(axis=axis, keepdims=True)
    variance = x64.var(axis=axis, keepdims=True)
    unbiased = variance * count / (count - 1) if count > 1 else np.full_like(variance, np.nan)
    mistakes = {
        "uses the unbiased variance, which divides by n - 1": g * (x64 - mean) / np.sqrt(unbiased + eps) + b,
        "adds `eps` outside of the square root": g * (x64 - mean) / (np.sqrt(variance) + eps) + b,
        "ignores `eps`: it is a parameter": oracle(x64, g, b, 1e-5, axis),
        "has no `eps` under the square root": g * (x64 - mean) / np.sqrt(variance) + b,
        "adds `eps` to the unbiased deviation": g * (x64 - mean) / (np.sqrt(unbiased) + eps) + b,
        "leaves out `gamma`": oracle(x64, np.ones_like(g), b, eps, axis),
        "leaves out `beta`": oracle(x64, g, np.zeros_like(b), eps, axis),
        "divides by the variance, not by its root": g * (x64 - mean) / (variance + eps) + b,
        "does not subtract the mean": g * x64 / np.sqrt(variance + eps) + b,
        "shifts before it scales: `gamma` multiplies `beta` too": g * (oracle(x64, np.ones_like(g), b, eps, axis)),
    }
    for words, other in other_axes.items():
        if other is None:
            mistakes[words] = g * (x64 - x64.mean()) / np.sqrt(x64.var() + eps) + b
        elif other < x64.ndim:
            mistakes[words] = oracle(x64, g, b, eps, other)
    complaint = "the result is not that of the oracle"
    spread = np.sqrt(x64.var(axis=axis)) if count > 1 else np.ones(1)
    if np.max(np.abs(x64)) > 100 * np.min(spread):
        complaint = "loses precision where the mean is large: `E[x²] - E[x]²` cancels, `E[(x - E[x])²]` does not"
    if count == 1:
        complaint = "one row gives `beta`" if axis == 0 else "one feature gives `beta`"
    rules = {name: "NUM007" for name in mistakes if "unbiased" in name}
    judge_values(run, values, expected, tolerance, x.dtype, complaint, mistakes, rules)
    if "weights" in case.options:
        check_gradients(
            run,
            case.arguments,
            ("x", "gamma", "beta"),
            case.options["weights"],
            lambda x, gamma, beta: oracle(x, gamma, beta, eps, axis),
        )
