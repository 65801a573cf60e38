"""Forecasts of scikit-learn and XGBoost, row by row, on the reference's folds.

Run: python quality.py --data <data folder> --folds <folds folder> --out <folder> [--tasks <id> …]

One file per task and peer: { task, peer, versions, seconds, repeats: [[forecast per row]] }. A forecast is the
probabilities in class order, or one value. Everything (encoding, scaling, screening, penalties) is fitted inside the
training part of a fold. A file that is there already is kept: delete it to run its peer again.
"""
import argparse
import json
import pathlib
import time
import warnings

import numpy as np
import pandas as pd
import sklearn
import xgboost
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.compose import make_column_transformer
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV, RidgeCV
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from proportional_odds import ProportionalOdds
from tasks import tasks

SEED = 1
THREADS = 1  # more of them wait for each other on a busy machine


def one_hot(task):
    """Categories as columns, numbers on one scale; levels that training did not hold are all zeros."""
    return make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), task.categories),
        (StandardScaler(), task.numbers),
        sparse_threshold=0,
    )


def native(task):
    """Categories as small integers in front, for learners that take them as they are."""
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan, encoded_missing_value=np.nan)
    encode = make_column_transformer((codes, task.categories), ("passthrough", task.numbers), sparse_threshold=0)
    return encode, [i < len(task.categories) for i in range(len(task.categories) + len(task.numbers))]


def linear(task):
    if task.kind == "regression":
        return make_pipeline(one_hot(task), RidgeCV(alphas=np.logspace(-1, 3.5, 19)))
    if len(task.X) > 1000:
        return make_pipeline(one_hot(task), LogisticRegression(C=0.1, max_iter=2000))
    return make_pipeline(one_hot(task), LogisticRegressionCV(Cs=[0.01, 0.03, 0.1, 0.3], cv=3, scoring="neg_log_loss", max_iter=2000))


def forest(task):
    kind = RandomForestRegressor if task.kind == "regression" else RandomForestClassifier
    leaf = 2 if len(task.X) > 1000 else 3
    return make_pipeline(one_hot(task), kind(n_estimators=120, min_samples_leaf=leaf, random_state=SEED, n_jobs=THREADS))


def hgb(task):
    encode, mask = native(task)
    kind = HistGradientBoostingRegressor if task.kind == "regression" else HistGradientBoostingClassifier
    size = dict(max_iter=150, learning_rate=0.05, max_leaf_nodes=8, min_samples_leaf=10)
    if task.kind == "classes" and task.classes > 3:
        size = dict(max_iter=60, learning_rate=0.05, max_leaf_nodes=4, min_samples_leaf=8)
    return make_pipeline(encode, kind(categorical_features=mask, random_state=SEED, **size))


def hgb_screened(task):
    """The 7 best columns by chi-squared beside the course, chosen inside the fold."""
    others = [c for c in task.categories if c != "COURSE ID"]
    codes = lambda: OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)  # noqa: E731
    known = [sorted(task.X[c].unique()) for c in others]
    best = make_pipeline(OrdinalEncoder(categories=known), SelectKBest(chi2, k=7))
    encode = make_column_transformer((codes(), ["COURSE ID"]), (best, others), sparse_threshold=0)
    mask = [True] + [False] * 7
    size = dict(max_iter=60, learning_rate=0.05, max_leaf_nodes=4, min_samples_leaf=8)
    return make_pipeline(encode, HistGradientBoostingClassifier(categorical_features=mask, random_state=SEED, **size))


def xgb(task):
    size = dict(n_estimators=200, learning_rate=0.05, max_depth=4, min_child_weight=5, subsample=0.8, colsample_bytree=0.5)
    kind = xgboost.XGBRegressor if task.kind == "regression" else xgboost.XGBClassifier
    return make_pipeline(one_hot(task), kind(tree_method="hist", random_state=SEED, n_jobs=THREADS, **size))


class ScreenedAverage(BaseEstimator, ClassifierMixin):
    """The average of proportional odds and a small boosting, each on the course and the k best other columns by chi-squared.

    k and the penalty of each are picked by the log loss of four inner folds, as everything else inside the training part.
    """

    WIDTHS = (2, 4, 7, 12)
    PENALTIES = (0.01, 0.03, 0.1)

    def __init__(self, task):
        self.task = task

    def fit(self, X, y):
        self.classes_ = np.unique(y)
        codes = np.searchsorted(self.classes_, y)
        smallest = np.bincount(codes).min()
        folds = StratifiedKFold(max(2, min(4, smallest)), shuffle=True, random_state=SEED)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            splits = list(folds.split(X, codes))
        families = {
            "odds": [self.odds(k, penalty) for k in self.WIDTHS for penalty in self.PENALTIES],
            "boosting": [self.boosting(k) for k in self.WIDTHS],
        }
        self.members_ = [self.best(candidates, X, codes, splits).fit(X, codes) for candidates in families.values()]
        return self

    def best(self, candidates, X, codes, splits):
        def loss(model):
            return np.mean([self.fold_loss(clone(model), X, codes, train, test) for train, test in splits])

        return clone(min(candidates, key=loss))

    def fold_loss(self, model, X, codes, train, test):
        p = self.every_class(model.fit(X.iloc[train], codes[train]), X.iloc[test])
        return -np.log(np.maximum(p[np.arange(len(test)), codes[test]], 0.001)).mean()

    def every_class(self, model, X):
        return with_every_class(model.predict_proba(X), model.classes_, len(self.classes_))

    def predict_proba(self, X):
        return np.mean([self.every_class(model, X) for model in self.members_], axis=0)

    def screened(self, k):
        others = [c for c in self.task.categories if c not in self.task.course]
        known = [sorted(self.task.X[c].unique()) for c in others]
        return others, make_pipeline(OrdinalEncoder(categories=known), SelectKBest(chi2, k=k))

    def odds(self, k, penalty):
        others, best = self.screened(k)
        encode = make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), self.task.course), (make_pipeline(best, StandardScaler()), others), sparse_threshold=0
        )
        return make_pipeline(encode, ProportionalOdds(penalty))

    def boosting(self, k):
        others, best = self.screened(k)
        codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
        encode = make_column_transformer((codes, self.task.course), (best, others), sparse_threshold=0)
        size = dict(max_iter=60, learning_rate=0.05, max_leaf_nodes=4, min_samples_leaf=8)
        mask = [True] * len(self.task.course) + [False] * k
        return make_pipeline(encode, HistGradientBoostingClassifier(categorical_features=mask, random_state=SEED, **size))


def screened_average(task):
    return ScreenedAverage(task)


def odds(task):
    """Proportional odds on all columns, the penalty picked by three inner folds."""
    return GridSearchCV(
        make_pipeline(one_hot(task), ProportionalOdds()),
        {"proportionalodds__penalty": [0.003, 0.01, 0.03, 0.1]},
        cv=StratifiedKFold(3, shuffle=True, random_state=SEED),
        scoring="neg_log_loss",
    )


PEERS = {"linear": linear, "forest": forest, "HGB": hgb, "HGB screened": hgb_screened, "XGBoost": xgb, "screened average": screened_average, "proportional odds": odds}


def peers_of(task):
    if task.id.startswith("uci856"):
        return ["linear", "forest", "HGB", "HGB screened", "screened average"]
    return ["linear", "forest", "HGB", "XGBoost", *(["proportional odds"] if task.ordered else [])]


def forecast(model, task, rows):
    X = task.X.iloc[rows]
    if task.kind == "regression":
        return model.predict(X)[:, None]
    return with_every_class(model.predict_proba(X), model.classes_, task.classes)


def with_every_class(probabilities, present, classes):
    out = np.zeros((len(probabilities), classes))
    out[:, np.asarray(present, dtype=int)] = probabilities
    return out


def out_of_fold(task, build):
    repeats = []
    everything = np.arange(len(task.X))
    for folds in task.repeats:
        rows = [None] * len(task.X)
        for test in folds:
            train = np.setdiff1d(everything, test)
            model = build(task).fit(task.X.iloc[train], task.y[train])
            for row, values in zip(test, forecast(model, task, test)):
                rows[row] = [round(float(v), 7) for v in values]
        repeats.append(rows)
    return repeats


def main():
    options = argparse.ArgumentParser()
    for name in ("data", "folds", "out"):
        options.add_argument(f"--{name}", type=pathlib.Path, required=True)
    options.add_argument("--tasks", nargs="*", help="ids; absent: all")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore")
    for task in tasks(given.data, given.folds):
        if given.tasks and task.id not in given.tasks:
            continue
        for peer in peers_of(task):
            file = given.out / f"{task.id}.{peer.replace(' ', '-')}.json"
            if file.exists():
                continue
            start = time.perf_counter()
            repeats = out_of_fold(task, PEERS[peer])
            seconds = time.perf_counter() - start
            versions = {"scikit-learn": sklearn.__version__, "xgboost": xgboost.__version__, "numpy": np.__version__, "pandas": pd.__version__}
            file.write_text(json.dumps({"task": task.id, "peer": peer, "versions": versions, "seconds": round(seconds, 1), "repeats": repeats}))
            print(f"{task.id}  {peer}  {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
