# HAMD-17 trial, the baseline in its own column, visits 4 to 7, rows missing after dropout.
source("mixed/cases.R")
r <- shared("rbmi_antidepressant_hamd17/long.csv"); data <- list(shared = "rbmi_antidepressant_hamd17/long.csv"); args <- c("--id", "patient", "--visit", "visit", "--outcome", "hamd17=hamd17", "--better", "hamd17=lower")
d <- data.frame(id = as.character(r$patient), visit = as.character(r$visit), time = r$visit, y = r$hamd17, therapy = r$therapy, sex = r$sex, hamd17_baseline = r$hamd17_baseline, stringsAsFactors = FALSE)
g <- c("--group", "therapy"); b <- c("--covariate", "hamd17_baseline"); weeks <- d; weeks$time <- c("4" = 1, "5" = 2, "6" = 4, "7" = 6)[d$visit]; times <- c("--times", "1,2,4,6")
for (k in c("intercept", "slope")) { n <- c(intercept = "ri", slope = "ris")[[k]]
  grown(sprintf("mixed/rbmi/%s.json", n), data, c(args, "--time", "linear", "--random", k), design(d), k, at = if (k == "intercept") list(0, 1) else list(c(1, 0, .3), c(1.5, -.1, .2)))
  grown(sprintf("mixed/rbmi/%s_by_arm_weeks.json", n), data, c(args, "--time", "linear", "--random", k, times, g, b), design(weeks, covariates = "hamd17_baseline", group = "therapy"), k) }
grown("mixed/rbmi/ris_log_weeks.json", data, c(args, "--time", "log", "--random", "slope", times), design(weeks, "log"), "slope")
grown("mixed/rbmi/ris_quadratic_weeks.json", data, c(args, "--time", "quadratic", "--random", "slope", times), design(weeks, "quadratic"), "slope")
for (k in c("us", "toeph", "ar1h", "ar1", "csh", "cs", "toep", "ad")) repeated(sprintf("mixed/rbmi/mmrm_%s.json", k), data, c(args, "--time", "visit", "--covariance", k, g, b), design(d, "visit", "hamd17_baseline", "therapy"), k)
repeated("mixed/rbmi/mmrm_us_ml.json", data, c(args, "--time", "visit", "--covariance", "us", g, b, "--ml"), design(d, "visit", "hamd17_baseline", "therapy"), reml = FALSE)
repeated("mixed/rbmi/mmrm_us_covariates.json", data, c(args, "--time", "visit", "--covariance", "us", b, "--covariate", "sex", "--covariate", "therapy"), design(d, "visit", c("hamd17_baseline", "sex", "therapy")))
