"""What a training step makes of a model, beside what the plain step makes of a copy, and steps with one mistake."""

from __future__ import annotations

from typing import Any


def train_step(program: Any, batch: int, steps: int) -> dict[str, Any]:
    import tensorflow as tf

    keras = tf.keras
    keras.utils.set_random_seed(0)
    x, y = tf.random.normal([batch, 3]), tf.random.normal([batch, 1])
    loss_fn = keras.losses.MeanSquaredError()
    layers = [keras.layers.Dense(4), keras.layers.BatchNormalization(momentum=0.5), keras.layers.Dense(1)]
    model = keras.Sequential(layers)
    model(x)
    start = [one.numpy() for one in model.variables]

    def stepped(step: Any) -> tuple[list[Any], list[Any]]:
        for variable, value in zip(model.variables, start):  # noqa: B905
            variable.assign(value)
        optimizer = keras.optimizers.SGD(0.1)
        optimizer.build(model.trainable_variables)
        given = [step(model, x, y, optimizer, loss_fn) for _ in range(steps)]
        return [one.numpy() for one in model.variables], given

    got, losses = stepped(program.train_step)
    seen: dict[str, Any] = {"mistakes": {}, "losses": losses}
    for name, step in _steps(tf).items():
        values, given = stepped(step)
        alike = all(abs(a - b).max() < 1e-5 for a, b in zip(got, values))  # noqa: B905
        if name == "right":
            seen["right"] = alike
            seen["expected"] = [float(one) for one in given]
        else:
            seen["mistakes"][name] = alike
    model(x)
    predicted = model(x, training=False)
    seen["after"] = float(loss_fn(y, predicted))
    return seen


def _steps(tf: Any) -> dict[str, Any]:
    def step(training: bool = True, applied: int = 1, sign: float = 1.0) -> Any:
        def plain(model: Any, x: Any, y: Any, optimizer: Any, loss_fn: Any) -> Any:
            with tf.GradientTape() as tape:
                loss = loss_fn(y, model(x, training=training))
            gradients = [sign * one for one in tape.gradient(loss, model.trainable_variables)]
            for _ in range(applied):
                optimizer.apply_gradients(zip(gradients, model.trainable_variables))  # noqa: B905
            return loss

        return plain

    return {
        "right": step(),
        "does not call the model with `training=True`: batch norm and dropout evaluate": step(training=False),
        "does not apply the gradients": step(applied=0),
        "does not apply the gradients, and evaluates": step(training=False, applied=0),
        "applies the gradients twice": step(applied=2),
        "climbs: the gradients have the wrong sign": step(sign=-1.0),
    }
