"""Golden files for conformal ranges and sets: python make-conformal.py (pins: requirements.txt).

MAPIE's where it has them: split and CV+ ranges, LAC and adaptive sets (the class that crosses included). Contiguous sets, cells
and CV+ sets are plain numpy, by the definitions in the papers.
"""
import json
from pathlib import Path

import numpy as np
from mapie.classification import MapieClassifier
from mapie.regression import MapieRegressor
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold

HERE = Path(__file__).parent / "conformal"
ALPHAS = [0.05, 0.1, 0.3]


def save(name, data):
    HERE.mkdir(exist_ok=True)
    (HERE / f"{name}.json").write_text(json.dumps(data, separators=(",", ":")) + "\n")


class Given(BaseEstimator):
    """Forecasts what it is shown."""

    def __init__(self, classes=0):
        self.classes = classes

    def fit(self, X, y=None):
        self.n_features_in_ = X.shape[1]
        if self.classes:
            self.classes_ = np.arange(self.classes)
        self.is_fitted_ = True
        return self


class GivenValues(Given, RegressorMixin):
    def predict(self, X):
        return X[:, 0]


class GivenChances(Given, ClassifierMixin):
    def predict(self, X):
        return X.argmax(1)

    def predict_proba(self, X):
        return X


class Ones(np.random.RandomState):
    """MAPIE takes a random share of a class's own probability off its adaptive score: all of it, without randomisation."""

    def uniform(self, *_, size):
        return np.ones(size)


def chances(rng, n, k):
    """Forecasts with a peak and some noise, and classes drawn from them."""
    z = rng.normal(0, 0.7, (n, k)) - np.abs(np.arange(k) - rng.uniform(0, k - 1, (n, 1)))
    P = (np.exp(z) / np.exp(z).sum(1, keepdims=True)).round(5)
    P[:, -1] += 1 - P.sum(1)
    y = np.array([rng.choice(k, p=np.abs(p) / np.abs(p).sum()) for p in P])
    return P, y


def make_split_intervals():
    rng = np.random.default_rng(20261128)
    cases = []
    for n in [30, 99]:
        f = rng.normal(0, 2, n).round(3)
        y = (f + rng.normal(0, 1, n)).round(3)
        new = rng.normal(0, 2, 5).round(3)
        mapie = MapieRegressor(GivenValues().fit(f[:, None]), method="base", cv="prefit").fit(f[:, None], y)
        _, ranges = mapie.predict(new[:, None], alpha=ALPHAS)
        cases.append({"y": y.tolist(), "forecast": f.tolist(), "new": new.tolist(), "alphas": ALPHAS, "ranges": ranges.transpose(2, 0, 1).tolist()})
    save("split-intervals", cases)


def make_cross_intervals():
    rng = np.random.default_rng(20261129)
    cases = []
    for n, k in [(40, 5), (24, 24)]:
        X = rng.normal(0, 1, (n, 2))
        y = X @ [1, -0.5] + rng.standard_t(3, n)
        new = rng.normal(0, 1, (6, 2))
        folds = KFold(k)
        mapie = MapieRegressor(LinearRegression(), method="plus", cv=folds).fit(X, y)
        _, ranges = mapie.predict(new, alpha=ALPHAS)
        fold = np.zeros(n, int)
        out = np.zeros(n)
        of_new = []
        for f, (train, test) in enumerate(folds.split(X)):
            model = LinearRegression().fit(X[train], y[train])
            fold[test] = f
            out[test] = model.predict(X[test])
            of_new.append(model.predict(new).tolist())
        cases.append({"y": y.tolist(), "forecast": out.tolist(), "fold": fold.tolist(), "new": of_new, "alphas": ALPHAS, "ranges": ranges.transpose(2, 0, 1).tolist()})
    save("cross-intervals", cases)


def contiguous_order(p):
    low = high = int(np.argmax(p))
    order = [low]
    while len(order) < len(p):
        below = p[low - 1] if low > 0 else -1
        above = p[high + 1] if high + 1 < len(p) else -1
        if below >= above:
            low -= 1
            order.append(low)
        else:
            high += 1
            order.append(high)
    return order


def before(p, method):
    """Probability of the classes that enter before each class."""
    order = np.argsort(-p, kind="stable") if method == "adaptive" else contiguous_order(p)
    mass = np.empty(len(p))
    mass[order] = np.r_[0, np.cumsum(p[order])[:-1]]
    return mass


def as_lists(sets):
    return [np.flatnonzero(row).tolist() for row in sets]


def make_split_sets():
    rng = np.random.default_rng(20261130)
    cases = []
    for n, k in [(40, 3), (120, 6)]:
        P, y = chances(rng, n, k)
        new, _ = chances(rng, 12, k)
        case = {"y": y.tolist(), "forecast": P.tolist(), "new": new.tolist(), "alphas": ALPHAS}
        for ours, theirs in [("lac", "lac"), ("adaptive", "aps")]:
            mapie = MapieClassifier(GivenChances(k).fit(P), method=theirs, cv="prefit", random_state=Ones()).fit(P, y)
            _, sets = mapie.predict(new, alpha=ALPHAS, include_last_label=True)
            case[ours] = [as_lists(sets[:, :, a]) for a in range(len(ALPHAS))]
        scores = np.array([before(p, "contiguous")[c] for p, c in zip(P, y)])
        case["contiguous"] = []
        for alpha in ALPHAS:
            q = np.sort(scores)[int(np.ceil(round((n + 1) * (1 - alpha), 9))) - 1]
            case["contiguous"].append(as_lists([before(p, "contiguous") <= q for p in new]))
        cases.append(case)
    save("split-sets", cases)


def make_cross_sets():
    rng = np.random.default_rng(20261201)
    cases = []
    for n, k, folds in [(60, 4, 5), (30, 5, 3)]:
        P, y = chances(rng, n, k)
        fold = np.arange(n) % folds
        base, _ = chances(rng, 10, k)
        new = np.array([np.abs(base + rng.normal(0, 0.05, base.shape)) for _ in range(folds)])
        new = (new / new.sum(2, keepdims=True)).round(6)
        new[:, :, -1] += 1 - new.sum(2)
        case = {"y": y.tolist(), "forecast": P.tolist(), "fold": fold.tolist(), "new": new.tolist(), "alphas": ALPHAS}
        for method in ["adaptive", "contiguous"]:
            scores = np.array([before(p, method)[c] for p, c in zip(P, y)])
            case[method] = []
            for alpha in ALPHAS:
                needed = int(np.ceil(round((n + 1) * (1 - alpha), 9)))
                sets = []
                for row in range(10):
                    of_new = np.array([before(new[f, row], method) for f in range(folds)])
                    inside = [sum(scores[i] < of_new[fold[i], c] for i in range(n)) < needed for c in range(k)]
                    if method == "contiguous" and any(inside):
                        found = np.flatnonzero(inside)
                        inside = [found[0] <= c <= found[-1] for c in range(k)]
                    sets.append(inside)
                case[method].append(as_lists(sets))
        cases.append(case)
    save("cross-sets", cases)


make_split_intervals()
make_cross_intervals()
make_split_sets()
make_cross_sets()
