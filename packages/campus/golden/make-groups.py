"""Reference figures of a group audit: fairlearn for the rates, statsmodels and scipy for tests and intervals.

pip install -r requirements.txt && python make-groups.py
"""

import json
from pathlib import Path

import numpy as np
from fairlearn.metrics import MetricFrame, false_negative_rate, false_positive_rate
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

HERE = Path(__file__).parent


def make(n, length, seed):
    rng = np.random.default_rng(seed)
    groups = {"colour": rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1]), "shape": rng.integers(0, 2, n)}
    score = rng.normal(0, 1, n) + 0.5 * (groups["colour"] == 1)
    p = np.round(1 / (1 + np.exp(-score)), 6)
    p += np.arange(n) * 1e-9  # no ties
    y = (rng.random(n) < 1 / (1 + np.exp(-score + 0.7 * groups["shape"]))).astype(int)
    listed = np.zeros(n, int)
    listed[np.argsort(-p)[:length]] = 1
    lines = []
    for name, g in groups.items():
        rates = MetricFrame(
            metrics={"missRate": false_negative_rate, "wronglyListed": false_positive_rate}, y_true=y, y_pred=listed, sensitive_features=g
        ).by_group
        for k in range(g.max() + 1):
            here = g == k
            line = {"column": name, "group": k, "n": int(here.sum()), "positives": int(y[here].sum()), "listed": int(listed[here].sum())}
            for measure, of, k_of in [("missRate", y == 1, listed == 0), ("wronglyListed", y == 0, listed == 1)]:
                a, b = here & of, ~here & of
                counts, sizes = [int(k_of[a].sum()), int(k_of[b].sum())], [int(a.sum()), int(b.sum())]
                newcombe = confint_proportions_2indep(counts[0], sizes[0], counts[1], sizes[1], method="newcomb", compare="diff")
                line[measure] = {
                    "value": float(rates[measure][k]),
                    "interval": list(map(float, proportion_confint(counts[0], sizes[0], method="wilson"))),
                    "difference": list(map(float, newcombe)),
                    "p": float(stats.fisher_exact([[k, n - k] for k, n in zip(counts, sizes)])[1]),
                }
            gap, rest = (y - p)[here], (y - p)[~here]
            half = stats.t.ppf(0.975, len(gap) - 1) * gap.std(ddof=1) / np.sqrt(len(gap))
            va, vb = gap.var(ddof=1) / len(gap), rest.var(ddof=1) / len(rest)
            freedom = (va + vb) ** 2 / (va**2 / (len(gap) - 1) + vb**2 / (len(rest) - 1))
            wide = stats.t.ppf(0.975, freedom) * np.sqrt(va + vb)
            apart = gap.mean() - rest.mean()
            line["calibration"] = {
                "value": float(gap.mean()),
                "interval": [float(gap.mean() - half), float(gap.mean() + half)],
                "difference": [float(apart - wide), float(apart + wide)],
                "p": float(stats.ttest_ind(gap, rest, equal_var=False).pvalue),
            }
            lines.append(line)
    compared = [line for line in lines if not (line["column"] == "shape" and line["group"] == 1)]
    p_values = [line[m]["p"] for line in compared for m in ["missRate", "wronglyListed", "calibration"]]
    return {
        "probability": p.tolist(),
        "happened": y.tolist(),
        "length": length,
        "traits": {name: g.tolist() for name, g in groups.items()},
        "lines": lines,
        "p": p_values,
        "holm": multipletests(p_values, method="holm")[1].tolist(),
    }


def fisher():
    tables = [(3, 3, 0, 3), (0, 5, 0, 9), (7, 7, 9, 9), (3, 25, 40, 4300), (0, 30, 10, 200), (812, 2300, 1900, 6000), (5, 12, 6, 12), (1, 1, 0, 1)]
    return [[*t, float(stats.fisher_exact([[t[0], t[1] - t[0]], [t[2], t[3] - t[2]]])[1])] for t in tables]


data = {"audits": [make(400, 40, 1), make(700, 210, 2)], "fisher": fisher()}
(HERE / "groups.json").write_text(json.dumps(data, separators=(",", ":")) + "\n")
