# --- numbers, detached tensors, data
import torch
import torch.nn.functional as F
from torch import nn

def forms(model, x, y, layer: nn.Linear):
    loss = F.mse_loss(model(x), y).item()
    loss.backward()
#   ^^^^^^^^^^^^^^^ TORCH025
    float(F.mse_loss(model(x), y)).backward()
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH025
    F.mse_loss(model(x), y).detach().backward()
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH025
    loss = F.mse_loss(model(x), y)
    loss.data.backward()
#   ^^^^^^^^^^^^^^^^^^^^ TORCH025
    correct = (layer(x).argmax(1) == y).float().mean()
    correct.backward()
#   ^^^^^^^^^^^^^^^^^^ TORCH025
    torch.autograd.backward(loss.detach())
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH025

def train(model, loader, optimizer, scaler):
    for x, y in loader:
        optimizer.zero_grad()
        with torch.no_grad():
            loss = F.cross_entropy(model(x), y)
        scaler.scale(loss).backward()
        loss.backward()
#       ^^^^^^^^^^^^^^^ TORCH025
        optimizer.step()

def loss_of(model: nn.Linear, x):
    return model(x).mean().item()

def use(model: nn.Linear, x):
    loss = loss_of(model, x)
    loss.backward()
#   ^^^^^^^^^^^^^^^ TORCH025
# --- asked for gradients afterwards
import torch
import torch.nn.functional as F
from torch.autograd import Variable

def again(model, x, y):
    loss = F.mse_loss(model(x), y)
    loss = loss.detach().requires_grad_(True)
    loss.backward()
#   ^^^^^^^^^^^^^^^ TORCH025
    first = F.mse_loss(model(x), y)
    second = torch.tensor(first, requires_grad=True)
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH021
    second.backward()
#   ^^^^^^^^^^^^^^^^^ TORCH025
    third = Variable(first.data, requires_grad=True)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH029
    third.backward()
#   ^^^^^^^^^^^^^^^^ TORCH025

def decisions(layer: torch.nn.Linear, x, y):
    wrong = (layer(x).argmax(1) != y).float().sum()
    wrong.requires_grad_(True)
    wrong.backward()
#   ^^^^^^^^^^^^^^^^ TORCH025
# --- silent: the number is taken afterwards
import torch
import torch.nn.functional as F

def train(model, loader, optimizer):
    total = 0.0
    for x, y in loader:
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        loss = loss.item()
        total += loss
    return total
# --- silent: targets, hidden states and parts are detached
import torch
import torch.nn.functional as F

def parts(model, teacher, rnn, x, y, hidden):
    with torch.no_grad():
        target = teacher(x)
    F.mse_loss(model(x), target).backward()
    (model(x) - teacher(x).detach()).pow(2).mean().backward()
    hidden = hidden.detach()
    out, hidden = rnn(x, hidden)
    out.mean().backward()
    z = model(x)
    q = z + (z.round() - z).detach()
    q.mean().backward()
    mask = (y > 0).float()
    (F.l1_loss(model(x), y, reduction="none") * mask).sum().backward()

def pieces(encoder, decoder, x):
    z = encoder(x)
    leaf = z.detach().requires_grad_(True)
    decoder(leaf).mean().backward()
    z.backward(leaf.grad)
    image = x.detach()
    image.requires_grad = True
    decoder(image).mean().backward()
    image = x.detach().clone()
    image.requires_grad_()
    decoder(image).sum().backward()
    noise = x.detach()
    noise[0] = encoder(x)[0]
    noise.sum().backward()
    a = x.detach()
    a.requires_grad_()
    a.sum().backward()
# --- silent: other things that have a backward
import numpy as np
import torch

class Layer:
    def backward(self, gradient):
        return gradient.item()

def others(layer: Layer, engine, accelerator, loss, gradient, history):
    layer.backward(gradient)
    engine.backward(loss)
    accelerator.backward(loss)
    loss.backward()
    history[-1].backward()
    for one in history:
        one.backward()
    weights = torch.zeros(3, requires_grad=True)
    weights.sum().backward()
    w = torch.zeros(3)
    w.requires_grad_()
    w.sum().backward()
    np.zeros(3).sum()
# --- silent: one branch has a graph; failure is expected
import pytest
import torch

def either(model, x, frozen):
    loss = model(x).mean()
    if frozen:
        loss = loss.detach()
    if loss.requires_grad:
        loss.backward()

def test_detached(x: torch.Tensor):
    with pytest.raises(RuntimeError):
        x.detach().sum().backward()
    try:
        x.detach().sum().backward()
    except RuntimeError:
        pass
# --- missed: whether the target has a graph is not known
import torch
import torch.nn.functional as F

def unknown_target(model, x, y):
    F.mse_loss(model(x).detach(), y).backward()
