"""`smith_waterman`: the best score of a local alignment."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from pattern_lsp.practice.compiled import check_compiled, codes, number_of, sequences
from pattern_lsp.practice.task import Case, Run, Task, Wrong


def score(a: str, b: str, match: int, mismatch: int, gap: int, floor: bool = True, last: bool = False) -> int:
    """The score; without the floor at 0 it is that of a global alignment, `last` takes the corner of the table."""
    row = [0 if floor else j * gap for j in range(len(b) + 1)]
    best = 0
    for i, x in enumerate(a, 1):
        above = row
        row = [0 if floor else i * gap]
        for j, y in enumerate(b, 1):
            value = max(above[j - 1] + (match if x == y else mismatch), above[j] + gap, row[j - 1] + gap)
            row.append(max(value, 0) if floor else value)
        best = max(best, max(row))
    return row[-1] if last else best


def check(run: Run, case: Case) -> None:
    check_compiled(run)
    first, second, *scores = case.arguments
    a, b = (one.values.tobytes().decode() for one in (first, second))
    match, mismatch, gap = tuple(scores) + (2, -1, -2)[len(scores) :]
    expected = score(a, b, match, mismatch, gap)
    try:
        got = run(*case.arguments)
    except Wrong:
        if run.framework != "numpy":
            raise
        got = run(a, b, *scores)  # strings are sequences too
    value = number_of(got)
    mistake = run.explain(
        value,
        {
            "is the score of a global alignment: a local one never falls below 0": score(
                a, b, match, mismatch, gap, floor=False, last=True
            ),
            "is the score in the last cell, not the best of the table": score(a, b, match, mismatch, gap, last=True),
            "ignores the scores it is given: they are parameters": score(a, b, 2, -1, -2),
            "gaps count as mismatches": score(a, b, match, mismatch, mismatch),
            "has no gaps": score(a, b, match, mismatch, -(10**6)),
            "charges nothing for gaps": score(a, b, match, mismatch, 0),
            "adds the gap with the wrong sign": score(a, b, match, mismatch, -gap),
            "leaves out the last letters": score(a[:-1], b[:-1], match, mismatch, gap),
            "leaves out the first letters": score(a[1:], b[1:], match, mismatch, gap),
        }
        if a and b
        else {},
    )
    if value == expected:
        return
    if not a or not b:
        raise Wrong(f"an empty sequence scores {value!r}, not 0", expected, got)
    if not mistake and expected > 127:
        raise Wrong("is wrong for long sequences: the scores do not fit", expected, got)
    raise Wrong(mistake or "is not the best local score", expected, got)


def cases(framework: str) -> Sequence[Case]:
    found = []
    for a, b, *scores in [
        ("A", "A"),
        ("ACGT", "ACGT"),
        ("", ""),
        ("A", ""),
        ("", "ACG"),
        ("A", "C"),
        ("AAC", "AAG"),
        ("TTACGG", "ACCG"),
        ("GATTACA", "GCATGCU"),
        ("ACGT", "AGT"),
        ("AGT", "ACGT"),
        ("AAAA", "CCAAAACC"),
        ("CCCCGATTACA", "GATTACATTTT"),
        ("ACGTACGT", "ACGGTACGT", 3, -2, -1),
        ("GATTACA", "GATCA", 1, -1, -1),
        ("GATTACA", "GTACA", 5, -3, -4),
        ("AC" * 40, "AC" * 40),
        ("A" * 200, "A" * 150, 300, -1, -2),
        ("ACACACTA", "AGCACACA", 2, -1, -1),
        ("AC", "CA", 2, 0, -5),
        ("ANA", "ACA"),
        ("NNN", "ACG"),
        ("AAAATTTT", "AAAACCCTTTT", 2, -1, -1),
        ("AAAATTTT", "AAAACCCCCTTTT", 5, -4, -1),
        ("TTTTTGGGGGTTTTTGGGGGTTTTTGGGGGTTTTTGGGGGACACACACACAC", "ACACACACACAC"),
    ]:
        found.append(Case((codes(str(a)), codes(str(b)), *scores)))
    return found


def inputs(framework: str) -> st.SearchStrategy[Case]:
    scores = st.sampled_from([(2, -1, -2), (1, -1, -1), (3, -3, -2), (5, -4, -1)])
    letters = sequences("ACG", 8)
    return st.builds(lambda a, b, own: Case((codes(a), codes(b), *own)), letters, letters, scores)


def timed(framework: str) -> tuple[Any, ...]:
    size = 40 if framework == "numba" else 5
    return codes("GATTACA" * size), codes("GCATGCU" * size), 2, -1, -2


TASK = Task(
    title="Smith-Waterman local alignment score with a linear gap penalty",
    forms={
        "numba": "smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2)",
        "numpy": "smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2)",
    },
    docstrings={
        "smith_waterman": """The best score of a local alignment of two sequences, with a linear gap penalty.

`seq1` and `seq2` are uint8 arrays of ASCII codes. `match` is added for equal letters, `mismatch` (negative) for others,
`gap` (negative) for each letter that is left out. An empty sequence scores 0. O(n) memory is as good as O(nm).
"""
    },
    properties=(
        "the best local score, for any scores",
        "0 for an empty sequence, and never below",
        "long sequences do not overflow",
        ("compiled in nopython mode", ("numba",)),
        "the input is left alone",
    ),
    hints=(
        "Fill a table: cell (i, j) is the best score of an alignment that ends with letters i and j.",
        "It is the largest of 0, the diagonal plus match or mismatch, and the cells above and to the left plus gap.",
        "The answer is the largest cell of the whole table, not the last one. Row 0 and column 0 are 0.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
)
