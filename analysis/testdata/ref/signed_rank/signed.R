# Signed-rank tests: exact with ties and zeros from coin, statistic and rank-biserial by ranking.
source("case.R"); suppressMessages(library(coin))
rows <- function(d, zeros) {
  ok <- !is.na(d$pre) & !is.na(d$post); change <- round(d$post[ok] - d$pre[ok], 10)
  nz <- change[change != 0]; k <- if (zeros == "pratt") rank(abs(change))[change != 0] else rank(abs(nz))
  up <- sum(k[nz > 0]); down <- sum(k[nz < 0]); walsh <- outer(change, change, "+") / 2; walsh <- walsh[lower.tri(walsh, TRUE)]
  zero <- numeric(length(change))
  p <- pvalue(wilcoxsign_test(change ~ zero, distribution = "exact", zero.method = if (zeros == "pratt") "Pratt" else "Wilcoxon"))
  list(row("signed_rank", "pseudomedian", n = length(change), statistic = up, p_value = as.numeric(p), estimate = median(walsh)),
    row("effect_size", "rank_biserial", estimate = (up - down) / (up + down)))
}
for (k in 1:4) for (zeros in c("wilcoxon", "pratt")) {
  d <- survey(70 + k, c(10, 25, 60, 150)[k], high = c(10, 27, 9, 27)[k], shift = c(-1, -1, .3, -1)[k])
  case(sprintf("signed_rank/%s%d.json", zeros, k), "coin", d, rows(d, zeros), spec = list(zeros = zeros))
}
set.seed(80); d <- data.frame(pre = round(rnorm(40, 80, 5), 1)); d$post <- round(d$pre + rnorm(40, 1, 3), 1)
case("signed_rank/decimals.json", "coin", d, rows(d, "wilcoxon"))
