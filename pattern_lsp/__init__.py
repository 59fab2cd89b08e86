"""Catches mistakes in PyTorch, TensorFlow, JAX and Numba code, and teaches the right pattern."""

__version__ = "0.1.0"
