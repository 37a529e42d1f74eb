# Beat the Blues: depression before and at 2, 3, 5 and 8 months, with real dropout.
source("mixed/cases.R")
b <- shared("btheb/long.csv"); data <- list(shared = "btheb/long.csv"); args <- c("--id", "subject", "--visit", "month", "--outcome", "bdi=bdi", "--better", "bdi=lower")
d <- data.frame(id = b$subject, visit = as.character(b$month), time = b$month, y = b$bdi, treatment = b$treatment, drug = b$drug, length = b$length, stringsAsFactors = FALSE)
go <- function(name, ds, kind, ..., reml = TRUE, at = NULL) grown(sprintf("mixed/btheb/%s.json", name), data, c(args, ..., "--random", kind, if (!reml) "--ml"), ds, kind, reml = reml, at = at)
mmrm <- function(name, ds, kind, ..., reml = TRUE) repeated(sprintf("mixed/btheb/%s.json", name), data, c(args, "--time", "visit", ..., "--covariance", kind, if (!reml) "--ml"), ds, kind, reml = reml)
l <- c("--time", "linear"); ds <- design(d)
for (reml in c(TRUE, FALSE)) { s <- if (reml) "" else "_ml"
  go(paste0("ri", s), ds, "intercept", l, reml = reml, at = list(0, .7, 1.3)); go(paste0("ris", s), ds, "slope", l, reml = reml, at = list(c(1, 0, .1), c(1.3, -.02, .05), c(1, .1, 0))) }
go("uncorrelated", ds, "slope-uncorrelated", l)
ds <- design(d, group = "treatment"); g <- c("--group", "treatment"); go("by_arm", ds, "intercept", l, g); go("by_arm_ris", ds, "slope", l, g); go("randomised_ris", design(d, group = "treatment", randomised = TRUE), "slope", l, g, "--randomised", "treatment")
# the textbook's models: after the baseline, with the baseline score as a covariate
three <- c("--covariate", "treatment", "--covariate", "drug", "--covariate", "length"); ds <- design(d, covariates = c("treatment", "drug", "length"), baseline_adjusted = TRUE)
for (reml in c(FALSE, TRUE)) for (k in c("intercept", "slope")) go(sprintf("book_%s_%s", c(intercept = "ri", slope = "ris")[[k]], if (reml) "reml" else "ml"), ds, k, l, "--baseline-adjusted", three, reml = reml)
for (k in c("us", "toeph", "ar1h", "ar1", "csh", "cs", "toep", "ad")) mmrm(paste0("mmrm_", k), design(d, "visit"), k)
mmrm("mmrm_us_ml", design(d, "visit"), "us", reml = FALSE)
mmrm("mmrm_us_by_arm", design(d, "visit", group = "treatment"), "us", g)
mmrm("mmrm_us_covariates", design(d, "visit", c("drug", "length")), "us", "--covariate", "drug", "--covariate", "length")
mmrm("mmrm_us_randomised", design(d, "visit", group = "treatment", randomised = TRUE), "us", g, "--randomised", "treatment")
mmrm("mmrm_us_adjusted", design(d, "visit", group = "treatment", baseline_adjusted = TRUE), "us", g, "--baseline-adjusted")
go("visit_ri", design(d, "visit"), "intercept", "--time", "visit")
go("visit_ris", design(d, "visit"), "slope", "--time", "visit")
