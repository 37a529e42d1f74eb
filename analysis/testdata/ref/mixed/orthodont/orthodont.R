# Distances at four ages, complete: growth and repeated measures, by sex.
source("mixed/cases.R")
o <- shared("lmm_orthodont/long.csv"); data <- list(shared = "lmm_orthodont/long.csv"); args <- c("--id", "Subject", "--visit", "age", "--outcome", "distance=distance", "--better", "distance=higher")
d <- data.frame(id = o$Subject, visit = as.character(o$age), time = o$age, y = o$distance, Sex = o$Sex); g <- c("--group", "Sex")
for (k in c("intercept", "slope")) { n <- c(intercept = "ri", slope = "ris")[[k]]; l <- c(args, "--time", "linear", "--random", k)
  for (reml in c(TRUE, FALSE)) grown(sprintf("mixed/orthodont/%s%s.json", n, if (reml) "" else "_ml"), data, c(l, if (!reml) "--ml"), design(d), k, reml = reml, at = if (k == "intercept") list(0, 1, 2) else list(c(1.7, -.1, .15), c(1, 0, 0)))
  grown(sprintf("mixed/orthodont/%s_sex.json", n), data, c(l, g), design(d, group = "Sex"), k) }
for (k in c("us", "toeph", "ar1h", "ar1", "csh", "cs", "toep", "ad")) {
  f <- repeated(sprintf("mixed/orthodont/mmrm_%s.json", k), data, c(args, "--time", "visit", "--covariance", k), ds <- design(d, "visit"), k)
  repeated(sprintf("mixed/orthodont/mmrm_%s_sex.json", k), data, c(args, "--time", "visit", "--covariance", k, g), design(d, "visit", group = "Sex"), k)
  w <- reshape(d[, c("id", "visit", "y")], direction = "wide", idvar = "id", timevar = "visit")
  if (k == "us") for (v in c("10", "12", "14")) for (how in c(satterthwaite, kenward_roger)) { t <- t.test(w[[paste0("y.", v)]], w$y.8, paired = TRUE); r <- how(f, ds$L[[sprintf("contrast[%s-8]", v)]]); stopifnot(abs(c(r$estimate / r$std_error - t$statistic, r$df - t$parameter)) < 1e-7) }
}
