# SAS PROC MIXED on the same data, its listings from openpharma/mmrm (Apache-2.0; sas.csv names file and commit), beside the dense code:
# REML criteria, and ddfm=kr(firstorder), which takes the observed information, for the difference between arms. SAS stops at a relative criterion of 1e-8, which shows in its last digits.
source("mixed/cases.R")
v <- shared("mmrm_fev_data/long.csv"); v <- v[!is.na(v$FEV1), ]; v <- v[order(match(v$USUBJID, unique(v$USUBJID)), v$VISITN), ]; s <- read.csv("mixed/fev/sas.csv", stringsAsFactors = FALSE)
out <- list()
for (i in seq_len(nrow(s))) {
  X <- cbind("(Intercept)" = rep(1, nrow(v))); for (c in setdiff(strsplit(s$model[i], "+", fixed = TRUE)[[1]], "1")) X <- cbind(X, columns(c, v[[c]]))
  f <- fit(dense(v$FEV1, X, v$USUBJID, data.frame(id = v$USUBJID, visit = v$VISITN), covariance(s$covariance[i], 4)))
  r <- list(terms = as.list(colnames(X)), covariance = s$covariance[i], criterion = f$crit)
  if (!is.na(s$criterion[i])) { r$sas_criterion <- s$criterion[i]; stopifnot(s$criterion[i] - f$crit > -1e-8, s$criterion[i] - f$crit < 1e-4) }
  if (ncol(X) > 1) {
    L <- 1:ncol(X) == 2; r$term <- colnames(X)[2]; r$satterthwaite <- satterthwaite(f, L); r$kenward_roger <- kenward_roger(f, L); r$kenward_roger_observed <- kenward_roger_observed(f, L)
    if (!is.na(s$df[i])) {
      r$sas_kenward_roger <- list(estimate = s$estimate[i], std_error = s$std_error[i], df = s$df[i]); there <- f
      if (nzchar(s$parameters[i])) {   # where SAS stopped, as printed, and in its parameters: away from the optimum the observed information depends on them
        to <- function(v) c(log(v[1:4]) / 2, if (s$covariance[i] == "csh") qlogis((v[5] + 1 / 3) / (4 / 3)) else atanh(v[5:7])); S <- f$structure$Sigma
        there$V <- function(v, b) S(to(v))[b$visit, b$visit, drop = FALSE]; there$par <- as.numeric(strsplit(s$parameters[i], " ")[[1]]); there$hessian <- hessian(function(v) criterion(there, v), there$par)
        x <- assemble(there); there <- c(there[setdiff(names(there), names(x))], x)
      }
      k <- kenward_roger_observed(there, L); d <- c(k$estimate / s$estimate[i], k$std_error / s$std_error[i], k$df / s$df[i]) - 1; cat("  Kenward-Roger beside SAS's:", d, "\n"); stopifnot(abs(d) < 1e-4)
    }
  }
  cat(s$model[i], s$covariance[i], format(f$crit, digits = 12), "SAS above by", s$criterion[i] - f$crit, "\n"); out <- c(out, list(r))
}
writeLines(json(list(shared = "mmrm_fev_data/long.csv", note = "engine: no time term", cases = out, versions = versions("numDeriv"))), "mixed/fev/sas.json")
