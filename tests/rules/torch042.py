# What TORCH042 must report, and what it must not. Carets mark the exact place.
# --- moved with to and with cuda
import torch
from torch.utils.data import DataLoader


def train(model, data, device):
    loader = DataLoader(data, batch_size=8, shuffle=True)
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH042
    for x, y in loader:
        model(x.to(device, non_blocking=True))


def evaluate(model, data):
    for x in torch.utils.data.DataLoader(data):
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH042
        model(x.cuda(non_blocking=True))
# --- silent: locked, asked for by a setting, plain copies, no copies
from torch.utils.data import DataLoader


def train(model, data, device, settings, options):
    for loader in (
        DataLoader(data, pin_memory=True),
        DataLoader(data, pin_memory=settings.pin),
        DataLoader(data, **options),
    ):
        for x in loader:
            model(x.to(device, non_blocking=True))


def plain(model, data, device):
    for x in DataLoader(data):
        model(x.to(device))


def not_asynchronous(model, data, device):
    for x in DataLoader(data):
        model(x.to(device, non_blocking=False))


def on_the_cpu(model, data):
    return [model(x) for x in DataLoader(data)]
