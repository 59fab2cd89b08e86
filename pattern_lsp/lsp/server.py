"""What the server knows: the open documents, what was found in them, and what the client can do.

Importing this loads no parser and no rule: they come in the background, once `initialize` is answered.
"""

import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as t
from pygls.exceptions import JsonRpcParseError
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from pattern_lsp import __version__
from pattern_lsp.lsp.documents import Document, Documents, document_of, path_of
from pattern_lsp.lsp.protocol import Protocol
from pattern_lsp.text import Edit, Encoding, Span

if TYPE_CHECKING:
    from pattern_lsp.analysis import Analysis, Diagnostic
    from pattern_lsp.config import Settings
    from pattern_lsp.practice.judge import Verdict
    from pattern_lsp.practice.session import Session
    from pattern_lsp.project import Importer, Project
    from pattern_lsp.semantic.program import Imports

logger = logging.getLogger(__name__)

_INFO = t.MessageType.Info
_LARGEST = 1_000_000  # characters; longer texts are data, and would hold the server for seconds
_PAUSE = 0.2  # seconds without a change, before the documents that import the changed one are checked
_NOTEBOOKS = t.NotebookDocumentSyncOptions(
    [t.NotebookDocumentFilterWithCells(notebook="*", cells=[t.NotebookCellLanguage("python")])]
)
_SLOW = 0.1  # seconds; a document whose check takes longer is checked when the typing pauses


class Server(LanguageServer):
    """The open documents, what is known of them, and what the user was told."""

    def __init__(self) -> None:
        super().__init__(
            "pattern-lsp",
            __version__,
            protocol_cls=Protocol,
            converter_factory=default_converter,
            notebook_document_sync=_NOTEBOOKS,
        )
        self.documents = Documents()
        self._analyses: dict[str, Analysis] = {}
        self._reported: dict[str, tuple[Analysis | None, Settings, list[Diagnostic]]] = {}
        self._uris: dict[str, str] = {}  # of the open documents, by the real paths of their files
        self._project: Project | None = None
        self._importers: asyncio.TimerHandle | None = None
        self._settings: dict[Path, tuple[object, Settings]] = {}
        self._costs: dict[str, float] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._told: set[str] = set()
        self._session: Session | None = None
        self._found: dict[Path, tuple[object, Settings, list[t.Diagnostic]]] = {}  # in files that are not open
        self._stopping: asyncio.Future[None] | None = None  # done when what is judged is to be given up
        self._touched_at = 0.0
        self._base: Settings | None = None
        self.wants_hints = True
        self.options: dict[str, Any] = {}  # what the client said at the beginning: see `initialize`

    @property
    def session(self) -> "Session":
        """The judge; it runs nothing before it is asked."""
        from pattern_lsp.practice.session import Session

        self._session = self._session or Session(self.python)
        return self._session

    @property
    def python(self) -> str:
        """The interpreter that runs answers."""
        return str(self.options.get("python") or sys.executable)

    @property
    def is_trusted(self) -> bool:
        """Whether the client lets the user's code be run."""
        return self.options.get("trusted") is not False

    @property
    def encoding(self) -> Encoding:
        return self.workspace.position_encoding or "utf-16"  # type: ignore[return-value]

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log it: a message at every keystroke helps nobody."""
        logger.error("%s", error, exc_info=error)
        if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
            self.protocol._send_response(None, error=JsonRpcParseError("not JSON").to_response_error())  # type: ignore[arg-type]

    def tell_once(self, message: str, kind: t.MessageType) -> None:
        if message not in self._told:
            self._told.add(message)
            self.window_show_message(t.ShowMessageParams(kind, message))

    def opened(self, item: t.TextDocumentItem) -> None:
        if document := self.documents.open(item):
            self._opened(document)

    def notebook_opened(self, params: t.DidOpenNotebookDocumentParams) -> None:
        self._opened(self.documents.open_notebook(params))

    def _opened(self, document: Document) -> None:
        if document.path is not None:
            self._uris[os.path.realpath(document.path)] = document.uri
        self.touched()
        self.check(document.uri)

    def changed(self, params: t.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if self.documents.change(params, self.encoding) is None:
            logger.debug("ignored a change of a document that is not open: %s", uri)
            return
        self.touched()
        self.check_soon(uri)

    def notebook_changed(self, params: t.DidChangeNotebookDocumentParams) -> None:
        uri = params.notebook_document.uri
        before = self.documents.get(uri)
        document = self.documents.change_notebook(params, self.encoding)
        if before is None or document is None:
            logger.debug("ignored a change of a notebook that is not open: %s", uri)
            return
        self._publish_none({cell.uri for cell in before.cells} - {cell.uri for cell in document.cells})
        self.touched()
        self.check_soon(uri)

    def configure(self, given: Any) -> None:
        """Take over the client's settings, keys of `[tool.pattern-lsp]`: they hold where no project has its own."""
        from pattern_lsp import config

        given = given if isinstance(given, dict) else {}
        self.wants_hints = given.get("inlayHints") is not False
        own = {key: value for key, value in given.items() if key in config.KEYS and value not in (None, "")}
        root = self.workspace.root_path
        try:
            self._base = config.settings_of(own, "the editor's settings", Path(root) if root else Path())
        except config.ConfigError as error:
            self.tell_once(str(error), t.MessageType.Error)
        self._settings.clear()
        self.check_all()

    def give_up(self) -> None:
        """Stop judging."""
        if self._stopping is not None and not self._stopping.done():
            self._stopping.set_result(None)

    def stop_running(self) -> None:
        """End whatever of the user's runs."""
        if self._session is not None:
            self._session.stop()

    def closed(self, uri: str) -> None:
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        for known in (self._analyses, self._reported, self._costs):
            known.pop(uri, None)
        if self._session is not None:
            self._session.forget(uri)
        if document := self.documents.close(uri):
            self.touched()
            self._publish_none({cell.uri for cell in document.cells})

    def _publish_none(self, uris: Iterable[str]) -> None:
        """Take back what was said of documents that are gone, from a client that does not ask."""
        for uri in [] if self._pulls() else uris:
            self.text_document_publish_diagnostics(t.PublishDiagnosticsParams(uri, []))

    def check_soon(self, uri: str) -> None:
        """Check now if that is quick, otherwise when the typing pauses."""
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        cost = self._costs.get(uri, 0.0)
        if cost < _SLOW:
            self.check(uri)
        else:
            self._waiting[uri] = asyncio.get_running_loop().call_later(min(cost, 1.0), self.check, uri)

    def check(self, uri: str) -> None:
        """Publish the findings of the newest version, to a client that does not ask for them itself."""
        document = self.documents.get(uri)
        if document is None or self._pulls():
            return
        found = self.reported(document)
        for cell in document.cells:
            version = cell.version if self._publishes("version_support") else None
            self.text_document_publish_diagnostics(t.PublishDiagnosticsParams(cell.uri, found[cell.uri], version))

    def check_all(self) -> None:
        """Check every open document again, the settings or other files having changed."""
        self.touched()
        self._check_again(list(self.documents))

    def touched(self) -> None:
        """Some file is not what it was: those that import it are checked when the typing pauses."""
        self._touched_at = time.monotonic()
        if self._project is None:
            return
        self._project.refresh()
        if self._importers is not None:
            self._importers.cancel()
        self._importers = asyncio.get_running_loop().call_later(_PAUSE, self._check_importers)

    def was_touched_within(self, seconds: float) -> bool:
        return time.monotonic() - self._touched_at < seconds

    def workspace_files(self) -> Iterator[Path]:
        """The Python files of the workspace's folders."""
        from pattern_lsp.sources import python_files

        for uri in list(self.workspace.folders) or ([self.workspace.root_uri] if self.workspace.root_uri else []):
            folder = path_of(uri)
            if folder is not None:
                settings = self.settings(folder / "x.py")
                yield from map(Path, python_files(str(folder), settings.exclude, settings.root))

    def found_in_file(self, path: Path) -> list[t.Diagnostic]:
        """The findings of a file that is not open, again only if the file or the settings have changed."""
        from pattern_lsp import sources
        from pattern_lsp.analysis import Analysis
        from pattern_lsp.services.diagnostics import diagnose

        settings, stamp = self.settings(path), _stamp(path)
        known = self._found.get(path)
        if known is None or known[0] != stamp or known[1] is not settings:
            found: list[t.Diagnostic] = []
            try:
                text = sources.decode(path.read_bytes()).content
                document = document_of(path.as_uri(), text)
                if len(text) <= _LARGEST:
                    imports = self._imports_of(path)
                    assert self._project is not None
                    source = self._project.source(os.path.realpath(path), text)
                    analysis = Analysis(text, imports=imports, source=source)
                    found = [self.diagnostic(document, one) for one in diagnose(analysis, settings, path)]
            except (OSError, SyntaxError, LookupError, ValueError) as error:
                logger.debug("%s cannot be read: %s", path, error)
            except Exception as error:
                logger.error("%s could not be checked", path, exc_info=error)
            known = self._found[path] = stamp, settings, found
        return known[2]

    def _check_importers(self) -> None:
        known = self._analyses.items()
        self._check_again(
            [uri for uri, one in known if self.documents.get(uri) and one.imports is not self._imports(uri)]
        )

    def _check_again(self, uris: list[str]) -> None:
        if uris and self._pulls():
            workspace = self.client_capabilities.workspace
            if workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
                self.workspace_diagnostic_refresh(None)
        for uri in uris:
            self.check(uri)

    def _imports(self, uri: str) -> "Imports":
        """What a document imports: the same as before, if nothing has changed there."""
        from pattern_lsp.project import Importer
        from pattern_lsp.semantic.program import ALONE

        document = self.documents.get(uri)
        path = document.path if document is not None else None
        before = self._analyses.get(uri)
        known = before.imports if before is not None else None
        return ALONE if path is None else self._imports_of(path, known if isinstance(known, Importer) else None)

    def _imports_of(self, path: Path, known: "Importer | None" = None) -> "Imports":
        from pattern_lsp.project import Project

        self._project = self._project or Project(self._text_of)
        return self._project.imports(path, known)

    def _text_of(self, path: str) -> str | None:
        """The text of a file that is open here."""
        document = self.documents.get(self._uris.get(path, ""))
        return document.text if document is not None else None

    def reported(self, document: Document) -> dict[str, list[t.Diagnostic]]:
        """What the client is shown of a document, by cell: findings, and verdicts that still hold."""
        found: dict[str, list[t.Diagnostic]] = {cell.uri: [] for cell in document.cells}
        for one in self.diagnostics(document):
            found[document.cell_at(one.span.start).uri].append(self.diagnostic(document, one))
        if self._session is None or not self._session.has_verdicts(document.uri):
            return found
        for lens in self._session.lenses(document.uri, document.text):
            if lens.verdict is not None and not lens.verdict.is_right:
                span = lens.match.span
                found[document.cell_at(span.start).uri].append(self._verdict_diagnostic(document, span, lens.verdict))
        return found

    def _verdict_diagnostic(self, document: Document, span: Span, verdict: "Verdict") -> t.Diagnostic:
        from pattern_lsp.practice import reports

        message = "\n".join([reports.headline(verdict), *reports.details(verdict)])
        severity = t.DiagnosticSeverity.Error
        return t.Diagnostic(self.range(document, span), message, severity, code="verdict", source="pattern-lsp")

    async def judge(self, document: Document, function: str) -> "Verdict | None":
        """Run the user's function, with progress that can be cancelled; None if it was."""
        token = await self._begin_progress(f"Checking {function}")
        loop = asyncio.get_running_loop()

        def told(what: str, done: int, total: int) -> None:
            share = 100 * done // total if total else 0
            report = t.WorkDoneProgressReport(message=f"{what} {done}" if done else what, percentage=share)
            if token is not None and done % 10 == 0:
                loop.call_soon_threadsafe(self.work_done_progress.report, token, report)

        session = self.session
        running = loop.run_in_executor(
            None, partial(session.run, document.uri, document.text, document.path, function, told)
        )
        try:
            self._stopping = loop.create_future()
            waits: list[asyncio.Future[Any]] = [running, self._stopping]
            if token is not None:
                waits.append(asyncio.wrap_future(self.work_done_progress.tokens[token]))
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                session.stop()
                await asyncio.wait([running])
                return None
            return running.result()
        finally:
            if token is not None:
                self.work_done_progress.end(token, t.WorkDoneProgressEnd())
            workspace = self.client_capabilities.workspace
            if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
                self.workspace_code_lens_refresh(None)
            self._check_again([document.uri])

    async def _begin_progress(self, title: str) -> str | None:
        """Show that something is under way, where the client can."""
        window = self.client_capabilities.window
        if not window or not window.work_done_progress:
            return None
        token = f"pattern-lsp-{time.monotonic_ns()}"
        await self.work_done_progress.create_async(token)
        self.work_done_progress.begin(token, t.WorkDoneProgressBegin(title, cancellable=True, percentage=0))
        return token

    def diagnostics(self, document: Document) -> "list[Diagnostic]":
        """What is reported of a document, under the settings of this moment."""
        from pattern_lsp.config import matches, relative_to
        from pattern_lsp.services.diagnostics import diagnose

        settings = self.settings(document.path)
        is_edit = document.uri in self._analyses  # what opening costs says nothing of a keystroke
        start = time.perf_counter()
        analysis = self.analysis(document)
        known = self._reported.get(document.uri)
        if known is not None and known[0] is analysis and known[1] is settings:
            return known[2]
        found: list[Diagnostic] = []
        path = document.path
        excluded = path is not None and settings.exclude and matches(relative_to(path, settings.root), settings.exclude)
        if not excluded and analysis is not None:
            try:
                found = diagnose(analysis, settings, path)
                self._report_failures(analysis.failures)
            except Exception as error:
                self._failed(document, error)
        if is_edit:
            self._costs[document.uri] = time.perf_counter() - start
        self._reported[document.uri] = (analysis, settings, found)
        return found

    def analysis(self, document: Document) -> "Analysis | None":
        """The analysis of a document, made from that of its last version."""
        from pattern_lsp.analysis import analyze

        if len(document.text) > _LARGEST:
            name = document.path or document.uri
            self.tell_once(f"{name} is too long to be checked as it is typed; `pattern-lsp check` does it.", _INFO)
            return None
        previous = self._analyses.get(document.uri)
        imports = self._imports(document.uri)
        if previous is None or previous.text != document.text or previous.imports is not imports:
            try:
                self._analyses[document.uri] = analyze(document.text, previous, imports)
            except Exception as error:
                self._analyses.pop(document.uri, None)
                self._failed(document, error)
        return self._analyses.get(document.uri)

    def settings(self, path: Path | None) -> "Settings":
        """The settings for a file. While they cannot be read, the last that could be stay."""
        from pattern_lsp import config

        root = self.workspace.root_path
        folder = path.parent if path is not None else Path(root) if root else None
        base = self._base = self._base or config.Settings()
        if folder is None:
            return base
        stamp = tuple(_stamp(place / "pyproject.toml") for place in (folder, *folder.parents))
        known = self._settings.get(folder)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            table = config.find(folder)
            settings = config.load(table) if table is not None else base
        except config.ConfigError as error:
            self.tell_once(str(error), t.MessageType.Error)
            settings = known[1] if known is not None else base
        self._settings[folder] = (stamp, settings)
        return settings

    def diagnostic(self, document: Document, one: "Diagnostic") -> t.Diagnostic:
        """A finding in the protocol's words, as far as the client knows them."""
        place = partial(self.range, document)
        related = None
        if one.related and self._publishes("related_information"):
            related = [
                t.DiagnosticRelatedInformation(document.location(span, self.encoding), message)
                for span, message in one.related
            ]
        link = t.CodeDescription(one.url) if one.url and self._publishes("code_description_support") else None
        tags = None
        if one.code == "PLSP001" and self._publishes("tag_support"):
            tags = [t.DiagnosticTag.Unnecessary]
        return t.Diagnostic(
            range=place(one.span),
            message=one.message,
            severity=t.DiagnosticSeverity[one.severity.name.title()],
            code=one.code,
            code_description=link,
            source="pattern-lsp",
            tags=tags,
            related_information=related,
        )

    def range(self, document: Document, span: Span) -> t.Range:
        return document.location(span, self.encoding).range

    def workspace_edit(self, document: Document, edits: tuple[Edit, ...]) -> t.WorkspaceEdit | None:
        """Edits, tied to the versions they were made for where the client can check them; None over a cell's end."""
        by_cell = document.edits(edits, self.encoding)
        if by_cell is None:
            return None
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            return t.WorkspaceEdit(
                document_changes=[
                    t.TextDocumentEdit(t.OptionalVersionedTextDocumentIdentifier(cell.uri, cell.version), converted)
                    for cell, converted in by_cell
                ]
            )
        return t.WorkspaceEdit(changes={cell.uri: converted for cell, converted in by_cell})

    def _pulls(self) -> bool:
        capabilities = self.client_capabilities.text_document
        return capabilities is not None and capabilities.diagnostic is not None

    def _publishes(self, ability: str) -> bool:
        capabilities = self.client_capabilities.text_document
        if capabilities is None:
            return False
        offers = (capabilities.diagnostic, capabilities.publish_diagnostics)
        return any(bool(getattr(offer, ability, None)) for offer in offers)

    def _report_failures(self, failures: tuple[str, ...]) -> None:
        for failure in failures:
            code = failure.partition(":")[0]
            if failure not in self._told:
                self._told.add(failure)
                logger.error("rule %s", failure)
            self.tell_once(f"Rule {code} failed; some of its findings are missing. See the log.", t.MessageType.Warning)

    def _failed(self, document: Document, error: Exception) -> None:
        logger.error("%s could not be checked", document.uri, exc_info=error)
        self.tell_once(f"A file could not be checked: {type(error).__name__}. See the log.", t.MessageType.Warning)


def _stamp(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return str(path), status.st_mtime_ns, status.st_size
