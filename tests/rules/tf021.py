# What TF021 must report, and what it must not. Carets mark the exact place.
# --- functions, with and without options, and with tf.cond
import tensorflow as tf
from tensorflow import function

@tf.function
def power(x, n):
    if n == 0:
        return tf.ones_like(x)
    return x * power(x, n - 1)
#              ^^^^^^^^^^^^^^^ TF021

@tf.function(input_signature=[tf.TensorSpec((), tf.int32)])
def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)
#          ^^^^^^^^^^^^^^^^ TF021
#                             ^^^^^^^^^^^^^^^^ TF021

@function
def count(n):
    return tf.cond(n <= 0, lambda: n, lambda: count(n - 1))
#                                             ^^^^^^^^^^^^ TF021
# --- a method
import tensorflow as tf

class Tree(tf.Module):
    @tf.function
    def depth(self, node):
        if node < 0:
            return 0
        return self.depth(node // 2) + 1
#              ^^^^^^^^^^^^^^^^^^^^^ TF021
# --- silent: without tf.function, around a tf.function, and a loop
import tensorflow as tf

def factorial(n):
    return n if n <= 1 else n * factorial(n - 1)

@tf.function
def step(x):
    return x * 2.0

def deeper(x, depth):
    return x if depth == 0 else deeper(step(x), depth - 1)

@tf.function
def loop(n):
    result = tf.constant(1)
    while n > 1:
        result *= n
        n -= 1
    return result
# --- silent: depths that are known while tracing
import tensorflow as tf

@tf.function
def grow(x, depth: int):
    if depth == 0:
        return x
    return grow(x, depth - 1) + grow(x, depth - 1)
# --- silent: another function of the same name
import tensorflow as tf

def reduce(x):
    return tf.reduce_sum(x)

class Layer(tf.Module):
    @tf.function
    def reduce(self, x):
        return reduce(x) + tf.reduce_max(x)

    @tf.function
    def call(self, x):
        return self.layer.call(x) + super().call(x)
# --- two that call each other
import tensorflow as tf

@tf.function
def even(n):
    return odd(n - 1)
#          ^^^^^^^^^^ TF021

@tf.function
def odd(n):
    return even(n - 1)
#          ^^^^^^^^^^^ TF021
# --- known to be missed: functions wrapped by a call
import tensorflow as tf

def plain(n):
    if n <= 1:
        return n
    return plain(n - 1)

compiled = tf.function(plain)
