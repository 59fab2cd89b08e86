"""A subclass of `keras.Model` is given `input_shape`, which it does not know.

What goes into a subclass is found out when it is called. `Net(input_shape=(3,))` raises `TypeError:
Net.__init__() got an unexpected keyword argument 'input_shape'`; where `**kwargs` carry it to `keras.Model`, Keras
warns `Do not pass an `input_shape`/`input_dim` argument to a layer` and ignores it: the model has no weights yet, and
`summary` shows `0 (unbuilt)` (keras 3.15).
Leave it away, and call the model once, on zeros if need be; `model.build((None, 3))` builds no more than the class has
written into a `build` of its own.
Silent: classes with a parameter of this name, layers, and models that are the first part of a `Sequential`, which
does build them from it.

Source: keras.io, guide "Making new layers and models via subclassing".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Class, Function, Model
from pattern_lsp.semantic.queries import has_parameter, takes_any_keyword
from pattern_lsp.semantic.values import Kind, Value

_SHAPES = ("input_shape", "input_dim")


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls():
        if call.callee.kind is Kind.CLASS and "keras.Model" in call.callee.target.ancestors:
            yield from _of_class(model, call, call.callee.target)
    owner = model.function.owner if model.function is not None else None
    if (
        owner is not None
        and "keras.Model" in owner.ancestors
        and all(base.kind is Kind.LIBRARY for base in owner.bases)
    ):
        for call in model.calls(method="__init__"):
            is_super = call.receiver is not None and call.receiver.value.name == "builtins.super"
            for argument in call.arguments if is_super and not call.context.calls else ():
                if argument.keyword in _SHAPES:
                    message = f"`keras.Model` ignores `{argument.keyword}`: the first call builds the model"
                    yield Finding(argument.operand.place, message)


def _of_class(model: Model, call: Call, made: Class) -> Iterator[Finding]:
    constructor = _constructor(made)
    for argument in call.arguments:
        is_own = constructor is not None and has_parameter(constructor, argument.keyword)
        if argument.keyword not in _SHAPES or is_own or not made.is_complete:
            continue
        if constructor is None or takes_any_keyword(constructor):
            if not _is_in_sequential(model, call.result):
                message = (
                    f"`{made.name}` is a model: Keras ignores its `{argument.keyword}`, and the first call builds it"
                )
                yield Finding(argument.operand.place, message, severity=Severity.WARNING)
        else:
            message = f"`{made.name}` has no parameter `{argument.keyword}`: the first call builds a model"
            yield Finding(argument.operand.place, message, _fix(call))


def _constructor(made: Class) -> Function | None:
    """The `__init__` that a class of this file has, its own or that of a base."""
    own = made.methods.get("__init__")
    bases = [base.target for base in made.bases if base.kind is Kind.CLASS]
    return own or next((found for base in bases if (found := _constructor(base)) is not None), None)


def _is_in_sequential(model: Model, made: Value) -> bool:
    """Whether a model becomes a part of a `Sequential`, or may: it is given to something."""
    return any(
        part.ref is not None and part.ref == made.ref
        for call in model.calls()
        for argument in call.arguments
        for part in (argument.value, *(argument.value.items or ()))
    )


def _fix(call: Call) -> Fix | None:
    if len(call.arguments) != 1:
        return None
    return Fix("Leave it away", edit(call.place, f"{call.callee_place.text}()"))


RULE = Rule(
    code="TF023",
    name="input-shape-on-subclass",
    severity=Severity.ERROR,
    message="`input_shape` for a subclass of `keras.Model`",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.NO_EFFECT,),
    examples=(
        Example(
            bad="""\
from tensorflow import keras


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(2)

    def call(self, x):
        return self.dense(x)


model = Net(input_shape=(3,))
outputs = model(keras.ops.zeros((1, 3)))
""",
            good="""\
from tensorflow import keras


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(2)

    def call(self, x):
        return self.dense(x)


model = Net()
outputs = model(keras.ops.zeros((1, 3)))
""",
            proof=Raises("TypeError", "got an unexpected keyword argument 'input_shape'"),
        ),
        Example(
            bad="""\
from tensorflow import keras


class Net(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units)

    def call(self, x):
        return self.dense(x)


model = Net(2, input_shape=(3,))
weights = model.get_weights()
""",
            good="""\
from tensorflow import keras


class Net(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units)

    def call(self, x):
        return self.dense(x)


model = Net(2)
model(keras.ops.zeros((1, 3)))
weights = model.get_weights()
""",
            proof=Shows("bad.weights == [] and [weight.shape for weight in good.weights] == [(3, 2), (2,)]"),
        ),
    ),
)
