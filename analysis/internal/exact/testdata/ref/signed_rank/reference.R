# Reference values for the signed-rank test, its estimate and its interval.
# Run inside this folder: Rscript reference.R
# Exact p: coin::wilcoxsign_test (both zero rules), exactRankTests::wilcox.exact
# (zeros dropped), and a convolution written here. Normal p: stats::wilcox.test
# without continuity correction. Intervals: stats::wilcox.test where there are
# neither ties nor zeros. Values stated in the literature or by other programs
# are asserted, so that a changed R cannot change them unseen.
suppressMessages({library(coin); library(exactRankTests)})
number <- function(x) { stopifnot(is.finite(x)); s <- sprintf("%.15g", x); ifelse(as.numeric(s) == x, s, sprintf("%.17g", x)) }
json <- function(x) {
  if (is.list(x)) paste0("{", paste(sprintf("\"%s\": %s", names(x), vapply(x, json, "")), collapse = ", "), "}")
  else if (is.character(x)) paste0("\"", x, "\"")
  else if (length(x) == 1 && is.null(attr(x, "vector"))) number(x)
  else paste0("[", paste(number(x), collapse = ", "), "]")
}
convolved <- function(d, pratt) {            # exact two-sided p from the definition
  if (!pratt) d <- d[d != 0]
  r <- rank(abs(d))[d != 0] * 2; s <- d[d != 0]
  if (length(s) == 0) return(c(plus = 0, p = 1))
  counts <- c(1, numeric(sum(r)))
  for (k in r) counts <- counts + c(numeric(k), head(counts, -k))
  w <- sum(r[s > 0]); m <- min(w, sum(r) - w)
  c(plus = w / 2, p = min(1, 2 * sum(counts[1:(m + 1)]) / 2^length(s)))
}
case <- function(name, ticks) {
  ticks <- as.numeric(ticks); stopifnot(ticks == round(ticks))
  nonzero <- ticks[ticks != 0]; zero <- numeric(length(ticks))
  drop <- convolved(ticks, FALSE); rank <- convolved(ticks, TRUE)
  exact <- function(rule) as.numeric(pvalue(wilcoxsign_test(ticks ~ zero, distribution = "exact", zero.method = rule)))
  if (length(nonzero) > 1 && length(ticks) <= 200) {
    stopifnot(abs(exact("Wilcoxon") - drop["p"]) < 1e-12, abs(exact("Pratt") - rank["p"]) < 1e-12)
    stopifnot(abs(suppressWarnings(wilcox.exact(ticks, exact = TRUE)$p.value) - drop["p"]) < 1e-12)
  }
  walsh <- outer(ticks, ticks, "+"); walsh <- walsh[lower.tri(walsh, diag = TRUE)] / 2
  out <- list(name = name, ticks = structure(ticks, vector = TRUE), plus_dropped = drop[["plus"]], p_dropped = drop[["p"]],
    plus_ranked = rank[["plus"]], p_ranked = rank[["p"]], pseudomedian = median(walsh),
    zeros = sum(ticks == 0), tied = sum(table(abs(nonzero))[table(abs(nonzero)) > 1]), tie_groups = sum(table(abs(nonzero)) > 1))
  if (length(nonzero) > 0) {
    w <- suppressWarnings(wilcox.test(nonzero, exact = FALSE, correct = FALSE))
    total <- length(nonzero) * (length(nonzero) + 1) / 2
    out$p_normal <- w$p.value; out$rank_biserial <- (2 * w$statistic[["V"]] - total) / total
    if (out$p_normal > 0) stopifnot(drop["plus"] == w$statistic)
  }
  if (length(nonzero) > 1 && !anyDuplicated(abs(ticks)) && length(nonzero) == length(ticks)) {
    untied <- suppressWarnings(wilcox.test(ticks, exact = TRUE, conf.int = TRUE))
    stopifnot(abs(untied$p.value - drop["p"]) < 1e-12, abs(untied$estimate - out$pseudomedian) < 1e-6)
    out$conf_int <- structure(as.numeric(untied$conf.int), vector = TRUE)
    out$conf_level <- attr(untied$conf.int, "conf.level")
    # R puts the requested level there when it is attainable: the level achieved
    # is that of the quantile it used
    n <- length(ticks); q <- max(qsignrank(.025, n), 1)
    out$achieved <- 1 - 2 * psignrank(q - 1, n)
  }
  out
}
near <- function(x, y, tolerance = 1e-10) stopifnot(abs(x - y) < tolerance)

cases <- list()
add <- function(name, ticks) { cases[[length(cases) + 1]] <<- case(name, ticks); invisible(cases[[length(cases)]]) }

x <- add("student sleep, drug 1 less drug 2, tenths of hours", c(-12, -24, -13, -13, 0, -10, -18, -8, -46, -14))
near(x$p_dropped, .00390625); near(x$p_ranked, .00390625); near(x$p_normal, .00763244164821)
x <- add("two zeros, three tied pairs", c(-6, -5, -5, -4, -3, -3, -2, -1, 0, 0, 2, 3))
near(x$plus_dropped, 7.5); near(x$p_dropped, .041015625); near(x$plus_ranked, 11.5); near(x$p_ranked, .04296875)
near(x$p_normal, .0406995327915); near(x$rank_biserial, -.7272727, 1e-7)
x <- add("eight zeros, four negative (rstatix issue 127, with sizes that give its p)", c(rep(0, 8), -1, -2, -2, -5))
near(x$p_dropped, .125); near(suppressWarnings(wilcox.test(x$ticks, exact = FALSE))$p.value, .0975125381781)
x <- add("twelve pairs with ties", c(19, 12, 15, 17, 16, 14, 20, 14, 22, 14, 19, 23) - c(12, 8, 12, 16, 12, 3, 10, 15, 18, 6, 15, 24))
near(x$plus_dropped, 74); near(x$p_dropped, .00390625); near(x$p_normal, .005771, 1e-6)
x <- add("Hollander and Wolfe depression scale factor, thousandths",
  round(1000 * (c(1.83, .50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30) - c(.878, .647, .598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29))))
near(x$plus_dropped, 40); near(x$p_dropped, .0390625); near(x$pseudomedian, 460); near(x$conf_int, c(10, 786))
x <- add("scipy issue 19872", c(62, 66, 61, 68, 74, 62, 68, 62, 55, 59) - c(71, 71, 69, 61, 75, 71, 77, 72, 62, 65))
near(x$plus_dropped, 4.5); near(x$p_dropped, 2 * .0078125)
x <- add("scipy issue 19872 swapped", -x$ticks); near(x$p_dropped, 2 * .0078125)
x <- add("scipy issue 17667, thousandths", round(1000 * (c(.5, .825, .375, .5) - c(.525, .775, .325, .55))))
near(x$plus_dropped, 6); stopifnot(rank(abs(x$ticks)) == c(1, 3, 3, 3))
x <- add("fifteen up, forty zeros, fifteen down", rep(c(1, 0, -1), c(15, 40, 15))); near(x$p_ranked, 1); near(x$p_dropped, 1)
x <- add("one down, ninety-nine zeros", c(-1, rep(0, 99))); near(x$p_ranked, 1); near(x$p_dropped, 1)
x <- add("five up: the smallest p there is", c(3, 1, 7, 4, 10)); near(x$p_dropped, .0625)
add("all zero", rep(0, 6)); add("a single change", 4)

set.seed(20240501)
for (n in c(6, 8, 9, 11, 14, 17, 20, 25, 31, 40, 52, 60, 75, 100, 140, 200)) for (sd in c(.8, 2.5, 6)) {
  ticks <- round(rnorm(n, -.3 * sd * sample(0:2, 1), sd)); ticks[runif(n) < .15] <- 0
  if (sum(ticks != 0) > 1) add(sprintf("rounded normal, n %d, sd %g", n, sd), ticks)
}
for (n in c(5, 6, 7, 9, 12, 18, 30, 49)) for (shift in c(0, 400)) {
  repeat { ticks <- round(rnorm(n, shift, 1000)); if (!anyDuplicated(abs(ticks)) && all(ticks != 0)) break }
  add(sprintf("untied, n %d, shift %d", n, shift), ticks)
}
versions <- sprintf("%s, coin %s, exactRankTests %s, reference.R", R.version.string, packageVersion("coin"), packageVersion("exactRankTests"))
writeLines(c("{", sprintf("\"source\": \"%s\",", versions), "\"cases\": [",
  paste(vapply(cases, json, ""), collapse = ",\n"), "]", "}"), "cases.json")
