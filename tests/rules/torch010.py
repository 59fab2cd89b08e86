# --- sums, attributes and lists
import torch

def fit(model, optimizer, loader, criterion):
    total, losses = 0.0, []
    for x, y in loader:
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss
#       ^^^^^^^^^^^^^ TORCH010
        losses.append(loss)
#       ^^^^^^^^^^^^^^^^^^^ TORCH010
    return total, losses

class Trainer:
    def run(self, loader):
        for x in loader:
            loss = self.model(x).mean()
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            self.running += loss
#           ^^^^^^^^^^^^^^^^^^^^ TORCH010
# --- silent: numbers and detached tensors
import torch

def fit(model, optimizer, loader):
    total, losses = 0.0, []
    for x in loader:
        loss = model(x).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
        total += float(loss)
        losses.append(loss.detach())
        losses.append(loss.item())
    return total, losses
# --- silent: the sum is what is differentiated
import torch

def multi_task(model, optimizer, loader, heads):
    for x in loader:
        total = 0.0
        for head in heads:
            loss = head(model(x)).mean()
            total += loss
        optimizer.zero_grad()
        total.backward()
        optimizer.step()

def policy(model, optimizer, episodes):
    for episode in episodes:
        losses = []
        for step in episode:
            loss = model(step).mean()
            losses.append(loss)
        optimizer.zero_grad()
        torch.stack(losses).sum().backward()
        optimizer.step()
# --- silent: validation, and no backward at all
import torch

def validate(model, loader):
    total = 0.0
    with torch.no_grad():
        for x in loader:
            loss = model(x).mean()
            total += loss
    return total

def regularised(parameters):
    total = 0.0
    for p in parameters:
        loss = p.pow(2).sum()
        total += loss
    return total
# --- silent: the loss has become a number
import torch

def fit(model, optimizer, loader):
    total = 0.0
    for x in loader:
        loss = model(x).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss = loss.item()
        total += loss
    return total
