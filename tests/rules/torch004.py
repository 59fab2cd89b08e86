# What TORCH004 must report, and what it must not. Carets mark the exact place.
# --- reported
import torch
import torch as T
from torch import nn


def kept(net, loader):
    net.eval()
    probabilities = []
    for batch, _ in loader:
        probabilities.append(torch.softmax(net(batch), dim=1))
#                                          ^^^^^^^^^^ TORCH004
    return probabilities


class Trainer:
    def __init__(self, model: nn.Module):
        self.model = model

    def evaluate(self, loader):
        self.model.eval()
        correct = 0
        for x, y in loader:
            correct += (self.model(x).argmax(1) == y).sum().item()
#                       ^^^^^^^^^^^^^ TORCH004
        self.model.train()
        return correct


def by_train_false(model: nn.Module, loader):
    model.train(False)
    for x in loader:
        print(model(x).argmax())
#             ^^^^^^^^ TORCH004


def to_numpy(model, x):
    model = model.eval()
    out = model(x)
#         ^^^^^^^^ TORCH004
    return torch.sigmoid(out).cpu().numpy()


model = nn.Linear(3, 3)
model.eval()
for x in torch.randn(4, 3):
    print(model(x).argmax())
#         ^^^^^^^^ TORCH004


# --- silent: gradients are off
import torch
from torch import inference_mode, nn, no_grad


@torch.no_grad()
def decorated(model, loader):
    model.eval()
    for x in loader:
        print(model(x))


@inference_mode()
def inferring(model, loader):
    model.eval()
    for x in loader:
        print(model(x))


def inside(model, loader):
    model.eval()
    with no_grad():
        for x in loader:
            print(model(x))


def each(model, loader):
    model.eval()
    for x in loader:
        with torch.no_grad():
            print(model(x))


def enabled(model, loader, phase):
    model.eval()
    with torch.set_grad_enabled(phase == "train"):
        for x in loader:
            print(model(x))


def switched_off(model, loader):
    torch.set_grad_enabled(False)
    model.eval()
    for x in loader:
        print(model(x))


def called_so(model, loader):
    model.eval()
    for x in loader:
        print(model(x))


def caller(model, loader):
    with torch.no_grad():
        called_so(model, loader)


# --- silent: gradients are used
import torch
from torch import nn


def attack(model, x, y):
    model.eval()
    for _ in range(10):
        x.requires_grad_(True)
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        x = (x + 0.01 * x.grad.sign()).detach()
    return x


def saliency(model, loader):
    model.eval()
    for x in loader:
        print(torch.autograd.grad(model(x).sum(), x))


def frozen_batch_norm(model, loader, optimizer):
    model.eval()
    for x in loader:
        optimizer.zero_grad()
        model(x).sum().backward()
        optimizer.step()


# --- silent: other
import torch
from torch import nn


def training(model, loader):
    model.train()
    for x in loader:
        print(model(x))


def unknown_mode(model, loader):
    for x in loader:
        print(model(x))


def either(model, loader, flag):
    if flag:
        model.eval()
    for x in loader:
        print(model(x))


def once(model, x):
    model.eval()
    return model(x)


def detached(model, x):
    model.eval()
    return model(x).detach().cpu().numpy()


def indices(model, x):
    model.eval()
    return model(x).argmax(dim=1).numpy()


def test_outputs(model, loader):
    model.eval()
    for x in loader:
        assert model(x).shape == (3,)


def frame(table, rows):
    for row in rows:
        table.eval("a + b")
        print(table(row))


class Module(nn.Module):
    def validation_step(self, batch, index):
        self.net.eval()
        for part in batch:
            print(self.net(part))
