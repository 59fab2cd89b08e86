# What TORCH032 must report, and what it must not. Carets mark the exact place.
# --- every spelling of the loader
import torch
import torch.utils.data as data
from torch.utils.data import DataLoader


def loaders(train, test):
    a = DataLoader(train, batch_size=8, shuffle=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH032
    b = torch.utils.data.DataLoader(test)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH032
    return a, data.DataLoader(test, 32)
#             ^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH032
# --- silent: workers are given, in any way; zero on purpose; other loaders
import tensorflow as tf
from torch.utils.data import DataLoader


def loaders(train, workers, options):
    a = DataLoader(train, num_workers=4)
    b = DataLoader(train, num_workers=workers)
    c = DataLoader(train, num_workers=0)
    d = DataLoader(train, **options)
    e = DataLoader(train, 8, True, None, None, 2)
    return a, b, c, d, e


def others(train, registry):
    return tf.data.Dataset.from_tensors(train), registry.DataLoader(train)
