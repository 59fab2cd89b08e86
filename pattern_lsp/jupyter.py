"""What jupyterlab-lsp is told: it finds this by the package's entry point, and no configuration is needed."""

import sys
from typing import Any


def spec(manager: object) -> dict[str, dict[str, Any]]:
    """The server, by its name in JupyterLab's settings."""
    return {
        "pattern-lsp": {
            "version": 2,
            # The interpreter that runs Jupyter: its environment is where this package was found.
            "argv": [sys.executable, "-m", "pattern_lsp", "server"],
            "languages": ["python"],
            "mime_types": ["text/x-python", "text/x-ipython"],
            "display_name": "pattern-lsp",
            # Otherwise Jupyter writes copies into the project, beside which no pyproject.toml is found.
            "requires_documents_on_disk": False,
        }
    }
