# Hours of exercise at irregular ages; raw hours give a random slope with a singular covariance.
source("mixed/cases.R")
b <- shared("blackmore_exercise_hours/long.csv"); data <- list(shared = "blackmore_exercise_hours/long.csv"); args <- c("--id", "subject", "--time-column", "age", "--outcome", "exercise=exercise", "--better", "exercise=higher", "--time", "linear")
d <- data.frame(id = b$subject, visit = as.character(b$age), time = b$age, y = b$exercise, group = b$group)
raw <- function(ds) {                                    # fit with ages from 8, then carry the Cholesky factor to raw ages
  e <- ds$d; e$time <- e$time - 8; X <- ds$X; X[, "time"] <- X[, "time"] - 8; if ("time:group[patient]" %in% colnames(X)) X[, "time:group[patient]"] <- X[, "time"] * X[, "group[patient]"]
  f <- fit(dense(ds$y, X, e$id, e, random_effects("slope"))); L <- matrix(c(f$par[1:2], 0, f$par[3]), 2); L <- matrix(c(1, 0, -8, 1), 2) %*% L; q <- qr.R(qr(t(L))); q <- t(q * sign(diag(q) + (diag(q) == 0)))
  c(q[1, 1], q[2, 1], q[2, 2], f$par[4])
}
for (by in c(FALSE, TRUE)) {
  ds <- design(d, group = if (by) "group"); g <- if (by) c("--group", "group"); n <- if (by) "_by_group" else ""
  grown(sprintf("mixed/blackmore/ri%s.json", n), data, c(args, "--random", "intercept", g), ds, "intercept", at = list(0, .5, 1))
  grown(sprintf("mixed/blackmore/ris%s.json", n), data, c(args, "--random", "slope", g), ds, "slope", at = list(c(2, -.2, .2), c(1, 0, .1)), start = raw(ds))
}
