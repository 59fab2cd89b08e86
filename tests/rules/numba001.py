# --- containers of the standard library, pandas and other frameworks
import collections
import pandas as pd
import torch
from collections import Counter, defaultdict as dd, deque
from numba import njit, jit

@njit
def library(x):
    a = Counter(x)
#       ^^^^^^^^^^ NUMBA001
    b = dd(int)
#       ^^^^^^^ NUMBA001
    c = deque()
#       ^^^^^^^ NUMBA001
    d = collections.OrderedDict()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA001
    e = pd.DataFrame()
#       ^^^^^^^^^^^^^^ NUMBA001
    return a, b, c, d, e

@jit(nopython=True)
def tensors(n):
    return torch.zeros(n)
#          ^^^^^^^^^^^^^^ NUMBA001
# --- classes of the file, wrapped later, in a closure
import numba

class Particle:
    def __init__(self, x):
        self.x = x

def make(x):
    return Particle(x)
#          ^^^^^^^^^^^ NUMBA001

compiled = numba.njit(make)

@numba.njit
def outer(x):
    def inner(y):
        return Particle(y)
#              ^^^^^^^^^^^ NUMBA001
    return inner(x)
# --- mixed sets
from numba import njit

@njit
def mixed():
    return {1, "a"}
#          ^^^^^^^^ NUMBA001
# --- silent: what numba knows
import math
import numpy as np
from collections import namedtuple
from enum import Enum
from numba import njit
from numba.experimental import jitclass
from numba.typed import Dict, List

Point = namedtuple("Point", ["x", "y"])

class Color(Enum):
    RED = 1

@jitclass([("x", float)])
class Cell:
    def __init__(self, x):
        self.x = x

@njit
def known(x):
    a = [1, 2.5]
    b = {"a": 1}
    c = {1, 2.0}
    d = Point(1, 2)
    e = Cell(1.0)
    f = (1, "a", 2.5)
    g = Color.RED
    h = np.zeros(3)
    i = math.pi
    return a, b, c, d, e, f, g, h, i
# --- silent: object mode, plain functions, other decorators
from collections import Counter
from numba import njit, objmode, jit

@njit
def with_objects(x):
    with objmode(n="int64"):
        n = len(Counter(x))
    return n

class Objects:
    @staticmethod
    @jit(forceobj=True)
#    ^^^^^^^^^^^^^^^^^^ NUMBA003
    def objects(x):
        return Counter(x)

def plain(x):
    return Counter(x)
# --- silent: jitted statics of a class, and functions of unknown modules
from numba import njit
from somewhere import thing, Maker

class Math:
    @staticmethod
    @njit
    def double(x):
        return x * 2

@njit
def use(x):
    return thing(x) + Maker(x)
# --- a class that numba is taught
from numba import njit
from numba.extending import type_callable


class Interval:
    def __init__(self, low, high):
        self.low = low
        self.high = high


@type_callable(Interval)
def type_interval(context):
    return lambda low, high: None


@njit
def join(low, high):
    return Interval(low, high)

# --- built-in functions that compiled code cannot name
from numba import njit


@njit
def checked(x):
    if all([v > 0 for v in x]):
#      ^^^^^^^^^^^^^^^^^^^^^^^ NUMBA001
        return sum(x), max(x), len(x), sorted(x)
    for v in reversed(x):
#            ^^^^^^^^^^^ NUMBA001
        print(v)


def interpreted(x):
    return all([v > 0 for v in x])
