"""The language server: it converts between the protocol and the services, and does nothing else.

Importing this loads no parser and no rule: they come in the background, once `initialize` is answered.
The text of a document is kept here, because pygls ends lines at form feeds and other characters that the protocol
does not know as line ends.
"""

import asyncio
import hashlib
import json
import logging
import os
import sys
import threading
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lsprotocol import types as t
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest, JsonRpcParseError, JsonRpcServerNotInitialized
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.protocol.language_server import lsp_method
from pygls.uris import to_fs_path

from pattern_lsp import __version__
from pattern_lsp.text import Edit, Encoding, LineIndex, Position, Span, apply_edits

if TYPE_CHECKING:
    from pattern_lsp.analysis import Analysis, Diagnostic
    from pattern_lsp.config import Settings
    from pattern_lsp.practice.judge import Verdict
    from pattern_lsp.practice.session import Session
    from pattern_lsp.project import Project
    from pattern_lsp.semantic.program import Imports
    from pattern_lsp.services.actions import Action

logger = logging.getLogger(__name__)

_APPLY = "pattern-lsp.applyEdit"
_CHECK = "pattern-lsp.checkAgainstReference"
_INFO = t.MessageType.Info
_LARGEST = 1_000_000  # characters; longer texts are data, and would hold the server for seconds
_PAUSE = 0.2  # seconds without a change, before the documents that import the changed one are checked
_SLOW = 0.1  # seconds; a document whose check takes longer is checked when the typing pauses


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a text, as the client sent it."""

    uri: str
    version: int | None
    text: str
    lines: LineIndex

    @property
    def path(self) -> Path | None:
        """Where it lies on disk; None for a text that has no file yet."""
        try:
            scheme = urlsplit(self.uri).scheme
            place = to_fs_path(self.uri) if scheme in ("file", "vscode-notebook-cell") else None
        except ValueError:
            return None
        return Path(place) if place else None


class Protocol(LanguageServerProtocol):
    """pygls' protocol, with an answer to every request and without its own copy of the texts."""

    _server: "Server"
    _initialized = False

    def structure_message(self, data: Any) -> Any:
        """Leave each object of a message as it is; `handle_message` knows which is the outermost."""
        return data

    def handle_message(self, message: Any) -> None:
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            self._refuse(message, JsonRpcInvalidRequest("not a JSON-RPC 2.0 message"))
            return
        method = message.get("method")
        if not self._initialized and method not in (t.INITIALIZE, t.EXIT, None):
            self._refuse(message, JsonRpcServerNotInitialized("`initialize` comes first"))
        elif self._initialized and method == t.INITIALIZE:
            self._refuse(message, JsonRpcInvalidRequest("`initialize` was sent before"))
        elif self._shutdown and method != t.EXIT:
            self._refuse(message, JsonRpcInvalidRequest("the server is shut down"))
        else:
            try:
                structured = super().structure_message(message)
            except JsonRpcException as error:
                self._refuse(message, error)
                return
            super().handle_message(structured)
            self._initialized |= method == t.INITIALIZE

    def _refuse(self, message: Any, error: JsonRpcException) -> None:
        """Answer a request with an error; a notification has no answer."""
        if not isinstance(message, dict) or "method" not in message:
            logger.warning("ignored: %s", error)
        elif isinstance(message.get("id"), (int, str)):
            self._send_response(message["id"], error=error.to_response_error())
        else:
            logger.warning("ignored %s: %s", message["method"], error)

    @lsp_method(t.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: t.DidOpenTextDocumentParams) -> None:
        self._server.opened(params.text_document)

    @lsp_method(t.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: t.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(t.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: t.DidCloseTextDocumentParams) -> None:
        self._server.closed(params.text_document.uri)


class Server(LanguageServer):
    """The open documents, what is known of them, and what the user was told."""

    def __init__(self) -> None:
        super().__init__("pattern-lsp", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self.documents: dict[str, Document] = {}
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
        self.options: dict[str, Any] = {}  # what the client said at the beginning: `python`, `trusted`

    @property
    def session(self) -> "Session":
        """The judge; it runs nothing before it is asked."""
        from pattern_lsp.practice.session import Session

        self._session = self._session or Session(str(self.options.get("python") or sys.executable))
        return self._session

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
        if item.language_id == "python":
            self.documents[item.uri] = Document(item.uri, item.version, item.text, LineIndex(item.text))
            if (path := self.documents[item.uri].path) is not None:
                self._uris[os.path.realpath(path)] = item.uri
            self.touched()
            self.check(item.uri)

    def changed(self, params: t.DidChangeTextDocumentParams) -> None:
        document = self.documents.get(params.text_document.uri)
        if document is None:
            logger.debug("ignored a change of a document that is not open: %s", params.text_document.uri)
            return
        lines = document.lines
        for change in params.content_changes:
            lines = LineIndex(changed_text(lines, change, self.encoding))
        self.documents[document.uri] = Document(document.uri, params.text_document.version, lines.text, lines)
        self.touched()
        self.check_soon(document.uri)

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
        if self.documents.pop(uri, None) is None:
            return
        self.touched()
        if not self._pulls():
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
        version = document.version if self._publishes("version_support") else None
        self.text_document_publish_diagnostics(t.PublishDiagnosticsParams(uri, found, version))

    def check_all(self) -> None:
        """Check every open document again, the settings or other files having changed."""
        self.touched()
        self._check_again(list(self.documents))

    def touched(self) -> None:
        """Some file is not what it was: those that import it are checked when the typing pauses."""
        if self._project is None:
            return
        self._project.refresh()
        if self._importers is not None:
            self._importers.cancel()
        self._importers = asyncio.get_running_loop().call_later(_PAUSE, self._check_importers)

    def _check_importers(self) -> None:
        known = self._analyses.items()
        self._check_again(
            [uri for uri, one in known if uri in self.documents and one.imports is not self._imports(uri)]
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
        from pattern_lsp.project import Importer, Project
        from pattern_lsp.semantic.program import ALONE

        path = self.documents[uri].path
        if path is None:
            return ALONE
        self._project = self._project or Project(self._text_of)
        before = self._analyses.get(uri)
        known = before.imports if before is not None else None
        return self._project.imports(path, known if isinstance(known, Importer) else None)

    def _text_of(self, path: str) -> str | None:
        """The text of a file that is open here."""
        document = self.documents.get(self._uris.get(path, ""))
        return document.text if document is not None else None

    def reported(self, document: Document) -> list[t.Diagnostic]:
        """What the client is shown of a document: findings, and verdicts that still hold."""
        found = [self.diagnostic(document, one) for one in self.diagnostics(document)]
        if self._session is None or not self._session.has_verdicts(document.uri):
            return found
        for lens in self._session.lenses(document.uri, document.text):
            if lens.verdict is not None and not lens.verdict.is_right:
                found.append(self._verdict_diagnostic(document, lens.match.span, lens.verdict))
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
            waits: list[asyncio.Future[Any]] = [running]
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
        if folder is None:
            return _default_settings(self._settings)
        stamp = tuple(_stamp(place / "pyproject.toml") for place in (folder, *folder.parents))
        known = self._settings.get(folder)
        if known is not None and known[0] == stamp:
            return known[1]
        try:
            settings = config.settings_for(folder)
        except config.ConfigError as error:
            self.tell_once(str(error), t.MessageType.Error)
            settings = known[1] if known is not None else config.Settings()
        self._settings[folder] = (stamp, settings)
        return settings

    def diagnostic(self, document: Document, one: "Diagnostic") -> t.Diagnostic:
        """A finding in the protocol's words, as far as the client knows them."""
        place = partial(self.range, document)
        related = None
        if one.related and self._publishes("related_information"):
            related = [
                t.DiagnosticRelatedInformation(t.Location(document.uri, place(span)), message)
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
        start, end = (document.lines.position(offset, self.encoding) for offset in span)
        return t.Range(t.Position(*start), t.Position(*end))

    def span(self, document: Document, place: t.Range) -> Span:
        return _span(document.lines, place, self.encoding)

    def workspace_edit(self, document: Document, edits: tuple[Edit, ...]) -> t.WorkspaceEdit:
        """Edits, tied to the version they were made for where the client can check it."""
        converted = [t.TextEdit(self.range(document, edit.span), edit.text) for edit in edits]
        workspace = self.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            target = t.OptionalVersionedTextDocumentIdentifier(document.uri, document.version)
            return t.WorkspaceEdit(document_changes=[t.TextDocumentEdit(target, converted)])
        return t.WorkspaceEdit(changes={document.uri: converted})

    def code_action(self, document: Document, action: "Action") -> t.CodeAction | t.Command:
        """An offer as a code action, or as a command for a client that knows only those."""
        edit = self.workspace_edit(document, action.edits)
        capabilities = self.client_capabilities.text_document
        offered = capabilities.code_action if capabilities else None
        if offered is None or offered.code_action_literal_support is None:
            return t.Command(action.title, _APPLY, arguments=[self.protocol._converter.unstructure(edit)])
        mended = [self.diagnostic(document, action.diagnostic)] if action.diagnostic else None
        preferred = True if action.preferred and offered.is_preferred_support else None
        return t.CodeAction(action.title, action.kind, diagnostics=mended, is_preferred=preferred, edit=edit)

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


def serve(address: tuple[str, int] | None) -> None:
    """Serve on a host and port, or, if there is none, on standard input and output, until the client is gone."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    server = make_server()
    if address is not None:
        server.start_tcp(*address)
        return
    # The protocol alone may write to standard output: whatever else does is led to standard error.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    try:
        server.start_io(stdout=output)
    finally:
        server.stop_running()
    sys.exit(0 if server.protocol._shutdown else 1)


def make_server() -> Server:
    """A server with all features."""
    server = Server()

    @server.feature(t.INITIALIZE)
    def initialize(params: t.InitializeParams) -> None:
        if isinstance(params.initialization_options, dict):
            server.options = params.initialization_options
        if params.process_id is not None:
            _end_with(params.process_id)

    @server.feature(t.INITIALIZED)
    def initialized(params: t.InitializedParams) -> None:
        threading.Thread(target=_warm_up, daemon=True).start()
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            options = t.DidChangeWatchedFilesRegistrationOptions(
                [t.FileSystemWatcher("**/pyproject.toml"), t.FileSystemWatcher("**/*.py")]
            )
            registration = t.Registration("settings", t.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(t.RegistrationParams([registration]))

    @server.feature(t.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: t.DidChangeWatchedFilesParams) -> None:
        if any(change.uri.endswith("/pyproject.toml") for change in params.changes):
            server.check_all()
        else:
            server.touched()

    @server.feature(t.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: t.DidSaveTextDocumentParams) -> None:
        if params.text_document.uri.endswith("/pyproject.toml"):
            server.check_all()
        else:
            server.touched()

    @server.feature(
        t.TEXT_DOCUMENT_DIAGNOSTIC,
        t.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False, identifier="pattern-lsp"),
    )
    def pull(params: t.DocumentDiagnosticParams) -> t.DocumentDiagnosticReport:
        document = server.documents.get(params.text_document.uri)
        found = server.reported(document) if document else []
        result = hashlib.blake2b(repr(found).encode("utf-8", "backslashreplace"), digest_size=12).hexdigest()
        if result == params.previous_result_id:
            return t.RelatedUnchangedDocumentDiagnosticReport(result)
        return t.RelatedFullDocumentDiagnosticReport(found, result_id=result)

    @server.feature(
        t.TEXT_DOCUMENT_CODE_ACTION,
        t.CodeActionOptions([t.CodeActionKind.QuickFix, "source.fixAll.pattern-lsp"]),
    )
    def code_actions(params: t.CodeActionParams) -> list[t.CodeAction | t.Command]:
        from pattern_lsp.services import actions

        document = server.documents.get(params.text_document.uri)
        if document is None or (analysis := server.analysis(document)) is None:
            return []
        found = server.diagnostics(document)
        only = params.context.only
        offers: list[Action] = []
        if _wanted(actions.QUICK_FIX, only):
            offers += actions.quick_fixes(analysis, found, server.span(document, params.range))
        if only is None:
            offers += actions.fix_everything(found)
        elif _wanted(actions.FIX_ALL, only):
            offers += actions.fix_until_done(analysis, server.settings(document.path), document.path)
        return [server.code_action(document, offer) for offer in offers]

    @server.command(_APPLY)
    def apply_edit(edit: t.WorkspaceEdit) -> None:
        server.workspace_apply_edit(t.ApplyWorkspaceEditParams(edit))

    @server.feature(t.TEXT_DOCUMENT_CODE_LENS)
    def code_lenses(params: t.CodeLensParams) -> list[t.CodeLens]:
        from pattern_lsp.practice import reports

        document = server.documents.get(params.text_document.uri)
        if document is None or not server.is_trusted:
            return []
        found = []
        for lens in server.session.lenses(document.uri, document.text):
            place = server.range(document, lens.match.span)
            arguments = [document.uri, lens.match.function]
            if lens.verdict is not None:
                sign = "✓" if lens.verdict.is_right else "✗"
                said = t.Command(f"{sign} {reports.headline(lens.verdict)}", _CHECK, arguments=arguments)
                found.append(t.CodeLens(place, said))
            found.append(t.CodeLens(place, t.Command("Check against the reference", _CHECK, arguments=arguments)))
        return found

    @server.command(_CHECK)
    async def check_against_reference(uri: str, function: str) -> dict[str, Any] | None:
        """Judge a function of an open document; the verdict as plain data, None if it was cancelled."""
        from pattern_lsp.practice import reports
        from pattern_lsp.practice.answers import Unclear
        from pattern_lsp.practice.slicing import SliceError

        document = server.documents.get(uri)
        if document is None:
            return None
        if not server.is_trusted:
            server.window_show_message(
                t.ShowMessageParams(t.MessageType.Warning, "Nothing is run in a workspace that is not trusted.")
            )
            return None
        try:
            verdict = await server.judge(document, function)
        except (Unclear, SliceError, OSError) as error:
            server.window_show_message(t.ShowMessageParams(t.MessageType.Error, str(error)))
            return None
        if verdict is None:
            return None
        kind = _INFO if verdict.is_right else t.MessageType.Warning
        server.window_show_message(t.ShowMessageParams(kind, reports.headline(verdict)))
        return reports.as_record(verdict)

    @server.feature(t.TEXT_DOCUMENT_HOVER)
    def hovered(params: t.HoverParams) -> t.Hover | None:
        from pattern_lsp.services.hover import hover

        document = server.documents.get(params.text_document.uri)
        if document is None or (analysis := server.analysis(document)) is None:
            return None
        position = Position(params.position.line, params.position.character)
        offset = document.lines.offset(position, server.encoding)
        found = hover(analysis, server.diagnostics(document), offset)
        if found is None:
            return None
        capabilities = server.client_capabilities.text_document
        formats = (capabilities.hover.content_format if capabilities and capabilities.hover else None) or ()
        markdown = t.MarkupKind.Markdown in formats
        text = found.text if markdown else found.text.replace("**", "")
        kind = t.MarkupKind.Markdown if markdown else t.MarkupKind.PlainText
        return t.Hover(t.MarkupContent(kind, text), server.range(document, found.span))

    @server.feature(t.TEXT_DOCUMENT_COMPLETION)
    def completed(params: t.CompletionParams) -> t.CompletionList:
        from pattern_lsp.services.completions import complete

        document = server.documents.get(params.text_document.uri)
        if document is None or (analysis := server.analysis(document)) is None:
            return t.CompletionList(is_incomplete=False, items=[])
        position = Position(params.position.line, params.position.character)
        offset = document.lines.offset(position, server.encoding)
        capabilities = server.client_capabilities.text_document
        item = capabilities.completion.completion_item if capabilities and capabilities.completion else None
        snippets = bool(item and item.snippet_support)
        form = t.InsertTextFormat.Snippet if snippets else t.InsertTextFormat.PlainText
        items = [
            t.CompletionItem(
                one.label,
                kind=t.CompletionItemKind.Snippet,
                detail=one.detail,
                documentation=t.MarkupContent(t.MarkupKind.Markdown, one.documentation),
                sort_text=one.sort_key,
                filter_text=one.filter_text,
                insert_text_format=form,
                insert_text_mode=t.InsertTextMode.AsIs,
                text_edit=t.TextEdit(server.range(document, one.span), one.text),
                additional_text_edits=[
                    t.TextEdit(server.range(document, edit.span), edit.text) for edit in one.imports
                ],
            )
            for one in complete(analysis, offset, snippets)
        ]
        return t.CompletionList(is_incomplete=False, items=items)

    return server


def changed_text(lines: LineIndex, change: t.TextDocumentContentChangeEvent, encoding: Encoding) -> str:
    """A text after a change from the client; places outside the text mean its nearest."""
    if isinstance(change, t.TextDocumentContentChangeWholeDocument):
        return change.text
    return apply_edits(lines.text, [Edit(_span(lines, change.range, encoding), change.text)])


def _span(lines: LineIndex, place: t.Range, encoding: Encoding) -> Span:
    start, end = (
        lines.offset(Position(position.line, position.character), encoding) for position in (place.start, place.end)
    )
    return Span(min(start, end), max(start, end))


def _wanted(kind: str, only: Any) -> bool:
    """Whether a client that asks for some kinds of action wants this one."""
    return only is None or any(not asked or kind == asked or kind.startswith(f"{asked}.") for asked in only)


def _stamp(path: Path) -> tuple[str, int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return str(path), status.st_mtime_ns, status.st_size


def _default_settings(known: "dict[Path, tuple[object, Settings]]") -> "Settings":
    """One and the same object, so that findings made under it are known again."""
    from pattern_lsp.config import Settings

    return known.setdefault(Path(), (None, Settings()))[1]


def _warm_up() -> None:
    """Load the parser and the rules while the client gets ready to open its first document."""
    try:
        from pattern_lsp import registry
        from pattern_lsp.services import actions, hover  # noqa: F401

        registry.rules()
    except Exception:
        logger.exception("the rules could not be loaded")


def _end_with(process: int) -> None:
    """End this process when another, the editor, has."""

    def watch() -> None:
        while _is_alive(process):
            time.sleep(3)
        os._exit(1)

    # Windows has no signal that only asks; and a process that cannot be seen now cannot be watched.
    if os.name == "posix" and _is_alive(process):
        threading.Thread(target=watch, daemon=True).start()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return process > 0
