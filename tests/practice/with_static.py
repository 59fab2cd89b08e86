# --- right: jax, static_argnums and a loop
from functools import partial
import jax.numpy as jnp
from jax import jit

@partial(jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
# --- right: jax, static_argnames
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnames=["num_iterations"])
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
# --- right: jax, wrapped later
import jax
import jax.numpy as jnp

def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data

with_static = jax.jit(with_static, static_argnums=1)
# --- right: jax, a while loop
import functools
import jax

@functools.partial(jax.jit, static_argnums=1)
def with_static(x, count):
    while count > 0:
        x = jax.numpy.tanh(x)
        count -= 1
    return x
# --- right: jax, fori_loop with a static bound
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    return jax.lax.fori_loop(0, num_iterations, lambda i, x: jnp.tanh(x), data)
# --- right: jax, scan of that length
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    result, _ = jax.lax.scan(lambda x, _: (jnp.tanh(x), None), data, length=num_iterations)
    return result
# --- right: jax, recursion
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    if num_iterations == 0:
        return data
    return with_static(jnp.tanh(data), num_iterations - 1)
# --- right: jax, a helper for a turn
from functools import partial, reduce
import jax
import jax.numpy as jnp

def process(x, _):
    return jnp.tanh(x)

@partial(jax.jit, static_argnames="num_iterations")
def with_static(data, num_iterations):
    return reduce(process, range(num_iterations), data)
# --- wrong: jax, the count is traced => raises TracerIntegerConversionError
import jax
import jax.numpy as jnp

@jax.jit
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
# --- wrong: jax, not compiled => is not compiled
import jax.numpy as jnp

def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
# --- wrong: jax, the data are static => raises
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(0,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
# --- wrong: jax, both are static => raises
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(0, 1))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
# --- wrong: jax, one turn too many => too many
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(num_iterations + 1):
        data = jnp.tanh(data)
    return data
# --- wrong: jax, one turn too few => too few
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(1, num_iterations):
        data = jnp.tanh(data)
    return data
# --- wrong: jax, always from the first value => one turn
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    result = data
    for _ in range(max(num_iterations, 1)):
        result = jnp.tanh(data)
    return result
# --- wrong: jax, the result of a turn is not kept => does nothing
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        jnp.tanh(data)
    return data
# --- wrong: jax, returns in the loop => raises
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for i in range(num_iterations):
        data = jnp.tanh(data)
        if i > 0 and (data < 0).all():
            break
    return data
# --- wrong: jax, the sine => is not `tanh`
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.sin(data)
    return data
# --- wrong: jax, a while loop of the compiler, which has no reverse derivative => raises ValueError
import jax
import jax.numpy as jnp

@jax.jit
def with_static(data, num_iterations):
    return jax.lax.fori_loop(0, num_iterations, lambda i, x: jnp.tanh(x), data)
# --- wrong: jax, the mean => has the shape
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data.mean()
# --- wrong: jax, the gradient is stopped => not differentiable
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(jax.lax.stop_gradient(data))
    return data
# --- wrong: jax, its memory is donated => changes its input
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,), donate_argnums=(0,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
# --- wrong: jax, no count => takes no `num_iterations`
import jax
import jax.numpy as jnp

# pattern: with_static
@jax.jit
def with_static(data):
    return jnp.tanh(data)
# --- wrong: jax, all turns are given back => a
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    turns = [data]
    for _ in range(num_iterations):
        turns.append(jnp.tanh(turns[-1]))
    return turns
# --- wrong: jax, at most five turns => is not `tanh`
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(min(num_iterations, 5)):
        data = jnp.tanh(data)
    return data
