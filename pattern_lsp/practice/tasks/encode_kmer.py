"""`encode_kmer`: k bases as one number, two bits each."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.compiled import check_compiled, codes, number_of
from pattern_lsp.practice.task import Case, Run, Task, Wrong

_LIMIT = re.compile(r"(?:#|[\"'])[^\n]*\b(?:31|32)\b")  # in a comment or in a docstring


def code_of(text: str) -> int:
    """The number of a k-mer, -1 if a base of it is unknown."""
    value = 0
    for base in text:
        if base not in "ACGT":
            return -1
        value = value * 4 + "ACGT".index(base)
    return value


def check(run: Run, case: Case) -> None:
    check_compiled(run, ("encode_kmer", "encode_base"))
    if "base" in case.options:
        _check_base(run, case.options["base"])
        return
    sequence, start, k = case.arguments
    text = sequence.values.tobytes().decode()[start : start + k]
    expected = code_of(text)
    try:
        got = run(*case.arguments)
    except Wrong as wrong:
        if k > 31 and wrong.complaint.startswith("raises"):
            return  # a refusal of what does not fit is right
        raise
    value = number_of(got, whole=True)
    whole = sequence.values.tobytes().decode()
    mistake = run.explain(
        np.float64(value),
        {
            "the first base stands in the lowest bits, not the highest": float(code_of(text[::-1])),
            "ignores `start`": float(code_of(whole[:k])),
            "takes one base too many": float(code_of(whole[start : start + k + 1])),
            "takes one base too few": float(code_of(text[:-1])),
        },
    )
    if value == expected:
        return
    if k > 31 and _LIMIT.search(run.source):
        return  # a limit that is written down is one
    if k > 31:
        raise Wrong("overflows at k = 32: 64 bits need an unsigned number, or a refusal", expected, got, "NUMBA011")
    if expected == -1:
        raise Wrong("a base that is not A, C, G or T does not give -1", expected, got)
    if k > 15 and (value - expected) % 2**32 == 0:
        raise Wrong(f"overflows: {2 * k} bits do not fit", expected, got, "NUMBA011")
    if value == -1:
        raise Wrong("gives -1 although all bases are known", expected, got)
    if k > 26:
        raise Wrong(f"is not exact: {2 * k} bits do not fit", expected, got, "NUMBA011")
    raise Wrong(mistake or "is not the number of the k-mer: A 0, C 1, G 2, T 3, two bits each", expected, got)


def _check_base(run: Run, base: int) -> None:
    expected = {65: 0, 67: 1, 71: 2, 84: 3}.get(base, -1)
    got = run(base, name="encode_base")
    if number_of(got, whole=True) != expected:
        letter = chr(base) if 32 < base < 127 else str(base)
        raise Wrong(f"`encode_base` of {letter} is not {expected}", expected, got)


def cases(framework: str) -> Sequence[Case]:
    found = [Case((), {"base": base}) for base in (65, 67, 71, 84, 78, 0, 66, 97, 255)]
    for text, start, k in [
        ("A", 0, 1),
        ("T", 0, 1),
        ("AC", 0, 2),
        ("CA", 0, 2),
        ("ACGT", 1, 2),
        ("ACGT", 2, 2),
        ("NACGT", 1, 4),
        ("ACNGT", 0, 3),
        ("ACNGT", 1, 3),
        ("NAC", 0, 2),
        ("acgt", 0, 4),
        ("T" * 16, 0, 16),
        ("T" * 31, 0, 31),
        ("GATTACA" * 5, 2, 31),
        ("T" * 32, 0, 32),
        ("G" + "A" * 31, 0, 32),
        ("A" * 31 + "N", 0, 32),
    ]:
        found.append(Case((codes(text), start, k)))
    return found


def inputs(framework: str) -> st.SearchStrategy[Case]:
    @st.composite
    def build(draw: Any) -> Case:
        k = draw(st.integers(1, 31))
        start = draw(st.integers(0, 3))
        alphabet = "ACGT" if draw(st.booleans()) else "ACGTN"
        text = draw(st.text(alphabet, min_size=start + k, max_size=start + k + 2))
        return Case((codes(text), start, k))

    return build()


def timed(framework: str) -> tuple[Any, ...]:
    return codes("GATTACA" * 5), 1, 31


TASK = Task(
    title="K-mer encoding, two bits a base",
    forms={"numba": "encode_kmer(seq, start, k)\nencode_base(base)"},
    docstrings={
        "encode_base": """The code of a base: A 0, C 1, G 2, T 3, and -1 for everything else.

`base` is an ASCII code (A 65, C 67, G 71, T 84), upper case. Compiled by numba.
""",
        "encode_kmer": """The number of the `k` bases of `seq` from `start` on, two bits each.

`seq` is a uint8 array of ASCII codes; the first base stands in the highest bits. -1 if a base is not A, C, G or T.
Right for k up to 31; k = 32 needs all 64 bits: refuse it, or give an unsigned number, but never a silent -1.
""",
    },
    properties=(
        "A 0, C 1, G 2, T 3, the first base in the highest bits",
        "-1 where a base is unknown, in the window only",
        "right up to k = 31, and no silent -1 at 32",
        "compiled in nopython mode",
    ),
    hints=(
        "Shift what there is by two bits and put the next base below: `(kmer << 2) | code`.",
        "Leave with -1 at the first unknown base of the window.",
        "32 bases fill 64 bits: TTTT… is -1 in a signed number. Refuse k > 31 with an exception, or use `np.uint64`.",
    ),
    names=("kmer_encode", "kmer_to_int"),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
)
