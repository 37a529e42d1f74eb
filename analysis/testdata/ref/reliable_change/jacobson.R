# Reliable change, recovery, response and what is expected without change.
source("case.R")
wilson <- function(k, n) { p <- prop.test(k, n, correct = FALSE); list(estimate = unname(p$estimate), conf_low = p$conf.int[1], conf_high = p$conf.int[2], numerator = k, denominator = n, n = n) }
rows <- function(d, smallest, cut, variant, r) {
  ok <- !is.na(d$pre) & !is.na(d$post); x <- d$pre[ok]; y <- d$post[ok]; n <- length(x); gain <- x - y
  of <- function(term, k, n, suffix = "", method = "reliable_change", v = variant) do.call(row, c(list(method, term, paste0(v, suffix)), wilson(k, n)))
  case <- x >= cut; started <- sum(d$pre >= cut, na.rm = TRUE)
  m <- mean(d$pre, na.rm = TRUE); s <- sd(d$pre, na.rm = TRUE)
  # A second score under no change: N(m + r(x - m), s^2 (1 - r^2)), with half a point of continuity.
  expect <- function(bound) mean(pnorm((bound(x[case]) + .5 - (m + r * (x[case] - m))) / (s * sqrt(1 - r^2))))
  c(list(of("improved", sum(gain >= smallest), n), of("unchanged", sum(abs(gain) < smallest), n), of("deteriorated", sum(gain <= -smallest), n)),
    list(of("recovered", sum(case & y < cut), sum(case)), of("recovered", sum(case & y < cut), started, "/started"),
      row("reliable_change", "recovered", paste0(variant, "/expected"), estimate = expect(function(v) cut - 1), n = sum(case)),
      of("reliably_recovered", sum(case & y < cut & gain >= smallest), sum(case)), of("reliably_recovered", sum(case & y < cut & gain >= smallest), started, "/started"),
      row("reliable_change", "reliably_recovered", paste0(variant, "/expected"), estimate = expect(function(v) pmin(cut - 1, v - smallest)), n = sum(case))),
    list(of("response", sum(case & 2 * y <= x), sum(case), method = "response", v = paste0(">=", cut)), of("response", sum(case & 2 * y <= x), started, "/started", method = "response", v = paste0(">=", cut)),
      row("response", "response", paste0(">=", cut, "/expected"), estimate = expect(function(v) floor(v / 2)), n = sum(case))))
}
d <- survey(61, 300); case("reliable_change/stated.json", character(0), d, rows(d, 6, 10, ">=6", .84), scale = list(better = "lower", caseness = list(">=10"), reliable = list(list(id = ">=6", change = "6")), reliability = .84))
s <- 6.1; r <- .84; smallest <- ceiling(1.96 * s * sqrt(2) * sqrt(1 - r))
d <- survey(62, 200); case("reliable_change/computed.json", character(0), d, rows(d, smallest, 10, "sd:6.1,r:0.84", r), scale = list(better = "lower", caseness = list(">=10"), reliable = list(list(id = "sd:6.1,r:0.84", sd = s, r = r))))
d <- survey(63, 200); s <- sd(d$pre, na.rm = TRUE); r <- .88; smallest <- ceiling(1.96 * s * sqrt(2) * sqrt(1 - r))
case("reliable_change/sample.json", character(0), d, rows(d, smallest, 10, "sd:pre,r:0.88", r), scale = list(better = "lower", caseness = list(">=10"), reliable = list(list(id = "sd:pre,r:0.88", r = r))))
