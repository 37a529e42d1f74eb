# Newcombe's (1998) method 10, from his formulas, on tables with each sign and size of the correlation.
source("case.R")
newcombe <- function(a, b, c, d) { # both, after only, before only, neither
  n <- a + b + c + d; w <- function(k) prop.test(k, n, correct = FALSE)$conf.int
  p1 <- (a + b) / n; p2 <- (a + c) / n; i1 <- w(a + b); i2 <- w(a + c); m <- (a + b) * (c + d) * (a + c) * (b + d); A <- a * d - b * c
  phi <- if (m == 0) 0 else (if (A > n / 2) A - n / 2 else if (A >= 0) 0 else A) / sqrt(m)
  l1 <- p1 - i1[1]; u1 <- i1[2] - p1; l2 <- p2 - i2[1]; u2 <- i2[2] - p2
  c(p1 - p2 - sqrt(l1^2 - 2 * phi * l1 * u2 + u2^2), p1 - p2 + sqrt(u1^2 - 2 * phi * u1 * l2 + l2^2))
}
tables <- list(strong = c(30, 4, 9, 40), weak = c(6, 5, 5, 6), negative = c(2, 20, 14, 3), margin = c(36, 12, 2, 0), empty = c(0, 0, 7, 12))
for (name in names(tables)) {
  t <- tables[[name]]; pre <- rep(c(12, 5, 12, 5), t); post <- rep(c(12, 12, 5, 5), t); ci <- newcombe(t[1], t[2], t[3], t[4])
  case(sprintf("caseness/newcombe_%s.json", name), character(0), data.frame(pre = pre, post = post),
    list(row("caseness", "difference", ">=10", estimate = (t[2] - t[3]) / sum(t), conf_low = ci[1], conf_high = ci[2])), scale = list(better = "lower", caseness = list(">=10")))
}
