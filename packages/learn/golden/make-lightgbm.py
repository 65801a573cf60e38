"""Golden files for models that LightGBM trained: its own model files, and its scores, forecasts and shares on rows that try them.

Run: python make-lightgbm.py  (writes imported/lightgbm-<version>-<theme>.json beside this file), once for each version, in a virtual
environment of its own:
  lightgbm==3.3.5 numpy==1.24.4 scipy==1.10.1 scikit-learn==1.2.1 pandas==1.5.3
  lightgbm==4.7.0 numpy==2.4.6 scipy==1.17.1 pandas==3.1.1
"""

import lightgbm as lgb
import numpy as np
import pandas as pd

from imported_cases import LEVELS, holed, met_and_unseen, outcomes, write

ROWS = 400


def data(seed, missing):
    """Two numbers, the second often 0, and one level of 40 (codes 33 to 35 never come in training), the last column."""
    rng = np.random.RandomState(seed)
    X = np.column_stack([rng.randn(ROWS), rng.poisson(1.2, ROWS) * rng.choice([1, -1], ROWS), rng.randint(0, 33, ROWS)]).astype(float)
    X[:, 2] = np.where(rng.rand(ROWS) < 0.15, 36 + X[:, 2] % 4, X[:, 2])
    latent = X[:, 0] + 0.5 * X[:, 1] + np.sin(X[:, 2]) + 0.4 * rng.randn(ROWS)
    return holed(X, rng, missing), latent


def tried(X, booster):
    """Rows as trained on, rows of levels that never came, and rows where a number lies on a cut, beside it, or beside 0."""
    rows = met_and_unseen(X)
    cuts = []
    for tree in booster.dump_model()["tree_info"]:
        walk(tree["tree_structure"], cuts)
    near = []
    for column, cut in cuts[:4]:
        for value in [cut, np.nextafter(cut, np.inf), np.nextafter(cut, -np.inf)]:
            near.append(X[14].copy())
            near[-1][column] = value
    for value in [0.0, 1e-35, -1e-35, float(np.float32(1e-35)), 2e-35, -2e-35]:
        near.append(X[15].copy())
        near[-1][1] = value
    return np.vstack([rows, np.array(near)])


def walk(node, cuts):
    if "leaf_value" in node:
        return
    if node["decision_type"] == "<=":
        cuts.append((node["split_feature"], node["threshold"]))
    walk(node["left_child"], cuts)
    walk(node["right_child"], cuts)


def case(name, params, *, seed=1, rounds=3, labels="binary", levels=False, missing=0.15, frame=False):
    X, latent = data(seed, missing)
    y = outcomes(labels, latent)
    full = {"num_leaves": 7, "learning_rate": 0.3, "min_data_in_leaf": 8, "num_threads": 1, "seed": 1, "verbosity": -1,
            "deterministic": True, "min_data_per_group": 5, "cat_smooth": 1, **params}
    table = X
    if frame:  # pandas keeps its own list of levels, in the order of its categories
        names = [f"level {code}" for code in range(LEVELS)]
        table = pd.DataFrame({"number one": X[:, 0], "n2": X[:, 1]})
        table["level"] = pd.Categorical([None if np.isnan(v) else names[int(v)] for v in X[:, 2]], categories=names)
    settings = {} if frame else {"feature_name": ["f0", "f1", "f2"], "categorical_feature": [2] if levels else []}
    booster = lgb.train(full, lgb.Dataset(table, y, **settings), rounds)
    rows = tried(X, booster)
    return {
        "name": name,
        "model": shortened(booster.model_to_string()),
        "levels": LEVELS if levels or frame else 0,
        "X": [[None if np.isnan(v) else float(v) for v in row] for row in rows],
        "margin": asked(booster, rows, frame, raw_score=True).tolist(),
        "forecast": asked(booster, rows, frame).tolist(),
        "contributions": np.round(asked(booster, rows[:10], frame, pred_contrib=True), 9).tolist(),
    }


def shortened(text):
    """Without most of the settings, which say nothing of the forecast and are half of a small file."""
    start, end = text.index("parameters:"), text.index("end of parameters")
    return text[:start] + "\n".join(text[start:end].split("\n")[:3]) + "\n\n" + text[end:]


def asked(booster, rows, frame, **how):
    if not frame:
        return booster.predict(rows, **how)
    names = [f"level {code}" for code in range(LEVELS)]
    table = pd.DataFrame({"number one": rows[:, 0], "n2": rows[:, 1]})
    table["level"] = pd.Categorical([None if np.isnan(v) else names[int(v)] for v in rows[:, 2]], categories=names)
    return booster.predict(table, **how)


forest = {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6, "feature_fraction": 0.8}
write(
    lgb,
    "binary",
    [
        case("probabilities, missing values", {"objective": "binary"}),
        case("no missing values in training", {"objective": "binary"}, seed=2, missing=0),
        case("zero as missing", {"objective": "binary", "zero_as_missing": True}, seed=3),
        case("levels", {"objective": "binary"}, seed=4, levels=True),
        case("levels of pandas", {"objective": "binary", "max_cat_to_onehot": 64}, seed=5, frame=True),
        case("a steeper sigmoid", {"objective": "binary", "sigmoid": 2.0}, seed=6),
        case("a forest", {"objective": "binary", **forest}, seed=7, rounds=5),
        case("DART", {"objective": "binary", "boosting": "dart", "drop_rate": 0.5, "skip_drop": 0.0}, seed=8, rounds=4),
        case("one leaf only", {"objective": "binary", "min_data_in_leaf": 390}, seed=9),
    ],
)
write(
    lgb,
    "classes",
    [
        case("classes", {"objective": "multiclass", "num_class": 3, "num_leaves": 5}, seed=11, rounds=3, labels="classes"),
        case("a forest of classes", {"objective": "multiclass", "num_class": 3, "num_leaves": 4, **forest}, seed=19, rounds=3,
             labels="classes"),
    ],
)
write(
    lgb,
    "values",
    [
        case("squared error from the mean", {"objective": "regression"}, seed=12, labels="value", levels=True),
        case("root of the value", {"objective": "regression", "reg_sqrt": True}, seed=13, labels="value"),
        case("absolute error", {"objective": "regression_l1"}, seed=14, labels="value"),
        case("counts", {"objective": "poisson"}, seed=15, labels="count"),
        case("a quantile", {"objective": "quantile", "alpha": 0.8}, seed=16, labels="value"),
        case("shares", {"objective": "cross_entropy"}, seed=17, labels="share"),
        case("a forest of values", {"objective": "regression", **forest}, seed=18, rounds=4, labels="value"),
    ],
)
