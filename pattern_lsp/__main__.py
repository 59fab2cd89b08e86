"""`python -m pattern_lsp` is the command."""

from pattern_lsp.cli import main

main()
