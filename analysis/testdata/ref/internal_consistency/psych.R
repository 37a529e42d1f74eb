# Alpha, item-rest correlations and alpha if dropped from psych::alpha, the one-factor omega from psych::fa
# (fm = "ml"): (sum of loadings)^2 over the same plus the sum of uniquenesses, as psych::omega computes it.
# fa stops at optim's default tolerance, hence 1e-5 for omega.
source("case.R")
suppressMessages(library(psych))
consistency <- function(name, d, omega = TRUE, exact = 1e-8) {
  complete <- d[complete.cases(d), ]; n <- nrow(complete); k <- ncol(complete)
  a <- suppressWarnings(alpha(complete, warnings = FALSE))
  raw <- alpha.ci(a$total$raw_alpha, n, k, p.val = .05, digits = 15)
  rest <- vapply(seq_len(k), function(i) cor(complete[, i], rowSums(complete[, -i])), 0)
  stopifnot(max(abs(rest - a$item.stats$r.drop)) < 1e-12)
  want <- list(row("internal_consistency", "alpha", "pre", n = n, estimate = a$total$raw_alpha, conf_low = raw$lower.ci, conf_high = raw$upper.ci))
  for (i in seq_len(k)) {
    want <- c(want, list(row("internal_consistency", paste0("item_rest[", names(d)[i], "]"), "pre", n = n, estimate = rest[i])))
    want <- c(want, list(row("internal_consistency", paste0("alpha_if_dropped[", names(d)[i], "]"), "pre", n = n, estimate = a$alpha.drop$raw_alpha[i])))
  }
  fitted <- NULL
  if (omega) {
    f <- fa(complete, 1, fm = "ml"); l <- f$loadings[, 1]
    if (sum(l) < 0) l <- -l
    fitted <- sum(l)^2 / (sum(l)^2 + sum(1 - l^2))
  }
  items <- lapply(d, function(v) ifelse(is.na(v), NA_character_, as.character(v)))
  out <- list(source = versions("psych"), names = names(d), items = items, expected = unname(want), omega = fitted, tolerance = exact, omega_tolerance = 1e-5)
  writeLines(json(out), sprintf("internal_consistency/%s.json", name))
}
consistency("attitude", attitude)
one <- function(seed, n, loadings, high = 3, missing = 0) {
  set.seed(seed)
  trait <- rnorm(n)
  x <- sapply(loadings, function(l) l * trait + sqrt(1 - l^2) * rnorm(n))
  x[] <- pmin(high, pmax(0, round(high / 2 + high / 4 * x)))
  x[matrix(runif(length(x)) < missing, nrow(x))] <- NA
  d <- as.data.frame(x); names(d) <- paste0("q", seq_along(loadings)); d
}
consistency("gaps9", one(1, 240, c(.8, .7, .75, .6, .5, .65, .7, .55, .4), missing = .03))
consistency("four", one(2, 60, c(.7, .6, .8, .5)))
turned <- one(3, 150, c(.7, .8, .6, .7, .75, .65)); turned$q4 <- 3 - turned$q4
consistency("unturned", turned)  # an item that should have been reversed
consistency("heywood", one(4, 40, c(.995, .5, .3, .4), high = 12))
