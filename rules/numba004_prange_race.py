"""The iterations of a `prange` share something that each of them writes.

They run on several threads at once, in no order, and numba does not look for what they share (numba 0.68.1, two
threads, two million elements):
a histogram `h[a[i]] += 1` lost 13 to 20 % of its counts, `out[j] += x[i, j]` half of the sums;
`a[i] = a[i - 1] + 1` ended at 999 999 instead of 1 999 999, because the second half began before the first was done;
and every thread has a variable of its own for a scalar that is assigned: with `if a[i] > m: m = a[i]` the largest of
0 … 999 came out as 0, and after `last = i` it is 499 or 999.
Nothing is raised.

Let every iteration write an element of its own (`out[i]`), and put the results together after the loop; or use what
numba does reduce: `t += x`, `t *= x`, `m = max(m, x)`, `acc += row` on scalars and whole arrays.
For a histogram give each thread a row: `h[get_thread_id(), a[i]] += 1`.

Source: numba documentation, "Automatic parallelization with @jit", explicit parallel loops and their race conditions.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Event, ItemAssignment, Loop, Model
from pattern_lsp.semantic.queries import elements_read, is_read_after, names_in
from pattern_lsp.semantic.values import Kind

_NUMBERS = ("int", "float", "bool")


def check(model: Model) -> Iterator[Finding]:
    loops = {loop.node: loop for event in model.events if (loop := _parallel(event)) is not None}
    for loop in loops.values():
        yield from _races(model, loop)


def _races(model: Model, loop: Loop) -> Iterator[Finding]:
    inside = [event for event in model.events if _parallel(event) is loop or _is_in(event, loop)]
    assignments = [event for event in inside if isinstance(event, Assignment) and event.target is None]
    own = {one.name for one in assignments if not one.operator}  # what each iteration makes for itself
    writes = [
        event for event in inside
        if isinstance(event, ItemAssignment) and event.target.identifier and event.target.identifier not in own
    ]  # fmt: skip
    for write in writes:
        yield from _shared_element(write, loop, own, assignments)
    yield from _neighbours(writes, own, loop)
    for one in assignments:
        yield from _lost(model, one, loop)
    for event in inside:
        if isinstance(event, Call) and event.method == "append" and event.receiver is not None:
            name = event.receiver.identifier
            if name and name not in own and event.receiver.value.name in ("list", "numba.typed.List"):
                yield Finding(
                    event.place, f"every iteration appends to the same `{name}`, from several threads at once"
                )


def _shared_element(
    write: ItemAssignment, loop: Loop, own: set[str], assignments: list[Assignment]
) -> Iterator[Finding]:
    """An element that other iterations write too: its index says nothing of the iteration."""
    names = names_in(write.index_text)
    array = write.target.identifier
    if names & loop.targets:
        # `h[a[i]] += 1`: which element it is, the data decide.
        if write.operator and _is_looked_up(write.index_text, loop):
            yield _finding(write, f"two iterations may update the same element of `{array}` at once, and one is lost")
        return
    if any(_is_looked_up_by_name(name, assignments, loop) for name in names) and write.operator:
        yield _finding(write, f"two iterations may update the same element of `{array}` at once, and one is lost")
        return
    free = set[str]()
    for one in _inner(write, loop):
        if names_in(one.iterates.term.place.text if one.iterates.term is not None else "?") & (own | loop.targets):
            return  # `for j in range(start[i], start[i + 1])`: each iteration has a range of its own
        free |= one.targets
    if names & (own - free):
        return
    if not write.operator and write.value is not None and write.value.value.constant is not None:
        return  # every iteration writes the same
    if write.operator == "del" or _is_own_thread(write):
        return
    yield _finding(
        write, f"every iteration writes the same element of `{array}`: `{', '.join(loop.targets)}` is not in its index"
    )


def _neighbours(writes: list[ItemAssignment], own: set[str], loop: Loop) -> Iterator[Finding]:
    """Elements that another iteration writes: `a[i - 1]` where `a[i]` is written."""
    variable = next(iter(loop.targets), "")
    beside = re.compile(rf"{re.escape(variable)}\s*[-+]\s*[1-9]\d*")
    written = [
        (write.target.identifier, parts, free)
        for write in writes
        if variable in (parts := _parts(write.index_text))
        for free in [{name for one in _inner(write, loop) for name in one.targets}]
        # `j = d - i`: with another `i` it is another `j` too.
        if not any(names_in(part) & (own - free - loop.targets) for part in parts)
    ]
    for read in elements_read(loop):
        if any(
            read.name == name
            and len(read.parts) == len(parts)
            and any(part == variable and beside.fullmatch(other) for part, other in zip(parts, read.parts, strict=True))
            and all(
                part in (other, variable) or names_in(part) & free
                for part, other in zip(parts, read.parts, strict=True)
            )
            for name, parts, free in written
        ):
            message = f"`{read.operand.text}` is written by another iteration, which may run before or after this one"
            yield Finding(read.operand.place, message)


def _lost(model: Model, one: Assignment, loop: Loop) -> Iterator[Finding]:
    """A scalar from outside that an iteration sets: each has a variable of its own, which is gone after the loop."""
    if one.operator or one.scope != "local" or one.context.function is None:
        return
    if one.before.kind is not Kind.PYTHON and not one.before.is_array("numpy"):
        return
    if one.before.kind is Kind.PYTHON and one.before.name not in _NUMBERS:
        return
    begun = [
        other for other in model.of(Assignment)
        if other.name == one.name
        and other.target is None
        and other.context.function is one.context.function
        and not _is_in(other, loop)
    ]  # fmt: skip
    if not begun or one.name in names_in(one.value.text) or one.name in loop.targets:
        return  # `m = max(m, x)` and `t = t + x` are reductions
    if is_read_after(one.name, loop, one.context.function):
        message = f"every thread has a `{one.name}` of its own: after the loop it is not what a plain loop would leave"
        yield Finding(one.place, message)


def _parallel(event: Event) -> Loop | None:
    """The parallel loop that an event of this very function happens in."""
    return next((loop for loop in event.context.loops if loop.parallel), None)


def _is_in(event: Event, loop: Loop) -> bool:
    return any(one.node is loop.node for one in event.context.loops)


def _is_outer(one: Loop, write: ItemAssignment, loop: Loop) -> bool:
    """Whether a loop is around the parallel one."""
    nodes = [each.node for each in write.context.loops]
    return nodes.index(one.node) < nodes.index(loop.node)


def _inner(write: ItemAssignment, loop: Loop) -> list[Loop]:
    """The loops around an assignment that are inside a parallel one."""
    return [one for one in write.context.loops if one is not loop and not _is_outer(one, write, loop)]


def _parts(index: str) -> list[str]:
    return [part.strip() for part in index.split(",")]


def _is_looked_up(index: str, loop: Loop) -> bool:
    """Whether an index is an element of another array: `a[i]`."""
    variable = "|".join(map(re.escape, loop.targets))
    return re.fullmatch(rf"\w+\[(?:{variable})\]", index) is not None


def _is_looked_up_by_name(name: str, assignments: list[Assignment], loop: Loop) -> bool:
    given = [one for one in assignments if one.name == name]
    return len(given) == 1 and not given[0].operator and _is_looked_up(given[0].value.text, loop)


def _is_own_thread(write: ItemAssignment) -> bool:
    return "thread" in write.index_text


def _finding(write: ItemAssignment, message: str) -> Finding:
    return Finding(write.subscript.place, message)


RULE = Rule(
    code="NUMBA004",
    name="prange-race",
    severity=Severity.WARNING,
    message="iterations of a `prange` write what they share",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.RANDOM),
    examples=(
        Example(
            bad="""\
import numpy as np
from numba import njit, prange


@njit(parallel=True)
def largest(a):
    m = a[0]
    for i in prange(a.size):
        if a[i] > m:
            m = a[i]
    return m


result = largest(np.arange(1000.0))
""",
            good="""\
import numpy as np
from numba import njit, prange


@njit(parallel=True)
def largest(a):
    m = a[0]
    for i in prange(a.size):
        m = max(m, a[i])
    return m


result = largest(np.arange(1000.0))
""",
            proof=Shows("bad.result == 0 and good.result == 999"),
        ),
        Example(
            bad="""\
import numpy as np
from numba import njit, prange


@njit(parallel=True)
def histogram(codes):
    counts = np.zeros(4, np.int64)
    for i in prange(codes.size):
        counts[codes[i]] += 1
    return counts


codes = np.arange(1_000_000) % 4
loses = any(histogram(codes).sum() < codes.size for _ in range(2000))
""",
            good="""\
import numpy as np
from numba import get_num_threads, get_thread_id, njit, prange


@njit(parallel=True)
def histogram(codes):
    counts = np.zeros((get_num_threads(), 4), np.int64)
    for i in prange(codes.size):
        counts[get_thread_id(), codes[i]] += 1
    return counts.sum(axis=0)


codes = np.arange(1_000_000) % 4
loses = any(histogram(codes).sum() < codes.size for _ in range(2000))
""",
            proof=Shows("bad.loses and not good.loses"),
        ),
        Example(
            bad="""\
import numpy as np
from numba import njit, prange


@njit(parallel=True)
def steps(n):
    a = np.zeros(n, np.int64)
    for i in prange(1, n):
        a[i] = a[i - 1] + 1
    return a[-1]


breaks = any(steps(1_000_000) < 999_999 for _ in range(2000))
""",
            good="""\
import numpy as np
from numba import njit


@njit
def steps(n):
    a = np.zeros(n, np.int64)
    for i in range(1, n):
        a[i] = a[i - 1] + 1
    return a[-1]


breaks = any(steps(1_000_000) < 999_999 for _ in range(2000))
""",
            proof=Shows("bad.breaks and not good.breaks"),
        ),
    ),
)
