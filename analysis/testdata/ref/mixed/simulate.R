# Twenty small cohorts of each size, four visits, about a third of the people lost by the last, at random given what was seen before; the decisions R takes on them.
# time: growth model with a correlated random slope (lmerTest, pbkrtest). v4-v1: unstructured visits with Kenward-Roger (dense code).
suppressMessages(RNGversion("3.6.0")); source("mixed/cases.R"); packages <- c("lme4", "lmerTest", "pbkrtest", "numDeriv")
quiet <- function(e) suppressMessages(suppressWarnings(e))
cohort <- function(n, effect) {
  b <- cbind(rnorm(n, 14, 4), rnorm(n, effect, .8)); e <- matrix(rnorm(4 * n, 0, 2.5), n); Y <- pmin(pmax(round(b[, 1] + b[, 2] %o% 0:3 + e), 0), 27)
  for (v in 2:4) { gone <- is.na(Y[, v - 1]); risk <- plogis(-2.3 + .06 * ifelse(gone, 0, Y[, v - 1] - 8)); Y[gone | runif(n) < risk, v] <- NA }   # dropout depends on the last score seen
  Y[runif(n) < .03, 1] <- NA; Y
}
out <- list()
for (n in c(12, 20, 60)) for (k in 1:20) {
  effect <- if (k <= 10) 0 else -.8; seed <- 10000 * n + k; set.seed(seed); repeat { Y <- cohort(n, effect); if (all(colSums(!is.na(Y)) >= 5) && sum(!is.na(Y[, 1]) & !is.na(Y[, 4])) >= 4) break }
  d <- data.frame(id = rep(seq_len(n), 4), visit = paste0("v", rep(1:4, each = n)), time = rep(0:3, each = n), y = c(Y)); g <- design(d); f <- fit(dense(g$y, g$X, g$d$id, g$d, random_effects("slope")))
  L <- g$L$time; kr <- kenward_roger(f, L); growth <- list(boundary = f$boundary, criterion = f$crit, estimate = kr$estimate, kenward_roger = kr[-1])
  if (!f$boundary) { growth$satterthwaite <- satterthwaite(f, L)[-1]; growth$kenward_roger_observed <- kenward_roger_observed(f, L)[-1] }
  assign("now", data.frame(y = g$y, time = g$d$time, id = g$d$id), globalenv()); m <- quiet(lmerTest::lmer(y ~ time + (time | id), now, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5))))
  for (how in c("Satterthwaite", "Kenward-Roger")) { t <- quiet(coef(summary(m, ddf = how)))["time", ]; growth[[c(Satterthwaite = "lmerTest", "Kenward-Roger" = "pbkrtest")[[how]]]] <- list(std_error = t[["Std. Error"]], df = t[["df"]], p_value = t[["Pr(>|t|)"]]) }
  stopifnot(abs(growth$pbkrtest$p_value - kr$p_value) < 1e-3 * kr$p_value, f$boundary || abs(growth$lmerTest$p_value - growth$satterthwaite$p_value) < 1e-3 * growth$satterthwaite$p_value)
  v <- design(d, "visit"); u <- fit(dense(v$y, v$X, v$d$id, v$d, covariance("us", 4))); L <- v$L[["contrast[v4-v1]"]]
  mmrm <- if (is.null(u$W) || is.null(u$Wo) || max(abs(u$g)) > 1e-6 || min(eigen(u$H, only.values = TRUE)$values) <= 0) list(converged = FALSE) else
    { kr <- kenward_roger(u, L); list(converged = TRUE, criterion = u$crit, estimate = kr$estimate, kenward_roger = kr[-1], satterthwaite = satterthwaite(u, L)[-1], kenward_roger_observed = kenward_roger_observed(u, L)[-1]) }
  out <- c(out, list(list(n = n, seed = seed, effect = effect, scores = apply(Y, 1, function(r) paste(ifelse(is.na(r), ".", r), collapse = " ")), growth = growth, mmrm = mmrm)))
}
dir.create("mixed/simulate", showWarnings = FALSE)
one <- function(x) if (is.list(x)) paste0("{", paste0(text(names(x)), ":", vapply(x, one, ""), collapse = ","), "}") else if (length(x) > 1) paste0("[", paste(text(x), collapse = ","), "]") else if (is.logical(x)) tolower(x) else if (is.character(x)) text(x) else number(x)
writeLines(paste0("{\"note\": \"scores: one person each, visits v1 v2 v3 v4 at times 0 1 2 3, a point where missing\",\n\"versions\": ", text(versions(packages)), ",\n\"cohorts\": [\n", paste(vapply(out, one, ""), collapse = ",\n"), "\n]}"), "mixed/simulate/cohorts.json")
cat(length(out), "cohorts,", sum(vapply(out, function(o) o$growth$boundary, TRUE)), "at the boundary,", sum(vapply(out, function(o) !o$mmrm$converged, TRUE)), "unstructured fits not converged\n")
for (n in c(12, 20, 60)) { o <- Filter(function(o) o$n == n && o$effect == 0, out); cat(n, "null rejected: lmerTest", sum(vapply(o, function(o) o$growth$lmerTest$p_value < .05, TRUE)), "pbkrtest", sum(vapply(o, function(o) o$growth$pbkrtest$p_value < .05, TRUE)), "us KR", sum(vapply(o, function(o) isTRUE(o$mmrm$kenward_roger$p_value < .05), TRUE)), "us KR observed", sum(vapply(o, function(o) isTRUE(o$mmrm$kenward_roger_observed$p_value < .05), TRUE)), "lost at the last visit", mean(vapply(Filter(function(o) o$n == n, out), function(o) mean(grepl("\\.$", o$scores)), 0)), "\n") }
