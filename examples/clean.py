"""The same ideas put right: nothing is found here."""

import jax
import jax.numpy as jnp
import torch
from torch import nn


def train(model, loader, epochs):
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    criterion = nn.CrossEntropyLoss()
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()


def mask_first(scores):
    return jnp.asarray(scores).at[0].set(-jnp.inf)


def initialise(key, size):
    weight_key, bias_key = jax.random.split(key)
    return jax.random.normal(weight_key, (size, size)), jax.random.uniform(bias_key, (size,))
