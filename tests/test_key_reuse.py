"""JAX003 against JAX's own checker, which watches a program run (`jax_debug_key_reuse`)."""

import helpers
import pytest

from pattern_lsp import registry

PROGRAMS = [
    pytest.param(program, id=f"{rule.code}-{number}-{kind}")
    for rule in registry.rules()
    for number, example in enumerate(rule.examples)
    for kind, program in (("bad", example.bad), ("good", example.good))
    if "jax.random" in program or "from jax import random" in program
]
UNSEEN = {
    "a loop that happened to run once": """\
import jax


def sample(key, rounds):
    return [jax.random.normal(key) for _ in range(rounds)]


sample(jax.random.key(0), 1)
""",
    "a branch that was not taken": """\
import jax


def sample(key, noisy):
    x = jax.random.normal(key)
    if noisy:
        x += jax.random.uniform(key)
    return x


sample(jax.random.key(0), noisy=False)
""",
    "a helper that was not called": """\
import jax


def draw(key):
    return jax.random.normal(key)


def pair(key):
    return draw(key), draw(key)
""",
}


def raises_key_reuse(program: str) -> bool:
    """Whether JAX itself sees a key used twice when the program runs."""
    import jax

    try:
        with jax.debug_key_reuse(True):
            helpers.run(program)
    except jax.errors.KeyReuseError:
        return True
    except Exception:
        return False  # what the example is about
    return False


def is_reported(program: str) -> bool:
    return any(found.code == "JAX003" for found in helpers.findings(program, "JAX003"))


@pytest.mark.parametrize("program", PROGRAMS)
def test_agrees_with_the_checker_of_jax(program: str) -> None:
    helpers.need("jax")
    assert is_reported(program) == raises_key_reuse(program)


@pytest.mark.parametrize("program", UNSEEN.values(), ids=UNSEEN.keys())
def test_sees_what_a_run_does_not(program: str) -> None:
    helpers.need("jax")
    assert not raises_key_reuse(program)
    assert is_reported(program)
