"""Golden file for lists: python make-lists.py (numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0).

found: events in the first L places, by averaging over random orders of the ties exactly: numpy, one tie at a time, in fractions.
exact: McNemar's exact test, one-sided (scipy.stats.binomtest on the discordant rows).
tau2: DerSimonian and Laird by statsmodels, with the pooled share's variance in every term; wilson: statsmodels.
"""
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy.stats import binomtest
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(4)


def found(y, score, length):
    left, total = Fraction(length), Fraction(0)
    score = np.where(np.isnan(score), -np.inf, score)
    for value in np.unique(score)[::-1]:
        rows = np.flatnonzero(score == value)
        take = min(left, len(rows))
        total += Fraction(int(y[rows].sum()), len(rows)) * take
        left -= take
    return float(total)


lists = []
for n, levels in [(30, 4), (57, 9), (80, 1), (41, 1000)]:
    y = (rng.random(n) < 0.35).astype(int)
    score = np.round(rng.random(n) * levels) / levels + 0.0
    score[rng.random(n) < 0.1] = np.nan
    lengths = [1, 5, n // 3, n]
    lists.append({
        "y": y.tolist(),
        "score": [None if np.isnan(s) else float(s) for s in score],
        "lengths": lengths,
        "found": [found(y, score, length) for length in lengths],
        "precision": [list(proportion_confint(found(y, score, length), length, method="wilson")) for length in lengths],
    })

exact = [{"more": b, "fewer": c, "p": binomtest(b, b + c, 0.5, alternative="greater").pvalue} for b, c in [(12, 3), (20, 14), (30, 9)]]

bands = []
for counts in [[(40, 12), (35, 20), (60, 21)], [(50, 10), (50, 11)], [(30, 3), (80, 40), (45, 20), (20, 15)]]:
    n = np.array([c[0] for c in counts])
    k = np.array([c[1] for c in counts])
    share = k.sum() / n.sum()
    tau2 = combine_effects(k / n, share * (1 - share) / n, method_re="dl").tau2
    bands.append({"n": n.tolist(), "k": k.tolist(), "tau2": float(max(0, tau2)), "wilson": list(proportion_confint(k.sum(), n.sum(), method="wilson"))})

path = Path(__file__).parent / "lists" / "lists.json"
path.write_text(json.dumps({"lists": lists, "exact": exact, "bands": bands}, separators=(",", ":")) + "\n")
