# The data of R's mmrm: 200 people, a third of the values missing, also in between.
source("mixed/cases.R")
v <- shared("mmrm_fev_data/long.csv"); data <- list(shared = "mmrm_fev_data/long.csv"); args <- c("--id", "USUBJID", "--visit", "AVISIT", "--visit-order", "VIS1,VIS2,VIS3,VIS4", "--outcome", "fev1=FEV1", "--better", "fev1=higher")
d <- data.frame(id = v$USUBJID, visit = v$AVISIT, time = v$VISITN, y = v$FEV1, ARMCD = v$ARMCD, RACE = v$RACE, SEX = v$SEX, stringsAsFactors = FALSE)
c2 <- c("RACE", "SEX"); flags <- c("--covariate", "RACE", "--covariate", "SEX", "--group", "ARMCD")
for (k in c("us", "toeph", "ar1h", "ar1", "csh", "cs", "toep", "ad")) repeated(sprintf("mixed/fev/mmrm_%s.json", k), data, c(args, "--time", "visit", "--covariance", k, flags), design(d, "visit", c2, "ARMCD"), k)
for (k in c("us", "ad")) repeated(sprintf("mixed/fev/mmrm_%s_ml.json", k), data, c(args, "--time", "visit", "--covariance", k, flags, "--ml"), design(d, "visit", c2, "ARMCD"), k, reml = FALSE)
# intercept alone, compound symmetry: for the engine; SAS's listing is in conformance/mmrm_sas.json
sas <- fromJSON(file.path(shared_root, "conformance/mmrm_sas.json"), simplifyVector = FALSE)$cases[[1]]$expected$minus2_res_loglik
e <- d[!is.na(d$y), ]; e <- e[order(match(e$id, unique(e$id))), ]; X <- cbind("(Intercept)" = rep(1, nrow(e)))
ds <- list(y = e$y, X = X, d = data.frame(id = e$id, time = e$time, visit = e$time), data = e, L = list("(Intercept)" = 1), change = list(), labels = unique(e$visit), reference = list(), people = length(unique(e$id)))
f <- grown("mixed/fev/intercept_only_ri.json", data, character(0), ds, "intercept", at = list(0, .2, .27, 1), note = "engine: no time term; SAS PROC MIXED type=cs"); stopifnot(abs(f$crit - sas) < 1e-4)
