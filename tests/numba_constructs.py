"""What numba compiles and what it refuses, found out by compiling: a few hundred small functions.

The answers are kept in `pattern_lsp/semantic/frameworks/numba_support.json`, with the versions they hold for.
`pytest tests/test_numba_support.py --update` finds them out anew.
"""

import inspect
import itertools
import re
import textwrap
import warnings
from typing import Any, NamedTuple

import numpy as np


class Construct(NamedTuple):
    """`code` defines `f`; `arguments` is the text of what it is called with."""

    code: str
    arguments: str = ""


def constructs() -> dict[str, Construct]:
    """All of them, by a name that says the kind and the thing: `syntax walrus`, `numpy.mean axis`."""
    return {**_syntax(), **_objects(), **_mixed(), **_names(), **_keywords()}


def refusal(construct: Construct) -> str | None:
    """The error that numba stops with, its class and a telling line; None if the function compiles and runs."""
    from numba import njit

    space: dict[str, Any] = {"np": np}
    exec(construct.code, space)
    function = njit(space["f"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            function(*eval(f"({construct.arguments})", {"np": np}))
        except Exception as error:
            return f"{type(error).__name__}: {_telling(str(error))}"
    return None


def works_in_python(construct: Construct) -> bool:
    """Whether plain Python runs it: what it refuses as well says nothing of numba."""
    space: dict[str, Any] = {"np": np}
    exec(construct.code, space)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            space["f"](*eval(f"({construct.arguments})", {"np": np}))
        except Exception:
            return False
    return True


# Where the module lies on the machine that was asked.
_PLACE = re.compile(r" from '[^']*'")


def _telling(message: str) -> str:
    lines = [line.strip() for line in message.splitlines()]
    telling = [line for line in lines if line and not line.startswith(("Failed in", "During:", "File", "<source"))]
    return _PLACE.sub("", telling[0])[:120] if telling else ""


_SYNTAX = {
    "yield": "yield x",
    "yield_from": "yield from [x]",
    "generator_expression": "return sum(y for y in [x, x])",
    "set_comprehension": "return len({y for y in [x, x]})",
    "dict_comprehension": "return len({y: y for y in [x]})",
    "list_comprehension": "return [y for y in [x]]",
    "walrus": "if (y := x * 2) > 0:\n    return y\nreturn 0.0",
    "walrus_in_while": "y = x\nwhile (z := y - 1) > 0:\n    y -= 1\nreturn z",
    "walrus_in_comprehension": "return [z for y in [x] if (z := y) > 0]",
    "walrus_of_a_name": "if (y := x) > 0:\n    return y\nreturn 0.0",
    "walrus_alone": "return abs(y := x) + y",
    "match_literal": "match int(x):\n    case 1:\n        return 1\n    case _:\n        return 2",
    "match_sequence": "match (x, x):\n    case (a, b):\n        return a\nreturn x",
    "double_star_argument": "return max(**{'a': x})",
    "starred_target": "a, *b = (x, x, x)\nreturn a",
    "with": "with open('f') as g:\n    return x",
    "except_bare": "try:\n    return 1 / x\nexcept:\n    return 0.0",
    "except_exception": "try:\n    return 1 / x\nexcept Exception:\n    return 0.0",
    "except_type": "try:\n    return 1 / x\nexcept ZeroDivisionError:\n    return 0.0",
    "except_name": "try:\n    return 1 / x\nexcept Exception as error:\n    return 0.0",
    "finally": "try:\n    y = x\nfinally:\n    y = 2 * x\nreturn y",
    "reraise": "try:\n    return 1 / x\nexcept Exception:\n    raise",
    "raise_from": "try:\n    return 1 / x\nexcept Exception as error:\n    raise ValueError('x') from error",
    "raise": "if x < 0:\n    raise ValueError('negative')\nreturn x",
    "assert": "assert x == x\nreturn x",
    "del_name": "y = x\ndel y\nreturn x",
    "del_item": "y = [x, x]\ndel y[0]\nreturn y",
    "import": "import math\nreturn math.sqrt(x)",
    "class": "class A:\n    pass\nreturn x",
    "global": "global z\nz = x\nreturn x",
    "lambda": "g = lambda y: y + 1\nreturn g(x)",
    "function": "def g(y):\n    return y + x\nreturn g(x)",
    "fstring": "return f'{1}'",
    "fstring_spec": "return f'{x:.2f}'",
    "fstring_conversion": "return f'{1!r}'",
    "while_else": "y = x\nwhile y > 0:\n    y -= 1\nelse:\n    y = 5.0\nreturn y",
    "chained_comparison": "return 0 < x < 3",
    "conditional_expression": "return 1 if x > 0 else 0",
    "tuple_unpacking": "a, b = x, x\nreturn a",
    "augmented": "y = x\ny += 1\ny **= 2\nreturn y",
    "slice": "y = [x, x]\nreturn y[::-1]",
    "print": "print(x)",
    "docstring": "'text'\nreturn x",
    "annotation": "y: float = x\nreturn y",
    "nested_loops": "y = 0\nfor i in range(2):\n    for j in range(2):\n        y += i * j\nreturn y",
}
_OBJECTS = {
    "sum": "sum([1, 2])", "min": "min(1, 2)", "max": "max([1, 2])", "abs": "abs(-1)", "len": "len([1])",
    "range": "len(range(3))", "enumerate": "[i for i, y in enumerate([1])]", "zip": "[a for a, b in zip([1], [2])]",
    "sorted": "sorted([2, 1])", "reversed": "[y for y in reversed([1, 2])]", "map": "[y for y in map(abs, [1])]",
    "filter": "[y for y in filter(None, [1])]", "any": "any([True])", "all": "all([True])", "round": "round(1.5)",
    "divmod": "divmod(5, 2)", "pow": "pow(2, 3)", "isinstance": "isinstance(1, int)", "hasattr": "hasattr(1, 'real')",
    "getattr": "getattr(1, 'real')", "int": "int(1.5)", "float": "float(1)", "bool": "bool(1)", "str": "str(1)",
    "repr": "repr(1)", "chr": "chr(65)", "ord": "ord('A')", "hash": "hash(1)", "id": "id(1)", "type": "type(1)",
    "iter": "next(iter([1]))", "complex": "complex(1, 2)", "bin": "bin(1)", "hex": "hex(1)", "open": "open('f')",
    "list()": "list((1, 2))", "tuple()": "tuple([1, 2])", "set()": "set([1])", "dict()": "dict()", "frozenset()":
    "frozenset([1])", "bytes()": "bytes(3)", "bytearray()": "bytearray(3)", "slice()": "slice(0, 1)",
    "print of a string": "print('a')", "input": "input()", "eval": "eval('1')", "exec": "exec('1')",
    "globals": "globals()", "vars": "vars()", "object": "object()",
    "str.upper": "'a'.upper()", "str.split": "'a b'.split()", "str.join": "','.join(['a'])",
    "str.format": "'{}'.format(1)", "str %": "'%d' % 1", "str.replace": "'a'.replace('a', 'b')",
    "str.find": "'a'.find('a')", "str.startswith": "'a'.startswith('a')", "str.strip": "' a'.strip()",
    "str.encode": "'a'.encode()", "str.isdigit": "'1'.isdigit()", "str.zfill": "'1'.zfill(3)", "str +": "'a' + 'b'",
    "str.count": "'aa'.count('a')", "str.partition": "'a b'.partition(' ')",
    "str.translate": "'a'.translate({97: 'b'})",
    "list.append": "[1].append(2)", "list.sort": "[2, 1].sort()", "list.sort key": "[2, 1].sort(key=abs)",
    "list.index": "[1].index(1)", "list.pop": "[1].pop()", "list.insert": "[1].insert(0, 1)", "list +": "[1] + [2]",
    "list *": "[0] * 3", "list mixed": "[1, 'a']", "list of lists": "[[1], [2]]", "list of arrays": "[np.ones(1)]",
    "list empty": "[]", "list int and float": "[1, 2.0]", "dict literal": "{1: 2}", "dict mixed": "{1: 2, 'a': 3}",
    "dict of lists": "{1: [2]}", "dict.get": "{1: 2}.get(1)", "dict.items": "[k for k, v in {1: 2}.items()]",
    "dict.pop": "{1: 2}.pop(1)", "dict.update": "{1: 2}.update({3: 4})", "dict.setdefault": "{1: 2}.setdefault(1, 2)",
    "set literal": "{1, 2}", "set.add": "{1}.add(2)", "set |": "{1} | {2}", "set mixed": "{1, 'a'}",
    "tuple mixed": "(1, 'a')", "tuple +": "(1,) + (2,)", "tuple.index": "(1, 2).index(1)", "tuple in": "1 in (1, 2)",
    "int.bit_length": "(5).bit_length()", "float.is_integer": "(5.0).is_integer()", "complex.conjugate":
    "(1j).conjugate()",             "array mask":
    "np.ones(2)[np.ones(2) > 0]", "array two lists": "np.ones((2, 2))[np.array([0]), np.array([1])]", "array None":
    "np.ones(2)[None, :]", "array ellipsis": "np.ones((2, 2))[..., 0]", "array @": "np.ones((2, 2)) @ np.ones((2, 2))",
    "array @ int": "np.ones((2, 2), np.int64) @ np.ones((2, 2), np.int64)",
}  # fmt: skip
# Expressions of one type each: those that a variable may take in turns.
_TYPES = {
    "int": "1", "float": "1.5", "bool": "True", "complex": "1j", "str": "'a'", "none": "None", "tuple of 2": "(1, 2)",
    "tuple of 3": "(1, 2, 3)", "list of int": "[1]", "list of float": "[1.5]", "dict": "{1: 2}", "array 1d":
    "np.ones(2)", "array 2d": "np.ones((2, 2))", "array of int": "np.ones(2, np.int64)",
}  # fmt: skip
# A call that NumPy accepts, and keyword arguments to add to it. `a` is an array of 3 by 4 floats, `v` one of 4.
_CALLS = {
    **dict.fromkeys(
        "sum prod mean std var max min amax amin any all nansum nanmean nanstd nanvar nanmax nanmin median".split(),
        ("a", "axis=0 keepdims=True dtype=np.float32 ddof=1 out=np.empty(4) where=a>0 initial=0.0"),
    ),
    **dict.fromkeys("argmax argmin".split(), ("a", "axis=0 keepdims=True")),
    **dict.fromkeys("cumsum cumprod nancumsum".split(), ("a", "axis=0 dtype=np.float32")),
    **dict.fromkeys("percentile quantile nanpercentile".split(), ("a,0.5", "axis=0 keepdims=True method='lower'")),
    **dict.fromkeys("sort argsort".split(), ("a", "axis=0 axis=-1 kind='mergesort'")),
    **dict.fromkeys("zeros ones empty".split(), ("(2,3)", "dtype=np.int64 dtype='int64' order='F'")),
    **dict.fromkeys("zeros_like ones_like empty_like".split(), ("a", "dtype=np.int64 shape=(2,) order='F'")),
    **dict.fromkeys("exp log sqrt sin tanh abs floor".split(), ("a", "out=np.empty((3,4)) where=a>0 dtype=np.float32")),
    **dict.fromkeys("add multiply maximum minimum".split(), ("a,a", "out=np.empty((3,4)) where=a>0")),
    **dict.fromkeys("vstack hstack dstack column_stack".split(), ("(a,a)", "dtype=np.float32")),
    **dict.fromkeys(
        "linalg.inv linalg.det linalg.qr linalg.svd linalg.eigh linalg.cholesky linalg.pinv".split(),
        ("a[:,:3]@a[:,:3].T+np.eye(3)", "mode='r' full_matrices=False rcond=1e-5 hermitian=True"),
    ),
    "full": ("(2,3),1.5", "dtype=np.int64 order='F'"),
    "arange": ("4", "step=2 dtype=np.float32"),
    "linspace": ("0,1,5", "endpoint=False retstep=True dtype=np.float32"),
    "eye": ("3", "k=1 dtype=np.int64"),
    "array": ("[1.0,2.0]", "dtype=np.float32 copy=True ndmin=2"),
    "asarray": ("v", "dtype=np.float32"),
    "concatenate": ("(a,a)", "axis=1 axis=None dtype=np.float32"),
    "stack": ("(a,a)", "axis=1 axis=-1"),
    "append": ("v,v", "axis=0"),
    "split": ("v,2", "axis=0"),
    "array_split": ("v,2", "axis=0"),
    "reshape": ("a,(4,3)", "order='F'"),
    "transpose": ("a", "axes=(1,0)"),
    "expand_dims": ("v", "axis=0"),
    "squeeze": ("a[None]", "axis=0"),
    "flip": ("a", "axis=0"),
    "roll": ("a,1", "axis=0"),
    "repeat": ("a,2", "axis=0"),
    "tile": ("a,2", ""),
    "unique": ("v", "return_counts=True return_inverse=True return_index=True axis=0"),
    "where": ("a>0,a,0.0", ""),
    "clip": ("a,0.0,1.0", "out=np.empty((3,4))"),
    "take": ("a,np.array([0,1])", "axis=0"),
    "delete": ("v,0", "axis=0"),
    "insert": ("v,0,1.0", "axis=0"),
    "diff": ("a", "n=1 axis=0"),
    "histogram": ("v", "bins=3 range=(0.0,1.0) density=True weights=v"),
    "bincount": ("np.array([0,1,1])", "weights=np.ones(3) minlength=4"),
    "searchsorted": ("v,0.5", "side='right' sorter=np.arange(4)"),
    "digitize": ("v,np.array([0.0,1.0])", "right=True"),
    "interp": ("v,v,v", "left=0.0 right=1.0 period=1.0"),
    "dot": ("a,v", "out=np.empty(3)"),
    "outer": ("v,v", "out=np.empty((4,4))"),
    "cross": ("v[:3],v[:3]", "axis=0"),
    "cov": ("a", "rowvar=False bias=True ddof=0"),
    "corrcoef": ("a", "rowvar=False"),
    "isclose": ("a,a", "rtol=1e-3 equal_nan=True"),
    "allclose": ("a,a", "rtol=1e-3 equal_nan=True"),
    "nan_to_num": ("a", "copy=False nan=0.0 posinf=0.0"),
    "round": ("a", "decimals=1"),
    "around": ("a", "decimals=1"),
    "count_nonzero": ("a", "axis=0 keepdims=True"),
    "trapezoid": ("v", "dx=0.5 x=v axis=0"),
    "convolve": ("v,v", "mode='same'"),
    "correlate": ("v,v", "mode='same'"),
    "tril": ("a", "k=1"),
    "triu": ("a", "k=1"),
    "partition": ("v,1", "axis=0 kind='introselect'"),
    "argpartition": ("v,1", "axis=0 kind='introselect'"),
    "meshgrid": ("v,v", "indexing='ij'"),
    "broadcast_to": ("v,(3,4)", "subok=True"),
    "linalg.norm": ("a", "ord=2 ord='fro' axis=0 keepdims=True"),
    "linalg.solve": ("a[:,:3],v[:3]", ""),
    "linalg.lstsq": ("a,v[:3]", "rcond=-1.0"),
    "random.rand": ("3", ""),
    "random.randn": ("3", ""),
    "random.normal": ("0.0,1.0", "size=3 loc=0.0"),
    "random.uniform": ("0.0,1.0", "size=3 low=0.0"),
    "random.randint": ("0,5", "size=3 dtype=np.int32"),
    "random.choice": ("v", "size=2 replace=False p=np.full(4,0.25)"),
    "random.permutation": ("4", ""),
    "random.shuffle": ("v.copy()", ""),
    "random.seed": ("0", ""),
    "random.default_rng": ("", ""),
}
_METHODS = {
    **dict.fromkeys("sum prod mean std var max min any all".split(), ("", _CALLS["sum"][1])),
    **{name: ("", given[1]) for name, given in _CALLS.items() if name in ("argmax", "argmin", "cumsum", "cumprod")},
    **dict.fromkeys("tolist copy flatten ravel transpose round squeeze nonzero conj trace diagonal".split(), ("", "")),
    "sort": ("", "axis=0"),
    "argsort": ("", "axis=0"),
    "item": ("0", ""),
    "fill": ("0.0", ""),
    "astype": ("np.float32", "copy=False"),
    "reshape": ("(4,3)", "order='F'"),
    "swapaxes": ("0,1", ""),
    "clip": ("0.0,1.0", "out=np.empty((3,4))"),
    "repeat": ("2", "axis=0"),
    "take": ("np.array([0])", "axis=0"),
    "dot": ("v", ""),
    "view": ("np.int64", ""),
    "searchsorted": ("0.5", ""),
    "ptp": ("", ""),
}


def _function(body: str, parameters: str = "x") -> str:
    return f"def f({parameters}):\n{textwrap.indent(body, '    ')}\n"


def _syntax() -> dict[str, Construct]:
    found = {f"syntax {name}": Construct(_function(body), "1.5,") for name, body in _SYNTAX.items()}
    found["syntax await"] = Construct("async def f(x):\n    await x\n", "1.5,")
    found["syntax double_star_parameter"] = Construct(_function("return x", "x, **options"), "1.5,")
    return found


def _objects() -> dict[str, Construct]:
    return {f"object {name}": Construct(_function(f"y = {text}\nreturn 0", "")) for name, text in _OBJECTS.items()}


def _mixed() -> dict[str, Construct]:
    """A variable that is of one type or of another, by branch."""
    return {
        f"variable {one} or {other}": Construct(
            _function(f"y = {_TYPES[one]}\nif x > 0:\n    y = {_TYPES[other]}\nz = y\nreturn 0"), "1,"
        )
        for one, other in itertools.combinations(_TYPES, 2)
    }


def _names() -> dict[str, Construct]:
    """Every function of NumPy, only named: numba refuses those that it does not have at all."""
    found = {}
    for prefix, module in (("", np), ("linalg.", np.linalg), ("fft.", np.fft), ("random.", np.random)):
        for name in sorted(module.__all__):
            value = getattr(module, name)
            if callable(value) and not inspect.isclass(value):
                found[f"numpy.{prefix}{name}"] = Construct(_function(f"g = np.{prefix}{name}\nreturn 0", ""))
    return found


def _keywords() -> dict[str, Construct]:
    found = {}
    calls = [(f"numpy.{name}", f"np.{name}", *given) for name, given in _CALLS.items()]
    calls += [(f"numpy.ndarray.{name}", f"a.{name}", *given) for name, given in _METHODS.items()]
    for name, spelled, arguments, keywords in calls:
        for keyword in ["", *keywords.split()]:
            given = f"{arguments},{keyword}" if arguments and keyword else arguments or keyword
            code = _function(f"y = {spelled}({given})\nreturn 0", "a, v")
            # `axis=0` and `axis=None` are told apart: a function may take one and not the other.
            found[f"{name} {keyword or 'call'}"] = Construct(code, "np.ones((3, 4)), np.ones(4)")
    return found
