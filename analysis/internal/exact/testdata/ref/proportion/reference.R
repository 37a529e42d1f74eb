# Reference values for proportions and paired proportions.
# Run inside this folder: Rscript reference.R
# binom.test (Clopper-Pearson, sign test), prop.test (Wilson), McNemar's mid-p and
# Newcombe's method 10 from their published formulas. Published results are
# asserted.
number <- function(x) { stopifnot(is.finite(x)); s <- sprintf("%.15g", x); ifelse(as.numeric(s) == x, s, sprintf("%.17g", x)) }
write_rows <- function(name, rows) {
  fields <- vapply(names(rows), function(f) sprintf("  \"%s\": [%s]", f, paste(number(rows[[f]]), collapse = ", ")), "")
  writeLines(c("{", sprintf("  \"source\": \"%s, reference.R\",", R.version.string), paste(fields, collapse = ",\n"), "}"), paste0(name, ".json"))
}
near <- function(x, y, tolerance) stopifnot(abs(x - y) < tolerance)

g <- expand.grid(share = c(0, .003, .1, .37, .5, .9, 1), n = c(1, 2, 5, 13, 100, 1999, 1e6, 1e7), level = c(.9, .95, .99))
g$k <- round(g$share * g$n); g <- unique(g[c("k", "n", "level")])
limits <- function(f) t(mapply(function(k, n, level) as.numeric(f(k, n, level)), g$k, g$n, g$level))
exact <- limits(function(k, n, level) binom.test(k, n, conf.level = level)$conf.int)
score <- limits(function(k, n, level) suppressWarnings(prop.test(k, n, conf.level = level, correct = FALSE))$conf.int)
write_rows("intervals", list(k = g$k, n = g$n, level = g$level, exact_low = exact[, 1], exact_high = exact[, 2],
  wilson_low = score[, 1], wilson_high = score[, 2]))

pairs <- rbind(c(10, 3), c(3, 10), c(1, 0), c(0, 6), c(5, 5), c(7, 8), c(25, 60), c(400, 470), c(31000, 30100), c(5000300, 4999700), c(1, 7))
sign_p <- apply(pairs, 1, function(p) binom.test(p[1], sum(p))$p.value)
mid_p <- apply(pairs, 1, function(p) {   # twice the one-sided mid-p, at most 1
  m <- min(p); n <- sum(p); min(1, 2 * pbinom(m, n, .5) - dbinom(m, n, .5))
})
near(sign_p[1], .09228515625, 1e-12); near(mid_p[1], .05737304688, 1e-11)
write_rows("mcnemar", list(b = pairs[, 1], c = pairs[, 2], exact = sign_p, mid = mid_p))

wilson <- function(k, n, z) ((2 * k + z^2) + c(-1, 1) * z * sqrt(z^2 + 4 * k * (1 - k / n))) / (2 * (n + z^2))
method10 <- function(a, b, c, d, level) {      # as printed: p1 - p2 with margins a + b and a + c
  n <- a + b + c + d; z <- qnorm((1 + level) / 2); p1 <- (a + b) / n; p2 <- (a + c) / n
  w1 <- wilson(a + b, n, z); w2 <- wilson(a + c, n, z); margins <- (a + b) * (c + d) * (a + c) * (b + d)
  A <- a * d - b * c; phi <- if (margins == 0) 0 else (if (A > 0) max(A - n / 2, 0) else A) / sqrt(margins)
  theta <- p1 - p2
  c(theta, theta - sqrt((p1 - w1[1])^2 - 2 * phi * (p1 - w1[1]) * (w2[2] - p2) + (w2[2] - p2)^2),
    theta + sqrt((w1[2] - p1)^2 - 2 * phi * (w1[2] - p1) * (p2 - w2[1]) + (p2 - w2[1])^2))
}
# Fagerland, Lydersen & Laake (Statistical Analysis of Contingency Tables, ch. 8),
# as asserted in the tests of their R package contingencytables
near(method10(59, 6, 16, 80, .95), c(-.0621, -.1186, -.0046), 5e-5)
tables <- rbind(c(59, 6, 16, 80), c(1, 1, 7, 12), c(36, 12, 2, 0), c(53, 0, 0, 1), c(0, 0, 0, 9), c(30, 0, 0, 0), c(0, 54, 0, 0),
  c(0, 30, 24, 0), c(0, 0, 5, 20), c(2, 14, 0, 18), c(14, 2, 18, 0), c(300, 120, 90, 490), c(2e6, 1e5, 3e5, 7e6), c(4, 3, 3, 4), c(3, 9, 4, 1))
result <- do.call(rbind, lapply(c(.9, .95), function(level) cbind(tables, level, t(apply(tables, 1, function(x) method10(x[1], x[2], x[3], x[4], level))))))
# here the difference is after less before: the sign turns
write_rows("newcombe", list(both = result[, 1], before_only = result[, 2], after_only = result[, 3], neither = result[, 4], level = result[, 5],
  value = 0 - result[, 6], low = -result[, 8], high = -result[, 7]))
