# --- False in every form
import functools
import pickle
from functools import partial

import dill
import torch
import torch as th
from torch import load as load_checkpoint

TRUSTED = False

def forms(path, f):
    a = torch.load(path, weights_only=False)
#                                     ^^^^^ TORCH020
    b = th.load(f, "cpu", weights_only=False, mmap=True)
#                                      ^^^^^ TORCH020
    c = load_checkpoint(path, map_location=lambda storage, _: storage, weights_only=False)
#                                                                                   ^^^^^ TORCH020
    d = torch.load(path, weights_only=TRUSTED)
#                                     ^^^^^^^ TORCH020
    unsafe = False
    e = torch.load(path, weights_only=unsafe)["state_dict"]
#                                     ^^^^^^ TORCH020
    g = torch.load(path, pickle_module=dill)
#                                      ^^^^ TORCH020
    h = torch.load(path, None, pickle)
#                              ^^^^^^ TORCH020
    i = torch.load(path, pickle_module=pickle, weights_only=True)
#                                      ^^^^^^ TORCH020
    return a, b, c, d, e, g, h, i

read = partial(torch.load, weights_only=False)
#                                       ^^^^^ TORCH020
torch.load = functools.partial(torch.load, weights_only=False)
#                                                       ^^^^^ TORCH020

class Trainer:
    def resume(self, path):
        self.model.load_state_dict(torch.load(path, weights_only=False))
#                                                                ^^^^^ TORCH020
        return (lambda: torch.serialization.load(path, weights_only=False))()
#                                                                   ^^^^^ TORCH020
# --- the environment
import os
import torch

os.environ["TORCH_FORCE_NO_WEIGHTS_ONLY_LOAD"] = "1"
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH020
os.environ["TORCH_FORCE_WEIGHTS_ONLY_LOAD"] = "1"
# --- silent: the default, True, and what is not known
import torch

def load(path, trusted, weights_only=False, **options):
    a = torch.load(path)
    b = torch.load(path, map_location="cpu")
    c = torch.load(path, weights_only=True)
    d = torch.load(path, weights_only=not trusted)
    e = torch.load(path, **options)
    f = torch.load(path, weights_only=weights_only)
    g = torch.load(path, weights_only=None)
    h = torch.load(path, pickle_module=None)
    return a, b, c, d, e, f, g, h

def load_all(path):
    return load(path, True)

def load_safely(path):
    with torch.serialization.safe_globals([set]):
        return torch.load(path, weights_only=True)
# --- silent: other loaders
import json

import joblib
import numpy as np
import torch
import yaml

class Store:
    def load(self, path, weights_only):
        return path

def load(path, store: Store, weights_only=True):
    a = np.load(path)
    b = json.load(open(path))
    c = store.load(path, weights_only=False)
    d = joblib.load(path)
#       ^^^^^^^^^^^^^^^^^ TORCH047
    e = yaml.safe_load(path)
    f = torch.jit.load(path)
    return a, b, c, d, e, f, load(path, store, weights_only=False)
# --- silent: a file that was written here
import copy
import io
import tempfile

import torch

def duplicate(model):
    buffer = io.BytesIO()
    torch.save(model, buffer)
    buffer.seek(0)
    return torch.load(buffer, weights_only=False)

def round_trip(model):
    with tempfile.NamedTemporaryFile() as file:
        torch.save(model, file.name)
        return torch.load(file.name, weights_only=False), copy.copy(model)
