"""Golden files for packages/learn/src/prepare: run `python make-prepare.py` with requirements.txt installed."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
from imblearn.over_sampling import ADASYN, SMOTE
from scipy import special, stats
from sklearn.impute import SimpleImputer
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils.class_weight import compute_class_weight

OUT = Path(__file__).parent / "prepare"


def write(name, data):
    OUT.mkdir(exist_ok=True)
    (OUT / f"{name}.json").write_text(json.dumps(data, indent=None, separators=(",", ":")) + "\n")


def columnwise(rng):
    train = np.round(rng.normal(3, 2, (25, 3)), 3)
    train[rng.random(train.shape) < 0.2] = np.nan
    new = np.round(rng.normal(3, 3, (6, 3)), 3)
    new[1, 0] = new[3, 2] = np.nan
    nulls = lambda a: [[None if np.isnan(v) else v for v in row] for row in a.tolist()]
    imputed = {}
    for strategy in ("median", "mean"):
        imputed[strategy] = SimpleImputer(strategy=strategy).fit(train).transform(new).tolist()
    scaled = nulls(StandardScaler().fit(train).transform(new))

    levels = ["a", "b", "c", "d", "e"]  # e: never in training, f: not even listed
    codes = np.array([0, 0, 1, 0, 2, 1, 0, 3, 1, 0, 0, 2, 1, 0])
    new_codes = np.array([0, 1, 2, 3, 4, 5])
    hot = {}
    for rows in (1, 2, 3):
        encoder = OneHotEncoder(min_frequency=rows, handle_unknown="infrequent_if_exist", sparse_output=False)
        hot[rows] = encoder.fit(codes.reshape(-1, 1)).transform(new_codes.reshape(-1, 1)).tolist()
    y = [0] * 14 + [1] * 5 + [2]
    write(
        "columnwise",
        {
            "train": nulls(train),
            "new": nulls(new),
            "imputed": imputed,
            "scaled": scaled,
            "oneHot": {"levels": levels, "codes": codes.tolist(), "newCodes": new_codes.tolist(), "encoded": hot},
            "classWeights": {"y": y, "weights": compute_class_weight("balanced", classes=np.array([0, 1, 2]), y=y).tolist()},
        },
    )


def association(rng):
    n = 60
    ordinal = rng.integers(0, 4, n)
    numeric = np.round(ordinal + rng.normal(0, 2, n), 1)
    nominal = np.where(rng.random(n) < 0.3, ordinal, rng.integers(0, 5, n))
    groups = lambda values, by: [values[by == g] for g in np.unique(by)]

    def order_order(a, b):
        statistic = (n - 1) * stats.spearmanr(a, b).statistic ** 2
        return {"statistic": statistic, "df": 1, "logP": stats.chi2.logsf(statistic, 1)}

    def groups_order(by, values):
        result = stats.kruskal(*groups(values, by))
        return {"statistic": result.statistic, "df": len(np.unique(by)) - 1, "logP": float(np.log(result.pvalue))}

    def groups_groups(a, b):
        table = np.array([[np.sum((a == i) & (b == j)) for j in np.unique(b)] for i in np.unique(a)])
        chi2, _, df, _ = stats.chi2_contingency(table, correction=False)
        statistic = chi2 * (n - 1) / n
        return {"statistic": statistic, "df": int(df), "logP": stats.chi2.logsf(statistic, df)}

    tails = [{"x": x, "df": df, "logP": stats.chi2.logsf(x, df)} for df in (1, 2, 3, 7, 30, 199) for x in (0.01, 0.5, 1, df, df + 2, 3 * df, 200, 900)]
    tails += [{"x": x, "df": 1, "logP": np.log(2) + special.log_ndtr(-np.sqrt(x))} for x in (1e3, 1e4, 1e6)]
    write(
        "association",
        {
            "numeric": numeric.tolist(),
            "ordinal": ordinal.tolist(),
            "nominal": nominal.tolist(),
            "cases": {
                "numeric column, ordinal target": order_order(numeric, ordinal),
                "nominal column, ordinal target": groups_order(nominal, ordinal),
                "numeric column, multiclass target": groups_order(nominal, numeric),
                "nominal column, multiclass target": groups_groups(nominal, ordinal),
            },
            "tails": [{**t, "logP": float(t["logP"])} for t in tails],
        },
    )


def on_segments(points, X, neighbours):
    """Every point lies on a segment from some row to one of its neighbours."""
    for point in points:
        gaps = []
        for base, others in neighbours.items():
            for other in others:
                a, b = X[int(base)], X[other]
                t = np.dot(point - a, b - a) / np.dot(b - a, b - a)
                gaps.append(np.abs(a + np.clip(t, 0, 1) * (b - a) - point).max())
        assert min(gaps) < 1e-9, min(gaps)


def class_neighbours(X, y, k):
    pairs = {}
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        found = NearestNeighbors(n_neighbors=min(k, len(rows) - 1) + 1).fit(X[rows]).kneighbors(X[rows], return_distance=False)
        for row, near in zip(rows, found):
            assert rows[near[0]] == row
            pairs[str(row)] = rows[near[1:]].tolist()
    return pairs


def synthetic(rng):
    y = np.array([0] * 40 + [1] * 17 + [2] * 8)
    X = np.round(rng.normal(0, 1, (len(y), 3)) + 0.8 * y[:, None], 4)
    order = rng.permutation(len(y))
    X, y = X[order], y[order]
    counts = lambda labels: [Counter(labels.tolist())[c] for c in range(3)]
    cases = {}
    for k in (3, 5):
        neighbours = class_neighbours(X, y, k)
        X_smote, y_smote = SMOTE(k_neighbors=k, random_state=1).fit_resample(X, y)
        X_adasyn, y_adasyn = ADASYN(n_neighbors=k, random_state=1).fit_resample(X, y)
        for points in (X_smote[len(y) :], X_adasyn[len(y) :]):
            on_segments(points, X, neighbours)
        per_class = {c: 60 + c for c in range(3)}
        _, y_given = SMOTE(k_neighbors=k, random_state=1, sampling_strategy=per_class).fit_resample(X, y)
        cases[k] = {
            "neighbours": neighbours,
            "smote": counts(y_smote),
            "smoteGiven": counts(y_given),
            "adasyn": counts(y_adasyn),
        }
    write("synthetic", {"X": X.tolist(), "y": y.tolist(), "cases": cases})


def mixed(rng):
    """SMOTE-NC by the paper, with plain loops: rows as near as the k-th nearest are all admissible."""
    y = np.array([0] * 30 + [1] * 14 + [2] * 5)
    N = np.round(rng.normal(0, 1, (len(y), 3)) * [2, 5, 3] * np.array([3, 1, 6])[y][:, None], 3)
    C = np.column_stack([rng.integers(0, 3, len(y)), rng.integers(0, 5, len(y))])
    k = 4
    near = {}
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        penalty = np.median(N[rows].std(axis=0))
        for i in rows:
            d = {int(j): np.sum((N[i] - N[j]) ** 2) + penalty**2 * np.sum(C[i] != C[j]) for j in rows if j != i}
            near[str(i)] = sorted(d, key=d.get)[:k]
    write("mixed", {"numeric": N.tolist(), "codes": C.tolist(), "y": y.tolist(), "k": k, "neighbours": near})


for number, make in enumerate((columnwise, association, synthetic, mixed)):
    make(np.random.default_rng(number))
