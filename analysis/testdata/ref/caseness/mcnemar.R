# McNemar's exact and mid-p, Wilson intervals, from base R.
source("case.R")
rows <- function(d, holds, variant) {
  ok <- !is.na(d$pre) & !is.na(d$post); x <- holds(d$pre[ok]); y <- holds(d$post[ok]); n <- length(x)
  b <- sum(!x & y); c <- sum(x & !y); p <- prop.test(sum(x), n, correct = FALSE); q <- prop.test(sum(y), n, correct = FALSE)
  mid <- min(1, 2 * pbinom(min(b, c), b + c, .5) - dbinom(min(b, c), b + c, .5))
  list(row("caseness", "prevalence_pre", variant, estimate = unname(p$estimate), numerator = sum(x), denominator = n, conf_low = p$conf.int[1], conf_high = p$conf.int[2]),
    row("caseness", "prevalence_post", variant, estimate = unname(q$estimate), numerator = sum(y), denominator = n, conf_low = q$conf.int[1], conf_high = q$conf.int[2]),
    row("caseness", "difference", variant, estimate = (b - c) / n, p_value = mid),
    row("caseness", "difference", paste0(variant, "/exact"), p_value = binom.test(b, b + c)$p.value),
    row("caseness", "discordant_worse", variant, numerator = b, denominator = n), row("caseness", "discordant_better", variant, numerator = c, denominator = n))
}
for (k in 1:3) { d <- survey(50 + k, c(25, 150, 3000)[k]); case(sprintf("caseness/survey%d.json", k), character(0), d, rows(d, function(v) v >= 10, ">=10"), scale = list(better = "lower", caseness = list(">=10"))) }
d <- survey(54, 80, high = 20, shift = 2); case("caseness/higher.json", character(0), d, rows(d, function(v) v <= 8, "<=8"), scale = list(better = "higher", caseness = list("<=8")))
