"""What holds at one point of a program: the values of names, and what objects have gone through."""

from typing import Any

import libcst as cst

from pattern_lsp.semantic.values import Ref, Value, join

Step = tuple[str, cst.CSTNode | None]  # the state's name, and the call that led to it
ENTRY: Step = ("", None)  # whatever it was before this body
_ENTRY = frozenset({ENTRY})


class State:
    """Names and objects at one point. `values` also holds attributes, under the `Ref` of the attribute.

    `heap` holds, for a protocol and an object, the set of states the object may be in (see `protocols`).
    """

    __slots__ = ("heap", "is_dead", "values")

    def __init__(
        self,
        values: dict[str | Ref, Value],
        heap: dict[tuple[str, Any], frozenset[Step]],
        is_dead: bool = False,
    ) -> None:
        self.values = values
        self.heap = heap
        self.is_dead = is_dead

    def copy(self) -> "State":
        return State(self.values.copy(), self.heap.copy(), self.is_dead)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self.values == other.values and self.heap == other.heap

    __hash__ = None  # type: ignore[assignment]

    def joined(self, other: "State") -> "State":
        """What may hold when control comes from either; a name bound on one side only keeps its value.

        The result may be one of the two itself.
        """
        if self.is_dead:
            return other
        if other.is_dead:
            return self
        known = self.values.get
        different = [(name, value) for name, value in other.values.items() if known(name) is not value]
        if not different and self.heap == other.heap:
            return self
        values = self.values.copy()
        for name, value in different:
            mine = values.get(name)
            values[name] = value if mine is None else join(mine, value)
        return State(values, self.joined_heap(other))

    def joined_heap(self, other: "State") -> dict[tuple[str, Any], frozenset[Step]]:
        if self.heap == other.heap:
            return self.heap.copy()
        heap = {}
        for key in self.heap.keys() | other.heap.keys():
            heap[key] = self.steps(*key) | other.steps(*key)
        return heap

    def steps(self, protocol: str, ref: Any) -> frozenset[Step]:
        """The states an object may be in."""
        found = self.heap.get((protocol, ref))
        return found if found is not None else self.heap.get((protocol, None), _ENTRY)

    def forget(self, base: Any) -> None:
        """A new object is made where an older one was: nothing has happened to it yet."""
        for key in [key for key in self.heap if key[1] is not None and key[1].base is base]:
            del self.heap[key]
