# What TORCH048 must report, and what it must not. Carets mark the exact place.
# --- on the model, at the end of the round, in a method
import torch

class Trainer:
    def __init__(self, model, loader):
        self.model = model
        self.loader = loader
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)

    def fit(self, accumulate):
        for epoch in range(3):
            for step, (x, y) in enumerate(self.loader):
                loss = self.model(x, y) / accumulate
                loss.backward()
                if step % accumulate == 0:
                    self.optimizer.step()
                self.optimizer.zero_grad()
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH048
# --- accumulation as it should be
import torch

def train(model, loader, accumulate):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    optimizer.zero_grad()
    for i, (x, y) in enumerate(loader):
        loss = model(x, y) / accumulate
        loss.backward()
        if (i + 1) % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()
# --- cleared under a condition of its own, and cleared and stepped in every round
import torch

def train(model, loader, accumulate, log):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i, (x, y) in enumerate(loader):
        if i % accumulate == 0:
            optimizer.zero_grad()
        model(x, y).backward()
        if (i + 1) % accumulate == 0:
            optimizer.step()
    for i, (x, y) in enumerate(loader):
        optimizer.zero_grad()
        loss = model(x, y)
        loss.backward()
        optimizer.step()
        if i % 100 == 0:
            log(loss.item())
# --- a generator in every round, its critic more often
import torch

def train(generator, critic, loader):
    first = torch.optim.Adam(generator.parameters(), lr=1e-4)
    second = torch.optim.Adam(critic.parameters(), lr=1e-4)
    for i, x in enumerate(loader):
        second.zero_grad()
        critic(x).mean().backward()
        second.step()
        if i % 5 == 0:
            first.zero_grad()
            critic(generator(x)).mean().backward()
            first.step()
