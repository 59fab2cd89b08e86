"""The language server: it converts between the protocol and the services, and does nothing else."""

import logging
import os
import sys
import threading
import time

from lsprotocol import types as t

from pattern_lsp.lsp import commands, features
from pattern_lsp.lsp.server import Server

logger = logging.getLogger(__name__)


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
    features.register(server)
    commands.register(server)

    @server.feature(t.INITIALIZE)
    def initialize(params: t.InitializeParams) -> None:
        """The client's options: `python`, the interpreter that runs answers; `trusted`, whether it may run them;
        `settings`, the keys of `[tool.pattern-lsp]` and `inlayHints`; `diagnosticMode`, `openFiles` or `workspace`.
        """
        if isinstance(params.initialization_options, dict):
            server.options = params.initialization_options
        if server.options.get("diagnosticMode") == "workspace":
            features.register_workspace(server)
        if params.process_id is not None:
            _end_with(params.process_id)

    @server.feature(t.INITIALIZED)
    def initialized(params: t.InitializedParams) -> None:
        threading.Thread(target=_warm_up, daemon=True).start()
        if "settings" in server.options:
            server.configure(server.options["settings"])
        workspace = server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if watched and watched.dynamic_registration:
            options = t.DidChangeWatchedFilesRegistrationOptions(
                [t.FileSystemWatcher("**/pyproject.toml"), t.FileSystemWatcher("**/*.py")]
            )
            registration = t.Registration("settings", t.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(t.RegistrationParams([registration]))

    @server.feature(t.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: t.DidChangeConfigurationParams) -> None:
        given = params.settings.get("pattern-lsp") if isinstance(params.settings, dict) else None
        workspace = server.client_capabilities.workspace
        if given is None and workspace and workspace.configuration:
            item = t.ConfigurationItem(section="pattern-lsp")
            (given,) = await server.workspace_configuration_async(t.ConfigurationParams([item]))
        server.configure(given)

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

    return server


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
