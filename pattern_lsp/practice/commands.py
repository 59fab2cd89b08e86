"""The commands `verify` and `practice`: arguments to calls, results to text."""

import contextlib
import math
import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pattern_lsp.practice import board

if TYPE_CHECKING:
    from pattern_lsp.practice.answers import Answer
    from pattern_lsp.practice.progress import Progress
    from pattern_lsp.practice.worker import Limits

_F = TypeVar("_F", bound=Callable[..., Any])

_python = click.option(
    "--python",
    default=sys.executable,
    envvar="PATTERN_LSP_PYTHON",
    metavar="PATH",
    help="The interpreter that runs the code; its frameworks are used. Default: the one of pattern-lsp.",
)
_seconds = click.option("--timeout", default=10.0, show_default=True, help="Seconds that one call may take.")
_memory = click.option("--memory", default=2048, show_default=True, help="MiB that the code may take.")
_framework = click.option("--framework", type=click.Choice(board.FRAMEWORKS), help="Which framework it is for.")


def _plainly(command: _F) -> _F:
    """Say what went wrong in a line, and exit 2."""

    @wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        from pattern_lsp.practice.answers import Unclear
        from pattern_lsp.practice.progress import ProgressError
        from pattern_lsp.practice.slicing import SliceError
        from pattern_lsp.practice.worker import Lost

        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            return command(*arguments, **options)
        except (Unclear, ProgressError, SliceError) as error:
            _fail(str(error))
        except Lost as lost:
            _fail(f"the interpreter {lost}")
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))

    return wrapped  # type: ignore[return-value]


def _fail(message: str) -> None:
    click.echo(f"error: {message}", err=True)
    sys.exit(2)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Frameworks at a time.")
@_python
@_plainly
def verify(names: tuple[str, ...], jobs: int, python: str) -> None:
    """Hold the references to their oracles, in the frameworks that are installed.

    NAME is a pattern (softmax), a framework (jax), or one of both (jax/softmax).
    Exits 0 if all are right, 1 if one is wrong.
    """
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table

    from pattern_lsp.practice import reports
    from pattern_lsp.practice import verify as verifying

    try:
        wanted = verifying.chosen(names)
    except KeyError as error:
        raise click.BadParameter(f"no reference is called {error.args[0]}") from None
    absent = verifying.missing(python, wanted)
    present = [one for one in wanted if one.framework not in absent]
    rows = {}
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("Verifying", total=len(present))
        for row in verifying.verify(present, python, jobs):
            rows[row.reference] = row
            progress.advance(bar)
    table = Table(box=None, pad_edge=False)
    for title, justify in (("pattern", "left"), ("framework", "left"), ("largest error", "right"), ("time", "right")):
        table.add_column(title, justify=justify)  # type: ignore[arg-type]
    table.add_column("inputs", justify="right")
    table.add_column("verdict")
    wrong = []
    for reference in present:
        row = rows[reference]
        own = row.verdict
        said = "right" if own.is_right else own.outcome
        if row.library is not None:
            said += ", as is the framework's own" if row.library.is_right else "; the framework's own is not"
        table.add_row(
            reference.name,
            reference.framework,
            f"{own.error:.1e}" if own.error else "0" if own.is_right else "",
            reports.duration(own.seconds) if own.seconds else "",
            str(own.inputs),
            said,
        )
        wrong += [one for one in (own, row.library) if one is not None and not one.is_right]
    width = None if sys.stdout.isatty() else 120
    Console(width=width).print(table)
    for verdict in wrong:
        click.echo(f"\n{reports.as_text(verdict)}")
    for name in sorted(absent):
        count = sum(one.framework == name for one in wanted)
        click.echo(f"{name} is not installed: {count} references were not run (pip install 'pattern-lsp[{name}]')")
    click.echo(
        f"{len(present)} references verified; {len(wrong)} wrong" if wrong else f"{len(present)} references, all right"
    )
    sys.exit(1 if wrong else 0)


@click.group(invoke_without_command=True)
@click.pass_context
@_plainly
def practice(context: click.Context) -> None:
    """Write a pattern yourself, and know that it is right. Without a command: what there is, and what is due."""
    if context.invoked_subcommand is None:
        _list()


def _list() -> None:
    from rich.console import Console
    from rich.table import Table

    from pattern_lsp.practice import catalogue, progress

    kept = progress.load()
    table = Table(box=None, pad_edge=False)
    for title in ("pattern", "framework", "due", "what is asked"):
        table.add_column(title, no_wrap=title != "what is asked")
    for key in _ordered(kept):
        name, framework = key.split("/")
        table.add_row(name, framework, _due(kept, key), catalogue.task(name).title)
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    due = sum(board.is_due(kept, key) for key in board.patterns())
    click.echo(f"\n{due} due. `pattern-lsp practice next` begins with the first.")


@practice.command()
@click.argument("name")
@_framework
@click.option("--output", "-o", metavar="FILE", help="Where to write it; NAME_FRAMEWORK.py unless given.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@_plainly
def start(name: str, framework: str | None, output: str | None, force: bool) -> None:
    """Begin a pattern: write a file with its signature and docstring, and nothing else."""
    _start(_key(name, framework), output, force)


@practice.command("next")
@click.option("--output", "-o", metavar="FILE")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@_plainly
def begin_next(output: str | None, force: bool) -> None:
    """Begin what is due: the most overdue pattern, or else the next new one."""
    from pattern_lsp.practice import progress

    _start(_ordered(progress.load())[0], output, force)


@practice.command()
@click.argument("name", required=False)
@_framework
@_plainly
def hint(name: str | None, framework: str | None) -> None:
    """Give one more hint for the pattern that was begun last, or for NAME."""
    from pattern_lsp.practice import catalogue, progress

    kept = progress.load()
    key = _key(name, framework) if name else _current(kept)
    entry = kept.entry(key)
    hints = catalogue.task(key.split("/")[0]).hints
    entry.hints = min(entry.hints + 1, len(hints))
    progress.save(kept)
    for number, text in enumerate(hints[: entry.hints], 1):
        click.echo(f"{number}. {text}")
    if entry.hints == len(hints):
        click.echo("That was the last one. `pattern-lsp practice show` shows the reference.")


@practice.command()
@click.argument("name", required=False)
@_framework
@_plainly
def show(name: str | None, framework: str | None) -> None:
    """Show the reference of the pattern that was begun last, or of NAME."""
    from pattern_lsp import references
    from pattern_lsp.practice import progress

    kept = progress.load()
    key = _key(name, framework) if name else _current(kept)
    if key in kept.entries:
        kept.entry(key).was_shown = True
        progress.save(kept)
    task, own = key.split("/")
    reference = references.find(task, own)
    assert reference is not None
    text = references.path_of(reference).read_text(encoding="utf-8")
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.syntax import Syntax

        Console().print(Syntax(text, "python"))
    else:
        click.echo(text, nl=False)


@practice.command()
@click.argument("file", metavar="FILE[:FUNCTION]")
@click.option("--task", metavar="NAME", help="The task it answers, if its name does not say so.")
@_framework
@_python
@_seconds
@_memory
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text")
@_plainly
def check(
    file: str, task: str | None, framework: str | None, python: str, timeout: float, memory: int, output_format: str
) -> None:
    """Run your own implementation, and say whether it is right.

    It runs in a process of its own, with limits. Exits 0 if it is right, 1 if it is wrong or could not be judged.
    """
    import json

    from pattern_lsp.practice import answers, reports
    from pattern_lsp.practice.worker import Worker

    path, function = _place(file)
    text = answers.read(path)
    chosen = _asked(text, Path(path), function, _known_task(task), framework or "")
    verdicts = []
    with Worker(python, _limits(timeout, memory)) as worker:
        for answer in chosen:
            with _progress_bar(answer) as told:
                verdict = answers.judged(worker, answer, told)
            verdicts.append(verdict)
            if output_format == "text":
                click.echo(reports.as_text(verdict))
    board.note(verdicts)
    if output_format == "json":
        click.echo(json.dumps([reports.as_record(one) for one in verdicts], indent=1))
    sys.exit(0 if all(one.is_right for one in verdicts) else 1)


@practice.command()
@_plainly
def stats() -> None:
    """Draw what is mastered and what is due."""
    from rich.console import Console
    from rich.table import Table

    from pattern_lsp.practice import progress

    kept = progress.load()
    table = Table(box=None, pad_edge=False)
    for title in ("pattern", "framework", "mastery", "passed", "best", "due"):
        table.add_column(title, justify="right" if title in ("passed", "best") else "left", no_wrap=True)
    practiced = [key for key in board.patterns() if key in kept.entries and kept.entries[key].passes]
    for key in practiced:
        entry = kept.entries[key]
        name, framework = key.split("/")
        times = [one["seconds"] for one in entry.passes if one["seconds"]]
        best = f"{min(times) / 60:.1f} min" if times else ""
        table.add_row(name, framework, _bar(entry.card), str(len(entry.passes)), best, _due(kept, key))
    if practiced:
        Console(width=None if sys.stdout.isatty() else 120).print(table)
    due = sum(board.is_due(kept, key) for key in practiced)
    click.echo(f"{len(practiced)} of {len(board.patterns())} patterns written, {due} due")


@practice.command()
@click.argument("file", required=False)
@_plainly
def export(file: str | None) -> None:
    """Write progress to FILE, or to standard output, as JSON."""
    from pattern_lsp.practice import progress

    text = progress.as_json(progress.load())
    if file is None:
        click.echo(text, nl=False)
    else:
        Path(file).write_text(text, encoding="utf-8")


@practice.command()
@click.argument("name", required=False)
@_framework
@click.option("--yes", is_flag=True, help="Do not ask.")
@_plainly
def reset(name: str | None, framework: str | None, yes: bool) -> None:
    """Forget the progress of NAME, or all of it."""
    from pattern_lsp.practice import progress

    kept = progress.load()
    keys = [key for key in kept.entries if not name or key in _matching(name, framework)]
    if not yes:
        click.confirm(f"Forget the progress of {len(keys)} patterns?", abort=True)
    for key in keys:
        del kept.entries[key]
    if kept.current in keys:
        kept.current = ""
    progress.save(kept)


@practice.command()
@click.argument("folder")
@click.option("--task", metavar="NAME", help="Only answers to this task.")
@_framework
@_python
@_seconds
@_memory
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Files at a time.")
@click.option("--output-format", type=click.Choice(["text", "json", "junit"]), default="text")
@_plainly
def grade(
    folder: str,
    task: str | None,
    framework: str | None,
    python: str,
    timeout: float,
    memory: int,
    jobs: int,
    output_format: str,
) -> None:
    """Judge the answers in all files of a folder, each in a process of its own.

    Exits 0 if all are right, 1 if one is not, 2 if one could not be read or has no answer.
    """
    from pattern_lsp import sources
    from pattern_lsp.practice import answers, reports

    if not Path(folder).exists():
        _fail(f"{folder}: no such file or folder")
    paths = list(sources.python_files(folder, (), Path(folder)))
    many = []
    for one in answers.grade(paths, python, _limits(timeout, memory), jobs, _known_task(task), framework or ""):
        many.append(one)
        if output_format == "text":
            click.echo(reports.graded_as_text(one) + "\n")
    if output_format == "text":
        click.echo(f"{sum(one.is_right for one in many)} of {len(many)} files are right")
    else:
        click.echo(reports.graded_as_json(many) if output_format == "json" else reports.graded_as_junit(many))
    sys.exit(2 if any(one.problem for one in many) else 0 if all(one.is_right for one in many) else 1)


# What they share


def _matching(name: str, framework: str | None) -> list[str]:
    wanted = name.replace("-", "_").lower()
    return [key for key in board.patterns() if key.split("/")[0] == wanted and framework in (None, key.split("/")[1])]


def _key(name: str, framework: str | None) -> str:
    """The one pattern that is meant; a name in several frameworks needs `--framework`."""
    found = _matching(name, framework)
    if len(found) == 1:
        return found[0]
    if found:
        choices = [key.split("/")[1] for key in found]
        if sys.stdin.isatty():
            chosen = click.prompt("Framework", type=click.Choice(choices))
            return found[choices.index(chosen)]
        _fail(f"{name} is there for {', '.join(choices)}: say which with --framework")
    in_framework = f" for {framework}" if framework else ""
    _fail(f"no pattern is called {name}{in_framework}; `pattern-lsp practice` lists them")
    raise AssertionError


def _current(kept: "Progress") -> str:
    if kept.current not in board.patterns():
        _fail("nothing was begun yet; say which pattern")
    return kept.current


def _ordered(kept: "Progress") -> list[str]:
    """All patterns: what is due first, then what is new, then the rest by when it is due."""

    def order(key: str) -> tuple[int, float]:
        due = kept.entries[key].due if key in kept.entries else None
        if due is None:
            return 1, 0.0
        return (0 if board.is_due(kept, key) else 2), due.timestamp()

    return sorted(board.patterns(), key=order)


def _due(kept: "Progress", key: str) -> str:
    entry = kept.entries.get(key)
    if entry is None or entry.due is None:
        return "begun" if entry is not None and entry.started else "new"
    if board.is_due(kept, key):
        return "today"
    days = (entry.due.astimezone().date() - datetime.now().astimezone().date()).days
    return "tomorrow" if days == 1 else f"in {days} days"


def _bar(card: dict[str, Any]) -> str:
    """How likely the pattern is still known, drawn."""
    from fsrs import Card, Scheduler

    share = Scheduler().get_card_retrievability(Card.from_dict(card), datetime.now(timezone.utc))  # type: ignore[arg-type]
    stability = min(float(card.get("stability") or 0) / 60, 1.0)  # two months without a look are mastery
    full = int(10 * float(share) * math.sqrt(stability) + 0.5)
    return "█" * full + "░" * (10 - full)


def _start(key: str, output: str | None, force: bool) -> None:
    name, framework = key.split("/")
    path = Path(output or f"{name}_{framework}.py")
    if path.exists() and not force:
        _fail(f"{path} exists already; --force writes over it, --output writes elsewhere")
    path.write_text(board.begin(key), encoding="utf-8")
    click.echo(f"{path} is yours to fill. `pattern-lsp practice check {path}` judges it, `practice hint` helps.")


def _place(file: str) -> tuple[str, str]:
    """`softmax.py:my_softmax` as file and function; a colon that belongs to a path is left in it."""
    path, _, function = file.rpartition(":")
    return (path, function) if path and function.isidentifier() and not os.path.exists(file) else (file, "")


def _known_task(task: str | None) -> str:
    from pattern_lsp.practice import catalogue

    if task and task not in catalogue.task_names():
        _fail(f"no task is called {task}; `pattern-lsp practice` lists them")
    return task or ""


def _asked(text: str, path: Path, function: str, task: str, framework: str) -> "list[Answer]":
    """What is to be judged; where that is not clear, a person at a terminal is asked."""
    from pattern_lsp.practice.answers import Unclear, answers

    try:
        return answers(text, path, function, task, framework)
    except Unclear as unclear:
        if not unclear.choices:
            raise
        name, own = unclear.choices[0]
        if not sys.stdin.isatty():
            raise Unclear(
                f"{unclear}: say which with --framework, or by a comment `# pattern: {name} ({own})`"
            ) from None
        click.echo(str(unclear))
        chosen = click.prompt("Framework", type=click.Choice([one for _, one in unclear.choices]))
        return answers(text, path, function, task, chosen)


def _limits(seconds: float, memory: int) -> "Limits":
    from pattern_lsp.practice.worker import Limits

    return Limits(seconds=seconds, memory=memory << 20)


@contextlib.contextmanager
def _progress_bar(answer: "Answer") -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task(f"{answer.match.function}: loading", total=None)

        def told(what: str, done: int, total: int) -> None:
            progress.update(bar, description=f"{answer.match.function}: {what}", completed=done, total=total or None)

        yield told
