"""pygls' protocol, stricter: every request has an answer, and the texts are the server's own."""

import logging
from typing import TYPE_CHECKING, Any

from lsprotocol import types as t
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest, JsonRpcServerNotInitialized
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import MsgId
from pygls.protocol.language_server import lsp_method

if TYPE_CHECKING:
    from pattern_lsp.lsp.server import Server

logger = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """pygls' protocol, with an answer to every request and without its own copy of the texts."""

    _server: "Server"
    _initialized = False
    _command: MsgId | None = None  # the last one that was asked for

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
            if method == t.WORKSPACE_EXECUTE_COMMAND:
                self._command = message.get("id")
            try:
                structured = super().structure_message(message)
            except JsonRpcException as error:
                self._refuse(message, error)
                return
            super().handle_message(structured)
            self._initialized |= method == t.INITIALIZE

    def _handle_cancel_notification(self, msg_id: MsgId) -> None:
        super()._handle_cancel_notification(msg_id)
        if msg_id == self._command:
            self._server.give_up()

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

    @lsp_method(t.NOTEBOOK_DOCUMENT_DID_OPEN)
    def lsp_notebook_document__did_open(self, params: t.DidOpenNotebookDocumentParams) -> None:
        self._server.notebook_opened(params)

    @lsp_method(t.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def lsp_notebook_document__did_change(self, params: t.DidChangeNotebookDocumentParams) -> None:
        self._server.notebook_changed(params)

    @lsp_method(t.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def lsp_notebook_document__did_close(self, params: t.DidCloseNotebookDocumentParams) -> None:
        self._server.closed(params.notebook_document.uri)
