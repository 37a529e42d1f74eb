"""Hedges' J, Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)), with 40 digits (mpmath
1.3.0). Run inside this folder: python3 reference.py. Checked against R's
lgamma where that does not cancel."""
import json
from mpmath import mp, mpf, exp, log, loggamma

mp.dps = 40
df = [1.0001, 1.25, 2, 3, 4.5, 7, 9, 17, 29, 33, 100, 399, 1e4, 1e6, 1e9]
j = [float(mp.nstr(exp(loggamma(mpf(m) / 2) - loggamma((mpf(m) - 1) / 2) - log(mpf(m) / 2) / 2), 17)) for m in df]
with open("hedges_j.json", "w") as out:
    json.dump({"source": "mpmath 1.3.0, 40 digits, reference.py", "df": df, "j": j}, out, indent=1)
    out.write("\n")
