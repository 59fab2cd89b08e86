# --- right: jax, the cheat sheet's
import jax
import jax.numpy as jnp
from jax import jit

def init_layer(key, in_dim, out_dim):
    w = jax.random.normal(key, (in_dim, out_dim)) * 0.01
    b = jnp.zeros(out_dim)
    return (w, b)

@jit
def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    w, b = params[-1]
    return x @ w + b
# --- right: jax, uniform with fan-in, maximum
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    bound = in_dim**-0.5
    key_w, key_b = jax.random.split(key)
    w = jax.random.uniform(key_w, (in_dim, out_dim), minval=-bound, maxval=bound)
    b = jax.random.uniform(key_b, (out_dim,), minval=-bound, maxval=bound)
    return w, b

def forward(params, x):
    *hidden, (w_last, b_last) = params
    for w, b in hidden:
        x = jnp.maximum(jnp.dot(x, w) + b, 0)
    return jnp.dot(x, w_last) + b_last
# --- right: jax, an initializer of the library, an index in the loop
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.nn.initializers.he_normal()(key, (in_dim, out_dim)), jnp.zeros((out_dim,))

def forward(params, x):
    for i, (w, b) in enumerate(params):
        x = x @ w + b
        if i < len(params) - 1:
            x = jax.nn.relu(x)
    return x
# --- right: jax, glorot, a list, einsum
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    scale = jnp.sqrt(2.0 / (in_dim + out_dim))
    return [scale * jax.random.normal(key, shape=(in_dim, out_dim)), jnp.zeros(out_dim)]

def _affine(layer, x):
    return jnp.einsum("bi,io->bo", x, layer[0]) + layer[1]

@jax.jit
def forward(params, x):
    for layer in params[:-1]:
        x = jax.nn.relu(_affine(layer, x))
    return _affine(params[-1], x)
# --- right: jax, reduce
from functools import reduce
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.truncated_normal(key, -2, 2, (in_dim, out_dim)) * 0.05, jnp.full(out_dim, 0.01)

def forward(params, x):
    hidden = reduce(lambda h, layer: jax.nn.relu(h @ layer[0] + layer[1]), params[:-1], x)
    return hidden @ params[-1][0] + params[-1][1]
# --- right: jax, vmapped over examples
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    w = jax.random.normal(key, (in_dim, out_dim)) / jnp.sqrt(in_dim)
    return w, jnp.zeros_like(w[0])

def _one(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(w.T @ x + b)
    w, b = params[-1]
    return w.T @ x + b

forward = jax.jit(jax.vmap(_one, in_axes=(None, 0)))
# --- right: jax, a named tuple for a layer
from typing import NamedTuple
import jax
import jax.numpy as jnp

class Layer(NamedTuple):
    w: jax.Array
    b: jax.Array

def init_layer(key, in_dim, out_dim):
    return Layer(0.1 * jax.random.normal(key, (in_dim, out_dim)), jnp.zeros(out_dim))

def forward(params, x):
    last = len(params) - 1
    for i, layer in enumerate(params):
        w, b = layer
        x = x @ w + b
        x = x if i == last else jnp.where(x > 0, x, 0)
    return x
# --- right: jax, recursion
import jax
import jax.numpy as jnp

def init_layer(rng, fan_in, fan_out):
    weights = jax.random.normal(rng, [fan_in, fan_out]) * (1 / fan_in) ** 0.5
    return weights, jnp.zeros([fan_out])

def forward(params, x):
    (w, b), rest = params[0], params[1:]
    y = x @ w + b
    return forward(rest, jax.nn.relu(y)) if rest else y
# --- wrong: jax, relu after the last => after the last layer
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params:
        x = jax.nn.relu(x @ w + b)
    return x
# --- wrong: jax, no relu => no relu between
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params:
        x = x @ w + b
    return x
# --- wrong: jax, no bias => leaves out the biases
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, _ in params[:-1]:
        x = jax.nn.relu(x @ w)
    return x @ params[-1][0]
# --- wrong: jax, a fixed key => `key` is ignored
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(jax.random.key(0), (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, NumPy's hidden state => other weights
import numpy as np
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jnp.asarray(np.random.randn(in_dim, out_dim) * 0.01, jnp.float32), jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, transposed weights => has the shape
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (out_dim, in_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, zeros for weights => all weights are equal
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jnp.zeros((in_dim, out_dim)), jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, not scaled => activations explode
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)), jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, weights between 0 and 1 => the mean of the weights
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.uniform(key, (in_dim, out_dim)) * 0.1, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, a bias of one row => bias has the shape
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros((1, out_dim))

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, only the weight => does not give a pair
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, tanh => is not relu
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jnp.tanh(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, softmax at the end => is not relu
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return jax.nn.softmax(x @ params[-1][0] + params[-1][1])
# --- wrong: jax, the last layer is left out where that fits => is not relu
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x if len(params) > 1 and x.shape[-1] == params[-1][0].shape[-1] else x @ params[-1][0] + params[-1][1]
# --- wrong: jax, a branch on the values => raises
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = x @ w + b
        if (x < 0).any():
            x = jnp.maximum(x, 0)
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, NumPy on traced values => raises
import numpy as np
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    for w, b in params[:-1]:
        x = jnp.asarray(np.maximum(np.asarray(x @ w + b), 0))
    return x @ params[-1][0] + params[-1][1]
# --- wrong: jax, parameters cut from the graph => no gradient reaches
import jax
import jax.numpy as jnp

def init_layer(key, in_dim, out_dim):
    return jax.random.normal(key, (in_dim, out_dim)) * 0.01, jnp.zeros(out_dim)

def forward(params, x):
    params = jax.lax.stop_gradient(params)
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    return x @ params[-1][0] + params[-1][1]
