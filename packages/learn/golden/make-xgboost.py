"""Golden files for models that XGBoost trained: its own model files, and its margins, forecasts and shares on rows that try them.

Run: python make-xgboost.py  (writes imported/xgboost-<version>-<theme>.json beside this file), once for each version, in a virtual
environment of its own, on Linux (the C library's logf is in every margin):
  xgboost==1.1.1 numpy==1.24.4 scipy==1.10.1
  xgboost==1.7.4 numpy==1.24.4 scipy==1.10.1
  xgboost==2.1.4 numpy==2.4.6 scipy==1.17.1
  xgboost==3.2.0 numpy==2.4.6 scipy==1.17.1
"""

import json
import pathlib
import tempfile

import numpy as np
import xgboost as xgb

from imported_cases import LEVELS, holed, met_and_unseen, outcomes, write

ROWS, SHOWN = 300, 22


def data(seed, missing=0.15):
    """Two numbers of any size and one level of 40 (codes 33 to 35 never come in training), the last column."""
    rng = np.random.RandomState(seed)
    X = np.column_stack([rng.randn(ROWS), rng.exponential(30, ROWS), rng.randint(0, 33, ROWS) + 4 * (rng.rand(ROWS) < 0.2)])
    X[:, 2] = np.where((X[:, 2] >= 33) & (X[:, 2] <= 35), 39, X[:, 2])
    latent = X[:, 0] + 0.02 * X[:, 1] + np.sin(X[:, 2]) + 0.4 * rng.randn(ROWS)
    return holed(X, rng, missing), latent


def tried(X, booster, seed):
    """Rows as trained on, rows of levels that never came, and rows where a number lies on a cut, or as near as a double can."""
    rows = met_and_unseen(X)
    cuts = []
    for dump in booster.get_dump(dump_format="json"):
        walk(json.loads(dump), cuts)
    near = []
    for column, cut in cuts:
        below = np.nextafter(np.float32(cut), np.float32(-np.inf))
        middle = (float(below) + float(np.float32(cut))) / 2
        for value in [float(np.float32(cut)), middle, np.nextafter(middle, np.inf), np.nextafter(middle, -np.inf)]:
            row = X[14].copy()
            row[column] = value
            near.append(row)
    rng = np.random.RandomState(seed)
    chosen = rng.permutation(len(near))[: SHOWN - 14]
    return np.vstack([rows, np.array(near)[chosen]]) if near else rows


def walk(node, cuts):
    if "leaf" in node:
        return
    if not isinstance(node["split_condition"], list):
        cuts.append((int(node["split"][1:]), node["split_condition"]))
    for child in node["children"]:
        walk(child, cuts)


def case(name, params, *, seed=1, rounds=3, labels="binary", levels=False, missing=0.15, early=False):
    X, latent = data(seed, missing)
    y = outcomes(labels, latent)
    types = ["q", "q", "c" if levels else "q"]
    matrix = lambda rows, label=None: xgb.DMatrix(
        rows, label=label, feature_names=["f0", "f1", "f2"], feature_types=types, **({"enable_categorical": True} if levels else {})
    )
    full = {"max_depth": 3, "eta": 0.4, "tree_method": "hist", "nthread": 1, "seed": 1, **params}
    extra = {"evals": [(matrix(X[200:], y[200:]), "later")], "early_stopping_rounds": 2, "verbose_eval": False} if early else {}
    booster = xgb.train(full, matrix(X[:200], y[:200]), rounds, **extra)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "model.json"
        booster.save_model(str(file))
        text = file.read_text()
    rows = tried(X, booster, seed)
    asked = matrix(rows)
    margin = booster.predict(asked, output_margin=True)
    shares = booster.predict(matrix(rows[:8]), pred_contribs=True)
    best = {}
    if early:
        to = booster.best_iteration + 1
        best = {"best": {"rounds": to, "margin": exact(booster.predict(asked, output_margin=True, iteration_range=(0, to)))}}
    return {
        "name": name,
        "model": text,
        "levels": LEVELS if levels else 0,
        "X": [[None if np.isnan(v) else float(v) for v in row] for row in rows],
        "margin": exact(margin),
        "forecast": np.round(booster.predict(asked).astype(np.float64), 8).tolist(),
        "contributions": np.round(shares.astype(np.float64), 7).tolist(),
        **best,
    }


def exact(margin):
    """Every float32 as the double it is."""
    return np.asarray(margin, dtype=np.float64).tolist()


VERSION = tuple(int(part) for part in xgb.__version__.split("."))
old = VERSION < (2,)
if VERSION < (1, 3):  # they summed the trees before they added the base
    write(
        xgb,
        "early",
        [
            case("probabilities, missing values", {"objective": "binary:logistic", "base_score": 0.3, "max_depth": 2}),
            case("DART", {"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.5, "one_drop": 1, "base_score": 0.3, "max_depth": 2}, seed=4, rounds=4),
            case("classes", {"objective": "multi:softprob", "num_class": 3, "max_depth": 2}, seed=11, rounds=2, labels="classes"),
            case("counts", {"objective": "count:poisson"}, seed=15, labels="count"),
        ],
    )
    raise SystemExit
write(
    xgb,
    "binary",
    [
        case("probabilities, missing values", {"objective": "binary:logistic"}),
        case("levels by sets", {"objective": "binary:logistic", "max_cat_to_onehot": 1}, seed=2, levels=True),
        case("levels one against the rest", {"objective": "binary:logistic", "max_cat_to_onehot": 64}, seed=3, levels=True),
        case("DART", {"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.5, "one_drop": 1}, seed=4, rounds=4),
        case("raw margins from a base score", {"objective": "binary:logitraw", "base_score": 0.3}, seed=5),
        case("a base score", {"objective": "binary:logistic", "base_score": 0.2}, seed=6, rounds=2),
        case("pruned nodes", {"objective": "binary:logistic", "tree_method": "exact", "gamma": 6, "max_depth": 5}, seed=7, missing=0),
        case("stopped early", {"objective": "binary:logistic", "eta": 2.5}, seed=8, rounds=6, early=True),
        case("no trees", {"objective": "binary:logistic", "base_score": 0.4}, seed=9, rounds=0),
    ],
)
write(
    xgb,
    "classes",
    [
        case("classes, parallel trees", {"objective": "multi:softprob", "num_class": 3, "num_parallel_tree": 2, "subsample": 0.7,
             "max_depth": 2}, seed=11, rounds=2, labels="classes"),
        case("the likeliest class", {"objective": "multi:softmax", "num_class": 3, "max_depth": 2}, seed=12, rounds=2, labels="classes"),
    ],
)
write(
    xgb,
    "values",
    [
        case("squared error from the mean", {"objective": "reg:squarederror"}, seed=13, labels="value", levels=True),
        case("absolute error", {"objective": "reg:absoluteerror"}, seed=14, labels="value"),
        case("counts", {"objective": "count:poisson"}, seed=15, rounds=4, labels="count"),
        case("shares", {"objective": "reg:logistic"}, seed=16, labels="share"),
        case("leaf by leaf", {"objective": "reg:squarederror", "grow_policy": "lossguide", "max_depth": 0, "max_leaves": 9,
             "base_score": -3.5}, seed=17, labels="value"),
        *([] if old else [case("a quantile", {"objective": "reg:quantileerror", "quantile_alpha": 0.8}, seed=18, rounds=2, labels="value")]),
    ],
)
