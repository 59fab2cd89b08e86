# --- what is refused, one by one
import numpy as np
from numba import njit, jit, vectorize

@njit
def refused(x, t, **kw):
#                 ^^^^ NUMBA002
    a = any(v > 0 for v in x)
#       ^^^^^^^^^^^^^^^^^^^^^ NUMBA001
#           ^^^^^^^^^^^^^^^^ NUMBA002
    b = {v for v in x}
#       ^^^^^^^^^^^^^^ NUMBA002
    head, *rest = t
#   ^^^^^^^^^^^ NUMBA002
    import math
#   ^^^^^^^^^^^ NUMBA002
    s = f"{a:.2f}"
#         ^^^^^^^ NUMBA002
    return a, b, head, s

@jit
def bare_jit(n):
    try:
        return 1 / n
    except ZeroDivisionError:
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA002
        raise
#       ^^^^^ NUMBA002
    return 0
# --- wrapped later, and inner functions
import numba

def later(x):
    return list(v for v in x)
#               ^^^^^^^^^^^^ NUMBA002

compiled = numba.njit(cache=True)(later)

@numba.njit
def outer(x):
    def inner(y):
        return tuple(v for v in y)
#                    ^^^^^^^^^^^^ NUMBA002
    return inner(x)
# --- silent: what compiles
import numpy as np
from numba import njit, objmode

@njit
def compiles(n, x):
    a = {i: i * i for i in range(n)}
    b = [i for i in range(n) if i % 2]
    c = f"{n} items"
    try:
        d = 1 / n
    except Exception:
        d = 0.0
    try:
        e = x[n]
    except:
        e = 0.0
    match n:
        case 1:
            f = 1
        case _:
            f = 2
    g, h = x.shape
    with objmode(y="float64"):
        y = np.sum(x)
    i = (lambda v: v + 1)(n)
    assert n > 0, "positive"
    return a, b, c, d, e, f, g, h, y, i
# --- silent: plain Python, object mode, and a function of the same name
from numba import jit, njit

def plain(x):
    return sum(v for v in x), f"{x:.2f}", {v for v in x}

class Objects:
    @staticmethod
    @jit(forceobj=True)
#    ^^^^^^^^^^^^^^^^^^ NUMBA003
    def objects(x):
        return sum(v for v in x)

def njit_like(function):
    return function

@njit_like
def not_compiled(x):
    return sum(v for v in x)
# --- silent: the driver of a kernel
from numba import njit

@njit
def kernel(x):
    return x * 2

def driver(xs):
    with open("log.txt") as log:
        print(f"{sum(kernel(x) for x in xs):.2f}", file=log)

# --- silent: named expressions that numba compiles
from numba import njit


@njit
def named(x):
    y = abs(z := x)
    if (w := y) > 0:
        return w + z
    return y
