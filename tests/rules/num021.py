# What NUM021 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy
import numpy as np
from numpy import product, array
#                 ^^^^^^^ NUM021

limit = np.Inf
#       ^^^^^^ NUM021


def forms(x, y=numpy.int):
#              ^^^^^^^^^ NUM021
    a = np.asfarray(x), np.round_(x, 2), np.in1d(x, [1])
#       ^^^^^^^^^^^ NUM021
#                       ^^^^^^^^^ NUM021
#                                        ^^^^^^^ NUM021
    b = x.astype(np.complex), isinstance(x, np.object)
#                ^^^^^^^^^^ NUM021
#                                           ^^^^^^^^^ NUM021
    return product(a), b


def raises(x):
    raise np.AxisError(x)
#         ^^^^^^^^^^^^ NUM021


# --- silent
import numpy as np
import jax.numpy as jnp


def still_there(x):
    return np.bool_, np.bool, np.long, np.float64, np.nan, np.inf, np.prod(x), np.str_, np.object_, np.int_


def others(x, config):
    return config.float, x.round_, jnp.in1d, np.random.rand, np.linalg.norm(x).float


def by_version(x):
    if np.__version__ < "2":
        return np.trapz(x)
    return np.trapezoid(x)


def by_name(x):
    trapezoid = np.trapezoid if hasattr(np, "trapezoid") else np.trapz
    return trapezoid(x)


def caught(x):
    try:
        return np.float_(x)
    except AttributeError:
        return np.float64(x)


def python_types(x):
    return float(x), int(x), object(), str(x)
