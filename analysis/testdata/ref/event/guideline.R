# An event that is not caseness, before and after: the same numbers as caseness, from base R.
source("case.R")
d <- survey(301, 120, high = 300, shift = 20); ok <- !is.na(d$pre) & !is.na(d$post); x <- d$pre[ok] >= 150; y <- d$post[ok] >= 150; n <- length(x)
b <- sum(!x & y); c <- sum(x & !y); p <- prop.test(sum(x), n, correct = FALSE)
case("event/guideline.json", character(0), d, list(
  row("event", "prevalence_pre", "guideline_met", estimate = unname(p$estimate), conf_low = p$conf.int[1], conf_high = p$conf.int[2], numerator = sum(x), denominator = n),
  row("event", "difference", "guideline_met", estimate = (b - c) / n, p_value = min(1, 2 * pbinom(min(b, c), b + c, .5) - dbinom(min(b, c), b + c, .5))),
  row("event", "difference", "guideline_met/exact", p_value = binom.test(b, b + c)$p.value),
  row("event", "gained", "guideline_met", numerator = b, denominator = n), row("event", "lost", "guideline_met", numerator = c, denominator = n)),
  scale = list(better = "higher", events = list(list(id = "guideline_met", criterion = ">=150"))))
