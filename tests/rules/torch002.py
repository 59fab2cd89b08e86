# --- a forgotten step, in a function and with clipping
import torch
from torch import nn, optim

def train(model, loader, criterion):
    opt = optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(10):
        for x, y in loader:
            opt.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
#           ^^^^^^^^^^^^^^^ TORCH002

def clipped(model, loader):
    optimizer = torch.optim.SGD(params=model.parameters(), lr=0.1)
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH002
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
# --- only the scheduler steps
import torch

def train(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=10)
    for x in loader:
        model.zero_grad()
        loss = model(x).mean()
        loss.backward()
#       ^^^^^^^^^^^^^^^ TORCH002
        scheduler.step()
# --- without parentheses
import torch

def train(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step
#       ^^^^^^^^^^^^^^ TORCH002
# --- one of two optimizers
import torch

def gan(generator, discriminator, loader):
    opt_g = torch.optim.Adam(generator.parameters())
    opt_d = torch.optim.Adam(discriminator.parameters())
    for real in loader:
        opt_d.zero_grad()
        discriminator(real).mean().backward()
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH002
        opt_g.zero_grad()
        generator(real).mean().backward()
        opt_g.step()
# --- silent: it steps: under another name, in a helper, in a closure, by a scaler
import torch

def alias(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    opt = optimizer
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        opt.step()

def update(optimizer):
    optimizer.step()

def by_helper(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        update(optimizer)

def lbfgs(model, loader):
    optimizer = torch.optim.LBFGS(model.parameters())
    for x in loader:
        def closure():
            optimizer.zero_grad()
            loss = model(x).mean()
            loss.backward()
            return loss
        optimizer.step(closure)

def by_scaler(model, loader, scaler):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x in loader:
        optimizer.zero_grad()
        scaler.scale(model(x).mean()).backward()
        scaler.step(optimizer)
        scaler.update()

def accumulated(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i, x in enumerate(loader):
        model(x).mean().backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()
# --- silent: somebody else may step it
import torch
from helpers import Trainer, prepare

def handed_over(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    trainer = Trainer(model, optimizer)
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        trainer.update()

def kept(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizers = {"main": optimizer}
    for x in loader:
        model.zero_grad()
        model(x).mean().backward()
        for one in optimizers.values():
            one.step()

def listed(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizers = [optimizer]
    for x in loader:
        model.zero_grad()
        model(x).mean().backward()
        for one in optimizers:
            one.step()

class Agent:
    def learn(self, loader):
        self.optimizer = torch.optim.SGD(self.net.parameters(), lr=0.1)
        for x in loader:
            self.optimizer.zero_grad()
            self.net(x).mean().backward()
            self.apply()
# --- silent: no optimizer, no loop, no training
import torch

def saliency(model, loader):
    for x in loader:
        x.requires_grad_()
        model(x).max().backward()
        print(x.grad.abs().max())

def fgsm(model, optimizer, loader):
    for x in loader:
        model(x).mean().backward()
        yield x + 0.1 * x.grad.sign()

def once(model, x):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizer.zero_grad()
    model(x).mean().backward()
    return model.weight.grad
