"""A symbol that the mapping does not know is encoded as the first class.

`mapping.get(base, 0)` of `{"A": 0, "C": 1, "G": 2, "T": 3}` is 0 for `N`, for lower case, for a gap and for a typo:
all of them become `A`, and a model learns from an `A` that nobody read.
`one_hot("N")` and `one_hot("A")` are then the same array.
Write `mapping[base]`, which raises `KeyError: 'N'`; or give unknown symbols a row of zeros or a class of their own.
The fix does the first.

Reported are dictionaries from single characters to 0, 1, 2, … whose 0 stands for a symbol like the others.
Silent are those whose 0 is itself the unknown (`N`, `X`, `-`, an empty string), words, and other defaults such as -1.

Source: Cornish-Bowden, "Nomenclature for incompletely specified bases in nucleic acid sequences" (NC-IUB 1984): `N` is
any base.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_constant, literal_codes

# What stands for anything: an unknown base or residue, a gap, a blank.
_UNKNOWN = frozenset("NXnx-.*?_ #@~")


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(method="get"):
        default = call.positional(1)
        if call.receiver is None or default is None or not is_constant(default.value, 0) or len(call.arguments) != 2:
            continue
        codes = literal_codes(call.receiver.value)
        first = next((symbol for symbol, code in codes.items() if code == 0), None)
        if first is None or first in _UNKNOWN or not _is_alphabet(codes):
            continue
        yield Finding(call.place, f"`{call.place.text}` gives every unknown symbol the code of `{first}`", _fix(call))


def _is_alphabet(codes: dict[str, int]) -> bool:
    return len(codes) > 2 and sorted(codes.values()) == list(range(len(codes))) and all(len(one) == 1 for one in codes)


def _fix(call: Call) -> Fix | None:
    symbol = call.positional(0)
    if call.receiver is None or symbol is None:
        return None
    return Fix("Let unknown symbols raise", edit(call.place, f"{call.receiver.text}[{symbol.text}]"))


RULE = Rule(
    code="NUM014",
    name="unknown-symbol-as-class-zero",
    severity=Severity.WARNING,
    message="`mapping.get(symbol, 0)` where 0 is the code of a symbol",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow", "numba"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import tensorflow as tf


def one_hot_dna(sequence):
    mapping = {"A": 0, "C": 1, "G": 2, "T": 3}
    indices = [mapping.get(b, 0) for b in sequence]
    return tf.one_hot(indices, depth=4)


try:
    result = one_hot_dna("N").numpy().tolist()
except KeyError as error:
    result = str(error)
""",
            good="""\
import tensorflow as tf


def one_hot_dna(sequence):
    mapping = {"A": 0, "C": 1, "G": 2, "T": 3}
    indices = [mapping[b] for b in sequence]
    return tf.one_hot(indices, depth=4)


try:
    result = one_hot_dna("N").numpy().tolist()
except KeyError as error:
    result = str(error)
""",
            proof=Shows("bad.result == [[1, 0, 0, 0]] and good.result == \"'N'\""),
        ),
        Example(
            bad="""\
import numpy as np

CODES = {base: code for code, base in enumerate("ACGT")}


def encode(sequence):
    rows = np.zeros((len(sequence), 4))
    for position, base in enumerate(sequence):
        rows[position, CODES.get(base, 0)] = 1
    return rows


try:
    result = encode("acgt")
except KeyError as error:
    result = str(error)
""",
            good="""\
import numpy as np

CODES = {base: code for code, base in enumerate("ACGT")}


def encode(sequence):
    rows = np.zeros((len(sequence), 4))
    for position, base in enumerate(sequence):
        rows[position, CODES[base]] = 1
    return rows


try:
    result = encode("acgt")
except KeyError as error:
    result = str(error)
""",
            proof=Shows("bad.result[:, 0].all() and good.result == \"'a'\""),
        ),
    ),
)
