# Stuart-Maxwell test of marginal homogeneity, from coin::mh_test.
source("case.R"); suppressMessages(library(coin))
bands <- list(list(id = "minimal", from = "0"), list(id = "mild", from = "5"), list(id = "moderate", from = "10"), list(id = "moderately_severe", from = "15"), list(id = "severe", from = "20"))
cut5 <- function(x) factor(findInterval(x, c(0, 5, 10, 15, 20)), 1:5)
for (k in 1:3) {
  d <- survey(40 + k, c(60, 300, 5000)[k]); ok <- !is.na(d$pre) & !is.na(d$post); tb <- table(cut5(d$pre[ok]), cut5(d$post[ok])); n <- sum(tb)
  m <- mh_test(as.table(tb)); share <- function(x) prop.test(x, n, correct = FALSE)
  p <- share(sum(tb[3, ])); q <- share(sum(tb[, 1]))
  case(sprintf("severity/survey%d.json", k), "coin", d, list(
    row("severity", "pre:moderate", numerator = sum(tb[3, ]), denominator = n, estimate = unname(p$estimate), conf_low = p$conf.int[1], conf_high = p$conf.int[2]),
    row("severity", "post:minimal", numerator = sum(tb[, 1]), denominator = n, estimate = unname(q$estimate), conf_low = q$conf.int[1], conf_high = q$conf.int[2]),
    row("severity", "marginal_homogeneity", n = n, statistic = unname(statistic(m)), df = 4, p_value = as.numeric(pvalue(m)))),
    scale = list(better = "lower", bands = bands), tolerance = 1e-9)
}
# Stuart (1955): unaided distance vision, 7477 women, four grades.
vision <- matrix(c(1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492), 4, byrow = TRUE)
d <- data.frame(pre = rep(rep(1:4, 4), as.vector(vision)), post = rep(rep(1:4, each = 4), as.vector(vision)))
tb <- table(factor(d$pre, 1:4), factor(d$post, 1:4)); stopifnot(all(tb == vision)); m <- mh_test(as.table(vision))
case("severity/vision.json", "coin", d, list(row("severity", "marginal_homogeneity", n = 7477, statistic = unname(statistic(m)), df = 3, p_value = as.numeric(pvalue(m)))),
  scale = list(bands = lapply(1:4, function(i) list(id = paste0("grade", i), from = as.character(i)))), tolerance = 1e-9)
# A grade that exchanges nobody costs a degree of freedom (its own component).
keep <- d$pre != 4 & d$post != 4 | d$pre == d$post; m <- mh_test(as.table(vision[1:3, 1:3]))
case("severity/components.json", "coin", d[keep, ], list(row("severity", "marginal_homogeneity", statistic = unname(statistic(m)), df = 2, p_value = as.numeric(pvalue(m)))),
  scale = list(bands = lapply(1:4, function(i) list(id = paste0("grade", i), from = as.character(i)))), tolerance = 1e-9)
