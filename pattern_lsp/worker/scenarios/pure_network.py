"""What the first layers of a pure network are like: made from keys, alone and in `jit`."""

from __future__ import annotations

from typing import Any


def pure_network(program: Any, in_dim: int, out_dim: int) -> dict[str, Any]:
    import jax

    def layer(seed: int, **options: Any) -> Any:
        return program.init_layer(jax.random.key(seed, **options), in_dim, out_dim)

    first = layer(0)
    pair = tuple(first) if isinstance(first, (tuple, list)) else (first,)
    return {
        "first": pair,
        "again": tuple(layer(0)) if len(pair) == 2 else None,
        "other": tuple(layer(1)) if len(pair) == 2 else None,
        "legacy": tuple(program.init_layer(jax.random.PRNGKey(0), in_dim, out_dim)) if len(pair) == 2 else None,
        "large": program.init_layer(jax.random.key(2), 300, 20)[0] if len(pair) == 2 else None,
    }
