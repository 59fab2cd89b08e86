# --- a plain loop, and one in a function
import torch
from torch import nn, optim

def train(model, loader, criterion):
    opt = optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(10):
        for x, y in loader:
            loss = criterion(model(x), y)
            loss.backward()
#           ^^^^^^^^^^^^^^^ TORCH001
            opt.step()

def with_parameters(model, optimizer, loader, criterion):
    for x, y in loader:
        criterion(model(x), y).backward()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH001
        optimizer.step()
# --- cleared once, before the loop
import torch

def once(model, optimizer, loader):
    optimizer.zero_grad()
    for x in loader:
        model(x).mean().backward()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH001
        optimizer.step()
# --- a trainer class whose parts are methods
import torch

class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def fit(self, loader):
        for batch in loader:
            self.differentiate(batch)
            self.optimizer.step()

    def differentiate(self, batch):
        loss = self.model(batch).mean()
        loss.backward()
#       ^^^^^^^^^^^^^^^ TORCH001
# --- mixed precision
import torch

def amp(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scaler = torch.amp.GradScaler()
    for x in loader:
        loss = model(x).mean()
        scaler.scale(loss).backward()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH001
        scaler.step(optimizer)
        scaler.update()
# --- silent: cleared at any place of the loop
import torch

def first(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()

def last(model, optimizer, loader):
    for x in loader:
        model(x).mean().backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)

def the_model(net, optimizer, loader):
    for x in loader:
        net.zero_grad()
        net(x).mean().backward()
        optimizer.step()
# --- silent: accumulation
import torch

def accumulate(model, optimizer, loader, k):
    for i, x in enumerate(loader):
        (model(x).mean() / k).backward()
        if (i + 1) % k == 0:
            optimizer.step()
            optimizer.zero_grad()
# --- silent: a closure
import torch

def lbfgs(model, x):
    optimizer = torch.optim.LBFGS(model.parameters())

    def closure():
        optimizer.zero_grad()
        loss = model(x).mean()
        loss.backward()
        return loss

    for _ in range(10):
        optimizer.step(closure)
# --- silent: two optimizers, each cleared
import torch

def gan(G, D, loader, z):
    optG = torch.optim.Adam(G.parameters())
    optD = torch.optim.Adam(D.parameters())
    for x in loader:
        optD.zero_grad()
        lossD = D(x).mean() - D(G(z).detach()).mean()
        lossD.backward()
        optD.step()
        optG.zero_grad()
        lossG = -D(G(z)).mean()
        lossG.backward()
        optG.step()
# --- silent: by hand, and in helpers
import torch

def by_hand(model, optimizer, loader):
    for x in loader:
        for p in model.parameters():
            p.grad = None
        model(x).mean().backward()
        optimizer.step()

def zero(parameters):
    for p in parameters:
        if p.grad is not None:
            p.grad.zero_()

def with_helper(model, optimizer, loader):
    for x in loader:
        zero(model.parameters())
        model(x).mean().backward()
        optimizer.step()

def reset(opt):
    opt.zero_grad()

def with_other_helper(model, optimizer, loader):
    for x in loader:
        reset(optimizer)
        model(x).mean().backward()
        optimizer.step()

def unseen(model, optimizer, loader, prepare):
    for x in loader:
        prepare(optimizer)
        model(x).mean().backward()
        optimizer.step()
# --- silent: others do it
import torch

def engine(engine, loader):
    for x in loader:
        loss = engine(x).mean()
        engine.backward(loss)
        engine.step()

class Lit:
    def training_step(self, batch, index):
        return self.model(batch).mean()
# --- silent: no loop, or no step
import torch

def saliency(model, x):
    model(x).max().backward()
    return x.grad

def one_step(model, optimizer, x):
    model(x).mean().backward()
    optimizer.step()

def scheduler_only(scheduler, losses):
    for loss in losses:
        loss.backward()
        scheduler.step()
# --- silent: cleared in another method of the loop
import torch

class Trainer:
    def __init__(self, model):
        self.model = model
        self.optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def fit(self, loader):
        for batch in loader:
            self.clear()
            self.model(batch).mean().backward()
            self.optimizer.step()

    def clear(self):
        self.optimizer.zero_grad()
# --- silent: mixed precision that clears
import torch

def amp(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scaler = torch.amp.GradScaler()
    for x in loader:
        optimizer.zero_grad()
        loss = model(x).mean()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
# --- two optimizers, one of them never cleared
import torch

def gan(G, D, loader, z):
    optG = torch.optim.Adam(G.parameters())
    optD = torch.optim.Adam(D.parameters())
    for x in loader:
        optG.zero_grad()
        (D(x).mean() - D(G(z)).mean()).backward()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH001
        optD.step()
        optG.step()

# --- silent: an optimizer of new tensors in each round; a library's function that clears
import pyro
import torch


def guided(latents, steps, score):
    for _ in range(steps):
        x = latents.detach().clone()
        x.requires_grad = True
        optimizer = torch.optim.SGD([x], lr=0.1)
        score(x).backward()
        optimizer.step()
        latents = x.detach()
    return latents


def design(parameters, optimizer, objective, steps):
    for _ in range(steps):
        pyro.infer.util.zero_grads(parameters)
        objective().backward()
        optimizer.step()
