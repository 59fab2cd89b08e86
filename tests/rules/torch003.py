# --- cleared in between, and stepped before backward
import torch

def between(model, optimizer, loader):
    for x in loader:
        loss = model(x).mean()
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
#       ^^^^^^^^^^^^^^^^ TORCH003

def before(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        loss = model(x).mean()
        optimizer.step()
#       ^^^^^^^^^^^^^^^^ TORCH003
        loss.backward()
# --- by the model, by a helper, in straight code
import torch

def by_model(model, loader):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x in loader:
        model(x).mean().backward()
        model.zero_grad()
        optimizer.step()
#       ^^^^^^^^^^^^^^^^ TORCH003

def log(opt):
    opt.zero_grad()

def by_helper(model, optimizer, x):
    model(x).mean().backward()
    log(optimizer)
    optimizer.step()
#   ^^^^^^^^^^^^^^^^ TORCH003
# --- silent: the usual orders
import torch

def usual(model, optimizer, loader):
    for x in loader:
        optimizer.zero_grad()
        model(x).mean().backward()
        optimizer.step()

def at_the_end(model, optimizer, loader):
    for x in loader:
        model(x).mean().backward()
        optimizer.step()
        optimizer.zero_grad()

def one_late(model, optimizer, loader):
    for x in loader:
        loss = model(x).mean()
        optimizer.step()
        optimizer.zero_grad()
        loss.backward()
# --- silent: bad batches are skipped
import torch

def skipping(model, optimizer, loader):
    for x in loader:
        loss = model(x).mean()
        loss.backward()
        if torch.isnan(loss):
            optimizer.zero_grad()
            continue
        optimizer.step()
        optimizer.zero_grad()
# --- silent: two optimizers
import torch

def gan(G, D, optG, optD, loader):
    for x in loader:
        G(x).mean().backward()
        optD.zero_grad()
        optG.step()
        D(x).mean().backward()
        optD.step()
        optG.zero_grad()
# --- silent: accumulation, closures and schedulers
import torch

def accumulate(model, optimizer, loader):
    optimizer.zero_grad()
    for i, x in enumerate(loader):
        model(x).mean().backward()
        if i % 4 == 3:
            optimizer.step()
            optimizer.zero_grad()

def lbfgs(model, x):
    optimizer = torch.optim.LBFGS(model.parameters())

    def closure():
        optimizer.zero_grad()
        loss = model(x).mean()
        loss.backward()
        return loss

    optimizer.step(closure)

def unseen(model, optimizer, loader, backward):
    for x in loader:
        optimizer.zero_grad()
        backward(model(x).mean(), optimizer)
        optimizer.step()
