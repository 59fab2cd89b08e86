"""The command. It converts arguments to calls and results to text, and nothing else.

What a command does not need is not imported: a check whose results are all in the cache loads no parser.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pattern_lsp import __version__

if TYPE_CHECKING:
    from pattern_lsp.cache import Cache
    from pattern_lsp.config import Settings

_SEVERITIES = ["error", "warning", "information", "hint"]
_FEW = 12  # files for which starting processes does not pay


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Catch mistakes in PyTorch, TensorFlow, JAX and Numba code."""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--output-format", type=click.Choice(["text", "concise", "json", "sarif", "github"]), default="text")
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes, or what starts with them.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these codes, nor what starts with them.")
@click.option("--severity", type=click.Choice(_SEVERITIES), help="The least severity to report.")
@click.option("--fix", is_flag=True, help="Apply the fixes that change nothing but the mistake.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: those that may change behaviour too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings.")
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="The name of what `-` reads.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes; all cores unless given.")
@click.option("--no-cache", is_flag=True, help="Neither read nor keep results.")
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def check(**options: Any) -> None:
    """Check files and folders; `-` reads standard input.

    Exits 0 if nothing was found, 1 if something was, 2 if anything could not be checked.
    """
    from pattern_lsp.config import ConfigError

    try:
        code = _check(**options)
    except ConfigError as error:
        click.echo(f"error: {error}", err=True)
        code = 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)


def _check(
    paths: tuple[str, ...],
    output_format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    statistics: bool,
    exit_zero: bool,
    stdin_filename: Path | None,
    jobs: int,
    no_cache: bool,
    quiet: bool,
) -> int:
    from pattern_lsp import config, reports

    codes = tuple(code for given in select for code in given.replace(",", " ").split())
    ignored = tuple(code for given in ignore for code in given.replace(",", " ").split())
    first = Path(paths[0]) if paths[0] != "-" else (stdin_filename or Path())
    settings = config.settings_for(first if first.is_dir() else first.parent).with_options(codes, ignored, severity)
    if "-" in paths:
        return _check_stdin(
            settings, stdin_filename or Path("stdin.py"), output_format, fix or diff, diff, unsafe_fixes
        )
    files, errors = _files(paths, settings)
    if fix or diff:
        errors += _fix_files(files, settings, unsafe_fixes, diff)
        if diff:
            return 2 if _complain(errors) else 0
    cache = None if no_cache else _cache(settings)
    records: list[reports.Record] = []
    for found, problems in _results(files, settings, cache, jobs):
        records += found
        errors += problems
    if cache is not None:
        cache.save()
    _print(records, output_format, len(files), statistics, quiet)
    if _complain(errors):
        return 2
    return 1 if records and not exit_zero else 0


def _files(paths: tuple[str, ...], settings: "Settings") -> tuple[list[str], list[str]]:
    from pattern_lsp import sources

    exclude = None
    if settings.exclude:
        from pathspec import GitIgnoreSpec

        exclude = GitIgnoreSpec.from_lines(settings.exclude)
    missing = [f"{path}: no such file or folder" for path in paths if not os.path.exists(path)]
    present = [Path(path) for path in paths if os.path.exists(path)]
    found = dict.fromkeys(str(path) for path in sources.python_files(present, exclude))
    return list(found), missing


def _cache(settings: "Settings") -> "Cache":
    from pattern_lsp.cache import Cache

    root = settings.root if settings.root != Path() else Path.cwd()
    return Cache(root, repr((settings, os.getcwd())))


Result = tuple[list[dict[str, Any]], list[str]]


def _results(files: list[str], settings: "Settings", cache: "Cache | None", jobs: int) -> Iterator[Result]:
    """The findings and problems of each file, in order; from the cache where they are known."""
    known = {path: found for path in files if cache is not None and (found := cache.get(path)) is not None}
    unknown = [path for path in files if path not in known]
    fresh = _fresh(unknown, settings, jobs)
    for path in files:
        if path in known:
            yield known[path], []
            continue
        found, problems, status, content = next(fresh)
        if cache is not None and not problems and status is not None:
            cache.put(path, status, content, found)
        yield found, problems


Fresh = tuple[list[dict[str, Any]], list[str], os.stat_result | None, str]


def _fresh(files: list[str], settings: "Settings", jobs: int) -> Iterator[Fresh]:
    """Check files, shared out over processes where there are enough of them."""
    if len(files) <= _FEW or jobs == 1:
        _prepare()
        for path in _progress(files):
            yield check_file(path, settings)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from functools import partial
    from multiprocessing import get_context

    done = 0
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_prepare) as pool:
        try:
            results = pool.map(partial(check_file, settings=settings), files, chunksize=8)
            for result in _progress(results, len(files)):
                done += 1
                yield result
        except BrokenProcessPool:
            for path in files[done:]:
                yield [], [f"{path}: not checked, a process ended unexpectedly"], None, ""


def _prepare() -> None:
    """Trees are large and live until their file is done: looking for garbage among them costs a fifth of the time."""
    import gc

    gc.freeze()
    gc.set_threshold(200_000, 50, 1000)


def check_file(path: str, settings: "Settings") -> Fresh:
    """Check one file. Whatever is wrong with it is said in the result."""
    from pattern_lsp import sources
    from pattern_lsp.analysis import analyze
    from pattern_lsp.cache import digest
    from pattern_lsp.reports import record
    from pattern_lsp.services.diagnostics import diagnose

    try:
        status = os.stat(path)
        with open(path, "rb") as file:
            raw = file.read()
        text = sources.decode(raw).content
    except OSError as error:
        return [], [f"{path}: cannot be read: {error.strerror}"], None, ""
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        return [], [f"{path}: cannot be decoded: {error}"], None, ""
    try:
        analysis = analyze(text)
        found = [record(path, analysis, one) for one in diagnose(analysis, settings, Path(path))]
        problems = [f"{path}: a rule failed, its findings here are missing: {one}" for one in analysis.failures]
    except Exception:
        import traceback

        return [], [f"{path}: internal error\n{traceback.format_exc()}"], None, ""
    return found, problems, status, digest(raw)


def _fix_files(files: list[str], settings: "Settings", unsafe: bool, only_show: bool) -> list[str]:
    from pattern_lsp import sources
    from pattern_lsp.services.fixes import fix_all

    errors = []
    for path in files:
        try:
            text = sources.decode(Path(path).read_bytes())
            fixed, count = fix_all(text.content, settings, Path(path), unsafe)
            if not count:
                continue
            if only_show:
                _show_diff(path, text.content, fixed)
            else:
                Path(path).write_bytes(sources.encode(text._replace(content=fixed)))
        except OSError as error:
            errors.append(f"{path}: cannot be fixed: {error.strerror}")
        except (SyntaxError, UnicodeError, LookupError):
            continue  # the check that follows says so
    return errors


def _show_diff(path: str, before: str, after: str) -> None:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(True), after.splitlines(True), path, path)
    for line in lines:
        click.echo(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n", nl=False)


def _check_stdin(settings: "Settings", name: Path, output_format: str, fix: bool, only_show: bool, unsafe: bool) -> int:
    from pattern_lsp import sources
    from pattern_lsp.analysis import analyze
    from pattern_lsp.reports import record
    from pattern_lsp.services.diagnostics import diagnose
    from pattern_lsp.services.fixes import fix_all

    try:
        text = sources.decode(sys.stdin.buffer.read())
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        _complain([f"{name}: cannot be decoded: {error}"])
        return 2
    if fix:
        fixed, _ = fix_all(text.content, settings, name, unsafe)
        if only_show:
            _show_diff(str(name), text.content, fixed)
        else:
            sys.stdout.buffer.write(sources.encode(text._replace(content=fixed)))
        return 0
    analysis = analyze(text.content)
    records = [record(str(name), analysis, one) for one in diagnose(analysis, settings, name)]
    _print(records, output_format, 1, False, False)
    if _complain([f"{name}: {failure}" for failure in analysis.failures]):
        return 2
    return 1 if records else 0


def _print(records: list[dict[str, Any]], output_format: str, files: int, statistics: bool, quiet: bool) -> None:
    from pattern_lsp import reports

    colour = False if os.environ.get("NO_COLOR") else None
    if statistics:
        click.echo(reports.statistics(records))
    elif output_format == "json":
        click.echo(reports.as_json(records))
    elif output_format == "sarif":
        click.echo(reports.as_sarif(records))
    elif output_format == "text":
        for one in records:
            click.echo(reports.as_text(one) + "\n", color=colour)
        if not quiet:
            click.echo(reports.summary(records, files))
    elif records:
        click.echo(reports.as_concise(records) if output_format == "concise" else reports.as_github(records))


def _complain(errors: list[str]) -> bool:
    for error in errors:
        click.echo(f"error: {error}", err=True)
    return bool(errors)


def _progress(items: Any, length: int | None = None) -> Any:
    """A progress bar on standard error, when a terminal looks on and there is something to wait for."""
    length = length if length is not None else len(items)
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
