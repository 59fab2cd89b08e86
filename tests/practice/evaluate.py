# --- right: torch, weighted by the batch's size
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
    return total / count
# --- right: torch, inference mode, the mode restored
import torch

@torch.inference_mode()
def evaluate(model, loader, criterion):
    was = model.training
    model.eval()
    losses = [(criterion(model(x), y) * x.shape[0], x.shape[0]) for x, y in loader]
    model.train(was)
    return (sum(loss for loss, _ in losses) / sum(n for _, n in losses)).item()
# --- right: torch, a tensor without axes
import torch

def validate(model, loader, criterion):
    model.eval()
    total = torch.zeros(())
    n = 0
    with torch.no_grad():
        for inputs, targets in loader:
            total += criterion(model(inputs), targets) * inputs.size(0)
            n += inputs.size(0)
    return total / n
# --- right: torch, one criterion over all predictions
import torch

def evaluate(model, loader, criterion):
    model.eval()
    with torch.no_grad():
        batches = list(loader)
        pred = torch.cat([model(x) for x, _ in batches])
        return float(criterion(pred, torch.cat([y for _, y in batches])))
# --- right: torch, detach in place of no_grad
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x).detach(), y)
        total += float(loss) * len(y)
        count += len(y)
    model.train()
    return total / count
# --- right: torch, example by example
import torch

def evaluate(model, loader, criterion):
    model.train(False)
    losses = []
    with torch.no_grad():
        for x, y in loader:
            for i in range(len(x)):
                losses.append(criterion(model(x[i : i + 1]), y[i : i + 1]).item())
    return sum(losses) / len(losses)
# --- right: torch, a running mean
import torch

def evaluate(model, loader, criterion):
    model.eval()
    mean, seen = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            seen += len(x)
            mean += (criterion(model(x), y).item() - mean) * len(x) / seen
    return mean
# --- right: torch, set_grad_enabled, restored in finally
import torch

def evaluate(model, loader, criterion):
    mode = model.training
    try:
        model.eval()
        with torch.set_grad_enabled(False):
            pairs = [(len(x), criterion(model(x), y)) for x, y in loader]
        return float(sum(n * loss for n, loss in pairs) / sum(n for n, _ in pairs))
    finally:
        model.train(mode)
# --- wrong: torch, the mean of means => ragged last batch
import torch

def evaluate(model, loader, criterion):
    model.eval()
    losses = []
    with torch.no_grad():
        for x, y in loader:
            losses.append(criterion(model(x), y).item())
    return sum(losses) / len(losses)
# --- wrong: torch, the sum => sum of the batches
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total = 0.0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item()
    return total
# --- wrong: torch, training mode => training mode
import torch

def evaluate(model, loader, criterion):
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
    return total / count
# --- wrong: torch, the graph is kept => keeps the graph
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    for x, y in loader:
        total = total + criterion(model(x), y) * len(x)
        count += len(x)
    return total / count
# --- wrong: torch, backward => leaves gradients
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    for x, y in loader:
        loss = criterion(model(x), y)
        loss.backward()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
# --- wrong: torch, the last loss only => loss of the last batch
import torch

def evaluate(model, loader, criterion):
    model.eval()
    with torch.no_grad():
        for x, y in loader:
            loss = criterion(model(x), y)
    return loss.item()
# --- wrong: torch, returns in the loop => loss of the first batch
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
            return total / count
# --- wrong: torch, the sum over examples => the sum over the examples
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total = 0.0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
    return total
# --- wrong: torch, divides by the batches => divides by the number of batches
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, batches = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            batches += 1
    return total / batches
# --- wrong: torch, divides means by examples => by the number of examples
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item()
            count += len(x)
    return total / count
# --- wrong: torch, freezes the model => leaves the parameters frozen
import torch

def evaluate(model, loader, criterion):
    model.eval()
    model.requires_grad_(False)
    total, count = 0.0, 0
    for x, y in loader:
        total += criterion(model(x), y).item() * len(x)
        count += len(x)
    return total / count
# --- wrong: torch, switches gradients off for good => switched off
import torch

def evaluate(model, loader, criterion):
    model.eval()
    torch.set_grad_enabled(False)
    total, count = 0.0, 0
    for x, y in loader:
        total += criterion(model(x), y).item() * len(x)
        count += len(x)
    return total / count
# --- wrong: torch, nothing is given back => is not a number
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
    print(total / count)
# --- wrong: torch, a list => is not a number
import torch

def evaluate(model, loader, criterion):
    model.eval()
    with torch.no_grad():
        return [criterion(model(x), y).item() for x, y in loader]
# --- wrong: torch, eval is not called => training mode
import torch

def evaluate(model, loader, criterion):
    model.eval
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x), y).item() * len(x)
            count += len(x)
    return total / count
# --- wrong: torch, predictions that are scaled => is not the mean loss
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            total += criterion(model(x) * 1.01, y).item() * len(x)
            count += len(x)
    return total / count
# --- wrong: torch, a step of learning on the way => changes the model
import torch

def evaluate(model, loader, criterion):
    model.eval()
    total, count = 0.0, 0
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for x, y in loader:
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
