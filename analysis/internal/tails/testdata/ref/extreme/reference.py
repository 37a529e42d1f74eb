"""Reference values where R 4.2.2's own functions lose digits: the density is
integrated with 40 digits (mpmath 1.3.0). Run inside this folder:
python3 reference.py. R's faults seen: qt(1e-300, 3) is off by 8e-9, qf by up to
1e-10 for upper tail probabilities above .5, and log pf(1000, 20, 1e6) in the
third digit."""
import json
from mpmath import mp, mpf, exp, findroot, inf, log, log1p, loggamma, pi, quad

mp.dps = 40


def ln_tail(ln_density, slope, x):
    """ln of the integral of a decreasing density from x on."""
    peak, scale = ln_density(x), -1 / slope(x)
    points = [0, 1, 3, 10, 30, 100, 400, 2000, 10**4, 10**6, 10**9, inf]
    return peak + log(scale * quad(lambda u: exp(ln_density(x + scale * u) - peak), points))


def student(t, df):
    t, df = mpf(t), mpf(df)
    constant = loggamma((df + 1) / 2) - loggamma(df / 2) - log(df * pi) / 2
    return ln_tail(lambda x: constant - (df + 1) / 2 * log1p(x * x / df), lambda x: -(df + 1) * x / (df + x * x), t)


def fisher(f, df1, df2):
    f, a, b = mpf(f), mpf(df1), mpf(df2)
    constant = loggamma((a + b) / 2) - loggamma(a / 2) - loggamma(b / 2) + a / 2 * log(a / b)
    return ln_tail(lambda x: constant + (a / 2 - 1) * log(x) - (a + b) / 2 * log1p(a * x / b),
                   lambda x: (a / 2 - 1) / x - (a + b) / 2 * a / b / (1 + a * x / b), f)


def digits(x):
    return float(mp.nstr(x, 17))


def write(name, rows):
    with open(name + ".json", "w") as out:
        columns = {key: [row[key] for row in rows] for key in rows[0]}
        json.dump({"source": "mpmath 1.3.0, 40 digits, reference.py", **columns}, out, indent=1)
        out.write("\n")


write("student", [{"t": t, "df": df, "ln_survival": digits(student(t, df))}
                  for df in [1, 2, 3.75, 11, 100, 1e4, 4.5e5, 1e6, 1e7]
                  for t in [0.25, 1, 1.875, 4, 12, 36, 1000, 1e6]])
write("f", [{"f": f, "df1": a, "df2": b, "ln_survival": digits(fisher(f, a, b))}
            for f, a, b in [(1000, 3, 1e6), (1000, 5, 1e6), (1000, 20, 1e6), (50, 150, 1e6), (40, 3, 17.5)]])
quantiles = []
for q, df in [("1e-300", 3), ("1e-300", 7.5), ("1e-300", 1e6), ("1e-40", 4), ("0.025", 9)]:
    target = log(mpf(float(q)))
    start = {"1e-300": {3: "1.03311083604e100", 7.5: "2.1089031151e40", 1e6: "37.06"},
             "1e-40": {4: "1.3e10"}, "0.025": {9: "2.262"}}[q][df]
    root = exp(findroot(lambda v: student(exp(v), df) - target, log(mpf(start)), tol=1e-30))
    quantiles.append({"q": float(q), "df": df, "t": digits(root)})
write("student_quantile", quantiles)
