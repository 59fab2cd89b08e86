"""What one framework's function is in the others, and where the two part ways.

`tests/test_counterparts.py` runs every form on the example and compares the results, and runs what shows a difference.
"""

from functools import cache
from typing import NamedTuple


class Form(NamedTuple):
    """How one framework says it: an expression over the example's variables, or a statement that changes `x`.

    `names` are the canonical names, in words, on which it is shown; it may have none of its own.
    """

    names: str
    code: str


class Difference(NamedTuple):
    """Where the frameworks part ways, in a sentence, and a Python expression that is true if they do."""

    text: str
    shown_by: str


class Idea(NamedTuple):
    """One thing that the frameworks have in common.

    `example` binds the variables of the forms, to NumPy arrays, which each framework gets as its own.
    Where a form draws random numbers (`is_random`), the shapes of the results are the same, and no more.
    """

    summary: str
    example: str
    forms: dict[str, Form]
    differences: tuple[Difference, ...] = ()
    is_random: bool = False


@cache
def ideas() -> tuple[Idea, ...]:
    return (*_IDEAS, *_elementwise(), *_reductions())


@cache
def idea_of(name: str) -> Idea | None:
    """The idea that a canonical name belongs to."""
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, Idea]:
    return {name: idea for idea in ideas() for form in idea.forms.values() for name in form.names.split()}


def _forms(**forms: tuple[str, str]) -> dict[str, Form]:
    return {framework: Form(*form) for framework, form in forms.items()}


def _says_axis(torch: str, other: str) -> Difference:
    """torch spells a parameter its own way: a call of each, the second of which raises."""
    return Difference("What torch calls `dim` is `axis` elsewhere.", f"{torch} is not None and raises(lambda: {other})")


_TABLE = "x = np.array([[3.0, 1.0, 2.0], [4.0, 6.0, 5.0]], np.float32)"
_PAIR = "a = np.array([[1.0, 2.0], [3.0, 4.0]], np.float32); b = np.array([[5.0, 6.0], [7.0, 8.0]], np.float32)"
_BLOCK = "x = np.arange(24, dtype=np.float32).reshape(2, 3, 4)"
_ROW = "x = np.array([3.0, -1.0, 2.0, 0.5], np.float32)"
_KEEPDIM = Difference(
    "torch says `dim` and `keepdim`, the others `axis` and `keepdims`.",
    "torch.ones(2, 2).sum(dim=1, keepdim=True).shape == (2, 1) and raises(lambda: jnp.ones((2, 2)).sum(dim=1))"
    " and raises(lambda: np.ones((2, 2)).sum(axis=1, keepdim=True))"
    " and raises(lambda: tf.reduce_sum(tf.ones((2, 2)), axis=1, keepdim=True))",
)
_NO_METHODS = Difference(
    "A TensorFlow tensor has no such method: only the function.",
    "raises(lambda: tf.ones(4).sum()) and raises(lambda: tf.ones(4).reshape(2, 2))"
    " and raises(lambda: tf.ones((2, 2)).T)",
)
_DDOF = Difference(
    "torch divides by `n - 1` unless it is given `correction=0`; the others divide by `n`"
    " (`ddof=1` in NumPy and JAX for `n - 1`).",
    "torch.tensor([0.0, 2.0]).var() == 2 and np.var([0.0, 2.0]) == 1 and jnp.var(jnp.array([0.0, 2.0])) == 1"
    " and tf.math.reduce_variance([0.0, 2.0]) == 1 and np.var([0.0, 2.0], ddof=1) == 2",
)
_OUTSIDE = Difference(
    "JAX raises on no index: reading outside gives the nearest element, writing there does nothing.",
    "jnp.arange(3)[10] == 2 and jnp.zeros(2).at[5].set(1).sum() == 0 and raises(lambda: np.arange(3)[10])"
    " and raises(lambda: torch.arange(3)[10])",
)
_REPEAT = Difference(
    "`x.repeat(2)` of torch repeats the whole array, as `tile` does;"
    " `repeat` of the others repeats each element, as `repeat_interleave` does in torch.",
    "torch.tensor([1, 2]).repeat(2).tolist() == [1, 2, 1, 2] and np.repeat([1, 2], 2).tolist() == [1, 1, 2, 2]"
    " and jnp.array([1, 2]).repeat(2).tolist() == [1, 1, 2, 2]"
    " and torch.tensor([1, 2]).repeat_interleave(2).tolist() == [1, 1, 2, 2]",
)
_LOSS_ORDER = Difference(
    "torch and optax take the scores first, TensorFlow and Keras the labels.",
    "list(signature(F.cross_entropy).parameters)[:2] == ['input', 'target']"
    " and list(signature(optax.softmax_cross_entropy_with_integer_labels).parameters)[:2] == ['logits', 'labels']"
    " and list(signature(tf.nn.sparse_softmax_cross_entropy_with_logits).parameters)[:2] == ['labels', 'logits']"
    " and list(signature(keras.losses.SparseCategoricalCrossentropy.call).parameters)[1:] == ['y_true', 'y_pred']",
)
_LOSS_MEAN = Difference(
    "torch gives the mean over the batch; `tf.nn` and optax give a loss for each row.",
    "F.cross_entropy(torch.zeros(4, 3), torch.zeros(4, dtype=torch.int64)).shape == ()"
    " and optax.softmax_cross_entropy_with_integer_labels(jnp.zeros((4, 3)), jnp.zeros(4, int)).shape == (4,)"
    " and tf.nn.sparse_softmax_cross_entropy_with_logits([0] * 4, tf.zeros((4, 3))).shape == (4,)",
)

_IDEAS = (
    Idea(
        "Joins arrays along an axis they have.",
        _PAIR,
        _forms(
            torch=("torch.cat torch.concat torch.concatenate", "torch.cat([a, b], dim=0)"),
            tensorflow=("tensorflow.concat", "tf.concat([a, b], axis=0)"),
            jax=("jax.numpy.concatenate jax.numpy.concat", "jnp.concatenate([a, b], axis=0)"),
            numpy=("numpy.concatenate numpy.concat", "np.concatenate([a, b], axis=0)"),
        ),
        (
            _says_axis("torch.cat([torch.ones(1)], dim=0)", "jnp.concatenate([jnp.ones(1)], dim=0)"),
            Difference(
                "`tf.concat` has no default for `axis` and takes no mixed dtypes; the others promote them.",
                "raises(lambda: tf.concat([tf.ones(1)]))"
                " and raises(lambda: tf.concat([tf.ones(1), tf.constant([2])], axis=0))"
                " and torch.cat([torch.ones(1), torch.tensor([2])]).dtype == torch.float32"
                " and np.concatenate([np.ones(1), [2]]).dtype == np.float64",
            ),
        ),
    ),
    Idea(
        "Joins arrays of one shape along a new axis.",
        _PAIR,
        _forms(
            torch=("torch.stack", "torch.stack([a, b], dim=1)"),
            tensorflow=("tensorflow.stack", "tf.stack([a, b], axis=1)"),
            jax=("jax.numpy.stack", "jnp.stack([a, b], axis=1)"),
            numpy=("numpy.stack", "np.stack([a, b], axis=1)"),
        ),
        (_says_axis("torch.stack([torch.ones(1)], dim=0)", "jnp.stack([jnp.ones(1)], dim=0)"),),
    ),
    Idea(
        "Gives the same elements another shape; `-1` stands for what is left.",
        _BLOCK,
        _forms(
            torch=("torch.reshape torch.Tensor.reshape torch.Tensor.view", "x.reshape(2, -1)"),
            tensorflow=("tensorflow.reshape", "tf.reshape(x, [2, -1])"),
            jax=("jax.numpy.reshape jax.Array.reshape", "x.reshape(2, -1)"),
            numpy=("numpy.reshape numpy.ndarray.reshape", "x.reshape(2, -1)"),
        ),
        (
            Difference(
                "`view` shares the memory, and raises where it cannot, as after `permute`; `reshape` copies there.",
                "raises(lambda: torch.zeros(2, 3).permute(1, 0).view(-1))"
                " and torch.zeros(2, 3).permute(1, 0).reshape(-1).shape == (6,)"
                " and (lambda x: x.view(-1).data_ptr() == x.data_ptr())(torch.zeros(2, 3))",
            ),
            Difference(
                "`view` of NumPy and JAX is something else: it reads the same bytes as another dtype.",
                "np.zeros(2, np.float32).view(np.float64).shape == (1,)"
                " and jnp.ones(1, jnp.float32).view(jnp.int32)[0] == 0x3F800000",
            ),
            _NO_METHODS,
        ),
    ),
    Idea(
        "Puts the axes in another order.",
        _BLOCK,
        _forms(
            torch=("torch.permute torch.Tensor.permute", "x.permute(0, 2, 1)"),
            tensorflow=("tensorflow.transpose", "tf.transpose(x, perm=[0, 2, 1])"),
            jax=(
                "jax.numpy.transpose jax.Array.transpose jax.numpy.permute_dims jax.lax.transpose",
                "jnp.transpose(x, axes=(0, 2, 1))",
            ),
            numpy=("numpy.transpose numpy.ndarray.transpose numpy.permute_dims", "np.transpose(x, axes=(0, 2, 1))"),
        ),
        (
            Difference(
                "`transpose` of torch swaps two axes; of the others it orders all, and reverses them if none is named.",
                "torch.zeros(2, 3, 4).transpose(1, 2).shape == (2, 4, 3)"
                " and np.zeros((2, 3, 4)).transpose().shape == (4, 3, 2)"
                " and raises(lambda: torch.zeros(2, 3, 4).transpose())"
                " and raises(lambda: jnp.zeros((2, 3, 4)).transpose(1, 2))",
            ),
        ),
    ),
    Idea(
        "Swaps two axes.",
        _BLOCK,
        _forms(
            torch=(
                "torch.transpose torch.Tensor.transpose torch.swapaxes torch.Tensor.swapaxes",
                "x.transpose(1, 2)",
            ),
            tensorflow=("tensorflow.linalg.matrix_transpose", "tf.transpose(x, perm=[0, 2, 1])"),
            jax=("jax.numpy.swapaxes jax.Array.swapaxes", "jnp.swapaxes(x, 1, 2)"),
            numpy=("numpy.swapaxes numpy.ndarray.swapaxes", "np.swapaxes(x, 1, 2)"),
        ),
        (
            Difference(
                "`transpose(1, 2)` means this in torch alone: elsewhere it is an order of all axes.",
                "torch.zeros(2, 3, 4).transpose(1, 2).shape == (2, 4, 3)"
                " and raises(lambda: np.zeros((2, 3, 4)).transpose(1, 2))",
            ),
        ),
    ),
    Idea(
        "The transpose of a matrix.",
        _TABLE,
        _forms(
            torch=("torch.Tensor.T torch.Tensor.mT torch.t torch.Tensor.t", "x.T"),
            tensorflow=("", "tf.transpose(x)"),
            jax=("jax.Array.T jax.Array.mT jax.numpy.matrix_transpose", "x.T"),
            numpy=("numpy.ndarray.T numpy.ndarray.mT numpy.matrix_transpose", "x.T"),
        ),
        (
            _NO_METHODS,
            Difference(
                "With more than two axes `T` reverses all of them; `mT` swaps the last two.",
                "np.zeros((2, 3, 4)).T.shape == (4, 3, 2) and jnp.zeros((2, 3, 4)).mT.shape == (2, 4, 3)"
                " and torch.zeros(2, 3, 4).mT.shape == (2, 4, 3)",
            ),
        ),
    ),
    Idea(
        "Adds an axis of size 1.",
        _TABLE,
        _forms(
            torch=("torch.unsqueeze torch.Tensor.unsqueeze", "x.unsqueeze(1)"),
            tensorflow=("tensorflow.expand_dims", "tf.expand_dims(x, axis=1)"),
            jax=("jax.numpy.expand_dims jax.lax.expand_dims", "jnp.expand_dims(x, axis=1)"),
            numpy=("numpy.expand_dims", "np.expand_dims(x, axis=1)"),
        ),
        (
            _says_axis("torch.ones(2).unsqueeze(dim=0)", "np.expand_dims(np.ones(2), dim=0)"),
            Difference(
                "`x[:, None]` does the same in all of them.",
                "torch.ones(2)[:, None].shape == (2, 1) == jnp.ones(2)[:, None].shape == np.ones(2)[:, None].shape"
                " and tuple(tf.ones(2)[:, None].shape) == (2, 1)",
            ),
        ),
    ),
    Idea(
        "Removes an axis of size 1; without an axis, every one of them, a batch of one included.",
        "x = np.array([[[3.0, 1.0]], [[2.0, 4.0]]], np.float32)",
        _forms(
            torch=("torch.squeeze torch.Tensor.squeeze", "x.squeeze(1)"),
            tensorflow=("tensorflow.squeeze", "tf.squeeze(x, axis=1)"),
            jax=("jax.numpy.squeeze jax.Array.squeeze jax.lax.squeeze", "jnp.squeeze(x, axis=1)"),
            numpy=("numpy.squeeze numpy.ndarray.squeeze", "np.squeeze(x, axis=1)"),
        ),
        (
            Difference(
                "Where the axis is longer than 1, torch leaves the array as it is; the others raise.",
                "torch.zeros(2, 3).squeeze(0).shape == (2, 3) and raises(lambda: np.squeeze(np.zeros((2, 3)), axis=0))"
                " and raises(lambda: jnp.squeeze(jnp.zeros((2, 3)), axis=0))"
                " and raises(lambda: tf.squeeze(tf.zeros((2, 3)), axis=0))",
            ),
        ),
    ),
    Idea(
        "Repeats an array along axes of size 1, without copying where the framework can.",
        "x = np.array([[1.0], [2.0]], np.float32)",
        _forms(
            torch=(
                "torch.Tensor.expand torch.Tensor.expand_as torch.broadcast_to torch.Tensor.broadcast_to",
                "x.expand(2, 3)",
            ),
            tensorflow=("tensorflow.broadcast_to", "tf.broadcast_to(x, [2, 3])"),
            jax=("jax.numpy.broadcast_to", "jnp.broadcast_to(x, (2, 3))"),
            numpy=("numpy.broadcast_to", "np.broadcast_to(x, (2, 3))"),
        ),
        (
            Difference(
                "`expand` takes `-1` for an axis that stays; `broadcast_to` of the others does not.",
                "torch.zeros(2, 1).expand(-1, 3).shape == (2, 3)"
                " and raises(lambda: np.broadcast_to(np.zeros((2, 1)), (-1, 3)))"
                " and raises(lambda: jnp.broadcast_to(jnp.zeros((2, 1)), (-1, 3)))",
            ),
            Difference(
                "In torch and NumPy the elements share their memory: clone or copy before writing.",
                "raises(lambda: torch.zeros(1).expand(2).add_(1))"
                " and raises(lambda: np.broadcast_to(np.zeros(1), 2).__setitem__(0, 1))",
            ),
        ),
    ),
    Idea(
        "Repeats a whole array along its axes.",
        _TABLE,
        _forms(
            torch=("torch.Tensor.repeat torch.tile torch.Tensor.tile", "x.repeat(2, 1)"),
            tensorflow=("tensorflow.tile", "tf.tile(x, [2, 1])"),
            jax=("jax.numpy.tile", "jnp.tile(x, (2, 1))"),
            numpy=("numpy.tile", "np.tile(x, (2, 1))"),
        ),
        (_REPEAT,),
    ),
    Idea(
        "Repeats each element along an axis.",
        _TABLE,
        _forms(
            torch=("torch.repeat_interleave torch.Tensor.repeat_interleave", "x.repeat_interleave(2, dim=0)"),
            tensorflow=("tensorflow.repeat", "tf.repeat(x, 2, axis=0)"),
            jax=("jax.numpy.repeat jax.Array.repeat", "jnp.repeat(x, 2, axis=0)"),
            numpy=("numpy.repeat numpy.ndarray.repeat", "np.repeat(x, 2, axis=0)"),
        ),
        (_REPEAT,),
    ),
    Idea(
        "Writes an element or a slice.",
        _ROW,
        _forms(
            torch=("torch.index_put torch.Tensor.index_put torch.Tensor.index_put_", "x[0] = 5"),
            tensorflow=("tensorflow.tensor_scatter_nd_update", "tf.tensor_scatter_nd_update(x, [[0]], [5.0])"),
            jax=("jax.Array.at jax.Array.at.set", "x.at[0].set(5)"),
            numpy=("numpy.put", "x[0] = 5"),
        ),
        (
            Difference(
                "JAX arrays and TensorFlow tensors cannot be changed: the update is a new array, which has to be kept"
                " (`x = x.at[0].set(5)`).",
                "raises(lambda: jnp.zeros(2).__setitem__(0, 1)) and not hasattr(tf.zeros(2), '__setitem__')"
                " and (lambda x: (x.at[0].set(5), x[0])[1])(jnp.zeros(2)) == 0",
            ),
            _OUTSIDE,
        ),
    ),
    Idea(
        "Adds to an element or a slice.",
        _ROW,
        _forms(
            torch=("torch.index_add torch.Tensor.index_add torch.Tensor.index_add_", "x[1:3] += 1"),
            tensorflow=("tensorflow.tensor_scatter_nd_add", "tf.tensor_scatter_nd_add(x, [[1], [2]], [1.0, 1.0])"),
            jax=("jax.Array.at.add", "x.at[1:3].add(1)"),
            numpy=("", "x[1:3] += 1"),
        ),
        (
            Difference(
                "An index that comes twice counts twice in JAX, TensorFlow and `index_add_`,"
                " but once in `x[i] += 1` of NumPy and torch (`np.add.at` counts both).",
                "jnp.zeros(1).at[jnp.array([0, 0])].add(1)[0] == 2"
                " and tf.tensor_scatter_nd_add(tf.zeros(1), [[0], [0]], [1.0, 1.0])[0] == 2"
                " and torch.zeros(1).index_add_(0, torch.tensor([0, 0]), torch.ones(2))[0] == 2"
                " and run('x = np.zeros(1); x[[0, 0]] += 1')[0] == 1"
                " and run('x = torch.zeros(1); x[[0, 0]] += 1')[0] == 1"
                " and run('x = np.zeros(1); np.add.at(x, [0, 0], 1)')[0] == 2",
            ),
            _OUTSIDE,
        ),
    ),
    Idea(
        "Sums along an axis.",
        _TABLE,
        _forms(
            torch=("torch.sum torch.Tensor.sum", "x.sum(dim=1, keepdim=True)"),
            tensorflow=("tensorflow.reduce_sum tensorflow.math.reduce_sum", "tf.reduce_sum(x, axis=1, keepdims=True)"),
            jax=("jax.numpy.sum jax.Array.sum", "x.sum(axis=1, keepdims=True)"),
            numpy=("numpy.sum numpy.ndarray.sum", "x.sum(axis=1, keepdims=True)"),
        ),
        (
            _KEEPDIM,
            Difference(
                "torch and NumPy sum integers and booleans in 64 bits; TensorFlow and JAX stay in 32,"
                " and TensorFlow sums no booleans.",
                "torch.ones(2, dtype=torch.int32).sum().dtype == torch.int64"
                " and np.ones(2, np.int32).sum().dtype == np.int64 and jnp.ones(2, jnp.int32).sum().dtype == jnp.int32"
                " and tf.reduce_sum(tf.ones(2, tf.int32)).dtype == tf.int32"
                " and raises(lambda: tf.reduce_sum(tf.constant([True])))",
            ),
        ),
    ),
    Idea(
        "The mean along an axis.",
        _TABLE,
        _forms(
            torch=("torch.mean torch.Tensor.mean", "x.mean(dim=1, keepdim=True)"),
            tensorflow=(
                "tensorflow.reduce_mean tensorflow.math.reduce_mean",
                "tf.reduce_mean(x, axis=1, keepdims=True)",
            ),
            jax=("jax.numpy.mean jax.Array.mean", "x.mean(axis=1, keepdims=True)"),
            numpy=("numpy.mean numpy.ndarray.mean", "x.mean(axis=1, keepdims=True)"),
        ),
        (
            _KEEPDIM,
            Difference(
                "Of integers, torch raises and TensorFlow gives an integer, rounded towards zero;"
                " NumPy and JAX give a float.",
                "raises(lambda: torch.tensor([1, 2]).mean()) and tf.reduce_mean([1, 2]).numpy() == 1"
                " and np.mean([1, 2]) == 1.5 and jnp.mean(jnp.array([1, 2])) == 1.5",
            ),
        ),
    ),
    Idea(
        "The variance along an axis.",
        _TABLE,
        _forms(
            torch=("torch.var torch.Tensor.var", "x.var(dim=1, correction=0)"),
            tensorflow=("tensorflow.math.reduce_variance", "tf.math.reduce_variance(x, axis=1)"),
            jax=("jax.numpy.var jax.Array.var", "x.var(axis=1)"),
            numpy=("numpy.var numpy.ndarray.var", "x.var(axis=1)"),
        ),
        (_DDOF, _KEEPDIM),
    ),
    Idea(
        "The standard deviation along an axis.",
        _TABLE,
        _forms(
            torch=("torch.std torch.Tensor.std", "x.std(dim=1, correction=0)"),
            tensorflow=("tensorflow.math.reduce_std", "tf.math.reduce_std(x, axis=1)"),
            jax=("jax.numpy.std jax.Array.std", "x.std(axis=1)"),
            numpy=("numpy.std numpy.ndarray.std", "x.std(axis=1)"),
        ),
        (_DDOF, _KEEPDIM),
    ),
    Idea(
        "The largest element along an axis.",
        _TABLE,
        _forms(
            torch=("torch.max torch.Tensor.max torch.amax torch.Tensor.amax", "x.amax(dim=1)"),
            tensorflow=("tensorflow.reduce_max tensorflow.math.reduce_max", "tf.reduce_max(x, axis=1)"),
            jax=("jax.numpy.max jax.numpy.amax jax.Array.max", "x.max(axis=1)"),
            numpy=("numpy.max numpy.amax numpy.ndarray.max", "x.max(axis=1)"),
        ),
        (
            Difference(
                "With a `dim`, `max` and `min` of torch give values and indices; `amax` and `amin` the values alone.",
                "len(torch.ones(2, 3).max(dim=1)) == 2 and torch.ones(2, 3).max(dim=1).values.shape == (2,)"
                " and torch.ones(2, 3).amax(dim=1).shape == (2,) and np.ones((2, 3)).max(axis=1).shape == (2,)",
            ),
            _KEEPDIM,
        ),
    ),
    Idea(
        "The smallest element along an axis.",
        _TABLE,
        _forms(
            torch=("torch.min torch.Tensor.min torch.amin torch.Tensor.amin", "x.amin(dim=1)"),
            tensorflow=("tensorflow.reduce_min tensorflow.math.reduce_min", "tf.reduce_min(x, axis=1)"),
            jax=("jax.numpy.min jax.numpy.amin jax.Array.min", "x.min(axis=1)"),
            numpy=("numpy.min numpy.amin numpy.ndarray.min", "x.min(axis=1)"),
        ),
        (
            Difference(
                "With a `dim`, `max` and `min` of torch give values and indices; `amax` and `amin` the values alone.",
                "len(torch.ones(2, 3).min(dim=1)) == 2 and torch.ones(2, 3).amin(dim=1).shape == (2,)"
                " and np.ones((2, 3)).min(axis=1).shape == (2,)",
            ),
            _KEEPDIM,
        ),
    ),
    Idea(
        "The index of the largest element along an axis.",
        _TABLE,
        _forms(
            torch=("torch.argmax torch.Tensor.argmax", "x.argmax(dim=1)"),
            tensorflow=("tensorflow.argmax tensorflow.math.argmax", "tf.argmax(x, axis=1)"),
            jax=("jax.numpy.argmax jax.Array.argmax", "x.argmax(axis=1)"),
            numpy=("numpy.argmax numpy.ndarray.argmax", "x.argmax(axis=1)"),
        ),
        (
            Difference(
                "Without an axis `tf.argmax` goes along the first; the others look at the flattened array.",
                "tf.argmax([[1, 5], [3, 2]]).numpy().tolist() == [1, 0] and np.argmax([[1, 5], [3, 2]]) == 1"
                " and torch.tensor([[1, 5], [3, 2]]).argmax() == 1 and jnp.array([[1, 5], [3, 2]]).argmax() == 1",
            ),
            _says_axis("torch.ones(2).argmax(dim=0)", "np.ones(2).argmax(dim=0)"),
        ),
    ),
    Idea(
        "Sums up to each element along an axis.",
        _TABLE,
        _forms(
            torch=("torch.cumsum torch.Tensor.cumsum", "x.cumsum(dim=1)"),
            tensorflow=("tensorflow.cumsum tensorflow.math.cumsum", "tf.cumsum(x, axis=1)"),
            jax=("jax.numpy.cumsum jax.Array.cumsum jax.lax.cumsum", "x.cumsum(axis=1)"),
            numpy=("numpy.cumsum numpy.ndarray.cumsum", "x.cumsum(axis=1)"),
        ),
        (
            Difference(
                "Without an axis NumPy and JAX flatten, TensorFlow goes along the first, and torch raises.",
                "np.cumsum(np.ones((2, 2))).shape == (4,) == jnp.cumsum(jnp.ones((2, 2))).shape"
                " and tf.cumsum(tf.ones((2, 2))).numpy().tolist() == [[1, 1], [2, 2]]"
                " and raises(lambda: torch.ones(2, 2).cumsum())",
            ),
        ),
    ),
    Idea(
        "Sorts along an axis.",
        _TABLE,
        _forms(
            torch=("torch.sort torch.Tensor.sort", "x.sort(dim=1).values"),
            tensorflow=("tensorflow.sort", "tf.sort(x, axis=1)"),
            jax=("jax.numpy.sort jax.Array.sort", "jnp.sort(x, axis=1)"),
            numpy=("numpy.sort numpy.ndarray.sort", "np.sort(x, axis=1)"),
        ),
        (
            Difference(
                "torch gives the sorted values and their indices; `x.sort()` of NumPy sorts in place and gives `None`.",
                "len(torch.ones(2).sort()) == 2 and np.ones(2).sort() is None and jnp.ones(2).sort().shape == (2,)",
            ),
        ),
    ),
    Idea(
        "The indices that would sort an array.",
        _TABLE,
        _forms(
            torch=("torch.argsort torch.Tensor.argsort", "x.argsort(dim=1)"),
            tensorflow=("tensorflow.argsort", "tf.argsort(x, axis=1)"),
            jax=("jax.numpy.argsort jax.Array.argsort", "x.argsort(axis=1)"),
            numpy=("numpy.argsort numpy.ndarray.argsort", "x.argsort(axis=1)"),
        ),
        (
            Difference(
                'Largest first is `descending=True` in torch and JAX, `direction="DESCENDING"` in TensorFlow,'
                " and `np.argsort(-x)` in NumPy, which has no word for it.",
                "torch.tensor([1, 2]).argsort(descending=True).tolist() == [1, 0]"
                " and jnp.array([1, 2]).argsort(descending=True).tolist() == [1, 0]"
                " and tf.argsort([1, 2], direction='DESCENDING').numpy().tolist() == [1, 0]"
                " and raises(lambda: np.argsort([1, 2], descending=True))",
            ),
        ),
    ),
    Idea(
        "The largest elements of the last axis, largest first.",
        _TABLE,
        _forms(
            torch=("torch.topk torch.Tensor.topk", "x.topk(2).values"),
            tensorflow=("tensorflow.math.top_k", "tf.math.top_k(x, 2).values"),
            jax=("jax.lax.top_k", "jax.lax.top_k(x, 2)[0]"),
            numpy=("", "np.sort(x)[..., :-3:-1]"),
        ),
        (
            Difference(
                "All give values and indices; only `torch.topk` takes another axis or the smallest (`largest=False`)"
                " everywhere, `tf.math.top_k` takes neither.",
                "torch.ones(3, 2).topk(2, dim=0, largest=False).values.shape == (2, 2)"
                " and len(jax.lax.top_k(jnp.ones(3), 2)) == 2"
                " and raises(lambda: tf.math.top_k(tf.ones((3, 2)), 2, axis=0))",
            ),
        ),
    ),
    Idea(
        "The length of a vector.",
        _ROW,
        _forms(
            torch=("torch.linalg.norm torch.linalg.vector_norm torch.norm torch.Tensor.norm", "torch.linalg.norm(x)"),
            tensorflow=("tensorflow.norm tensorflow.linalg.norm", "tf.norm(x)"),
            jax=("jax.numpy.linalg.norm", "jnp.linalg.norm(x)"),
            numpy=("numpy.linalg.norm", "np.linalg.norm(x)"),
        ),
        (
            Difference(
                "Which norm is `ord`; only the older `torch.norm` says `p`.",
                "torch.norm(torch.ones(2), p=1) == 2 == torch.linalg.norm(torch.ones(2), ord=1)"
                " and raises(lambda: np.linalg.norm(np.ones(2), p=1))",
            ),
            Difference(
                "Of a matrix, `ord=2` is the largest singular value in torch, NumPy and JAX,"
                " but the length of all elements in `tf.norm`.",
                "abs(np.linalg.norm(np.eye(2), ord=2) - 1) < 1e-6"
                " and abs(torch.linalg.norm(torch.eye(2), ord=2) - 1) < 1e-6"
                " and abs(jnp.linalg.norm(jnp.eye(2), ord=2) - 1) < 1e-6"
                " and abs(tf.norm(tf.eye(2), ord=2) - 2**0.5) < 1e-6",
            ),
        ),
    ),
    Idea(
        "Makes shares along an axis: positive, and summing to 1.",
        _TABLE,
        _forms(
            torch=(
                "torch.nn.functional.softmax torch.softmax torch.Tensor.softmax torch.special.softmax torch.nn.Softmax",
                "F.softmax(x, dim=-1)",
            ),
            tensorflow=(
                "tensorflow.nn.softmax tensorflow.math.softmax keras.activations.softmax keras.layers.Softmax",
                "tf.nn.softmax(x, axis=-1)",
            ),
            jax=("jax.nn.softmax jax.scipy.special.softmax", "jax.nn.softmax(x, axis=-1)"),
            numpy=("scipy.special.softmax", "scipy.special.softmax(x, axis=-1)"),
        ),
        (
            Difference(
                "Without an axis `tf.nn` and `jax.nn` take the last, SciPy takes the whole array as one,"
                " and `torch.softmax` raises.",
                "abs(scipy.special.softmax(np.zeros((2, 2)))[0, 0] - 0.25) < 1e-6"
                " and jax.nn.softmax(jnp.zeros((2, 2)))[0, 0] == 0.5 and tf.nn.softmax(tf.zeros((2, 2)))[0, 0] == 0.5"
                " and raises(lambda: torch.softmax(torch.zeros(2, 2)))",
            ),
            _says_axis("torch.softmax(torch.ones(2), dim=0)", "jax.nn.softmax(jnp.ones(2), dim=0)"),
        ),
    ),
    Idea(
        "The logarithm of softmax, without its overflow and its lost digits.",
        _TABLE,
        _forms(
            torch=(
                "torch.nn.functional.log_softmax torch.log_softmax torch.Tensor.log_softmax"
                " torch.special.log_softmax torch.nn.LogSoftmax",
                "F.log_softmax(x, dim=-1)",
            ),
            tensorflow=(
                "tensorflow.nn.log_softmax tensorflow.math.log_softmax keras.activations.log_softmax",
                "tf.nn.log_softmax(x, axis=-1)",
            ),
            jax=("jax.nn.log_softmax jax.scipy.special.log_softmax", "jax.nn.log_softmax(x, axis=-1)"),
            numpy=("scipy.special.log_softmax", "scipy.special.log_softmax(x, axis=-1)"),
        ),
        (_says_axis("torch.log_softmax(torch.ones(2), dim=0)", "jax.nn.log_softmax(jnp.ones(2), dim=0)"),),
    ),
    Idea(
        "`log(sum(exp(x)))`, without overflow.",
        _TABLE,
        _forms(
            torch=("torch.logsumexp torch.Tensor.logsumexp torch.special.logsumexp", "x.logsumexp(dim=-1)"),
            tensorflow=(
                "tensorflow.reduce_logsumexp tensorflow.math.reduce_logsumexp",
                "tf.reduce_logsumexp(x, axis=-1)",
            ),
            jax=("jax.nn.logsumexp jax.scipy.special.logsumexp", "jax.nn.logsumexp(x, axis=-1)"),
            numpy=("scipy.special.logsumexp", "scipy.special.logsumexp(x, axis=-1)"),
        ),
        (
            Difference(
                "Without an axis the others take the whole array, and torch raises.",
                "raises(lambda: torch.ones(2).logsumexp()) and jax.nn.logsumexp(jnp.ones((2, 2))).shape == ()"
                " and tf.reduce_logsumexp(tf.ones((2, 2))).shape == ()"
                " and scipy.special.logsumexp(np.ones((2, 2))).shape == ()",
            ),
        ),
    ),
    Idea(
        "The cross-entropy of scores (not probabilities) and class indices.",
        "scores = np.array([[2.0, 0.5, -1.0], [0.0, 3.0, 1.0]], np.float32); labels = np.array([0, 2])",
        _forms(
            torch=("torch.nn.functional.cross_entropy torch.nn.CrossEntropyLoss", "F.cross_entropy(scores, labels)"),
            tensorflow=(
                "tensorflow.nn.sparse_softmax_cross_entropy_with_logits keras.losses.SparseCategoricalCrossentropy"
                " keras.losses.sparse_categorical_crossentropy",
                "keras.losses.SparseCategoricalCrossentropy(from_logits=True)(labels, scores)",
            ),
            jax=(
                "optax.softmax_cross_entropy_with_integer_labels",
                "optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()",
            ),
        ),
        (
            _LOSS_ORDER,
            _LOSS_MEAN,
            Difference(
                "The losses of Keras expect probabilities unless they are told `from_logits=True`.",
                "abs(float(keras.losses.SparseCategoricalCrossentropy()(tf.constant([0]), "
                "tf.constant([[0.5, 0.5]]))) - np.log(2))"
                " < 1e-5"
                " and abs(float(keras.losses.SparseCategoricalCrossentropy()(tf.constant([0]), "
                "tf.constant([[2.0, 1.0]])))"
                " - float(F.cross_entropy(torch.tensor([[2.0, 1.0]]), torch.tensor([0])))) > 0.05",
            ),
        ),
    ),
    Idea(
        "The cross-entropy of scores (not probabilities) and labels of 0 and 1.",
        "x = np.array([2.0, -1.0], np.float32); y = np.array([1.0, 0.0], np.float32)",
        _forms(
            torch=(
                "torch.nn.functional.binary_cross_entropy_with_logits torch.nn.BCEWithLogitsLoss",
                "F.binary_cross_entropy_with_logits(x, y)",
            ),
            tensorflow=(
                "tensorflow.nn.sigmoid_cross_entropy_with_logits keras.losses.BinaryCrossentropy"
                " keras.losses.binary_crossentropy",
                "keras.losses.BinaryCrossentropy(from_logits=True)(y, x)",
            ),
            jax=("optax.sigmoid_binary_cross_entropy", "optax.sigmoid_binary_cross_entropy(x, y).mean()"),
        ),
        (
            _LOSS_ORDER,
            Difference(
                "torch and Keras give the mean; optax and `tf.nn` a loss for each element.",
                "optax.sigmoid_binary_cross_entropy(jnp.zeros(3), jnp.zeros(3)).shape == (3,)"
                " and tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.zeros(3), logits=tf.zeros(3)).shape == (3,)"
                " and F.binary_cross_entropy_with_logits(torch.zeros(3), torch.zeros(3)).shape == ()",
            ),
        ),
    ),
    Idea(
        "The mean of the squared differences.",
        "x = np.array([2.0, -1.0], np.float32); y = np.array([1.0, 1.0], np.float32)",
        _forms(
            torch=("torch.nn.functional.mse_loss torch.nn.MSELoss", "F.mse_loss(x, y)"),
            tensorflow=(
                "keras.losses.MeanSquaredError keras.losses.mean_squared_error",
                "keras.losses.MeanSquaredError()(y, x)",
            ),
            jax=("optax.squared_error optax.l2_loss", "optax.squared_error(x, y).mean()"),
            numpy=("", "np.mean((x - y) ** 2)"),
        ),
        (
            Difference(
                "`optax.l2_loss` is half the square, and optax takes no mean.",
                "optax.l2_loss(jnp.array([2.0, 2.0]), jnp.zeros(2)).tolist() == [2, 2]"
                " and optax.squared_error(jnp.array([2.0, 2.0]), jnp.zeros(2)).tolist() == [4, 4]",
            ),
        ),
    ),
    Idea(
        "Takes from one array where a condition holds, and from another elsewhere.",
        "c = np.array([True, False]); x = np.array([1.0, 2.0], np.float32); y = np.array([3.0, 4.0], np.float32)",
        _forms(
            torch=("torch.where torch.Tensor.where", "torch.where(c, x, y)"),
            tensorflow=("tensorflow.where", "tf.where(c, x, y)"),
            jax=("jax.numpy.where", "jnp.where(c, x, y)"),
            numpy=("numpy.where", "np.where(c, x, y)"),
        ),
        (
            Difference(
                "With the condition alone, `tf.where` gives a matrix with a row for each place,"
                " the others a tuple with an array for each axis.",
                "tuple(tf.where([[True, False]]).shape) == (1, 2) and len(np.where(np.array([[True, False]]))) == 2"
                " and len(torch.where(torch.tensor([[True, False]]))) == 2"
                " and len(jnp.where(jnp.array([[True, False]]))) == 2",
            ),
            Difference(
                "Under `jax.jit` that form raises, for its size depends on the values.",
                "raises(lambda: jax.jit(jnp.where)(jnp.array([True])))"
                " and jax.jit(jnp.where)(jnp.array([True]), jnp.ones(1), jnp.zeros(1))[0] == 1",
            ),
        ),
    ),
    Idea(
        "Replaces elements where a mask holds.",
        "x = np.array([1.0, 2.0], np.float32); mask = np.array([True, False])",
        _forms(
            torch=(
                "torch.masked_fill torch.Tensor.masked_fill torch.Tensor.masked_fill_",
                "x.masked_fill(mask, 0.0)",
            ),
            tensorflow=("", "tf.where(mask, 0.0, x)"),
            jax=("", "jnp.where(mask, 0.0, x)"),
            numpy=("", "np.where(mask, 0.0, x)"),
        ),
        (
            Difference(
                "`masked_fill_` changes the tensor itself, as `x[mask] = 0` does.",
                "run('x = torch.ones(2); x.masked_fill_(x > 0, 0)').sum() == 0"
                " and run('x = torch.ones(2); x.masked_fill(x > 0, 0)').sum() == 2",
            ),
        ),
    ),
    Idea(
        "The places of the elements that are not zero.",
        _TABLE,
        _forms(
            torch=("torch.nonzero torch.Tensor.nonzero torch.argwhere torch.Tensor.argwhere", "x.nonzero()"),
            tensorflow=("", "tf.where(x)"),
            jax=("jax.numpy.nonzero jax.numpy.argwhere jax.Array.nonzero", "jnp.argwhere(x)"),
            numpy=("numpy.nonzero numpy.argwhere numpy.ndarray.nonzero", "np.argwhere(x)"),
        ),
        (
            Difference(
                "`nonzero` of torch gives a matrix with a row for each place, of NumPy and JAX a tuple with an array"
                " for each axis.",
                "torch.ones(2, 2).nonzero().shape == (4, 2) and len(np.nonzero(np.ones((2, 2)))) == 2"
                " and len(jnp.nonzero(jnp.ones((2, 2)))) == 2",
            ),
            Difference(
                "Under `jax.jit` the result needs a fixed `size`.",
                "raises(lambda: jax.jit(jnp.argwhere)(jnp.ones(2)))"
                " and jax.jit(lambda x: jnp.argwhere(x, size=2))(jnp.ones(2)).shape == (2, 1)",
            ),
        ),
    ),
    Idea(
        "Limits the elements to a range.",
        _ROW,
        _forms(
            torch=(
                "torch.clamp torch.clip torch.Tensor.clamp torch.Tensor.clip torch.Tensor.clamp_",
                "x.clamp(0.0, 1.0)",
            ),
            tensorflow=("tensorflow.clip_by_value", "tf.clip_by_value(x, 0.0, 1.0)"),
            jax=("jax.numpy.clip jax.Array.clip", "jnp.clip(x, 0.0, 1.0)"),
            numpy=("numpy.clip numpy.ndarray.clip", "np.clip(x, 0.0, 1.0)"),
        ),
        (
            Difference(
                "`tf.clip_by_value` needs both ends; `min=` or `max=` alone does in torch and JAX.",
                "raises(lambda: tf.clip_by_value(tf.ones(1), 0.0)) and torch.ones(1).clamp(min=2)[0] == 2"
                " and jnp.clip(jnp.ones(1), min=2)[0] == 2",
            ),
            Difference(
                "`jax.lax.clamp` has the array in the middle.",
                "jax.lax.clamp(0.0, jnp.array([3.0]), 1.0)[0] == 1",
            ),
        ),
    ),
    Idea(
        "The product of two matrices, over leading batch axes.",
        _PAIR,
        _forms(
            torch=("torch.matmul torch.Tensor.matmul torch.mm torch.bmm torch.Tensor.mm torch.Tensor.bmm", "a @ b"),
            tensorflow=("tensorflow.matmul tensorflow.linalg.matmul", "a @ b"),
            jax=("jax.numpy.matmul jax.numpy.dot", "a @ b"),
            numpy=("numpy.matmul numpy.dot", "a @ b"),
        ),
        (
            Difference(
                "`tf.matmul` takes no vectors (`tf.linalg.matvec` does).",
                "raises(lambda: tf.matmul(tf.ones((2, 2)), tf.ones(2)))"
                " and (torch.ones(2, 2) @ torch.ones(2)).shape == (2,)"
                " and tuple(tf.linalg.matvec(tf.ones((2, 2)), tf.ones(2)).shape) == (2,)",
            ),
            Difference(
                "`dot` of NumPy and JAX pairs every matrix of one batch with every one of the other,"
                " and `torch.dot` takes vectors only.",
                "np.dot(np.ones((2, 3, 4)), np.ones((2, 4, 5))).shape == (2, 3, 2, 5)"
                " and np.matmul(np.ones((2, 3, 4)), np.ones((2, 4, 5))).shape == (2, 3, 5)"
                " and raises(lambda: torch.dot(torch.ones(2, 2), torch.ones(2, 2)))",
            ),
            Difference(
                "NumPy and JAX promote mixed dtypes, torch and TensorFlow raise.",
                "raises(lambda: torch.ones(2, 2) @ torch.ones(2, 2, dtype=torch.int64))"
                " and raises(lambda: tf.ones((2, 2)) @ tf.ones((2, 2), tf.int32))"
                " and (np.ones((2, 2)) @ np.ones((2, 2), int)).dtype == np.float64",
            ),
        ),
    ),
    Idea(
        "Sums of products, by the names of their axes.",
        _PAIR,
        _forms(
            torch=("torch.einsum", 'torch.einsum("ij,jk->ik", a, b)'),
            tensorflow=("tensorflow.einsum tensorflow.linalg.einsum", 'tf.einsum("ij,jk->ik", a, b)'),
            jax=("jax.numpy.einsum", 'jnp.einsum("ij,jk->ik", a, b)'),
            numpy=("numpy.einsum", 'np.einsum("ij,jk->ik", a, b)'),
        ),
    ),
    Idea(
        "Counts from a start up to, and without, an end.",
        "n = 5",
        _forms(
            torch=("torch.arange", "torch.arange(n)"),
            tensorflow=("tensorflow.range", "tf.range(n)"),
            jax=("jax.numpy.arange", "jnp.arange(n)"),
            numpy=("numpy.arange", "np.arange(n)"),
        ),
        (
            Difference(
                "torch counts in 64 bits, TensorFlow and JAX in 32.",
                "torch.arange(2).dtype == torch.int64 and tf.range(2).dtype == tf.int32 and jnp.arange(2).dtype"
                " == jnp.int32",
            ),
        ),
    ),
    Idea(
        "An array of zeros.",
        "n = 2",
        _forms(
            torch=("torch.zeros", "torch.zeros(n, 3)"),
            tensorflow=("tensorflow.zeros", "tf.zeros([n, 3])"),
            jax=("jax.numpy.zeros", "jnp.zeros((n, 3))"),
            numpy=("numpy.zeros", "np.zeros((n, 3))"),
        ),
        (
            Difference(
                "The shape is one argument; only torch takes its sizes one by one."
                " NumPy and JAX raise on `zeros(2, 3)`, and TensorFlow takes the 3 for a dtype: int32.",
                "torch.zeros(2, 3).shape == (2, 3) == torch.zeros((2, 3)).shape and raises(lambda: np.zeros(2, 3))"
                " and raises(lambda: jnp.zeros(2, 3)) and tf.zeros(2, 3).dtype == tf.int32",
            ),
            Difference(
                "NumPy makes float64, the others float32.",
                "np.zeros(1).dtype == np.float64 and torch.zeros(1).dtype == torch.float32"
                " and jnp.zeros(1).dtype == jnp.float32 and tf.zeros(1).dtype == tf.float32",
            ),
        ),
    ),
    Idea(
        "An array of ones.",
        "n = 2",
        _forms(
            torch=("torch.ones", "torch.ones(n, 3)"),
            tensorflow=("tensorflow.ones", "tf.ones([n, 3])"),
            jax=("jax.numpy.ones", "jnp.ones((n, 3))"),
            numpy=("numpy.ones", "np.ones((n, 3))"),
        ),
        (
            Difference(
                "The shape is one argument; only torch takes its sizes one by one."
                " NumPy and JAX raise on `ones(2, 3)`, and TensorFlow takes the 3 for a dtype: int32.",
                "torch.ones(2, 3).shape == (2, 3) == torch.ones((2, 3)).shape and raises(lambda: np.ones(2, 3))"
                " and raises(lambda: jnp.ones(2, 3)) and tf.ones(2, 3).dtype == tf.int32",
            ),
            Difference(
                "NumPy makes float64, the others float32.",
                "np.ones(1).dtype == np.float64 and torch.ones(1).dtype == torch.float32"
                " and jnp.ones(1).dtype == jnp.float32 and tf.ones(1).dtype == tf.float32",
            ),
        ),
    ),
    Idea(
        "Turns class indices into rows with a single 1.",
        "labels = np.array([0, 2])",
        _forms(
            torch=("torch.nn.functional.one_hot", "F.one_hot(labels, 3)"),
            tensorflow=("tensorflow.one_hot", "tf.one_hot(labels, 3)"),
            jax=("jax.nn.one_hot", "jax.nn.one_hot(labels, 3)"),
            numpy=("", "np.eye(3)[labels]"),
        ),
        (
            Difference(
                "torch makes int64, which no loss and no layer takes; TensorFlow and JAX make float32.",
                "F.one_hot(torch.tensor([0])).dtype == torch.int64 and tf.one_hot([0], 3).dtype == tf.float32"
                " and jax.nn.one_hot(jnp.array([0]), 3).dtype == jnp.float32",
            ),
            Difference(
                "An index outside raises in torch, and is a row of zeros in TensorFlow and JAX.",
                "raises(lambda: F.one_hot(torch.tensor([7]), 3)) and tf.reduce_sum(tf.one_hot([7], 3)) == 0"
                " and jax.nn.one_hot(jnp.array([7]), 3).sum() == 0",
            ),
        ),
    ),
    Idea(
        "Cuts an array into equal pieces along an axis.",
        "x = np.arange(6, dtype=np.float32)",
        _forms(
            torch=("torch.chunk torch.Tensor.chunk torch.split torch.Tensor.split", "x.chunk(2, dim=0)"),
            tensorflow=("tensorflow.split", "tf.split(x, 2, axis=0)"),
            jax=("jax.numpy.split", "jnp.split(x, 2, axis=0)"),
            numpy=("numpy.split", "np.split(x, 2, axis=0)"),
        ),
        (
            Difference(
                "The number given to `torch.split` is the size of a piece, elsewhere how many there are.",
                "len(torch.zeros(6).split(2)) == 3 and len(np.split(np.zeros(6), 2)) == 2"
                " == len(jnp.split(jnp.zeros(6), 2))"
                " and len(tf.split(tf.zeros(6), 2)) == 2",
            ),
            Difference(
                "A list given to `np.split` and `jnp.split` says where to cut, to torch and TensorFlow how long the"
                " pieces are.",
                "[len(one) for one in np.split(np.zeros(6), [2, 3])] == [2, 1, 3]"
                " and [len(one) for one in torch.zeros(6).split([2, 4])] == [2, 4]"
                " and [len(one) for one in tf.split(tf.zeros(6), [2, 4])] == [2, 4]",
            ),
        ),
    ),
    Idea(
        "Takes one element for each index, along an axis.",
        _TABLE + "; i = np.array([[2], [0]])",
        _forms(
            torch=(
                "torch.gather torch.Tensor.gather torch.take_along_dim torch.Tensor.take_along_dim",
                "x.gather(1, i)",
            ),
            tensorflow=("", "tf.gather(x, i, axis=1, batch_dims=1)"),
            jax=("jax.numpy.take_along_axis", "jnp.take_along_axis(x, i, axis=1)"),
            numpy=("numpy.take_along_axis", "np.take_along_axis(x, i, axis=1)"),
        ),
        (
            Difference(
                "`tf.gather` takes whole slices unless it is given `batch_dims`.",
                "tuple(tf.gather(tf.ones((2, 3)), [[2], [0]], axis=1).shape) == (2, 2, 1)"
                " and tuple(tf.gather(tf.ones((2, 3)), [[2], [0]], axis=1, batch_dims=1).shape) == (2, 1)",
            ),
            Difference(
                "An index outside raises in torch and NumPy, and gives NaN in JAX.",
                "raises(lambda: torch.ones(2).gather(0, torch.tensor([5])))"
                " and raises(lambda: np.take_along_axis(np.ones(2), np.array([5]), 0))"
                " and jnp.isnan(jnp.take_along_axis(jnp.ones(2), jnp.array([5]), 0)).all()",
            ),
        ),
    ),
    Idea(
        "Takes whole slices by their index along an axis.",
        _TABLE + "; i = np.array([2, 0])",
        _forms(
            torch=("torch.index_select torch.Tensor.index_select torch.take torch.Tensor.take", "x.index_select(1, i)"),
            tensorflow=("tensorflow.gather", "tf.gather(x, i, axis=1)"),
            jax=("jax.numpy.take jax.Array.take", "jnp.take(x, i, axis=1)"),
            numpy=("numpy.take numpy.ndarray.take", "np.take(x, i, axis=1)"),
        ),
        (
            Difference(
                "Without an axis `take` sees the flattened array, in torch always;"
                " `tf.gather` goes along the first axis.",
                "np.take([[1, 2], [3, 4]], 3) == 4 == jnp.take(jnp.array([[1, 2], [3, 4]]), 3)"
                " and torch.tensor([[1, 2], [3, 4]]).take(torch.tensor(3)) == 4"
                " and tf.gather([[1, 2], [3, 4]], 1).numpy().tolist() == [3, 4]",
            ),
            Difference(
                "An index outside raises in torch and NumPy, and gives NaN in JAX.",
                "raises(lambda: torch.ones(2).index_select(0, torch.tensor([5])))"
                " and raises(lambda: np.take(np.ones(2), 5))"
                " and jnp.isnan(jnp.take(jnp.ones(2), 5))",
            ),
        ),
    ),
    Idea(
        "Adds elements at the ends of axes.",
        _TABLE,
        _forms(
            torch=("torch.nn.functional.pad", "F.pad(x, (1, 2))"),
            tensorflow=("tensorflow.pad", "tf.pad(x, [[0, 0], [1, 2]])"),
            jax=("jax.numpy.pad", "jnp.pad(x, ((0, 0), (1, 2)))"),
            numpy=("numpy.pad", "np.pad(x, ((0, 0), (1, 2)))"),
        ),
        (
            Difference(
                "`F.pad` counts in pairs from the last axis back; the others name every axis, the first one first.",
                "F.pad(torch.zeros(2, 3), (1, 2, 5, 0)).shape == (7, 6)"
                " and np.pad(np.zeros((2, 3)), ((5, 0), (1, 2))).shape == (7, 6)",
            ),
        ),
    ),
    Idea(
        "Makes one axis of several.",
        _BLOCK,
        _forms(
            torch=("torch.flatten torch.Tensor.flatten torch.nn.Flatten", "x.flatten(1)"),
            tensorflow=("keras.layers.Flatten", "tf.reshape(x, [x.shape[0], -1])"),
            jax=("jax.Array.flatten jax.numpy.ravel jax.Array.ravel", "x.reshape(x.shape[0], -1)"),
            numpy=("numpy.ndarray.flatten numpy.ravel numpy.ndarray.ravel", "x.reshape(x.shape[0], -1)"),
        ),
        (
            Difference(
                "`flatten` flattens the batch too; `nn.Flatten` and the layer of Keras keep it.",
                "torch.zeros(2, 3, 4).flatten().shape == (24,) == np.zeros((2, 3, 4)).flatten().shape"
                " and nn.Flatten()(torch.zeros(2, 3, 4)).shape == (2, 12)"
                " and tuple(keras.layers.Flatten()(tf.zeros((2, 3, 4))).shape) == (2, 12)",
            ),
        ),
    ),
    Idea(
        "How many elements there are.",
        _BLOCK,
        _forms(
            torch=("torch.numel torch.Tensor.numel torch.Tensor.size", "x.numel()"),
            tensorflow=("tensorflow.size", "tf.size(x)"),
            jax=("jax.Array.size jax.numpy.size", "x.size"),
            numpy=("numpy.ndarray.size numpy.size", "x.size"),
        ),
        (
            Difference(
                "`x.size()` of torch is the shape; `x.size` of NumPy and JAX is the number of elements.",
                "torch.zeros(2, 3).size() == (2, 3) and np.zeros((2, 3)).size == 6 == jnp.zeros((2, 3)).size",
            ),
        ),
    ),
    Idea(
        "Gives the elements another dtype.",
        _ROW,
        _forms(
            torch=(
                "torch.Tensor.to torch.Tensor.type torch.Tensor.float torch.Tensor.double torch.Tensor.long",
                "x.to(torch.int32)",
            ),
            tensorflow=("tensorflow.cast", "tf.cast(x, tf.int32)"),
            jax=("jax.Array.astype jax.numpy.astype", "x.astype(jnp.int32)"),
            numpy=("numpy.ndarray.astype numpy.astype", "x.astype(np.int32)"),
        ),
        (
            Difference(
                "JAX has no 64 bits unless `jax_enable_x64` is set: float64 is float32 there.",
                "jnp.ones(1).astype('float64').dtype == jnp.float32 and torch.ones(1).double().dtype == torch.float64",
            ),
        ),
    ),
    Idea(
        "The elements as a NumPy array.",
        _ROW,
        _forms(
            torch=("torch.Tensor.numpy", "x.detach().cpu().numpy()"),
            tensorflow=("tensorflow.Tensor.numpy tensorflow.Variable.numpy", "x.numpy()"),
            jax=("numpy.asarray", "np.asarray(x)"),
        ),
        (
            Difference(
                "A tensor that requires gradients has to be detached first.",
                "raises(lambda: torch.ones(1, requires_grad=True).numpy())"
                " and torch.ones(1, requires_grad=True).detach().numpy()[0] == 1",
            ),
            Difference(
                "The array shares the memory of a torch tensor; that of a JAX array is read-only.",
                "run('t = torch.zeros(1); t.numpy()[0] = 5; x = t')[0] == 5"
                " and raises(lambda: np.asarray(jnp.zeros(1)).__setitem__(0, 1))",
            ),
        ),
    ),
    Idea(
        "Stops gradients: what it gives counts as a constant.",
        _ROW,
        _forms(
            torch=("torch.detach torch.Tensor.detach", "x.detach()"),
            tensorflow=("tensorflow.stop_gradient", "tf.stop_gradient(x)"),
            jax=("jax.lax.stop_gradient", "jax.lax.stop_gradient(x)"),
        ),
        (
            Difference(
                "`detach` shares the memory: writing into one writes into the other.",
                "run('t = torch.zeros(1); t.detach()[0] = 5; x = t')[0] == 5",
            ),
        ),
    ),
    Idea(
        "`max(x, 0)`.",
        _ROW,
        _forms(
            torch=("torch.relu torch.Tensor.relu torch.nn.functional.relu torch.nn.ReLU", "F.relu(x)"),
            tensorflow=("tensorflow.nn.relu keras.activations.relu keras.layers.ReLU", "tf.nn.relu(x)"),
            jax=("jax.nn.relu", "jax.nn.relu(x)"),
            numpy=("", "np.maximum(x, 0)"),
        ),
    ),
    Idea(
        "`1 / (1 + exp(-x))`, without overflow.",
        _ROW,
        _forms(
            torch=(
                "torch.sigmoid torch.Tensor.sigmoid torch.nn.functional.sigmoid torch.nn.Sigmoid torch.special.expit",
                "torch.sigmoid(x)",
            ),
            tensorflow=(
                "tensorflow.sigmoid tensorflow.nn.sigmoid tensorflow.math.sigmoid keras.activations.sigmoid",
                "tf.sigmoid(x)",
            ),
            jax=("jax.nn.sigmoid jax.scipy.special.expit", "jax.nn.sigmoid(x)"),
            numpy=("scipy.special.expit", "scipy.special.expit(x)"),
        ),
    ),
    Idea(
        "`x * Φ(x)`, a smooth relu.",
        _ROW,
        _forms(
            torch=("torch.nn.functional.gelu torch.nn.GELU", "F.gelu(x)"),
            tensorflow=("tensorflow.nn.gelu keras.activations.gelu", "tf.nn.gelu(x)"),
            jax=("jax.nn.gelu", "jax.nn.gelu(x, approximate=False)"),
        ),
        (
            Difference(
                "`jax.nn.gelu` approximates by `tanh` unless it is told not to; the others are exact."
                ' In torch that is `approximate="tanh"`.',
                "abs(jax.nn.gelu(jnp.array(1.0)) - float(F.gelu(torch.tensor(1.0)))) > 1e-4"
                " and abs(jax.nn.gelu(jnp.array(1.0)) - float(F.gelu(torch.tensor(1.0), approximate='tanh'))) < 1e-6"
                " and abs(float(tf.nn.gelu(1.0)) - float(F.gelu(torch.tensor(1.0)))) < 1e-6",
            ),
        ),
    ),
    Idea(
        "Applies a function to each row of a batch.",
        _TABLE + "; f = lambda row: (row * row)[0]",
        _forms(
            torch=("torch.func.vmap", "torch.vmap(f)(x)"),
            tensorflow=("tensorflow.vectorized_map tensorflow.map_fn", "tf.vectorized_map(f, x)"),
            jax=("jax.vmap", "jax.vmap(f)(x)"),
        ),
        (
            Difference(
                "The batch axes are `in_dims` in torch and `in_axes` in JAX; `None` shares an argument with all rows.",
                "torch.vmap(torch.add, in_dims=(0, None))(torch.ones(2), torch.ones(())).shape == (2,)"
                " and jax.vmap(jnp.add, in_axes=(0, None))(jnp.ones(2), 1.0).shape == (2,)"
                " and raises(lambda: jax.vmap(jnp.add, in_dims=(0, None)))",
            ),
        ),
    ),
    Idea(
        "The function that computes a function's gradient.",
        _ROW + "; f = lambda x: (x * x * x)[0]",
        _forms(
            torch=("torch.func.grad torch.autograd.grad", "torch.func.grad(f)(x)"),
            jax=("jax.grad jax.value_and_grad", "jax.grad(f)(x)"),
        ),
        (
            Difference(
                "The value comes first in `jax.value_and_grad`, last in `torch.func.grad_and_value`.",
                "jax.value_and_grad(lambda x: x * x)(3.0) == (9, 6)"
                " and torch.func.grad_and_value(lambda x: x * x)(torch.tensor(3.0)) == (6, 9)",
            ),
        ),
    ),
    Idea(
        "Numbers of the standard normal distribution.",
        "n = 2; key = jax.random.key(0); rng = np.random.default_rng(0)",
        _forms(
            torch=("torch.randn", "torch.randn(n, 3)"),
            tensorflow=("tensorflow.random.normal tensorflow.random.stateless_normal", "tf.random.normal([n, 3])"),
            jax=("jax.random.normal", "jax.random.normal(key, (n, 3))"),
            numpy=(
                "numpy.random.randn numpy.random.standard_normal numpy.random.Generator.standard_normal"
                " numpy.random.normal numpy.random.Generator.normal",
                "rng.standard_normal((n, 3))",
            ),
        ),
        (
            Difference(
                "JAX has no hidden state: the same key gives the same numbers, so each use takes a key of its own"
                " (`jax.random.split`).",
                "(jax.random.normal(jax.random.key(0)) == jax.random.normal(jax.random.key(0))).all()"
                " and bool((torch.randn(9) != torch.randn(9)).any())",
            ),
        ),
        is_random=True,
    ),
    Idea(
        "Numbers evenly spread from 0 to 1.",
        "n = 2; key = jax.random.key(0); rng = np.random.default_rng(0)",
        _forms(
            torch=("torch.rand", "torch.rand(n, 3)"),
            tensorflow=("tensorflow.random.uniform tensorflow.random.stateless_uniform", "tf.random.uniform([n, 3])"),
            jax=("jax.random.uniform", "jax.random.uniform(key, (n, 3))"),
            numpy=(
                "numpy.random.rand numpy.random.random numpy.random.uniform numpy.random.Generator.random"
                " numpy.random.Generator.uniform",
                "rng.random((n, 3))",
            ),
        ),
        (
            Difference(
                "JAX has no hidden state: the same key gives the same numbers, so each use takes a key of its own"
                " (`jax.random.split`).",
                "(jax.random.uniform(jax.random.key(0)) == jax.random.uniform(jax.random.key(0))).all()"
                " and bool((torch.rand(9) != torch.rand(9)).any())",
            ),
        ),
        is_random=True,
    ),
    Idea(
        "Sets elements to zero at random while training, and scales up the rest.",
        "x = np.ones((2, 3), np.float32); key = jax.random.key(0)",
        _forms(
            torch=("torch.nn.Dropout torch.nn.functional.dropout torch.dropout", "F.dropout(x, 0.5, training=True)"),
            tensorflow=("keras.layers.Dropout tensorflow.nn.dropout", "keras.layers.Dropout(0.5)(x, training=True)"),
            jax=(
                "flax.linen.Dropout flax.nnx.Dropout",
                'flax.linen.Dropout(0.5).apply({}, x, deterministic=False, rngs={"dropout": key})',
            ),
        ),
        (
            Difference(
                "`F.dropout` is on unless it is given `training=False`, also in `eval` mode;"
                " the layer of Keras is off unless it is called with `training=True`.",
                "bool((F.dropout(torch.ones(999)) == 0).any())"
                " and bool(tf.reduce_all(keras.layers.Dropout(0.5)(tf.ones(999)) == 1))",
            ),
        ),
        is_random=True,
    ),
    Idea(
        "Multiplies by weights and adds a bias, over the last axis.",
        _TABLE + "; key = jax.random.key(0)",
        _forms(
            torch=("torch.nn.Linear torch.nn.functional.linear", "nn.Linear(3, 4)(x)"),
            tensorflow=("keras.layers.Dense", "keras.layers.Dense(4)(x)"),
            jax=("flax.linen.Dense flax.nnx.Linear", "flax.linen.Dense(4).init_with_output(key, x)[0]"),
        ),
        (
            Difference(
                "The weight of torch is (out, in), transposed against the (in, out) of Keras and flax.",
                "nn.Linear(3, 4).weight.shape == (4, 3)"
                " and run('layer = keras.layers.Dense(4); layer(tf.ones((1, 3))); x = layer.kernel').shape == (3, 4)"
                " and flax.linen.Dense(4).init(jax.random.key(0), jnp.ones((1, 3)))['params']['kernel'].shape"
                " == (3, 4)",
            ),
        ),
        is_random=True,
    ),
    Idea(
        "Slides filters over a sequence.",
        "x = np.ones((2, 10, 3), np.float32); key = jax.random.key(0)",
        _forms(
            torch=(
                "torch.nn.Conv1d torch.nn.Conv2d torch.nn.Conv3d",
                "nn.Conv1d(3, 8, 5)(x.transpose(1, 2)).transpose(1, 2)",
            ),
            tensorflow=("keras.layers.Conv1D keras.layers.Conv2D keras.layers.Conv3D", "keras.layers.Conv1D(8, 5)(x)"),
            jax=("flax.linen.Conv flax.nnx.Conv", 'flax.linen.Conv(8, 5, padding="VALID").init_with_output(key, x)[0]'),
        ),
        (
            Difference(
                "torch has the channels before the places, Keras and flax last.",
                "nn.Conv1d(3, 8, 5)(torch.ones(2, 3, 10)).shape == (2, 8, 6)"
                " and tuple(keras.layers.Conv1D(8, 5)(tf.ones((2, 10, 3))).shape) == (2, 6, 8)",
            ),
            Difference(
                "flax pads to the same length unless it is told otherwise; torch and Keras do not pad.",
                "flax.linen.Conv(8, 5).init_with_output(jax.random.key(0), jnp.ones((2, 10, 3)))[0].shape == (2, 10, 8)"
                " and nn.Conv1d(3, 8, 5)(torch.ones(2, 3, 10)).shape[-1] == 6",
            ),
        ),
        is_random=True,
    ),
    Idea(
        "Brings each row to mean 0 and variance 1.",
        _TABLE + "; key = jax.random.key(0)",
        _forms(
            torch=("torch.nn.LayerNorm torch.nn.functional.layer_norm", "nn.LayerNorm(3)(x)"),
            tensorflow=("keras.layers.LayerNormalization", "keras.layers.LayerNormalization(epsilon=1e-5)(x)"),
            jax=(
                "flax.linen.LayerNorm flax.nnx.LayerNorm",
                "flax.linen.LayerNorm(epsilon=1e-5).init_with_output(key, x)[0]",
            ),
        ),
        (
            Difference(
                "What is added to the variance is 1e-5 in torch, 1e-3 in Keras and 1e-6 in flax.",
                "nn.LayerNorm(3).eps == 1e-5 and keras.layers.LayerNormalization().epsilon == 1e-3"
                " and flax.linen.LayerNorm().epsilon == 1e-6",
            ),
            Difference(
                "torch asks for the size of the last axes; Keras and flax take the last axis.",
                "raises(lambda: nn.LayerNorm()) and keras.layers.LayerNormalization().axis == -1"
                " and flax.linen.LayerNorm().reduction_axes == -1",
            ),
        ),
    ),
    Idea(
        "Brings each feature to mean 0 and variance 1 over the batch, and remembers both for evaluation.",
        _TABLE,
        _forms(
            torch=(
                "torch.nn.BatchNorm1d torch.nn.BatchNorm2d torch.nn.BatchNorm3d torch.nn.functional.batch_norm",
                "nn.BatchNorm1d(3)(x)",
            ),
            tensorflow=(
                "keras.layers.BatchNormalization",
                "keras.layers.BatchNormalization(epsilon=1e-5)(x, training=True)",
            ),
            jax=(
                "flax.linen.BatchNorm flax.nnx.BatchNorm",
                "flax.linen.BatchNorm(use_running_average=False).init_with_output(jax.random.key(0), x)[0]",
            ),
        ),
        (
            Difference(
                "`momentum` is the share of the new batch in torch (0.1), and of what is remembered in Keras and flax"
                " (0.99).",
                "nn.BatchNorm1d(3).momentum == 0.1 and keras.layers.BatchNormalization().momentum == 0.99"
                " == flax.linen.BatchNorm().momentum"
                " and run('x = nn.BatchNorm1d(1, momentum=0.1); x(torch.tensor([[9.0], [11.0]]))').running_mean == 1"
                " and abs(float(run('x = keras.layers.BatchNormalization(momentum=0.1);"
                " x(tf.constant([[9.0], [11.0]]), training=True)').moving_mean[0]) - 9) < 1e-5",
            ),
            Difference(
                "torch trains until `eval()`; Keras evaluates unless it is called with `training=True`.",
                "nn.BatchNorm1d(1)(torch.tensor([[9.0], [11.0]])).mean().abs() < 1e-5"
                " and abs(float(tf.reduce_mean(keras.layers.BatchNormalization()("
                "tf.constant([[9.0], [11.0]])))) - 10) < 0.1",
            ),
        ),
    ),
)


def _elementwise() -> tuple[Idea, ...]:
    """What has one name everywhere."""
    found = []
    for word in "exp log log1p expm1 sqrt abs square tanh sin cos sign floor ceil round".split():
        in_tensorflow = "tf.math" if word in ("log", "log1p", "expm1", "ceil") else "tf"
        spelled = {"tf.math": f"tensorflow.math.{word}", "tf": f"tensorflow.{word} tensorflow.math.{word}"}[
            in_tensorflow
        ]
        found.append(
            Idea(
                f"`{word}` of each element.",
                "x = np.array([0.25, 0.5, 2.6], np.float32)",
                _forms(
                    torch=(f"torch.{word} torch.Tensor.{word}", f"torch.{word}(x)"),
                    tensorflow=(spelled, f"{in_tensorflow}.{word}(x)"),
                    jax=(f"jax.numpy.{word}", f"jnp.{word}(x)"),
                    numpy=(f"numpy.{word}", f"np.{word}(x)"),
                ),
            )
        )
    for word in ("maximum", "minimum"):
        found.append(
            Idea(
                f"The {'larger' if word == 'maximum' else 'smaller'} of two elements.",
                _PAIR,
                _forms(
                    torch=(f"torch.{word} torch.Tensor.{word}", f"torch.{word}(a, b)"),
                    tensorflow=(f"tensorflow.{word} tensorflow.math.{word}", f"tf.{word}(a, b)"),
                    jax=(f"jax.numpy.{word}", f"jnp.{word}(a, b)"),
                    numpy=(f"numpy.{word}", f"np.{word}(a, b)"),
                ),
                (
                    Difference(
                        "`torch.maximum` and `torch.minimum` take tensors only (`clamp` takes a number).",
                        "raises(lambda: torch.maximum(torch.ones(1), 0)) and jnp.maximum(jnp.ones(1), 0)[0] == 1"
                        " and np.maximum(np.ones(1), 0)[0] == 1",
                    ),
                ),
            )
        )
    return tuple(found)


def _reductions() -> tuple[Idea, ...]:
    found = []
    for word, summary, example in (
        ("prod", "The product along an axis.", _TABLE),
        ("any", "Whether any element along an axis is true.", "x = np.array([[True, False], [False, False]])"),
        ("all", "Whether all elements along an axis are true.", "x = np.array([[True, False], [True, True]])"),
    ):
        found.append(
            Idea(
                summary,
                example,
                _forms(
                    torch=(f"torch.{word} torch.Tensor.{word}", f"x.{word}(dim=1)"),
                    tensorflow=(
                        f"tensorflow.reduce_{word} tensorflow.math.reduce_{word}",
                        f"tf.reduce_{word}(x, axis=1)",
                    ),
                    jax=(f"jax.numpy.{word} jax.Array.{word}", f"x.{word}(axis=1)"),
                    numpy=(f"numpy.{word} numpy.ndarray.{word}", f"x.{word}(axis=1)"),
                ),
                (_KEEPDIM,),
            )
        )
    return tuple(found)
