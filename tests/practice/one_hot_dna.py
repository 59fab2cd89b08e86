# --- right: tensorflow, -1 for the unknown
import tensorflow as tf

def one_hot_dna(sequence):
    mapping = {"A": 0, "C": 1, "G": 2, "T": 3}
    indices = tf.constant([mapping.get(b, -1) for b in sequence], dtype=tf.int32)
    return tf.one_hot(indices, depth=4)
# --- right: tensorflow, refuses the unknown by name
import tensorflow as tf

def one_hot_dna(sequence):
    mapping = {"A": 0, "C": 1, "G": 2, "T": 3}
    for base in sequence:
        if base not in mapping:
            raise ValueError(f"unknown base {base!r}")
    return tf.reshape(tf.one_hot([mapping[b] for b in sequence] or tf.zeros([0], tf.int32), 4), [-1, 4])
# --- right: tensorflow, rows of an identity
import tensorflow as tf

ROWS = dict(zip("ACGT", tf.eye(4).numpy()))

def one_hot_dna(sequence):
    if not sequence:
        return tf.zeros([0, 4])
    return tf.stack([ROWS.get(base, tf.zeros(4)) for base in sequence])
# --- right: numpy, comparison with a row
import numpy as np

def one_hot_dna(seq):
    letters = np.array(list(seq), dtype="U1")
    return (letters[:, None] == np.array(list("ACGT"))).astype(float)
# --- right: numpy, fancy assignment, lower case read
import numpy as np

def one_hot_dna(sequence):
    out = np.zeros((len(sequence), 4), dtype=np.float32)
    for i, base in enumerate(sequence.upper()):
        if base in "ACGT":
            out[i, "ACGT".index(base)] = 1
    return out
# --- right: numpy, a KeyError that names the base
import numpy as np

CODE = {"A": 0, "C": 1, "G": 2, "T": 3}

def one_hot_dna(sequence):
    index = np.array([CODE[base] for base in sequence], dtype=int)
    return np.eye(4)[index]
# --- right: jax, the library's one_hot
import jax
import jax.numpy as jnp

def one_hot_dna(sequence):
    mapping = {"A": 0, "C": 1, "G": 2, "T": 3}
    return jax.nn.one_hot(jnp.array([mapping.get(b, 4) for b in sequence], dtype=jnp.int32), 4)
# --- right: jax, comparison of codes
import jax.numpy as jnp
import numpy as np

def one_hot_dna(sequence):
    codes = jnp.asarray(np.frombuffer(sequence.encode(), np.uint8))
    return (codes[:, None] == jnp.array([65, 67, 71, 84])).astype(jnp.float32)
# --- right: jax, an immutable update
import jax.numpy as jnp

def one_hot_dna(sequence):
    table = jnp.zeros((len(sequence), 4))
    rows = [i for i, base in enumerate(sequence) if base in "ACGT"]
    if not rows:
        return table
    columns = jnp.array(["ACGT".index(sequence[i]) for i in rows])
    return table.at[jnp.array(rows), columns].set(1.0)
# --- wrong: tensorflow, the cheat sheet's: unknown is A => counts as A
import tensorflow as tf

def one_hot_dna(sequence):
    mapping = {'A': 0, 'C': 1, 'G': 2, 'T': 3}
    indices = [mapping.get(b, 0) for b in sequence]
    return tf.one_hot(tf.constant(indices, tf.int32), depth=4)
# --- wrong: tensorflow, a batch of one => has the shape
import tensorflow as tf

def one_hot_dna(sequence):
    mapping = {"A": 0, "C": 1, "G": 2, "T": 3}
    return tf.one_hot([[mapping.get(b, -1) for b in sequence]], depth=4)
# --- wrong: tensorflow, an integer table => dtype
import tensorflow as tf

def one_hot_dna(sequence):
    indices = tf.constant(["ACGT".find(b) for b in sequence], dtype=tf.int32)
    return tf.one_hot(indices, depth=4, dtype=tf.int32)
# --- wrong: tensorflow, five columns => has the shape
import tensorflow as tf

def one_hot_dna(sequence):
    return tf.one_hot(tf.constant(["ACGTN".find(b) for b in sequence], dtype=tf.int32), depth=5)
# --- wrong: tensorflow, transposed => has the shape
import tensorflow as tf

def one_hot_dna(sequence):
    return tf.one_hot(tf.constant(["ACGT".find(b) for b in sequence], dtype=tf.int32), depth=4, axis=0)
# --- wrong: tensorflow, unknown is a fourth everywhere => an unknown base gives
import tensorflow as tf

def one_hot_dna(sequence):
    table = tf.one_hot(tf.constant(["ACGT".find(b) for b in sequence], dtype=tf.int32), depth=4)
    return tf.where(tf.reduce_sum(table, axis=1, keepdims=True) > 0, table, 0.25)
# --- wrong: numpy, the alphabet in another order => order
import numpy as np

def one_hot_dna(sequence):
    return np.array([[float(base == column) for column in "ATGC"] for base in sequence]).reshape(-1, 4)
# --- wrong: numpy, the indices => has the shape
import numpy as np

def one_hot_dna(sequence):
    return np.array(["ACGT".find(base) for base in sequence], dtype=float)
# --- wrong: numpy, bool => dtype
import numpy as np

def one_hot_dna(sequence):
    return np.array(list(sequence), dtype="U1")[:, None] == np.array(list("ACGT"))
# --- wrong: numpy, an identity indexed by -1: unknown is T => counts as T
import numpy as np

def one_hot_dna(sequence):
    return np.eye(4)[np.array(["ACGT".find(base) for base in sequence], dtype=int)]
# --- wrong: numpy, an error that does not name the base => does not name it
import numpy as np

def one_hot_dna(sequence):
    if any(base not in "ACGT" for base in sequence):
        raise ValueError("invalid sequence")
    return np.eye(4)[np.array(["ACGT".index(base) for base in sequence], dtype=int)]
# --- wrong: numpy, leaves unknown bases out => has the shape
import numpy as np

def one_hot_dna(sequence):
    return np.array([[float(base == column) for column in "ACGT"] for base in sequence if base in "ACGT"]).reshape(-1, 4)
# --- wrong: numpy, a list of lists => not an array
import numpy as np

def one_hot_dna(sequence):
    return np.eye(4).tolist() and [[float(base == column) for column in "ACGT"] for base in sequence]
# --- wrong: numpy, NaN for the unknown => an unknown base gives
import numpy as np

def one_hot_dna(sequence):
    return np.array(
        [[float(base == column) if base in "ACGT" else np.nan for column in "ACGT"] for base in sequence]
    ).reshape(-1, 4)
# --- wrong: jax, clipped: unknown is T => counts as T
import jax
import jax.numpy as jnp

def one_hot_dna(sequence):
    mapping = {"A": 0, "C": 1, "G": 2, "T": 3, "N": 9}
    indices = jnp.array([mapping.get(b, 9) for b in sequence], dtype=jnp.int32)
    return jax.nn.one_hot(jnp.clip(indices, 0, 3), 4)
# --- wrong: jax, in place => raises TypeError
import jax.numpy as jnp

def one_hot_dna(sequence):
    table = jnp.zeros((len(sequence), 4))
    for i, base in enumerate(sequence):
        table[i, "ACGT".find(base)] = 1.0
    return table
# --- wrong: jax, G and C share a column => is not a one among zeros
import jax.numpy as jnp

def one_hot_dna(sequence):
    rows = [[base == "A", base in "CG", base in "CG", base == "T"] for base in sequence]
    return jnp.array(rows, dtype=jnp.float32).reshape(-1, 4)
# --- wrong: numpy, A or G for R => an unknown base gives
import numpy as np

_IUPAC = {"A": "A", "C": "C", "G": "G", "T": "T", "R": "AG", "Y": "CT", "S": "CG", "W": "AT", "K": "GT", "M": "AC"}

def one_hot_dna(sequence):
    table = np.zeros((len(sequence), 4))
    for i, base in enumerate(sequence):
        for one in _IUPAC.get(base, ""):
            table[i, "ACGT".index(one)] = 1 / len(_IUPAC[base])
    return table
