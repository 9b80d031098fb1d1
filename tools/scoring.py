"""Errors of a simulated series against a counted one, and of the naive baselines that anybody could draw through the counts.

Times are hours since the first row throughout. Errors are those that docs/reference-case.md defines: MAPE, the mean of |simulated -
observed| / observed; NMAE, the mean of |simulated - observed| / the final total of the series; rate error, the sum of |simulated -
observed increment| / the sum of observed increments between rows whose hour is known."""
import csv
import math
import re
import statistics
from datetime import datetime, timedelta

FIRM_SD_H, FIRM_GAP = 0.5, timedelta(hours=4)
UNSTATED_HOUR = re.compile(r"hour (not stated|taken)|placed at")


def at(text):
    return datetime.fromisoformat(text)


class Series:
    """The rows of an observed table with `use = yes` from `begin` to `end`: times, counts, standard deviation of the hour."""

    def __init__(self, path, column, *, begin, end, total):
        self.total = total
        with open(path, encoding="utf-8", newline="") as table:
            rows = [row for row in csv.DictReader(table) if row["use"] == "yes" and begin <= at(row["time_local"]) <= end]
        self.times = [at(row["time_local"]) for row in rows]
        self.counts = [float(row[column]) for row in rows]
        self.sd_h = [float(row["time_sd_h"]) for row in rows]
        self.notes = [row["note"] for row in rows]

    def hours(self):
        return [(time - self.times[0]).total_seconds() / 3600 for time in self.times]

    def stated(self):
        """Positions of the rows whose source states the hour."""
        return [i for i, note in enumerate(self.notes) if not UNSTATED_HOUR.search(note)]

    def firm(self):
        """Positions of the rows between which rates are taken: the first whose hour is known within half an hour, then each next
        such row at least four hours after the last."""
        kept = []
        for i, sd_h in enumerate(self.sd_h):
            if sd_h <= FIRM_SD_H and (not kept or self.times[i] - self.times[kept[-1]] >= FIRM_GAP):
                kept.append(i)
        return kept

    def at(self, time):
        """The count at any time, on the straight line between the rows beside it."""
        after = next((i for i, t in enumerate(self.times) if t >= time), len(self.times) - 1)
        before = max(after - 1, 0)
        if after == before or time >= self.times[after]:
            return self.counts[after]
        share = (time - self.times[before]) / (self.times[after] - self.times[before])
        return self.counts[before] + share * (self.counts[after] - self.counts[before])


def errors(series, simulated, rows=None):
    """MAPE, NMAE and rate error [%] of values at the rows of the series, in its order; MAPE and NMAE of some of the rows only."""
    rows = range(len(series.counts)) if rows is None else rows
    absolute = [abs(simulated[i] - series.counts[i]) for i in rows]
    firm = series.firm()
    steps = list(zip(firm, firm[1:]))
    observed_steps = [series.counts[b] - series.counts[a] for a, b in steps]
    missed = sum(abs(simulated[b] - simulated[a] - step) for (a, b), step in zip(steps, observed_steps))
    return {"MAPE": 100 * statistics.mean(error / series.counts[i] for error, i in zip(absolute, rows)),
            "NMAE": 100 * statistics.mean(absolute) / series.total,
            "rate error": 100 * missed / sum(observed_steps) if observed_steps else math.nan}


# --- baselines: each fitted to the very rows that it is compared with ------------------------------------------------------


def solve(matrix, right):
    """The solution of a small system of equations, by elimination with pivoting."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    n = len(rows)
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i])]
    found = [0.0] * n
    for i in reversed(range(n)):
        found[i] = (rows[i][n] - sum(rows[i][k] * found[k] for k in range(i + 1, n))) / rows[i][i]
    return found


def least_squares(basis, counts):
    """Values of the linear combination of the basis (a list of columns) nearest to the counts, and their sum of squares."""
    matrix = [[sum(a * b for a, b in zip(x, y)) for y in basis] for x in basis]
    weights = solve(matrix, [sum(a * c for a, c in zip(x, counts)) for x in basis])
    values = [sum(w * x[i] for w, x in zip(weights, basis)) for i in range(len(counts))]
    return values, sum((v - c) ** 2 for v, c in zip(values, counts))


def three_lines(series):
    """Three straight lines that meet, their two corners at the best full hours."""
    hours = series.hours()
    inner = range(math.ceil(hours[1]), math.floor(hours[-2]) + 1)
    best = (math.inf, None)
    for step in (4, 1):  # every fourth hour first, then every hour around the best
        near = best[1][1] if best[1] else None
        choices = [h for h in inner if (near is None and h % step == 0) or (near and min(abs(h - c) for c in near) <= 4)]
        for first in choices:
            for second in (h for h in choices if h > first):
                basis = [[1.0] * len(hours), hours, [max(0, h - first) for h in hours], [max(0, h - second) for h in hours]]
                if any(len({row[k] for row in zip(*basis)}) < 3 for k in (2, 3)):
                    continue
                values, squares = least_squares(basis, series.counts)
                best = min(best, (squares, (values, (first, second))), key=lambda found: found[0])
    return best[1][0]


def logistic(series):
    """The logistic curve nearest to the counts by least squares: its middle at a full hour, its width at a half hour."""
    hours = series.hours()
    best = (math.inf, None)
    for middle in range(0, math.ceil(hours[-1]) + 1):
        for half_hours in range(4, 121):
            shape = [1 / (1 + math.exp(-(h - middle) / (half_hours / 2))) for h in hours]
            values, squares = least_squares([shape], series.counts)
            best = min(best, (squares, values), key=lambda found: found[0])
    return best[1]


def constant_share(series, of):
    """The same share of another series at all times, the nearest to the counts by least squares."""
    values, _ = least_squares([[of.at(time) for time in series.times]], series.counts)
    return values
