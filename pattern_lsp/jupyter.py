"""What jupyter-lsp asks of an installed server: how it is started, and for which languages."""

import sys
from typing import Any


def specification(manager: Any) -> dict[str, dict[str, Any]]:
    """The entry for `jupyter_lsp_spec_v1`: JupyterLab then needs no configuration."""
    return {
        "pattern-lsp": {
            "version": 2,
            "argv": [sys.executable, "-m", "pattern_lsp", "server"],
            "languages": ["python"],
            "mime_types": ["text/x-python", "text/x-ipython"],
            "display_name": "pattern-lsp",
            # Otherwise a shadow of each notebook is written into the user's folder.
            "requires_documents_on_disk": False,
        }
    }
