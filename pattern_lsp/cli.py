"""The command. It converts arguments to calls and results to text, and nothing else.

What a command does not need is not imported: a check whose results are all in the cache loads no parser.
"""

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pattern_lsp import __version__
from pattern_lsp.practice.commands import practice, verify

if TYPE_CHECKING:
    from pattern_lsp.cache import Cache
    from pattern_lsp.config import Settings
    from pattern_lsp.notebook import Notebook
    from pattern_lsp.project import Project
    from pattern_lsp.semantic.program import Imports
    from pattern_lsp.sources import Text

_SEVERITIES = ["error", "warning", "information", "hint"]
_KEPT = 12_000_000  # characters of imported files that a process keeps; a million take about 25 MiB
_FEW = 12  # files for which starting processes does not pay
_SHARE = 8  # files that a process is given at a time


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Catch mistakes in PyTorch, TensorFlow, JAX and Numba code."""


main.add_command(verify)
main.add_command(practice)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--output-format", type=click.Choice(["text", "concise", "json", "sarif", "github"]), default="text")
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes, or what starts with them.")
@click.option("--extend-select", multiple=True, metavar="CODES", help="These codes too: the way to optional rules.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes, nor what starts with them.")
@click.option("--severity", type=click.Choice(_SEVERITIES), help="The least severity to report.")
@click.option("--fix", is_flag=True, help="Apply the fixes that change nothing but the mistake.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: those that may change behaviour too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings.")
@click.option("--stdin-filename", metavar="PATH", default="stdin.py", help="The name of what `-` reads.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes; all cores unless given.")
@click.option("--no-cache", is_flag=True, help="Neither read nor keep results.")
@click.option("--cache-dir", metavar="PATH", envvar="PATTERN_LSP_CACHE_DIR", help="Where results are kept.")
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def check(**options: Any) -> None:
    """Check files and folders; `-` reads standard input.

    Exits 0 if nothing was found, 1 if something was, 2 if anything could not be checked.
    """
    from pattern_lsp.config import ConfigError

    # A file may hold, or be called, what this terminal cannot show.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _check(_Options(**options))
        sys.stdout.flush()
    except ConfigError as error:
        code = _complain([str(error)])
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        code = 130  # as shells say it: neither clean nor checked
    except click.ClickException:
        raise
    except Exception:
        code = _complain([_internal("pattern-lsp")])
    sys.exit(code)


class _Options(NamedTuple):
    paths: tuple[str, ...]
    output_format: str
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    statistics: bool
    exit_zero: bool
    stdin_filename: str
    jobs: int
    no_cache: bool
    cache_dir: str | None
    quiet: bool


Record = dict[str, Any]


class Result(NamedTuple):
    """What a check says of one file: its findings, and why it could not be checked."""

    records: list[Record]
    problems: list[str]


def _check(options: _Options) -> int:
    _project.cache_clear()  # files may have changed since the last check of this process
    if "-" in options.paths:
        if len(options.paths) > 1:
            raise click.UsageError("`-` cannot be checked together with other paths")
        return _check_stdin(options)
    governed, problems = _files(options)
    groups: dict[Settings, list[str]] = {}
    for path, settings in governed.items():
        groups.setdefault(settings, []).append(path)
    found: dict[str, Result] = {}
    for settings, files in groups.items():
        found |= _results(files, settings, options)
    results = {path: found[path] for path in governed}
    fixed = 0
    if options.fix or options.diff:
        for path in [path for path, result in results.items() if _is_mendable(result.records, options.unsafe_fixes)]:
            count, failures = _fix_file(path, governed[path], options)
            fixed += count
            problems += failures
            if count and not options.diff:
                results |= _results([path], governed[path], options)
    problems += [problem for result in results.values() for problem in result.problems]
    if options.diff:
        return _complain(problems) or (1 if fixed and not options.exit_zero else 0)
    return _report(
        [one for result in results.values() for one in result.records], problems, len(results), options, fixed
    )


def _files(options: _Options) -> tuple[dict[str, "Settings"], list[str]]:
    """Every file to check with the settings that govern it, and the paths that do not exist."""
    from pattern_lsp import sources

    known: dict[str, Settings] = {}

    def settings_of(folder: str) -> "Settings":
        if folder not in known:
            inherited = known.get(os.path.dirname(folder))
            if inherited is None or os.path.isfile(os.path.join(folder, "pyproject.toml")):
                inherited = _settings(folder, options)
            known[folder] = inherited
        return known[folder]

    governed: dict[str, Settings] = {}
    problems: list[str] = []
    for path in options.paths:
        path = path if ".." in path or path == "/" else os.path.normpath(path)
        if not os.path.lexists(path):
            problems.append(f"{path}: no such file or folder")
            continue
        settings = settings_of(path if os.path.isdir(path) else os.path.dirname(path))
        for file in sources.python_files(path, settings.exclude, settings.root):
            governed.setdefault(file, settings_of(os.path.dirname(file)))
    return governed, problems


def _settings(folder: str, options: _Options) -> "Settings":
    from pattern_lsp import config

    def split(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for codes in given for code in codes.replace(",", " ").split())

    settings = config.settings_for(Path(folder))
    return settings.with_options(
        split(options.select), split(options.extend_select), split(options.ignore), options.severity
    )


def _results(files: list[str], settings: "Settings", options: _Options) -> dict[str, Result]:
    """The result for each file, in order; from the cache where it is known."""
    cache = None if options.no_cache else _cache(settings, options)
    known = {path: found for path in files if cache is not None and (found := cache.get(path)) is not None}
    fresh = _fresh([path for path in files if path not in known], settings, options.jobs)
    results = {}
    for path in files:
        if path in known:
            results[path] = Result(known[path], [])
            continue
        result, status, content, consulted = next(fresh)
        if cache is not None and status is not None and not result.problems:
            cache.put(path, status, content, result.records, consulted)
        results[path] = result
    if cache is not None:
        cache.save()
    return results


def _cache(settings: "Settings", options: _Options) -> "Cache":
    from pattern_lsp.cache import NAME, Cache

    where = Path(options.cache_dir) if options.cache_dir else settings.root / NAME
    return Cache(where, repr((settings, os.getcwd())))


# A result, the file's status and the digest of what was read, and the files that were consulted for it.
Fresh = tuple[Result, os.stat_result | None, str, dict[str, Any]]


def _fresh(files: list[str], settings: "Settings", jobs: int) -> Iterator[Fresh]:
    """Check files, shared out over processes where there are enough of them."""
    if len(files) <= _FEW or jobs == 1:
        if files:
            _load_engine()
        gc.disable()
        try:
            for path in _progress(files, len(files)):
                yield check_file(path, settings)
        finally:
            gc.enable()
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from functools import partial
    from multiprocessing import get_context

    def shared() -> Iterator[Fresh]:
        done = suspects = 0  # where a process ended unexpectedly, the files it may have had are checked one at a time
        while done < len(files):
            careful = done < suspects
            batch = files[done : suspects if careful else None]
            workers, share = (1, 1) if careful else (jobs, _SHARE)
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare) as pool:
                try:
                    for result in pool.map(partial(check_file, settings=settings), batch, chunksize=share):
                        done += 1
                        yield result
                except BrokenProcessPool:
                    if careful:
                        yield Result([], [f"{files[done]}: not checked, its process ended unexpectedly"]), None, "", {}
                        done += 1
                    else:
                        suspects = done + workers * share
                except BaseException:
                    pool.shutdown(wait=False, cancel_futures=True)
                    raise

    yield from _progress(shared(), len(files))


def _prepare() -> None:
    """Make a process a worker."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _load_engine()
    gc.disable()


def _load_engine() -> None:
    """Import what every check needs."""
    from pattern_lsp import analysis, registry

    del analysis
    registry.rules()


def check_file(path: str, settings: "Settings") -> Fresh:
    """Check one file. Whatever is wrong with it is said in the result."""
    from pattern_lsp.cache import digest

    try:
        status = os.stat(path)
        with open(path, "rb") as file:
            raw = file.read()
        text, notebook = _read(raw, path)
    except OSError as error:
        return Result([], [f"{path}: cannot be read: {error.strerror}"]), None, "", {}
    except (SyntaxError, LookupError, UnicodeError) as error:
        return Result([], [f"{path}: cannot be decoded: {error}"]), None, "", {}
    except ValueError as error:
        return Result([], [f"{path}: {error}"]), None, "", {}
    project = _project()
    imports = project.imports(path)
    result = _check_text(text.content, path, settings, imports, notebook)
    gc.collect()
    consulted = {path: stamp and list(stamp) for path, stamp in project.dependencies(imports).items()}
    if project.size > _KEPT:
        project.clear()
        gc.unfreeze()  # what is frozen is never collected
        gc.collect()
    return result, status, digest(raw), consulted


def _read(raw: bytes, path: str) -> "tuple[Text, Notebook | None]":
    """The Python of a file, and the notebook it is in, if it is one.

    Raises SyntaxError, LookupError or UnicodeError for what cannot be decoded, ValueError for what is no notebook.
    """
    from pattern_lsp import sources

    if not path.endswith(".ipynb"):
        return sources.decode(raw), None
    from pattern_lsp import notebook

    found = notebook.read(raw.decode("utf-8"))
    return sources.Text(found.text, "utf-8"), found


@cache
def _project() -> "Project":
    from pattern_lsp.project import Project

    return Project()


def _check_text(
    text: str, path: str, settings: "Settings", imports: "Imports", notebook: "Notebook | None" = None
) -> Result:
    try:
        from pattern_lsp.analysis import Analysis
        from pattern_lsp.reports import in_notebook, record
        from pattern_lsp.services.diagnostics import diagnose

        project = _project()
        analysis = Analysis(text, imports=imports, source=project.source(os.path.realpath(path), text))
        analysis.parse()
        # Trees hold no cycles: they go when the model around them is collected. Looking through them for garbage
        # would cost a third of the whole check.
        gc.freeze()
        records = [record(path, analysis, one) for one in diagnose(analysis, settings, Path(path))]
        if notebook is not None:
            records = [in_notebook(one, notebook.place) for one in records]
        failures = [f"{path}: a rule failed, its findings here are missing: {one}" for one in analysis.failures]
    except Exception:
        return Result([], [_internal(path)])
    return Result(records, failures)


def _is_mendable(records: list[Record], unsafe: bool) -> bool:
    return any(one["fix"] and (unsafe or one["fix"]["applicability"] == "safe") for one in records)


def _fix_file(path: str, settings: "Settings", options: _Options) -> tuple[int, list[str]]:
    """Fix a file, or show how. The number of fixes, and what went wrong."""
    from pattern_lsp import sources

    try:
        raw = Path(path).read_bytes()
        text, notebook = _read(raw, path)
        if notebook is None and sources.encode(text) != raw:
            return 0, [f"{path}: not fixed: {text.encoding} would not write the rest of it back as it is"]
        imports = _project().imports(path)
        fixed, written, count = _fixed(text, notebook, settings, Path(path), options.unsafe_fixes, imports)
        if count and options.diff:
            _show_diff(path, text.content, fixed)
        elif count:
            Path(path).write_bytes(written)
            _project().refresh()
    except OSError as error:
        return 0, [f"{path}: cannot be fixed: {error.strerror}"]
    except (SyntaxError, LookupError, ValueError) as error:
        return 0, [f"{path}: cannot be fixed: {error}"]
    except Exception:
        return 0, [_internal(path)]
    return count, []


def _fixed(
    text: "Text", notebook: "Notebook | None", settings: "Settings", path: Path, unsafe: bool, imports: "Imports"
) -> tuple[str, bytes, int]:
    """The Python with every fix, the bytes of the file that holds it, and how many there were."""
    from pattern_lsp import sources
    from pattern_lsp.services.fixes import fix_all, fix_rounds

    if notebook is None:
        content, count = fix_all(text.content, settings, path, unsafe, imports)
        return content, sources.encode(text._replace(content=content)), count
    count = 0
    for edits, number in fix_rounds(text.content, settings, path, unsafe, imports):
        notebook = notebook.changed(edits)
        count += number
    return notebook.text, notebook.raw.encode(), count


def _show_diff(path: str, before: str, after: str) -> None:
    from difflib import unified_diff
    from io import StringIO

    # Not splitlines: a form feed ends no line.
    old, new = (StringIO(text, newline="").readlines() for text in (before, after))
    for line in unified_diff(old, new, path, path):
        click.echo(line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n", nl=False)


def _check_stdin(options: _Options) -> int:

    name = options.stdin_filename
    imports = _project().imports(name)
    settings = _settings(os.path.dirname(name), options)
    raw = sys.stdin.buffer.read()
    try:
        text, notebook = _read(raw, name)
    except (SyntaxError, LookupError, ValueError) as error:
        return _complain([f"{name}: cannot be decoded: {error}"])
    fixed, written, count = text.content, raw, 0
    if options.fix or options.diff:
        fixed, written, count = _fixed(text, notebook, settings, Path(name), options.unsafe_fixes, imports)
    if options.diff:
        _show_diff(name, text.content, fixed)
        return 1 if count and not options.exit_zero else 0
    if notebook is not None:
        notebook = _read(written, name)[1]
    result = _check_text(fixed, name, settings, imports, notebook)
    if options.fix:
        # Standard output is the text; what is left to say goes elsewhere.
        sys.stdout.buffer.write(written if count else raw)
        return _report(result.records, result.problems, 1, options, count, to_errors=True)
    return _report(result.records, result.problems, 1, options)


def _report(
    records: list[Record],
    problems: list[str],
    files: int,
    options: _Options,
    fixed: int = 0,
    to_errors: bool = False,
) -> int:
    """Print what was found and what went wrong; the exit status."""
    from pattern_lsp import reports

    colour = False if os.environ.get("NO_COLOR") else None
    style = options.output_format
    lines: Iterable[str] = []
    if options.statistics:
        lines = [reports.statistics(records)] if records else []
    elif style == "text":
        lines = [f"{reports.as_text(one)}\n" for one in records]
    elif style == "json":
        lines = [reports.as_json(records)]
    elif style == "sarif":
        lines = [reports.as_sarif(records)]
    elif records:
        lines = [reports.as_concise(records) if style == "concise" else reports.as_github(records)]
    for line in lines:
        click.echo(line, color=colour, err=to_errors)
    if style == "text" and not options.quiet:
        click.echo(reports.summary(records, files, fixed), err=to_errors)
    if _complain(problems):
        return 2
    return 1 if records and not options.exit_zero else 0


def _complain(problems: list[str]) -> int:
    """Say what went wrong; 2, the exit status for it, or 0 if nothing did."""
    for problem in problems:
        click.echo(f"error: {problem}", err=True)
    return 2 if problems else 0


def _internal(what: str) -> str:
    import traceback

    return f"{what}: internal error\n{traceback.format_exc()}"


def _progress(items: Iterable[Any], length: int) -> Iterable[Any]:
    """A progress bar on standard error, when a terminal looks on and there is something to wait for."""
    if length <= _FEW or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, "Checking", total=length, console=Console(stderr=True), transient=True)


@main.command()
@click.argument("code")
def rule(code: str) -> None:
    """Explain a rule."""
    from rich.console import Console
    from rich.markdown import Markdown

    from pattern_lsp import registry
    from pattern_lsp.services.pages import rule_page

    known = registry.rules_by_code()
    found = known.get(code.upper()) or next((one for one in known.values() if one.name == code), None)
    if found is None:
        click.echo(f"error: no rule is called {code}; `pattern-lsp rules` lists them", err=True)
        sys.exit(2)
    page = rule_page(found)
    if sys.stdout.isatty():
        Console().print(Markdown(page))
    else:
        click.echo(page)


@main.command()
def rules() -> None:
    """List the rules."""
    from pattern_lsp import registry

    for one in registry.rules():
        click.echo(f"{one.code:9} {one.severity!s:11} {one.name:32} {one.message}")


@main.command()
@click.argument("words", nargs=-1, required=True)
def why(words: tuple[str, ...]) -> None:
    """Find the rules that explain an error message or a symptom, such as "loss is NaN"."""
    from pattern_lsp.services.symptoms import explain

    found = explain(" ".join(words))
    if not found:
        click.echo("error: no rule explains this; `pattern-lsp rules` lists what there is", err=True)
        sys.exit(1)
    for match in found:
        click.echo(f"{match.rule.code:9} {match.rule.message}")
    click.echo(f"\n`pattern-lsp rule {found[0].rule.code}` says more.")


@main.command()
@click.argument("code")
@click.argument("name")
def new(code: str, name: str) -> None:
    """Begin a rule: write its file and its tests, which fail until both are finished."""
    from pattern_lsp.services.scaffold import ScaffoldError, scaffold

    try:
        for path in scaffold(code, name):
            click.echo(path)
    except ScaffoldError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2)


@main.command()
@click.option("--tcp", is_flag=True, help="Listen on a port, for debugging, instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=2087, show_default=True)
def server(tcp: bool, host: str, port: int) -> None:
    """Run the language server."""
    from pattern_lsp.lsp import serve

    serve((host, port) if tcp else None)
