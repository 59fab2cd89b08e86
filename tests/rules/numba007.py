# What NUMBA007 must report, and what it must not. Carets mark the exact place.
# --- changed between two calls, at the top level and in a function
import numba

scale = 1.0

@numba.jit(nopython=True)
def scaled(x):
    return x * scale
#              ^^^^^ NUMBA007

def run(values):
    offset = 0.0
    @numba.njit
    def shifted(x):
        return x + offset
#                  ^^^^^^ NUMBA007
    before = shifted(values[0])
    offset = 1.0
    return before, shifted(values[0])

scaled(1.0)
scale = 2.0
scaled(1.0)
# --- changed in every round
from numba import njit

step = 0

@njit
def add(x):
    return x + step
#              ^^^^ NUMBA007

for step in range(3):
    print(add(1))
# --- set once, before the first call
import os
from numba import njit

SIZE = 10
if os.environ.get("SIZE"):
    SIZE = int(os.environ["SIZE"])

@njit
def fill(x):
    return x * SIZE

fill(1.0)
fill(2.0)
# --- bound in the function, passed, or a plain function
from numba import njit

rate = 1.0

@njit
def own(x):
    rate = 3.0
    return x * rate

@njit
def given(x, rate):
    return x * rate

def plain(x):
    return x * rate

for function in (own, plain):
    function(1.0)
own(1.0); plain(1.0); given(1.0, rate)
rate = 2.0
own(1.0); plain(1.0); given(1.0, rate)
# --- compiled anew in every run of the function around
from numba import njit

def make(rate):
    @njit
    def scale(x):
        return x * rate
    return scale(1.0)

for rate in (1.0, 2.0):
    make(rate)
# --- only changed after the last call, or called once
from numba import njit

rate = 1.0

@njit
def scale(x):
    return x * rate

scale(1.0)
rate = 2.0

# --- Compiled anew in each round
from numba import njit


def compare(values):
    def is_equal(other):
        return value == other

    results = []
    for value in values:
        compiled = njit(is_equal)
        results.append(compiled(1))
    return results
