"""Noncentral t by the textbook integral over the chi density, with 30 digits
(mpmath 1.3.0): tails, and confidence limits of the noncentrality by root
search. Run inside this folder: python3 reference.py"""
import json
from mpmath import mp, mpf, erfc, exp, findroot, log, loggamma, quad, sqrt

mp.dps = 30


def ln_cdf(t, df, delta):
    """ln P(T <= t) = ln of the integral over s of Phi(t s - delta) f(s)."""
    t, df, delta = mpf(t), mpf(df), mpf(delta)
    constant = log(2) + df / 2 * log(df / 2) - loggamma(df / 2)

    def h(s):
        return constant + (df - 1) * log(s) - df * s * s / 2 + log(erfc((delta - t * s) / sqrt(mpf(2))) / 2)

    # scan for the peak and for where the integrand is negligible
    sd = 1 / sqrt(2 * df)
    grid = [mpf(10) ** (mpf(k) / 40) for k in range(-240, 60)] + [1 + sd * mpf(k) / 4 for k in range(-80, 81) if 1 + sd * mpf(k) / 4 > 0]
    if t != 0:
        grid += [(delta + mpf(k) / 2) / t for k in range(-60, 61) if (delta + mpf(k) / 2) / t > 0]
    grid = sorted(set(grid))
    values = [h(s) for s in grid]
    peak = max(values)
    keep = [i for i, v in enumerate(values) if v > peak - 90]
    lo = grid[keep[0] - 1] if keep[0] > 0 else mpf(0)
    hi = grid[min(keep[-1] + 1, len(grid) - 1)]
    inner = [grid[i] for i in keep]
    points = [lo] + inner[:: max(1, len(inner) // 25)] + [hi]
    points = sorted(set(points))
    return peak + log(quad(lambda s: exp(h(s) - peak) if s > 0 else mpf(0), points, maxdegree=6))


def digits(x):
    return float(mp.nstr(x, 17))


def write(name, rows):
    with open(name + ".json", "w") as out:
        columns = {key: [row[key] for row in rows] for key in rows[0]}
        json.dump({"source": "mpmath 1.3.0, 30 digits, reference.py", **columns}, out, indent=1)
        out.write("\n")


tails = [(40, 99, 45), (2.5, 7, 0.5), (0.5, 7, 2.5), (-4, 9, -4.1), (0, 3, 1.5), (3, 1, -2), (1000, 1, 900),
         (-3, 2.5, 12), (42.6, 1499, 38), (42.6, 1499, 47), (40, 2499, 75), (40, 2499, 5), (300, 999999, 303),
         (2, 1e6, 0), (2, 1e7, 3), (1000, 50, 3), (0.01, 5, 0.02), (7, 4, -20), (-7, 4, 20)]
write("tails", [{"t": t, "df": df, "ncp": d, "ln_cdf": digits(ln_cdf(t, df, d)), "ln_survival": digits(ln_cdf(-t, df, -d))}
                for t, df, d in tails])

intervals = [(2.82533448783, 7, .95), (-4.06212768338, 9, .95), (40, 399, .95), (1.1 * 1500 ** .5, 1499, .95),
             (40, 2499, .95), (300, 999999, .95), (2.0, 9, .99), (0.0, 5, .95), (0.3, 2, .9), (12.5, 1, .95),
             (1000, 1, .95), (5, 40, .999999)]
rows = []
for t, df, level in intervals:
    goal = log((1 - mpf(level)) / 2)
    width = sqrt(1 + mpf(t) ** 2 / (2 * df))
    low = findroot(lambda d: ln_cdf(-t, df, -d) - goal, (mpf(t) - 2 * width, mpf(t) - 1.5 * width), tol=1e-32)
    high = findroot(lambda d: ln_cdf(t, df, d) - goal, (mpf(t) + 2 * width, mpf(t) + 1.5 * width), tol=1e-32)
    rows.append({"t": t, "df": df, "level": level, "low": digits(low), "high": digits(high)})
    print(t, df, low / sqrt(mpf(df) + 1), high / sqrt(mpf(df) + 1))
write("interval", rows)
