"""`torch.load` is allowed to run whatever code a file holds.

A checkpoint is a pickle, and a pickle may call any function while it is loaded: `weights_only=False` runs it.
Since torch 2.6 `weights_only` is True unless said otherwise, and such a file raises `UnpicklingError: Weights only
load failed` (seen on 2.13.0). The check is off as well with `pickle_module=`, which together with
`weights_only=True` raises `RuntimeError: Can not safely load weights when explicit pickle_module is specified`, and
with the environment variable `TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD`.
Load with `weights_only=True`. State dicts of models and optimizers load that way; allow what else a trusted file
holds by `torch.serialization.safe_globals`, instead of allowing everything.
Silent: plain `torch.load(path)`, values of `weights_only` that are not known, and files that the same function has
saved before.

Source: docs.pytorch.org, `torch.load` and "Serialization semantics".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, ItemAssignment, Model, Operand
from pattern_lsp.semantic.queries import is_same
from pattern_lsp.semantic.values import Kind

_SWITCH = "TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls("torch.load", "functools.partial"):
        if call.name == "functools.partial" and not _is_partial_load(call):
            continue
        option, pickler = _keyword(call, "weights_only"), call.argument("pickle_module")
        if call.context.calls or _is_own_file(model, call):
            continue
        if option is not None and option.value.constant is False:
            message = "`weights_only=False` runs whatever code the file holds: load with `weights_only=True`"
            fix = Fix("Load weights only", edit(option.place, "True")) if option.text == "False" else None
            yield Finding(option.place, message, fix)
        elif pickler is not None and pickler.value.kind is Kind.LIBRARY:
            if option is None:
                message = f"`pickle_module={pickler.text}` turns the check off: whatever code the file holds is run"
                yield Finding(pickler.place, message)
            elif option.value.constant is True:
                message = "`weights_only=True` takes no `pickle_module`: this raises"
                yield Finding(pickler.place, message, severity=Severity.ERROR)
    for assignment in model.of(ItemAssignment):
        is_set = assignment.index.value.constant == _SWITCH and assignment.value is not None and not assignment.operator
        if is_set and assignment.value is not None and assignment.value.value.constant in ("1", "y", "yes", "true"):
            yield Finding(assignment.place, f"`{_SWITCH}` lets every `torch.load` run whatever code a file holds")


def _keyword(call: Call, name: str) -> Operand | None:
    return next((argument.operand for argument in call.arguments if argument.keyword == name), None)


def _is_partial_load(call: Call) -> bool:
    return bool(call.arguments) and call.arguments[0].value.name == "torch.load"


def _is_own_file(model: Model, load: Call) -> bool:
    """Whether the same function has just written what it loads."""
    file = load.argument("f")
    for save in model.calls("torch.save"):
        target = save.argument("f") or save.positional(1)
        if file is not None and target is not None:
            if is_same(file.value, target.value) or file.text == target.text:
                return True
    return False


RULE = Rule(
    code="TORCH020",
    name="unsafe-torch-load",
    severity=Severity.WARNING,
    message="`torch.load` that may run code of the file",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.UNSAFE,),
    examples=(
        Example(
            bad="""\
import io
import pickle

import torch


class Hostile:
    def __reduce__(self):
        return print, ("code of the file runs",)


def download():
    buffer = io.BytesIO()
    torch.save({"weight": Hostile()}, buffer)
    return io.BytesIO(buffer.getvalue())


checkpoint = download()
try:
    weights = torch.load(checkpoint, weights_only=False)
except pickle.UnpicklingError:
    print("refused")
""",
            good="""\
import io
import pickle

import torch


class Hostile:
    def __reduce__(self):
        return print, ("code of the file runs",)


def download():
    buffer = io.BytesIO()
    torch.save({"weight": Hostile()}, buffer)
    return io.BytesIO(buffer.getvalue())


checkpoint = download()
try:
    weights = torch.load(checkpoint, weights_only=True)
except pickle.UnpicklingError:
    print("refused")
""",
            proof=Shows("bad.stdout == 'code of the file runs\\n' and good.stdout == 'refused\\n'"),
        ),
        Example(
            bad="""\
import io
import pickle

import torch


class Hostile:
    def __reduce__(self):
        return print, ("code of the file runs",)


def download():
    buffer = io.BytesIO()
    torch.save({"weight": Hostile()}, buffer)
    return io.BytesIO(buffer.getvalue())


checkpoint = download()
try:
    weights = torch.load(checkpoint, pickle_module=pickle)
except pickle.UnpicklingError:
    print("refused")
""",
            good="""\
import io
import pickle

import torch


class Hostile:
    def __reduce__(self):
        return print, ("code of the file runs",)


def download():
    buffer = io.BytesIO()
    torch.save({"weight": Hostile()}, buffer)
    return io.BytesIO(buffer.getvalue())


checkpoint = download()
try:
    weights = torch.load(checkpoint)
except pickle.UnpicklingError:
    print("refused")
""",
            proof=Shows("bad.stdout == 'code of the file runs\\n' and good.stdout == 'refused\\n'"),
        ),
        Example(
            bad="""\
import io
import pickle

import torch


def download():
    buffer = io.BytesIO()
    torch.save({"weight": torch.ones(2)}, buffer)
    return io.BytesIO(buffer.getvalue())


weights = torch.load(download(), pickle_module=pickle, weights_only=True)
""",
            good="""\
import io

import torch


def download():
    buffer = io.BytesIO()
    torch.save({"weight": torch.ones(2)}, buffer)
    return io.BytesIO(buffer.getvalue())


weights = torch.load(download(), weights_only=True)
""",
            proof=Raises("RuntimeError", "explicit pickle_module is specified"),
        ),
        Example(
            bad="""\
import io
import os
import pickle

import torch


class Hostile:
    def __reduce__(self):
        return print, ("code of the file runs",)


def download():
    buffer = io.BytesIO()
    torch.save({"weight": Hostile()}, buffer)
    return io.BytesIO(buffer.getvalue())


os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
try:
    weights = torch.load(download())
except pickle.UnpicklingError:
    print("refused")
del os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"]
""",
            good="""\
import io
import pickle

import torch


class Hostile:
    def __reduce__(self):
        return print, ("code of the file runs",)


def download():
    buffer = io.BytesIO()
    torch.save({"weight": Hostile()}, buffer)
    return io.BytesIO(buffer.getvalue())


try:
    weights = torch.load(download())
except pickle.UnpicklingError:
    print("refused")
""",
            proof=Shows("bad.stdout == 'code of the file runs\\n' and good.stdout == 'refused\\n'"),
        ),
    ),
)
