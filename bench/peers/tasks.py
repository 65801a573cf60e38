"""The tasks of the quality bench as data frames: same rows, columns, classes and folds as ours."""
import json
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

SECOND_SEMESTER = "Curricular units 2nd sem"
FINANCIAL = ["Debtor", "Tuition fees up to date"]


@dataclass
class Task:
    id: str
    kind: str  # classes | regression
    X: pd.DataFrame
    y: np.ndarray
    categories: list
    numbers: list
    repeats: list
    classes: int = 0
    ordered: bool = False
    course: list = field(default_factory=list)  # never screened away


def tasks(data, folds):
    yield from uci856(data, folds)
    yield from uci320(data, folds)
    yield from uci697(data, folds)


def given(folds, name, repeats):
    return json.loads((folds / f"{name}.json").read_text())["repeats"][:repeats]


def uci856(data, folds):
    frame = pd.read_csv(data / "uci856" / "student_prediction.csv", encoding="utf-8-sig")
    repeats = given(folds, "uci856_5x10", 5)
    for name, dropped in {"30": ["EXP_GPA"], "31": []}.items():
        X = frame.drop(columns=["STUDENTID", "GRADE", *dropped])
        codes = dict(categories=list(X), numbers=[], repeats=repeats, course=["COURSE ID"])
        yield Task(f"uci856-grades-{name}", "classes", X, frame["GRADE"].to_numpy(), classes=8, ordered=True, **codes)
        yield Task(f"uci856-low-{name}", "classes", X, (frame["GRADE"] <= 1).astype(int).to_numpy(), classes=2, **codes)


def uci320(data, folds):
    for subject in ("mat", "por"):
        frame = pd.read_csv(data / "uci320" / f"student-{subject}.csv", sep=";")
        for setup, dropped in {"A": [], "B": ["G2"], "C": ["G1", "G2"]}.items():
            X = frame.drop(columns=["G3", *dropped])
            categories = [c for c in X if X[c].dtype == object]
            columns = dict(categories=categories, numbers=[c for c in X if c not in categories])
            passed = (frame["G3"] < 10).astype(int).to_numpy()
            name = f"uci320-{subject}-{setup}"
            yield Task(f"{name}-fail", "classes", X, passed, repeats=given(folds, f"uci320_{subject}_binary_10x2", 2), classes=2, **columns)
            levels = np.searchsorted([10, 12, 14, 16], frame["G3"], side="right")
            five = given(folds, f"uci320_{subject}_lev_10x3", 1)
            yield Task(f"{name}-levels", "classes", X, levels, repeats=five, classes=5, ordered=True, **columns)
            yield Task(
                f"{name}-G3", "regression", X, frame["G3"].to_numpy(float), repeats=given(folds, f"uci320_{subject}_reg_10x20", 2), **columns
            )


def uci697(data, folds):
    frame = pd.read_csv(data / "uci697" / "data.csv", sep=";", encoding="utf-8-sig")
    frame.columns = [c.strip() for c in frame.columns]
    quantities = [c for c in frame if c.startswith("Curricular units") or "grade" in c.lower() or "rate" in c]
    quantities += ["Age at enrollment", "GDP", "Application order"]
    outcome = frame["Target"].map({"Dropout": 0, "Enrolled": 1, "Graduate": 2}).to_numpy()
    everything = frame.drop(columns=["Target"])
    first = everything[[c for c in everything if not c.startswith(SECOND_SEMESTER)]]
    enrolment = first[[c for c in first if not c.startswith("Curricular units")]]
    moments = {"E0": enrolment.drop(columns=FINANCIAL), "E": enrolment, "S1": first, "S2": everything}

    def columns(X):
        return dict(categories=[c for c in X if c not in quantities], numbers=[c for c in X if c in quantities])

    yield Task("uci697-outcomes", "classes", everything, outcome, repeats=given(folds, "uci697_3x3", 3), classes=3, **columns(everything))
    dropout = (outcome == 0).astype(int)
    for moment, X in moments.items():
        yield Task(f"uci697-dropout-{moment}", "classes", X, dropout, repeats=given(folds, "uci697_5x1", 1), classes=2, **columns(X))
