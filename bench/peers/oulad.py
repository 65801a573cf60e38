"""XGBoost and LightGBM on the indicators that Headway computed, tuned on whole terms, forecasting the last one.

Run: python oulad.py --tasks <folder> --out <folder> [--only <id> …]

A task is two files: <id>.csv (the inputs, one column each) and <id>.json ({ y, terms, train, test, categories }: row
positions, codes of terms and names of the columns that are categories). For every task and peer there is one file more:
{ task, peer, versions, seconds, chosen, forecasts: [probability of the event, per test row] }, and a file that is there
already is kept: delete it to run its peer again.

Tuning: the same number of settings drawn with one seed for both, each judged by log loss on every training term forecast
from the other training terms, at five numbers of rounds; the best refitted on all training rows.
"""
import argparse
import json
import pathlib
import time

import lightgbm
import numpy as np
import pandas as pd
import xgboost
from sklearn.metrics import log_loss

SEED = 1
SETTINGS = 10
ROUNDS = (100, 200, 300, 450, 600)


def drawn_settings():
    rng = np.random.default_rng(SEED)
    pick = lambda values: rng.choice(values).item()  # noqa: E731
    return [
        dict(
            rate=pick([0.03, 0.05, 0.08]),
            depth=pick([3, 4, 5, 6]),
            rows=pick([0.6, 0.8, 1.0]),
            columns=pick([0.2, 0.4, 0.6, 0.9]),
            least=pick([5, 20, 60]),
            l2=pick([1.0, 5.0, 20.0]),
        )
        for _ in range(SETTINGS)
    ]


class XGBoost:
    name, version = "XGBoost", xgboost.__version__

    def fit(self, X, y, s, rounds, threads):
        params = dict(
            objective="binary:logistic", tree_method="hist", eta=s["rate"], max_depth=s["depth"], subsample=s["rows"],
            colsample_bytree=s["columns"], min_child_weight=s["least"] / 4, reg_lambda=s["l2"], seed=SEED, nthread=threads,
        )
        self.model = xgboost.train(params, xgboost.DMatrix(X, y), rounds)
        return self

    def forecast(self, X, rounds):
        return self.model.predict(xgboost.DMatrix(X), iteration_range=(0, rounds))


class LightGBM:
    name, version = "LightGBM", lightgbm.__version__

    def fit(self, X, y, s, rounds, threads):
        params = dict(
            objective="binary", learning_rate=s["rate"], num_leaves=2 ** s["depth"] - 1, max_depth=s["depth"] + 2, bagging_fraction=s["rows"],
            bagging_freq=1, feature_fraction=s["columns"], min_data_in_leaf=s["least"], lambda_l2=s["l2"], seed=SEED, num_threads=threads,
            deterministic=True, verbose=-1,
        )
        self.model = lightgbm.train(params, lightgbm.Dataset(X, y), rounds)
        return self

    def forecast(self, X, rounds):
        return self.model.predict(X, num_iteration=rounds)


def read_task(folder, name):
    about = json.loads((folder / f"{name}.json").read_text())
    table = pd.read_csv(folder / f"{name}.csv", dtype={c: str for c in about["categories"]}, keep_default_na=False, na_values=[""])
    X = pd.get_dummies(table, columns=about["categories"], dtype=float).to_numpy(np.float32)
    return X, np.asarray(about["y"]), np.asarray(about["terms"]), np.asarray(about["train"]), np.asarray(about["test"])


def tuned(peer, X, y, terms, threads):
    """The setting and number of rounds with the lowest mean log loss over terms left out."""
    tried = []
    for s in drawn_settings():
        losses = np.zeros(len(ROUNDS))
        for term in np.unique(terms):
            out = terms == term
            model = peer.fit(X[~out], y[~out], s, max(ROUNDS), threads)
            losses += [log_loss(y[out], model.forecast(X[out], r)) for r in ROUNDS]
        best = int(losses.argmin())
        tried.append((losses[best] / len(np.unique(terms)), s, ROUNDS[best]))
    return min(tried, key=lambda t: t[0])


def main():
    options = argparse.ArgumentParser()
    for name in ("tasks", "out"):
        options.add_argument(f"--{name}", type=pathlib.Path, required=True)
    options.add_argument("--only", nargs="*", help="ids; absent: all")
    options.add_argument("--threads", type=int, default=1)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    names = sorted(f.stem for f in given.tasks.glob("*.csv"))
    for name in given.only or names:
        for peer in (XGBoost(), LightGBM()):
            file = given.out / f"{name}.{peer.name}.json"
            if file.exists():
                continue
            X, y, terms, train, test = read_task(given.tasks, name)
            start = time.perf_counter()
            loss, s, rounds = tuned(peer, X[train], y[train], terms[train], given.threads)
            model = peer.fit(X[train], y[train], s, rounds, given.threads)
            forecasts = [round(float(p), 7) for p in model.forecast(X[test], rounds)]
            seconds = time.perf_counter() - start
            chosen = {**s, "rounds": rounds, "log loss, terms left out": round(float(loss), 5)}
            about = dict(task=name, peer=peer.name, versions={peer.name: peer.version}, seconds=round(seconds, 1), chosen=chosen, forecasts=forecasts)
            part = file.with_suffix(".part")
            part.write_text(json.dumps(about))
            part.rename(file)
            print(f"{name}  {peer.name}  {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
