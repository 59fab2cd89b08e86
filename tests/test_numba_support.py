"""The table of what numba refuses is what the installed numba does, and the rules follow it."""

import json

import helpers
import numba_constructs
import pytest

from pattern_lsp.semantic.frameworks import numba_support

FILE = helpers.ROOT / "pattern_lsp" / "semantic" / "frameworks" / "numba_support.json"
CONSTRUCTS = numba_constructs.constructs()
SAMPLE = sorted(CONSTRUCTS)[::40]


def test_the_table_is_made_from_the_constructs(update: bool) -> None:
    helpers.need("numba")
    if update:
        import numba
        import numpy

        tried = {
            name: numba_constructs.refusal(construct)
            for name, construct in CONSTRUCTS.items()
            if not name.startswith("numpy.") or numba_constructs.works_in_python(construct)
        }
        table = {"numba": numba.__version__, "numpy": numpy.__version__, "constructs": tried}
        FILE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
        numba_support.constructs.cache_clear()
    assert set(numba_support.constructs()) <= set(CONSTRUCTS)


@pytest.mark.parametrize("name", SAMPLE)
def test_the_table_says_what_numba_does(name: str) -> None:
    helpers.need("numba")
    construct = CONSTRUCTS[name]
    if name not in numba_support.constructs():
        assert not numba_constructs.works_in_python(construct)
        return
    said = numba_support.constructs()[name]
    assert (numba_constructs.refusal(construct) is None) == (said is None)


@pytest.mark.parametrize("name", [name for name in CONSTRUCTS if name.startswith(("syntax ", "object "))])
def test_the_rules_refuse_what_numba_refuses(name: str) -> None:
    """What is reported is refused; what is refused and not reported is a miss, which the rules may have."""
    program = "import numpy as np\nfrom numba import njit\n\n\n@njit\n" + CONSTRUCTS[name].code
    reported = {one.code for one in helpers.findings(program) if one.code.startswith("NUMBA")}
    assert not reported or numba_support.constructs()[name] is not None


def test_syntax_that_numba_refuses_is_reported() -> None:
    refused = [name for name, error in numba_support.constructs().items() if name.startswith("syntax ") and error]
    missed = {
        name
        for name in refused
        if not helpers.findings("from numba import njit\n\n\n@njit\n" + CONSTRUCTS[name].code, "NUMBA002")
    }
    assert missed == set()
