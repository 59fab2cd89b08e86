# --- right: torch, clears before
def train(model, loader, optimizer, criterion, epochs):
    import torch
    for epoch in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            pred = model(x)
            loss = criterion(pred, y)
            loss.backward()
            optimizer.step()
# --- right: torch, clears after
import torch

def train(model: torch.nn.Module, loader, optimizer, criterion, epochs):
    model.train()
    for _ in range(epochs):
        for x, y in loader:
            criterion(model(x), y).backward()
            optimizer.step()
            optimizer.zero_grad()
    return model
# --- right: torch, to the device, a history
import torch

def train(model, loader, optimizer, criterion, epochs):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device).train()
    history = []
    for _ in range(epochs):
        total = 0.0
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad(set_to_none=True)
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
        history.append(total)
    return history
# --- right: torch, gradients set to None by hand
import torch

def train_model(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train(True)
        for batch in loader:
            inputs, targets = batch
            for parameter in model.parameters():
                parameter.grad = None
            loss = criterion(model(inputs), targets)
            loss.backward()
            optimizer.step()
# --- right: torch, model.zero_grad
import torch

def training_loop(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            model.zero_grad()
            torch.autograd.backward(criterion(model(x), y))
            optimizer.step()
# --- right: torch, a step in a helper, a while loop
import torch

def _step(model, x, y, optimizer, criterion):
    optimizer.zero_grad()
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.detach()

def train(model, loader, optimizer, criterion, epochs):
    epoch = 0
    while epoch < epochs:
        model.train()
        for x, y in loader:
            _step(model, x, y, optimizer, criterion)
        epoch += 1
# --- right: torch, a closure for the optimizer
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:

            def closure():
                optimizer.zero_grad()
                loss = criterion(model(x), y)
                loss.backward()
                return loss

            optimizer.step(closure)
# --- right: torch, gradients by autograd.grad
import torch

def train(model, loader, optimizer, criterion, epochs):
    parameters = list(model.parameters())
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            loss = criterion(model(x), y)
            for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
                parameter.grad = gradient
            optimizer.step()
# --- wrong: torch, never clears => never clears
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            criterion(model(x), y).backward()
            optimizer.step()
    torch.manual_seed(0)
# --- wrong: torch, clears once an epoch => once an epoch
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        optimizer.zero_grad()
        for x, y in loader:
            loss = criterion(model(x), y)
            torch.autograd.backward(loss)
            optimizer.step()
# --- wrong: torch, clears between backward and step => between
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            loss = criterion(model(x), y)
            torch.autograd.backward(loss)
            optimizer.zero_grad()
            optimizer.step()
# --- wrong: torch, no step => never takes a step
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            torch.autograd.backward(criterion(model(x), y))
# --- wrong: torch, step without parentheses => never takes a step
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            torch.autograd.backward(criterion(model(x), y))
            optimizer.step
# --- wrong: torch, a step an epoch => one step an epoch
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            torch.autograd.backward(criterion(model(x), y))
        optimizer.step()
# --- wrong: torch, all batches for one step => all batches
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        optimizer.zero_grad()
        for x, y in loader:
            torch.autograd.backward(criterion(model(x), y))
        optimizer.step()
# --- wrong: torch, no training mode => training mode
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            torch.autograd.backward(criterion(model(x), y))
            optimizer.step()
# --- wrong: torch, one epoch => one epoch
import torch

def train(model, loader, optimizer, criterion, epochs):
    model.train()
    for x, y in loader:
        optimizer.zero_grad()
        torch.autograd.backward(criterion(model(x), y))
        optimizer.step()
# --- wrong: torch, returns after the first epoch => one epoch
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            torch.autograd.backward(loss)
            optimizer.step()
        return loss.item()
# --- wrong: torch, the last batch is left out => leaves out the last batch
import torch

def train(model, loader, optimizer, criterion, epochs):
    batches = list(loader)
    for _ in range(epochs):
        model.train()
        for x, y in batches[:-1] if len(batches) > 0 else batches:
            optimizer.zero_grad()
            torch.autograd.backward(criterion(model(x), y))
            optimizer.step()
# --- wrong: torch, two steps a batch => not those of the plain loop
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            torch.autograd.backward(criterion(model(x), y))
            optimizer.step()
            optimizer.step()
# --- wrong: torch, in no_grad => raises RuntimeError
import torch

@torch.no_grad()
def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()
# --- wrong: torch, the loss is detached => raises RuntimeError
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            criterion(model(x).detach(), y).backward()
            optimizer.step()
# --- wrong: torch, clipped gradients that nobody asked for => not those of the plain loop
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 0.01)
            optimizer.step()
# --- wrong: torch, an optimizer of its own => never takes a step
import torch

def train(model, loader, optimizer, criterion, epochs):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()
# --- wrong: torch, normalises the batches in place => changes the batches
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            x -= x.mean(0)
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()
# --- wrong: torch, the sum of the loss over the batch => not those of the plain loop
import torch

def train(model, loader, optimizer, criterion, epochs):
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            (criterion(model(x), y) * len(x)).backward()
            optimizer.step()
