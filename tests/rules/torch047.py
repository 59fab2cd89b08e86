# What TORCH047 must report, and what it must not. Carets mark the exact place.
# --- NumPy, joblib, Keras, packages
import joblib
import keras
import numpy as np
from tensorflow.keras.models import load_model
from torch.package import PackageImporter

a = np.load("a.npy", allow_pickle=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH047
b = joblib.load("b.pkl")
#   ^^^^^^^^^^^^^^^^^^^^ TORCH047
c = keras.models.load_model("c.keras", safe_mode=False)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH047
d = load_model("d.keras", compile=False, safe_mode=False)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH047
e = PackageImporter("e.pt")
#   ^^^^^^^^^^^^^^^^^^^^^^^ TORCH047
# --- defaults, and what is not known
import keras
import numpy as np

def load(path, trusted, loader):
    a = np.load(path)
    b = np.load(path, mmap_mode="r", allow_pickle=False)
    c = np.load(path, allow_pickle=trusted)
    d = keras.models.load_model(path)
    e = loader.load(path, allow_pickle=True)
    np.save(path, a, allow_pickle=True)
    return a, b, c, d, e
