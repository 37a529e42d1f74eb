# One visit, described: mean, SD and median, and shares with Wilson's interval, from base R.
source("case.R")
d <- survey(401, 90); d$post <- NA_real_; d$by <- ifelse(seq_len(90) %% 3 == 0, "A", "B")
wilson <- function(method, term, holds, variant = "", stratum = "") {
  p <- suppressWarnings(prop.test(sum(holds), length(holds), correct = FALSE))
  row(method, term, variant, stratum, n = length(holds), estimate = unname(p$estimate), conf_low = p$conf.int[1], conf_high = p$conf.int[2],
      numerator = sum(holds), denominator = length(holds))
}
rows <- function(x, stratum = "") list(
  row("describe", "mean_pre", stratum = stratum, n = length(x), estimate = mean(x)), row("describe", "sd_pre", stratum = stratum, estimate = sd(x)),
  row("describe", "median_pre", stratum = stratum, estimate = median(x)),
  wilson("caseness", "prevalence_pre", x >= 10, ">=10", stratum), wilson("caseness", "prevalence_pre", x <= 3, "<=3", stratum),
  wilson("event", "prevalence_pre", x >= 20, "high", stratum),
  wilson("severity", "pre:low", x < 5, stratum = stratum), wilson("severity", "pre:middle", x >= 5 & x < 15, stratum = stratum), wilson("severity", "pre:high", x >= 15, stratum = stratum))
seen <- function(keep) d$pre[keep & !is.na(d$pre)]
case("one_visit/survey.json", character(0), d, c(rows(seen(TRUE)), rows(seen(d$by == "A"), "by=A"), rows(seen(d$by == "B"), "by=B")),
  scale = list(better = "lower", caseness = c(">=10", "<=3"), events = list(list(id = "high", criterion = ">=20")),
               bands = list(list(id = "low", from = "0"), list(id = "middle", from = "5"), list(id = "high", from = "15"))),
  spec = list(one_visit = TRUE, by = TRUE))
