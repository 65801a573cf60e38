"""What the golden files of imported models have in common: outcomes to train on, holes, rows to try, and how a file is written."""

import json
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent / "imported"
LEVELS = 40  # of the last column; codes 33 to 35 never come in training
MISSING = float("nan")


def outcomes(labels, latent):
    """What a model is to learn of a latent score."""
    return {
        "binary": (latent > np.median(latent)).astype(float),
        "share": 1 / (1 + np.exp(-latent)),
        "classes": np.digitize(latent, np.quantile(latent, [0.4, 0.8])).astype(float),
        "value": 1000 + 250 * latent,
        "count": np.floor(np.exp(np.clip(latent, -2, 3))),
    }[labels]


def holed(X, rng, share):
    """Some of the cells missing."""
    return np.where(rng.rand(*X.shape) < share, MISSING, X)


def met_and_unseen(X):
    """Rows as trained on, the first without any value, and rows of levels that never came."""
    rows = X[:8].copy()
    rows[0] = MISSING
    unseen = X[8:14].copy()
    unseen[:, 2] = [33, 34, 35, 36, 39, 5]
    return np.vstack([rows, unseen])


def write(engine, theme, cases):
    """One file of the cases of an engine, which is the module that trained them."""
    name, version = engine.__name__, engine.__version__
    HERE.mkdir(exist_ok=True)
    content = {"engine": name, "version": version, "cases": cases}
    (HERE / f"{name}-{version}-{theme}.json").write_text(json.dumps(content, separators=(",", ":")) + "\n")
