"""A file is loaded in a way that runs code it holds.

Pickles can call any function while they are read: `np.load(file, allow_pickle=True)` of an array of objects printed
what the file told it to (NumPy 2.4.6), and could as well have deleted files. `joblib.load`, `torch.package` and Keras
models with `safe_mode=False` are the same. `torch.load` has a rule of its own, TORCH020.
Load only arrays and weights: `allow_pickle=False`, which is the default, `safe_mode=True`, safetensors.
Silent: NumPy and Keras with their defaults, and arguments that are not known.

Source: numpy.org, `numpy.load` (warning on `allow_pickle`); keras.io, `keras.saving.load_model` (`safe_mode`).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.syntax import Place

_ALWAYS = {"joblib.load": "joblib.load", "torch.package.PackageImporter": "PackageImporter"}
_WITH = {
    "numpy.load": ("allow_pickle", True),
    "keras.models.load_model": ("safe_mode", False),
    "keras.saving.load_model": ("safe_mode", False),
}


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_ALWAYS):
        yield Finding(call.place, f"`{call.callee_place.text}` runs whatever code the file holds")
    for call in model.calls(*_WITH):
        name, value = _WITH[call.name]
        given = next((argument for argument in call.arguments if argument.keyword == name), None)
        if given is not None and given.value.constant is value:
            message = f"`{name}={value}` runs whatever code the file holds"
            yield Finding(call.place, message, _fix(given.operand.place, not value))


def _fix(place: Place, value: bool) -> Fix:
    return Fix(f"Say `{value}`: files that need code are refused", edit(place, str(value)))


RULE = Rule(
    code="TORCH047",
    name="unsafe-deserialisation",
    severity=Severity.WARNING,
    message="a file loaded in a way that runs its code",
    frameworks=frozenset({"torch", "tensorflow", "jax", "numpy"}),
    check=check,
    symptoms=(Symptom.UNSAFE,),
    examples=(
        Example(
            bad="""\
import io

import numpy as np


class Payload:
    def __reduce__(self):
        return print, ("code of a stranger",)


file = io.BytesIO()
np.save(file, np.array([Payload()], dtype=object), allow_pickle=True)
file.seek(0)
try:
    data = np.load(file, allow_pickle=True)
except ValueError:
    data = None
""",
            good="""\
import io

import numpy as np


class Payload:
    def __reduce__(self):
        return print, ("code of a stranger",)


file = io.BytesIO()
np.save(file, np.array([Payload()], dtype=object), allow_pickle=True)
file.seek(0)
try:
    data = np.load(file, allow_pickle=False)
except ValueError:
    data = None
""",
            proof=Shows("'stranger' in bad.stdout and 'stranger' not in good.stdout"),
        ),
    ),
)
