"""What the hover says of other frameworks is so: the forms agree, and the differences are there, seen by running."""

import ast
import importlib
import inspect
from collections.abc import Callable
from typing import Any

import helpers
import numpy as np
import pytest

from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.frameworks.counterparts import Difference, Form, Idea, ideas

_MODULES = {
    "torch": "torch",
    "F": "torch.nn.functional",
    "nn": "torch.nn",
    "tf": "tensorflow",
    "keras": "keras",
    "jax": "jax",
    "jnp": "jax.numpy",
    "optax": "optax",
    "flax": "flax.linen",
    "scipy": "scipy.special",
}
_IDEAS = [pytest.param(idea, id=next(iter(idea.forms.values())).code) for idea in ideas()]
_DIFFERENCES = list(dict.fromkeys(difference for idea in ideas() for difference in idea.differences))


@pytest.fixture(scope="module")
def modules() -> dict[str, Any]:
    helpers.need(*dict.fromkeys(name.partition(".")[0] for name in _MODULES.values()))
    found: dict[str, Any] = {"np": np, "signature": inspect.signature, "raises": raises}
    for name, module in _MODULES.items():
        loaded = importlib.import_module(module)
        found[name] = importlib.import_module(name) if name in ("flax", "scipy") else loaded
    found["run"] = lambda code: run(code, dict(found))
    return found


def raises(do: Callable[[], object]) -> bool:
    try:
        do()
    except NameError:
        raise  # a slip in the table, and no answer of a framework
    except Exception:
        return True
    return False


def run(code: str, variables: dict[str, Any]) -> Any:
    """The value of an expression; of statements, what `x` is after them."""
    if len(body := ast.parse(code).body) == 1 and isinstance(body[0], ast.Expr):
        return eval(code, variables)
    exec(code, variables)
    return variables["x"]


def converted(value: Any, framework: str, modules: dict[str, Any]) -> Any:
    """An array as the framework's own; anything else as it is."""
    if not isinstance(value, np.ndarray):
        return value
    make = {"torch": modules["torch"].tensor, "tensorflow": modules["tf"].constant, "jax": modules["jnp"].asarray}
    return make.get(framework, np.array)(value)


def as_numpy(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return np.stack([as_numpy(one) for one in value])
    return np.asarray(value.detach() if hasattr(value, "detach") else value)


@pytest.mark.parametrize("idea", _IDEAS)
def test_every_name_is_known_and_there(idea: Idea, modules: dict[str, Any]) -> None:
    for framework, form in idea.forms.items():
        for name in form.names.split():
            assert knowledge.canonical(name) == name
            assert knowledge.api(name) is not None, name
            # `np.asarray` is how a JAX array becomes one of NumPy's.
            assert knowledge.framework_of(name) == framework or name == "numpy.asarray", name


@pytest.mark.parametrize("idea", _IDEAS)
@pytest.mark.filterwarnings("ignore")
def test_all_frameworks_give_the_same(idea: Idea, modules: dict[str, Any]) -> None:
    example: dict[str, Any] = {}
    exec(idea.example, dict(modules), example)
    results = {name: as_numpy(result_of(form, name, example, modules)) for name, form in idea.forms.items()}
    first = next(iter(results.values()))
    for framework, result in results.items():
        assert result.shape == first.shape, framework
        if not idea.is_random:
            assert np.allclose(result, first, rtol=1e-4, atol=1e-5), (framework, result, first)


def result_of(form: Form, framework: str, example: dict[str, Any], modules: dict[str, Any]) -> Any:
    own = {name: converted(value, framework, modules) for name, value in example.items()}
    return run(form.code, {**modules, **own})


@pytest.mark.parametrize("difference", _DIFFERENCES, ids=lambda difference: difference.text)
@pytest.mark.filterwarnings("ignore")
def test_the_differences_are_seen(difference: Difference, modules: dict[str, Any]) -> None:
    assert difference.text.endswith(".")
    assert bool(eval(difference.shown_by, modules)) is True


def test_a_name_belongs_to_one_idea() -> None:
    names = [name for idea in ideas() for form in idea.forms.values() for name in form.names.split()]
    assert sorted(names) == sorted(set(names))
