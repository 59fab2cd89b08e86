"""`MyModel`: a Keras model of two dense layers."""

from collections.abc import Sequence

from pattern_lsp.practice.task import Case, Run, Task, Wrong

_MISTAKES = {
    "relu": "has relu between the layers, not gelu",
    "linear": "has no activation between the layers: it is linear",
    "tanh": "has tanh between the layers, not gelu",
    "silu": "has silu between the layers, not gelu",
    "gelu_at_the_end": "has gelu after the last layer too",
    "sigmoid_at_the_end": "has sigmoid after the last layer",
}


def check(run: Run, case: Case) -> None:
    (hidden,) = case.arguments
    features, batch = case.options["features"], case.options["batch"]
    seen = run.scenario("keras_model", features=features, hidden=hidden, batch=batch)
    if not seen["is_model"]:
        raise Wrong("is not a `keras.Model`")
    if not seen["is_tensor"]:
        raise Wrong("the result of `call` is not a tensor")
    if seen["shape"] != [batch, 1]:
        raise Wrong("the result has the wrong shape", [batch, 1], seen["shape"])
    wanted = [[features, hidden], [hidden], [hidden, 1], [1]]
    if not seen["sizes"]:
        raise Wrong("has no variables that can be trained: layers made in `call` are lost")
    if seen["sizes"] != wanted:
        raise Wrong("its variables are not those of two dense layers", wanted, seen["sizes"])
    if not seen["training"]:
        raise Wrong("`call` does not accept `training=`")
    if seen["without_gradient"]:
        raise Wrong("no gradient reaches some of the variables")
    if not seen["stays"]:
        raise Wrong("gives another result when it is called again")
    if not {"gelu", "gelu_tanh"} & set(seen["alike"]):
        known = [_MISTAKES[name] for name in seen["alike"]]
        raise Wrong(known[0] if known else "is not dense, gelu, dense")


def cases(framework: str) -> Sequence[Case]:
    sizes = [(3, 4, 2), (1, 8, 5), (6, 2, 1)]
    return [Case((hidden,), {"features": features, "batch": batch}) for features, hidden, batch in sizes]


TASK = Task(
    title="Keras model by subclassing",
    forms={"tensorflow": "MyModel(hidden_dim)"},
    docstrings={
        "MyModel": """A Keras model of two dense layers, with gelu between them.

`call` takes `x` `[batch, features]`, and `training`, and gives `[batch, 1]`.
"""
    },
    properties=(
        "[batch, features] to [batch, 1]",
        "dense, gelu, dense, with these variables and no others",
        "every variable gets a gradient",
        "accepts `training=`",
    ),
    hints=(
        "`super().__init__()` first, then the layers as attributes: Keras finds them there.",
        "`layers.Dense(hidden_dim, activation='gelu')`; the second has one unit and no activation.",
        "`def call(self, x, training=None):` applies one after the other.",
    ),
    check=check,
    cases=cases,
)
