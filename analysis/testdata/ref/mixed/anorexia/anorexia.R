# Weight before and after in three arms: two visits, everyone complete.
source("mixed/cases.R")
w <- shared("mass_anorexia/wide.csv"); data <- list(shared = "mass_anorexia/wide.csv"); args <- c("--id", "id", "--outcome", "weight=Prewt:Postwt", "--better", "weight=higher")
d <- rbind(data.frame(id = w$id, Treat = w$Treat, visit = "Prewt", time = 0, y = w$Prewt), data.frame(id = w$id, Treat = w$Treat, visit = "Postwt", time = 1, y = w$Postwt))
t <- t.test(w$Postwt, w$Prewt, paired = TRUE); same <- function(f, L, tolerance = 1e-8) for (how in c(satterthwaite, kenward_roger)) { r <- how(f, L); stopifnot(abs(c(r$estimate / r$std_error - t$statistic, r$df - t$parameter, r$p_value - t$p.value)) < tolerance) }
ds <- design(d); f <- grown("mixed/anorexia/ri.json", data, c(args, "--time", "linear", "--random", "intercept"), ds, "intercept", at = list(0, .5, 1, 2)); same(f, ds$L$time)
ds <- design(d, "visit"); f <- repeated("mixed/anorexia/us.json", data, c(args, "--time", "visit", "--covariance", "us"), ds); same(f, ds$L[["visit[Postwt]"]])
repeated("mixed/anorexia/us_ml.json", data, c(args, "--time", "visit", "--covariance", "us", "--ml"), ds, reml = FALSE)
ds <- design(d, "visit", group = "Treat"); for (k in c("us", "cs")) repeated(sprintf("mixed/anorexia/by_arm_%s.json", k), data, c(args, "--time", "visit", "--covariance", k, "--group", "Treat"), ds, k)
grown("mixed/anorexia/by_arm_ri.json", data, c(args, "--time", "linear", "--random", "intercept", "--group", "Treat"), design(d, group = "Treat"), "intercept")
repeated("mixed/anorexia/randomised_us.json", data, c(args, "--time", "visit", "--covariance", "us", "--group", "Treat", "--randomised", "Treat"), design(d, "visit", group = "Treat", randomised = TRUE))
