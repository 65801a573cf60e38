"""Forward passes of scikit-learn's multilayer perceptrons, with their weights, on seeded data.

Run: python make-network.py  (writes network/forward.json beside this file; versions in requirements.txt)

A few epochs give weights of no special form; what is compared is the forecast that the stored weights give. coefs_ are stored
as scikit-learn has them, [inputs, outputs].
"""
import json
import pathlib
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.filterwarnings("ignore", category=ConvergenceWarning)
HERE = pathlib.Path(__file__).parent / "network"
HERE.mkdir(exist_ok=True)


def case(task, hidden, seed):
    rng = np.random.default_rng(seed)
    X = np.round(rng.normal(size=(60, 4)), 3)
    latent = X[:, 0] * X[:, 1] + X[:, 2] + rng.normal(size=60) / 3
    options = {"hidden_layer_sizes": hidden, "activation": "relu", "max_iter": 15, "learning_rate_init": 0.02, "random_state": seed}
    if task == "regression":
        model = MLPRegressor(**options).fit(X, latent)
    else:
        classes = 2 if task == "binary" else 3
        y = np.searchsorted(np.quantile(latent, np.arange(1, classes) / classes), latent)
        model = MLPClassifier(**options).fit(X, y)
    shown = X[:8]
    forecast = model.predict(shown)[:, None] if task == "regression" else model.predict_proba(shown)
    return {
        "name": f"{task}, hidden {list(hidden)}",
        "task": task,
        "X": shown.tolist(),
        "coefs": [w.tolist() for w in model.coefs_],
        "intercepts": [b.tolist() for b in model.intercepts_],
        "forecast": forecast.tolist(),
    }


cases = [
    case("binary", (5, 4), 1),
    case("multiclass", (6, 3), 2),
    case("multiclass", (7,), 3),
    case("regression", (4, 6, 3), 4),
]
lines = ",\n".join(json.dumps(c) for c in cases)
(HERE / "forward.json").write_text(f"[\n{lines}\n]\n")
