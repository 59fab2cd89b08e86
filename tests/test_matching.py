"""A function is taken for a task's if its name, its arguments and what it uses say so, or a comment does."""

import pytest

from pattern_lsp.practice.matching import matches


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.function, one.task, one.frameworks) for one in matches(text)]


@pytest.mark.parametrize(
    "name", ["softmax", "my_softmax", "softmax_np", "stable_softmax", "numpySoftmax", "softmax_v2"]
)
def test_names_that_people_give(name: str) -> None:
    text = f"import numpy as np\n\ndef {name}(x, axis=-1):\n    return np.exp(x)\n"
    assert found(text) == [(name, "softmax", ("numpy",))]
    (match,) = matches(text)
    assert text[match.span.start : match.span.end] == name
    assert match.names == {"softmax": name}


@pytest.mark.parametrize(
    ("body", "framework"),
    [
        ("import torch\n\ndef softmax(x, dim=-1):\n    return torch.exp(x)", "torch"),
        ("import torch.nn.functional as F\n\ndef softmax(x, dim=-1):\n    return F.softmax(x, dim)", "torch"),
        ("import jax.numpy as jnp\nimport torch\n\ndef softmax(x, axis=-1):\n    return jnp.exp(x)", "jax"),
        ("import jax\nimport numpy as np\n\n@jax.jit\ndef softmax(x, axis=-1):\n    return np.e ** x", "jax"),
        ("import tensorflow as tf\n\ndef softmax(x, axis=-1):\n    return tf.exp(x)", "tensorflow"),
        ("import numpy as np\nimport torch\n\ndef helper(x):\n    return torch.exp(x)\n\n"
         "def softmax(x, axis=-1):\n    return helper(x)", "torch"),
    ],
)  # fmt: skip
def test_the_framework_is_what_the_function_uses(body: str, framework: str) -> None:
    assert found(body + "\n") == [("softmax", "softmax", (framework,))]


def test_a_function_that_uses_no_framework_is_not_clear() -> None:
    assert found("def softmax(x, axis=-1):\n    return x.exp()\n")[0][2] == ("numpy", "torch", "jax", "tensorflow")


@pytest.mark.parametrize(
    "text",
    [
        "import numpy as np\n\ndef softmax(x, axis, temperature, mask):\n    return np.exp(x)\n",  # takes more
        "import numpy as np\n\ndef softmax_grad(x, axis=-1):\n    return np.exp(x)\n",
        "import numpy as np\n\nclass A:\n    def softmax(self, x):\n        return np.exp(x)\n",  # a method
        "import numpy as np\nsoftmax = 3\n",
    ],
)
def test_look_alikes(text: str) -> None:
    assert found(text) == []


def test_a_comment_decides() -> None:
    text = "import numpy as np\n\n# pattern: softmax\ndef normalise(x, axis=-1):\n    return np.exp(x)\n"
    assert found(text) == [("normalise", "softmax", ("numpy",))]
    text = "# pattern: softmax (torch)\ndef normalise(x, dim=-1):\n    return x.exp()\n"
    assert found(text) == [("normalise", "softmax", ("torch",))]


def test_a_file_that_does_not_parse_elsewhere() -> None:
    assert found("import numpy as np\n\ndef softmax(x, axis=-1):\n    return np.exp(x)\n\ndef f(:\n") != []
