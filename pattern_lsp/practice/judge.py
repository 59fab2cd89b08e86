"""The judge: is a user's function what its task asks for?

The corner cases of the task come first, then inputs that Hypothesis draws; where the answer is wrong, Hypothesis looks
for the smallest input on which it is. The user's code runs in the worker, never here.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import platformdirs
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.errors import Flaky

from pattern_lsp.practice.slicing import Program, frameworks_of
from pattern_lsp.practice.task import (
    EPSILON,
    Array,
    Case,
    Got,
    Task,
    Tensor,
    Wrong,
    decode,
    encode,
    error_of,
    shown,
    tensors_in,
)
from pattern_lsp.practice.worker import Lost, Worker

# Hypothesis keeps what it knows of characters, and would do so in the user's folder.
set_hypothesis_home_dir(platformdirs.user_cache_dir("pattern-lsp", appauthor=False))

_SHRINK = 100  # inputs that are drawn to find a smaller one
_SLOW = 0.05  # seconds an input may take, on the whole, before fewer are drawn
Progress = Callable[[str, int, int], None]  # what is done, how far, of how much


@dataclass(frozen=True)
class Verdict:
    """What the judge says. `outcome` is right, wrong, or failed: it could not be run to an end.

    `seconds` and `reference_seconds` are for one call on an input of ordinary size; `error` is the largest distance
    from the oracle, relative to max(1, |expected|), over float32 and float64 inputs.
    """

    outcome: str
    task: str
    framework: str
    function: str
    complaint: str = ""  # the complaint that does not hold, in words
    arguments: tuple[tuple[str, str], ...] = ()  # the smallest input on which it does not, by parameter
    expected: str = ""
    got: str = ""
    rule: str = ""  # the code of the rule that would have told
    line: int = 0  # of the user's file, where an exception passed
    inputs: int = 0
    properties: tuple[str, ...] = ()
    error: float = 0.0
    seconds: float = 0.0
    reference_seconds: float = 0.0
    output: str = ""  # what the user's code printed

    @property
    def is_right(self) -> bool:
        return self.outcome == "right"


def judge(
    worker: Worker,
    task: Task,
    framework: str,
    program: Program,
    reference: Program | None = None,
    progress: Progress = lambda what, done, total: None,
    examples: int | None = None,
) -> Verdict:
    """Run a program's answer to a task. `reference` is only for the comparison of times."""
    facts: dict[str, Any] = {
        "task": task.id,
        "framework": framework,
        "function": program.names[task.definitions(framework)[0]],
    }
    run = _Run(worker, task, framework, program)
    try:
        progress("loading", 0, 0)
        run.load()
        _try(run, task, examples, progress)
    except Wrong as wrong:
        smallest = run.failing
        shown = _named_arguments(run, smallest.arguments) if smallest is not None else ()
        options = tuple((name, repr(value)) for name, value in smallest.options.items()) if smallest else ()
        return Verdict(
            "wrong",
            **facts,
            complaint=wrong.complaint,
            arguments=shown + options,
            expected=_described(wrong.expected),
            got=_described(wrong.got),
            rule=wrong.rule,
            line=getattr(wrong, "line", 0),
            inputs=run.inputs,
            output=worker.output(),
        )
    except Lost as lost:
        case = run.case
        shown = _named_arguments(run, case.arguments) if case is not None else ()
        return Verdict(
            "failed", **facts, complaint=str(lost), arguments=shown, inputs=run.inputs, output=run.last_output
        )
    seconds, reference_seconds = _times(run, task, framework, reference)
    return Verdict(
        "right",
        **facts,
        inputs=run.inputs,
        properties=task.held(framework),
        error=run.error,
        seconds=seconds,
        reference_seconds=reference_seconds,
        output=worker.output(),
    )


def _try(run: "_Run", task: Task, examples: int | None, progress: Progress) -> None:
    """Raise Wrong, with `run.failing` the smallest input that was found for it."""
    corners = list(task.cases(run.framework))
    total = len(corners) + (task.examples if task.inputs is not None else 0)
    failing: tuple[Case, Wrong] | None = None
    for case in corners:
        progress("trying", run.inputs, total)
        try:
            run.attempt(case)
        except Wrong as wrong:
            failing = failing or (case, wrong)
    if failing is not None:
        run.is_learning = False
        run.failing, seen = failing
        try:
            run.attempt(run.failing)  # once more: by now it is known which mistakes explain all that came
        except Wrong as wrong:
            seen = _smallest(run, task, _SHRINK, run.failing, wrong.complaint) or wrong
        raise seen
    if task.inputs is not None:
        found = _smallest(run, task, task.examples if examples is None else examples, None, "", progress, total)
        if found is not None:
            raise found


def _smallest(
    run: "_Run",
    task: Task,
    examples: int,
    case: Case | None,
    complaint: str,
    progress: Progress = lambda what, done, total: None,
    total: int = 0,
) -> Wrong | None:
    """Draw inputs; the complaint about the smallest that fails, and None if none does.

    Only those count that fail in the same way, as the first or as `complaint` says, and with a `case` that fails
    already, only smaller ones.
    """
    if task.inputs is None or not examples:
        return None
    failing: list[tuple[Case, Wrong]] = []
    limit = _size(case) if case is not None else None

    def attempt(drawn: Case) -> None:
        if limit is not None and _size(drawn) >= limit:
            return
        try:
            run.attempt(drawn)
        except Wrong as wrong:
            first = complaint or (failing[0][1].complaint if failing else wrong.complaint)
            if wrong.complaint != first:
                return
            failing.append((drawn, wrong))
            run.is_learning = False
            raise
        progress("trying", run.inputs, total)

    searching = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    try:
        searching(given(task.inputs(run.framework))(attempt))()
    except Wrong as wrong:
        run.failing = failing[-1][0]
        return wrong
    except Flaky:
        # The same input failed once and passed once: a race, or hidden state. What was seen first is what is said.
        run.failing, seen = failing[0]
        return seen
    return None


class _Run:
    """The user's program, loaded in the worker: see `task.Run`."""

    def __init__(self, worker: Worker, task: Task, framework: str, program: Program) -> None:
        self.worker = worker
        self.task = task
        self.framework = framework
        self.program = program
        self.inputs = 0
        self.error = 0.0
        self.case: Case | None = None
        self.failing: Case | None = None
        self.last_output = ""
        self.is_learning = True
        self._refuted: set[str] = set()
        self._definitions: dict[str, Any] = {}
        self._number = -1

    def load(self) -> None:
        self.worker.output()
        answer = self._ask(
            "load",
            seconds=self.worker.limits.start,
            text=self.program.text,
            name=self.program.filename,
            folder=self.program.folder,
            framework=self.framework,
            modules=sorted(frameworks_of(self.program.text) | {self.framework}),
        )
        self._definitions = answer["definitions"]
        self._number = answer["program"]
        for name in self.task.definitions(self.framework):
            own = self.program.names[name]
            if own not in self._definitions:
                raise Wrong(f"`{own}` is not defined")
        for line in self.task.forms[self.framework].splitlines():
            self._check_parameters(line)

    def attempt(self, case: Case) -> None:
        """Try one input."""
        self.case = case
        self.inputs += 1
        with np.errstate(all="ignore"):  # what overflows here is compared, and need not be told
            self.task.check(self, case)

    def __call__(self, *arguments: Any, name: str = "") -> Any:
        return self._call("plain", arguments, name, {})

    def gradient(self, *arguments: Any, wrt: Sequence[int], cotangent: Tensor | None = None, name: str = "") -> Any:
        options = {"wrt": list(wrt), "cotangent": encode(cotangent)}
        value, gradients = self._call("gradient", arguments, name, options) or (None, None)
        return value, gradients

    def jit(self, *arguments: Any, static: Sequence[int] = (), name: str = "") -> Any:
        return self._call("jit", arguments, name, {"static": list(static)})

    def vmap(self, *arguments: Any, in_axes: Sequence[int | None], name: str = "") -> Any:
        return self._call("vmap", arguments, name, {"in_axes": list(in_axes)})

    def threads(self, *arguments: Any, threads: int, seconds: float = 0.0, name: str = "") -> Any:
        return self._call("threads", arguments, name, {"threads": threads, "seconds": seconds})

    def scenario(self, name: str, **options: Any) -> Any:
        encoded = {key: encode(value) for key, value in options.items()}
        names = dict(self.program.names)
        answer = self._ask("scenario", program=self._number, name=name, names=names, options=encoded)
        return decode(answer["value"])

    def definition(self, name: str = "") -> dict[str, Any]:
        found: dict[str, Any] = self._definitions[self._own(name)]
        return found

    def explain(self, got: Any, mistakes: Mapping[str, Any], tolerance: Any = 0.0) -> str:
        found = ""
        for name, result in mistakes.items():
            if result is None or name in self._refuted:
                continue
            other = np.asarray(result, np.float64)
            slack = tolerance + 1e-6 * np.nan_to_num(np.abs(other)) if np.any(tolerance) else 0.0
            if other.shape == np.shape(got) and (error_of(got, other) <= slack).all():
                found = found or name
            elif self.is_learning:
                self._refuted.add(name)
        return found

    @property
    def source(self) -> str:
        return self.program.text

    def definitions(self) -> dict[str, Any]:
        return self._ask("describe", program=self._number)

    def compare(self, got: Any, expected: Array, tolerance: Any, dtype: str, complaint: str, rule: str = "") -> None:
        values = np.asarray(got.values if isinstance(got, Got) else got)
        expected = np.asarray(expected)
        distance = error_of(values, expected)
        if not (distance <= tolerance).all():
            raise Wrong(complaint, expected, got, rule)
        if distance.size and EPSILON.get(dtype, 1.0) <= EPSILON["float32"]:
            with np.errstate(all="ignore"):
                relative = distance / np.maximum(1.0, np.abs(np.where(np.isfinite(expected), expected, 1.0)))
            self.error = max(self.error, float(np.max(relative)))

    def time(self, arguments: tuple[Any, ...]) -> float:
        """Seconds for one call; 0 if that could not be found out."""
        name = self._own("")
        answer = self.worker.ask(
            "time",
            program=self._number,
            name=name,
            arguments=[encode(one) for one in self._arranged(name, arguments)[0]],
            budget=0.05,
        )
        return float(answer.get("seconds", 0.0))

    def _own(self, name: str) -> str:
        return self.program.names[name or self.task.definitions(self.framework)[0]]

    def _call(self, how: str, arguments: tuple[Any, ...], name: str, options: dict[str, Any]) -> Any:
        own = self._own(name)
        placed, keywords = self._arranged(own, arguments)
        answer = self._ask(
            "call",
            program=self._number,
            name=own,
            how=how,
            arguments=[encode(one) for one in placed],
            keywords={key: encode(one) for key, one in keywords.items()},
            options=options,
        )
        if answer["changed"]:
            parameter = self._parameter(own, answer["changed"][0])
            raise Wrong(f"changes its input `{parameter}`")
        return decode(answer["value"])

    def _ask(self, do: str, seconds: float | None = None, **request: Any) -> dict[str, Any]:
        try:
            answer = self.worker.ask(do, seconds, **request)
        except Lost:
            self.last_output = self.worker.output()
            raise
        if "raised" in answer:
            raise _raised(answer["raised"])
        return answer

    def _arranged(self, own: str, arguments: tuple[Any, ...]) -> tuple[list[Any], dict[str, Any]]:
        """Positional arguments, and those that this function takes by keyword only."""
        parameters = self._definitions[own]["parameters"] or []
        only = [one["name"] for one in parameters if one["kind"] == "KEYWORD_ONLY"]
        positional = [one for one in parameters if one["kind"].startswith("POSITIONAL")]
        starred = any(one["kind"] == "VAR_POSITIONAL" for one in parameters)
        if not only or starred or len(arguments) <= len(positional):
            return list(arguments), {}
        return list(arguments[: len(positional)]), dict(zip(only, arguments[len(positional) :], strict=False))

    def _parameter(self, own: str, index: int) -> str:
        parameters = self._definitions[own]["parameters"] or []
        return str(parameters[index]["name"]) if index < len(parameters) else str(index)

    def _check_parameters(self, form: str) -> None:
        """Raise Wrong if a definition does not take what its form says."""
        name, _, rest = form.rpartition(" ")[2].partition("(") if " " not in form else form.partition("(")
        wanted = [one.strip() for one in rest.rstrip(")").split(",") if one.strip()]
        own = self.program.names[name.split()[-1]]
        parameters = self._definitions[own]["parameters"]
        if parameters is None or any(one["kind"].startswith("VAR_") for one in parameters):
            return
        required = sum(not one["optional"] for one in parameters)
        least = sum("=" not in one for one in wanted)
        if len(parameters) < len(wanted):
            missing = wanted[len(parameters)].partition("=")[0]
            raise Wrong(f"`{own}` takes no `{missing}`: the signature is `{form}`")
        if required > len(wanted) or (required > least and len(wanted) > least):
            extra = parameters[required - 1]["name"]
            raise Wrong(f"`{own}` asks for `{extra}`, which it is not given: the signature is `{form}`")


def _raised(error: Mapping[str, Any]) -> BaseException:
    """What an exception of the user's code means for the verdict."""
    kind, message, bases = error["type"], error["message"].strip(), error["bases"]
    if "SystemExit" in bases:
        return Lost("calls `sys.exit`")
    lowered = message.lower()
    if "MemoryError" in bases or "can't allocate memory" in lowered or "resource_exhausted" in lowered:
        return Lost("takes too much memory")
    if kind == "PermissionError" and "starts another process" in message:
        return Lost(message)
    if "EOFError" in bases:
        return Lost("asks for input, and there is nobody to answer")
    first = next((line for line in message.splitlines() if line.strip()), "")
    wrong = Wrong(f"raises {kind}: {first}" if first else f"raises {kind}")
    wrong.line = error["line"]  # type: ignore[attr-defined]
    return wrong


def _times(run: _Run, task: Task, framework: str, reference: Program | None) -> tuple[float, float]:
    if task.timed is None or reference is None:
        return 0.0, 0.0
    arguments = task.timed(framework)
    try:
        other = _Run(run.worker, task, framework, reference)
        other.load()
        # Twice, in turn: a framework gets faster as it warms up.
        rounds = [(run.time(arguments), other.time(arguments)) for _ in range(2)]
        return min(own for own, _ in rounds), min(its for _, its in rounds)
    except (Wrong, Lost):
        return 0.0, 0.0


def _size(case: Case) -> tuple[int, float]:
    """How large an input is: its elements, then their magnitude."""
    arrays = list(itertools.chain.from_iterable(tensors_in(one) for one in case.arguments))
    with np.errstate(all="ignore"):
        magnitude = sum(float(np.sum(np.abs(np.nan_to_num(one.values.astype(np.float64))))) for one in arrays)
    return sum(one.values.size for one in arrays), magnitude


def _named_arguments(run: _Run, arguments: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    form = run.task.forms[run.framework].splitlines()[0]
    names = [one.partition("=")[0].strip() for one in form.partition("(")[2].rstrip(")").split(",")]
    return tuple((names[i] if i < len(names) else str(i), repr(one)) for i, one in enumerate(arguments))


def _described(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return shown(value) if isinstance(value, np.ndarray) else repr(value)
