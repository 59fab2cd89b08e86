# What NUM019 must report, and what it must not. Carets mark the exact place.
# --- reported
import torch

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
loader = torch.utils.data.DataLoader(torch.randn(8, 2), batch_size=4, shuffle=True)
for epoch in range(3):
    for batch in loader:
        optimizer.zero_grad()
        loss = model(batch).mean()
        loss.backward()
#       ^^^^^^^^^^^^^^^ NUM019
        optimizer.step()


# --- silent: seeded
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for batch in torch.randn(8, 2):
    optimizer.zero_grad()
    model(batch).mean().backward()
    optimizer.step()


# --- silent: seeded by somebody else
import torch
from helpers import set_seed

set_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for batch in torch.randn(8, 2):
    optimizer.zero_grad()
    model(batch).mean().backward()
    optimizer.step()


# --- silent: a library of functions
import torch


def train(model, loader, optimizer):
    for batch in loader:
        optimizer.zero_grad()
        model(batch).mean().backward()
        optimizer.step()


# --- silent: the gradient alone
import torch

x = torch.ones(3, requires_grad=True)
for _ in range(3):
    x.sum().backward()
