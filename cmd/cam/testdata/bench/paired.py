import sys
import pandas as pd
from scipy import stats

d = pd.read_csv(sys.argv[1])
assert d["id"].is_unique
for o in range(1, 6):
    p = d[[f"o{o}_pre", f"o{o}_post"]].dropna()
    x, y = p.iloc[:, 0], p.iloc[:, 1]
    c = y - x
    t = stats.ttest_rel(y, x)
    w = stats.wilcoxon(y, x, mode="approx", correction=False)
    print(o, len(x), x.mean(), x.std(), y.mean(), y.std(), x.corr(y), t.statistic, t.pvalue, w.statistic, w.pvalue, c.mean() / c.std(), c.mean() / x.std())
