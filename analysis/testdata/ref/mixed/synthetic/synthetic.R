# Small made-up cohorts around the traps: boundaries, negative covariance, clusters, few people. Seeds fixed; each CSV lies beside its cases.
source("mixed/cases.R"); suppressMessages(RNGversion("3.6.0"))
score <- function(x, lo = 0, hi = 27) pmin(hi, pmax(lo, round(x)))
labels <- c("baseline", "month1", "month3", "month6", "month9"); months <- c(0, 1, 3, 6, 9)
cohort <- function(seed, n, m, make) {   # make(i) gives m scores
  set.seed(seed); out <- NULL
  for (i in seq_len(n)) { y <- make(i); out <- rbind(out, data.frame(id = sprintf("P%02d", i), visit = labels[1:m], time = months[1:m], y = y, stringsAsFactors = FALSE)) }
  out
}
save <- function(name, d, columns = NULL) {
  out <- d[, c("id", "visit", columns, "y")]; names(out)[ncol(out)] <- "score"
  write.csv(out, sprintf("mixed/synthetic/%s.csv", name), row.names = FALSE, quote = FALSE, na = ""); list(file = paste0(name, ".csv"))
}
base <- c("--id", "id", "--visit", "visit", "--outcome", "score=score", "--better", "score=lower"); times <- function(m) c("--times", paste(months[1:m], collapse = ","))
to <- function(name) sprintf("mixed/synthetic/%s.json", name)
paired <- function(d) { w <- merge(d[d$visit == "baseline", ], d[d$visit == "month1", ], by = "id"); w <- w[!is.na(w$y.x) & !is.na(w$y.y), ]; t.test(w$y.y, w$y.x, paired = TRUE) }
same <- function(f, L, t) for (how in c(satterthwaite, kenward_roger)) { r <- how(f, L); stopifnot(abs(c(r$estimate / r$std_error - t$statistic, r$df - t$parameter)) < 1e-6) }
both <- function(name, d, ri = TRUE, note = NULL) {      # two visits: unstructured, and a random intercept where the covariance is positive
  data <- save(name, d); f <- repeated(to(paste0(name, "_us")), data, c(base, "--time", "visit", "--covariance", "us"), design(d, "visit"), note = note)
  if (ri) grown(to(paste0(name, "_ri")), data, c(base, "--time", "linear", "--random", "intercept", times(2)), design(d), "intercept", at = list(0, .7, 1.5))
  invisible(f)
}
# 1 before and after
pair <- function(rho) function(i) { u <- rnorm(1); score(c(14, 11) + 5 * (sqrt(abs(rho)) * c(1, sign(rho)) * u + sqrt(1 - abs(rho)) * rnorm(2))) }
d <- cohort(101, 20, 2, pair(.6)); same(both("complete_pairs", d), c(0, 1), paired(d))
d <- cohort(102, 12, 2, pair(.6)); d$y[d$visit == "month1"][c(2, 7, 11)] <- NA; both("three_of_twelve_lost", d)
d <- cohort(103, 40, 2, pair(.5)); set.seed(1); d$y[d$visit == "month1" & runif(80) < .35] <- NA; d$y[d$visit == "baseline" & runif(80) < .1] <- NA; d <- d[!d$id %in% names(which(tapply(is.na(d$y), d$id, all))), ]; both("lost_both_ways", d)
# 2 the negative-covariance trap: unstructured, where a random intercept is at zero and anti-conservative
d <- data.frame(id = rep(sprintf("P%02d", 1:8), each = 2), visit = rep(labels[1:2], 8), time = rep(0:1, 8), y = c(rbind(seq(10, 24, 2), c(19, 18, 15, 14, 12, 13, 9, 8))), stringsAsFactors = FALSE)
same(both("negative_pairs", d, ri = FALSE, note = "asked for --random intercept the same rows are expected, with a decision"), c(0, 1), paired(d))
d <- cohort(104, 15, 2, pair(-.6)); d$y[d$visit == "month1"][c(3, 9)] <- NA; both("negative_lost", d, ri = FALSE, note = "asked for --random intercept the same rows are expected, with a decision")
# 3 three and four visits, covariance negative: a random intercept is at zero, compound symmetry has rho < 0
negative <- function(m) function(i) { e <- rnorm(m); score(13 - 2 * months[1:m] / months[m] + 4 * (e - .75 * mean(e))) }
for (m in 3:4) { name <- sprintf("negative_icc_%d", m); d <- cohort(105 + m, 15, m, negative(m)); set.seed(m); d$y[runif(nrow(d)) < .12] <- NA; data <- save(name, d)
  ds <- design(d); stopifnot(fit(dense(ds$y, ds$X, ds$d$id, ds$d, random_effects("intercept")))$boundary)
  for (k in c("linear", "visit")) { f <- repeated(to(sprintf("%s_%s", name, k)), data, c(base, "--time", k, "--random", "intercept", if (k == "linear") times(m)), design(d, k), "cs", note = "the random intercept is at zero: compound symmetry with a negative correlation is expected"); stopifnot(f$structure$Sigma(f$par)[1, 2] < 0) } }
# 4 random slopes at the boundary: correlation at one, and a slope variance of zero
course <- function(m, b0, b1, sd0, sd1, rho, se) function(i) { u <- rnorm(1); v <- rho * u + sqrt(1 - rho^2) * rnorm(1); t <- months[1:m]; score(b0 + sd0 * u + (b1 + sd1 * v) * t + se * rnorm(m)) }
scan <- function(name, make, want, seeds, n = 16, m = 4) for (s in seeds) { d <- cohort(s, n, m, make); set.seed(s); d$y[sample(nrow(d), 7)] <- NA; ds <- design(d); f <- fit(dense(ds$y, ds$X, ds$d$id, ds$d, random_effects("slope")), polish = FALSE); if (want(f)) return(list(d = d, ds = ds, seed = s)) }
c1 <- scan("correlation", course(4, 14, -.5, 3, .5, .95, 3), function(f) f$boundary && f$par[1] > .3 && abs(f$par[2]) > .05, 200:240)
c2 <- scan("zero", course(4, 14, -.5, 4, 0, 0, 2.5), function(f) f$boundary && f$par[1] > .3 && abs(f$par[2]) < .05, 300:340)
for (n in names(two <- list(slope_boundary_correlation = c1, slope_boundary_flat = c2))) { x <- two[[n]]
  f <- grown(to(n), save(n, x$d), c(base, "--time", "linear", "--random", "slope", times(4), "--df", "kenward-roger"), x$ds, "slope", note = "the random slope is at its boundary: the fit is kept, with Kenward-Roger", at = list(c(1, 0, .1), c(1, .1, 0))); cat(n, "seed", x$seed, "theta", f$par, "\n") }
for (s in 340:400) { d <- cohort(s, 16, 4, course(4, 14, -.5, 4, 0, 0, 2.5)); ds <- design(d); f <- fit(dense(ds$y, ds$X, ds$d$id, ds$d, random_effects("slope-uncorrelated")), polish = FALSE); if (f$boundary && f$par[2] == 0) break }
grown(to("uncorrelated_boundary"), save("uncorrelated_boundary", d), c(base, "--time", "linear", "--random", "slope-uncorrelated", times(4), "--df", "kenward-roger"), ds, "slope-uncorrelated", note = "slope variance exactly zero"); cat("seed", s, "\n")
# 5 eight clusters of six, participants nested
cluster <- function(seed, g, k, m, sdc) { set.seed(seed); out <- NULL; i <- 0; for (s in seq_len(g)) { c <- sdc * rnorm(1); for (j in seq_len(k)) { i <- i + 1; out <- rbind(out, data.frame(id = sprintf("P%02d", i), visit = labels[1:m], time = months[1:m], site = LETTERS[s], y = score(c + course(m, 14, -.5, 3, .4, -.2, 2.5)(i)), stringsAsFactors = FALSE)) } }
  out$y[runif(nrow(out)) < .15] <- NA; out }
d <- cluster(401, 8, 6, 4, 2.5); data <- save("clusters", d, "site"); cl <- c("--cluster", "site"); x <- c(base, "--time", "linear", times(4))
grown(to("clusters_ris"), data, c(x, "--random", "slope", cl), design(d), "slope", cluster = "site", at = list(c(1, 0, .2, .8), c(1, -.1, .1, 0)))
grown(to("clusters_ri"), data, c(x, "--random", "intercept", cl), design(d), "intercept", cluster = "site", at = list(c(1, .8), c(.5, 0), c(0, .5)))
grown(to("clusters_ri_ml"), data, c(x, "--random", "intercept", cl, "--ml"), design(d), "intercept", cluster = "site", reml = FALSE)
grown(to("clusters_visit_ri"), data, c(base, "--time", "visit", "--random", "intercept", cl), design(d, "visit"), "intercept", cluster = "site")
for (s in 410:440) { d <- cluster(s, 8, 5, 3, 0); ds <- design(d); e <- ds$d; e$cluster <- ds$data$site; f <- fit(dense(ds$y, ds$X, e$cluster, e, random_effects("intercept", TRUE)), polish = FALSE); if (f$par[2] == 0 && f$par[1] > .3) break }
grown(to("clusters_zero"), save("clusters_zero", d, "site"), c(base, "--time", "linear", times(3), "--random", "intercept", cl, "--df", "kenward-roger"), ds, "intercept", cluster = "site", note = "the cluster variance is zero"); cat("seed", s, "\n")
d <- cluster(452, 3, 8, 4, 2); grown(to("clusters_fixed"), save("clusters_fixed", d, "site"), c(base, "--time", "linear", times(4), "--random", "slope", cl), design(d, covariates = "site"), "slope", note = "three clusters: a fixed effect, with a decision")
# 6 quadratic and log time; covariates of both kinds, some missing; groups
set.seed(501); n <- 40; who <- data.frame(id = sprintf("P%02d", 1:n), age = round(runif(n, 20, 75)), sex = sample(c("F", "M", "X"), n, TRUE, c(.5, .4, .1)), arm = sample(c("A", "B"), n, TRUE), stringsAsFactors = FALSE); who$age[c(5, 19)] <- NA
d <- cohort(502, n, 5, function(i) { u <- rnorm(1); t <- months; score(15 + 3 * u + (-.9 - .2 * (who$arm[i] == "B") + .3 * rnorm(1)) * t + .05 * t^2 + .02 * ifelse(is.na(who$age[i]), 40, who$age[i]) + 2 * rnorm(5)) }); d <- merge(d, who); d <- d[order(d$id, d$time), ]
set.seed(503); d$y[runif(nrow(d)) < .2 & d$time > 0] <- NA; d$y[d$id == "P11"] <- NA; data <- save("survey", d, c("age", "sex", "arm")); c2 <- c("--covariate", "age", "--covariate", "sex"); g <- c("--group", "arm")
for (k in c("linear", "quadratic", "log")) for (r in c("slope", "intercept")) grown(to(sprintf("survey_%s_%s", k, c(slope = "ris", intercept = "ri")[[r]])), data, c(base, "--time", k, times(5), "--random", r, c2), design(d, k, c("age", "sex")), r)
for (k in c("linear", "quadratic", "log")) grown(to(sprintf("survey_%s_by_arm", k)), data, c(base, "--time", k, times(5), "--random", "slope", g, c2), design(d, k, c("age", "sex"), "arm"), "slope")
grown(to("survey_adjusted_ris"), data, c(base, "--time", "linear", times(5), "--random", "slope", "--baseline-adjusted", c2, g), design(d, "linear", c("age", "sex"), "arm", TRUE), "slope")
for (k in c("us", "toeph", "ar1h", "ar1", "csh", "cs", "toep", "ad")) repeated(to(paste0("survey_mmrm_", k)), data, c(base, "--time", "visit", "--covariance", k, c2), design(d, "visit", c("age", "sex")), k)
repeated(to("survey_mmrm_us_by_arm"), data, c(base, "--time", "visit", "--covariance", "us", g, c2), design(d, "visit", c("age", "sex"), "arm"))
repeated(to("survey_mmrm_us_adjusted"), data, c(base, "--time", "visit", "--covariance", "us", "--baseline-adjusted", g, c2), design(d, "visit", c("age", "sex"), "arm", TRUE))
repeated(to("survey_mmrm_us_randomised"), data, c(base, "--time", "visit", "--covariance", "us", g, "--randomised", "arm"), design(d, "visit", NULL, "arm", randomised = TRUE))
# 7 few people
d <- cohort(601, 8, 3, course(3, 14, -.8, 4, .6, 0, 2)); data <- save("eight_people", d); w <- reshape(d[, c("id", "visit", "y")], direction = "wide", idvar = "id", timevar = "visit")
f <- repeated(to("eight_people_us"), data, c(base, "--time", "visit", "--covariance", "us"), ds <- design(d, "visit")); t <- t.test(w$y.month3, w$y.baseline, paired = TRUE); same(f, ds$L[["contrast[month3-baseline]"]], t)
grown(to("eight_people_ris"), data, c(base, "--time", "linear", times(3), "--random", "slope"), design(d), "slope", at = list(c(1, 0, .2)))
d <- cohort(602, 12, 4, course(4, 14, -.5, 4, .6, 0, 2)); d$y[c(4, 8, 15, 16, 22, 30, 31, 32, 43)] <- NA; data <- save("twelve_people", d)
repeated(to("twelve_people_us"), data, c(base, "--time", "visit", "--covariance", "us"), design(d, "visit")); grown(to("twelve_people_ris"), data, c(base, "--time", "linear", times(4), "--random", "slope"), design(d), "slope")
# 8 a covariate that changes from survey to survey, and one's own times
set.seed(701); d <- cohort(702, 30, 4, course(4, 14, -.5, 3, .4, 0, 2)); d$sleep <- round(rnorm(nrow(d), 7, 1.2), 1); d$y <- score(d$y - .8 * (d$sleep - 7)); d$y[runif(nrow(d)) < .1] <- NA; d$sleep[c(9, 50)] <- NA
for (r in c("slope", "intercept")) grown(to(paste0("changing_covariate_", c(slope = "ris", intercept = "ri")[[r]])), save("changing_covariate", d, "sleep"), c(base, "--time", "linear", times(4), "--random", r, "--covariate", "sleep"), design(d, covariates = "sleep"), r, note = "sleep differs from survey to survey; the survey without it is out")
set.seed(703); d <- cohort(704, 25, 4, course(4, 14, -.5, 3, .4, 0, 2)); d$day <- round(pmax(0, d$time * 30 + rnorm(nrow(d), 0, 8) * (d$time > 0))); d$y[runif(nrow(d)) < .1] <- NA; e <- d; e$time <- e$day
for (r in c("slope", "intercept")) grown(to(paste0("own_times_", c(slope = "ris", intercept = "ri")[[r]])), save("own_times", d, "day"), c(base[-(3:4)], "--time", "linear", "--time-column", "day", "--random", r), design(e), r, at = if (r == "slope") list(c(1, 0, .01)) else list(1))
# 9 lme4's Dyestuff and Dyestuff2: an intercept alone
for (n in c("Dyestuff", "Dyestuff2")) { x <- get(data(list = n, package = "lme4")); d <- data.frame(id = as.character(x$Batch), visit = as.character(rep(1:5, 6)), time = rep(1:5, 6), y = x$Yield); X <- cbind("(Intercept)" = rep(1, 30))
  write.csv(data.frame(id = d$id, visit = d$visit, score = d$y), sprintf("mixed/synthetic/%s.csv", tolower(n)), row.names = FALSE, quote = FALSE)
  grown(to(tolower(n)), list(file = paste0(tolower(n), ".csv")), character(0), list(y = d$y, X = X, d = data.frame(id = d$id, time = d$time, visit = d$time), data = d, L = list("(Intercept)" = 1), change = list(), labels = as.character(1:5), reference = list(), people = 6), "intercept", at = list(0, .3, .8, 1.5, 4), note = "engine: no time term") }
