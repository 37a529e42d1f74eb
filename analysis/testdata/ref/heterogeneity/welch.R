# Welch's test of the change over strata, from stats::t.test and stats::oneway.test.
source("case.R")
for (k in c(2, 3, 7)) {
  d <- survey(30 + k, 40 * k); d$by <- paste("site", sample(seq_len(k), nrow(d), TRUE)); d$post <- pmin(27, pmax(0, d$post - (d$by == "site 2") * 2))
  e <- d[!is.na(d$pre) & !is.na(d$post), ]; e$change <- e$post - e$pre
  if (k == 2) {
    t <- t.test(e$change[e$by == "site 2"], e$change[e$by == "site 1"])
    want <- row("heterogeneity", "difference_of_change", "by", n = nrow(e), estimate = unname(t$estimate[1] - t$estimate[2]), std_error = t$stderr, statistic = unname(t$statistic), df = unname(t$parameter), p_value = t$p.value, conf_low = t$conf.int[1], conf_high = t$conf.int[2])
  } else {
    w <- oneway.test(change ~ by, e)
    want <- row("heterogeneity", "difference_of_change", "by", n = nrow(e), statistic = unname(w$statistic), df = unname(w$parameter[2]), p_value = w$p.value)
  }
  one <- e$change[e$by == "site 1"]; t1 <- t.test(one)
  case(sprintf("heterogeneity/welch%d.json", k), character(0), d, list(want,
    row("paired_t", "mean_change", stratum = "by=site 1", estimate = unname(t1$estimate), p_value = t1$p.value)), spec = list(by = TRUE))
}
