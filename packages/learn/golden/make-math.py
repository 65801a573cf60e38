"""Values of Python's math module (the C library's) at seeded points, as hexadecimal doubles.

Run: python make-math.py  (writes math/elementary.json beside this file)
"""
import json
import math
import pathlib
import random

rng = random.Random(20240607)


def points(low, high, count=60):
    return [rng.uniform(low, high) for _ in range(count)]


def scattered(count=60):
    return [math.ldexp(rng.uniform(0.5, 1), rng.randint(-1000, 1000)) for _ in range(count)]


def rows(f, xs):
    return [[x.hex(), f(x).hex()] for x in xs]


def power_rows():
    pairs = [(rng.uniform(0, 10), rng.uniform(-20, 20)) for _ in range(120)]
    pairs += [(x, rng.uniform(-0.9, 0.9)) for x in scattered()]
    pairs += [(-rng.uniform(0, 10), float(rng.randint(-9, 9))) for _ in range(30)]
    return [[x.hex(), y.hex(), math.pow(x, y).hex()] for x, y in pairs]


small = [s * math.ldexp(rng.uniform(0.5, 1), e) for e in range(-60, 0, 2) for s in (1, -1)]
near_one = [1 + s for s in small if 1 + s != 1]
golden = {
    "exp": rows(math.exp, points(-740, 700) + points(-2, 2) + small),
    "log": rows(math.log, scattered() + points(0.3, 3) + near_one),
    "log1p": rows(math.log1p, scattered() + points(-0.999, 3) + small),
    "expm1": rows(math.expm1, points(-60, 700) + points(-2, 2) + small),
    "tanh": rows(math.tanh, points(-25, 25) + points(-2, 2) + small),
    "pow": power_rows(),
}
target = pathlib.Path(__file__).parent / "math" / "elementary.json"
target.parent.mkdir(exist_ok=True)
lines = ",\n".join(
    json.dumps(name) + ": [\n" + ",\n".join(json.dumps(row) for row in values) + "\n]" for name, values in golden.items()
)
target.write_text("{\n" + lines + "\n}\n")
