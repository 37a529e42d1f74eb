# How a mixed-model case is built, checked against lme4, lmerTest, pbkrtest and nlme, and written. Run from testdata/ref.
source("case.R"); source("mixed/dense.R")
suppressMessages({library(lme4); library(lmerTest); library(pbkrtest); library(nlme)})
lmer <- lme4::lmer; shared_root <- Sys.getenv("CAM_SHARED", "../../../../shared/data")
shared <- function(file, ...) read.csv(file.path(shared_root, file), stringsAsFactors = FALSE, check.names = FALSE, ...)
levels_of <- function(x) sort(unique(as.character(x)), method = "radix")   # the first is the reference
columns <- function(name, x) {                                             # a covariate's columns, and their values at the mean participant
  if (is.numeric(x)) { M <- matrix(x, ncol = 1); colnames(M) <- name; return(M) }
  l <- levels_of(x)[-1]; M <- vapply(l, function(v) 1 * (x == v), numeric(length(x))); M <- matrix(M, nrow = length(x)); colnames(M) <- sprintf("%s[%s]", name, l); M
}
# d has id, time, visit (label; ordered by time), y, and the covariates. kind: linear, quadratic, log, visit.
design <- function(d, kind = "linear", covariates = NULL, group = NULL, baseline_adjusted = FALSE, randomised = FALSE) {   # randomised: one baseline mean for all groups (constrained longitudinal analysis)
  labels <- unique(d$visit[order(d$time)]); first <- labels[1]; centre <- NULL
  if (baseline_adjusted) {
    b <- d[d$visit == first & !is.na(d$y), ]; centre <- mean(b$y)                # everyone enrolled who has a baseline
    d$baseline <- b$y[match(d$id, b$id)] - centre; d <- d[d$visit != first, ]; covariates <- c("baseline", covariates); labels <- labels[-1]
  }
  d <- d[complete.cases(d[, c("y", "time", covariates, group)]), ]
  labels <- labels[labels %in% d$visit]; d <- d[order(match(d$id, unique(d$id)), d$time), ]; person <- !duplicated(d$id)
  t <- if (kind == "log") log1p(d$time) else d$time
  X <- cbind("(Intercept)" = rep(1, nrow(d)))
  T <- switch(kind, visit = { M <- vapply(labels[-1], function(v) 1 * (d$visit == v), numeric(nrow(d))); M <- matrix(M, nrow(d)); colnames(M) <- sprintf("visit[%s]", labels[-1]); M },
    quadratic = cbind(time = t, "time^2" = t^2), cbind(time = t))
  X <- cbind(X, T); for (v in covariates) X <- cbind(X, columns(v, d[[v]]))
  if (!is.null(group)) { g <- columns(group, as.character(d[[group]])); if (!randomised) X <- cbind(X, g); for (j in seq_len(ncol(T))) for (k in seq_len(ncol(g))) { X <- cbind(X, T[, j] * g[, k]); colnames(X)[ncol(X)] <- paste0(colnames(T)[j], ":", colnames(g)[k]) } }
  # estimated marginal means and contrasts: covariates at their mean over the participants in the model
  L <- setNames(lapply(colnames(X), function(n) 1 * (colnames(X) == n)), colnames(X)); change <- list()
  at <- function(v, g = NULL) {
    l <- setNames(numeric(ncol(X)), colnames(X)); l["(Intercept)"] <- 1; if (v != labels[1]) l[sprintf("visit[%s]", v)] <- 1
    for (c in setdiff(covariates, "baseline")) { M <- columns(c, d[[c]])[person, , drop = FALSE]; l[colnames(M)] <- colMeans(M) }   # the baseline at its centre, the mean of all enrolled
    if (!is.null(g)) { n <- sprintf("%s[%s]", group, g); k <- sprintf("visit[%s]:%s", v, n); for (x in c(n, k)) if (x %in% names(l)) l[x] <- 1 }
    l
  }
  groups <- if (!is.null(group)) levels_of(d[[group]])
  if (kind == "visit" && is.null(group)) {
    for (v in labels) L[[sprintf("emmean[%s]", v)]] <- at(v)
    if (!baseline_adjusted) for (v in labels[-1]) L[[sprintf("contrast[%s-%s]", v, labels[1])]] <- at(v) - at(labels[1])
  } else if (kind == "visit") {
    for (v in labels) for (g in groups) if (randomised && v == labels[1]) L[[sprintf("emmean[%s]", v)]] <- at(v, g) else L[[sprintf("emmean[%s,%s]", v, g)]] <- at(v, g)
    if (!baseline_adjusted) for (v in labels[-1]) {
      for (g in groups) L[[sprintf("contrast[%s-%s,%s]", v, labels[1], g)]] <- at(v, g) - at(labels[1], g)
      for (g in groups[-1]) L[[sprintf("contrast[%s-%s,%s-%s]", v, labels[1], g, groups[1])]] <- at(v, g) - at(labels[1], g) - at(v, groups[1]) + at(labels[1], groups[1])
    } else for (v in labels) for (g in groups[-1]) L[[sprintf("contrast[%s-%s,%s-%s]", v, first, g, groups[1])]] <- at(v, g) - at(v, groups[1])
  } else if (!is.null(group) && kind != "quadratic") {
    for (g in groups) { l <- 1 * (colnames(X) == "time"); n <- sprintf("time:%s[%s]", group, g); l <- l + (colnames(X) == n); L[[sprintf("slope[%s]", g)]] <- l }
    for (g in groups[-1]) L[[sprintf("slope[%s-%s]", g, groups[1])]] <- 1 * (colnames(X) == sprintf("time:%s[%s]", group, g))
  }
  if (baseline_adjusted) {   # the change as the outcome: the same model, its intercept moved by the enrolled mean and its baseline coefficient by one
    change <- list("(Intercept)" = c(L[["(Intercept)"]], -centre), baseline = c(L$baseline, -1))
    if (kind == "visit") for (n in grep("^emmean", names(L), value = TRUE)) change[[sub("^emmean\\[([^],]*)(.*)\\]$", sprintf("contrast[\\1-%s\\2]", first), n)]] <- c(L[[n]], -centre)
  }
  ref <- lapply(setNames(c(covariates, group), c(covariates, group)), function(v) if (is.numeric(d[[v]])) "numeric" else levels_of(d[[v]])[1])
  list(y = d$y, X = X, d = data.frame(id = d$id, time = t, visit = match(d$visit, labels)), data = d, L = L, change = change, labels = labels, reference = ref, centre = centre, people = sum(person))
}
lme4_at <- function(f, theta) {                       # lme4's own criterion at theta, and it must be ours
  d <- f$d; d$y <- f$y; d$X <- f$X; s <- f$structure
  dev <- suppressMessages(suppressWarnings(lmer(lme4_formula(s), d, REML = f$reml, devFunOnly = TRUE))); v <- dev(theta); stopifnot(abs(v - criterion_at(f, theta)) < 1e-11 * abs(v)); v
}
lme4_formula <- function(s) as.formula(paste("y ~ 0 + X +", c(intercept = "(1 | id)", slope = "(time | id)", "slope-uncorrelated" = "(1 | id) + (0 + time | id)")[[s$kind]], if (s$cluster) "+ (1 | cluster)"))
worst <- function(a, b, floor = 0) max(abs(a - b) / pmax(abs(b), floor))
# lme4 evaluated at our optimum (its optimiser replaced by one that returns it), and lme4 left to itself.
against_lme4 <- function(f, X = f$X, kr = f$reml, own = TRUE, tolerance = c(estimate = 1e-7, se = 1e-6, satterthwaite = 1e-4, kr_se = 1e-6, kr_df = 1e-4)) {
  s <- f$structure; d <- f$d; d$y <- f$y; theta <- if (f$boundary) f$par[-length(f$par)] else s$theta(f$natural)
  formula <- lme4_formula(s)
  d$X <- X; quiet <- function(e) suppressMessages(suppressWarnings(e))
  pin <- function(fn, par, lower, upper, control) list(par = theta, fval = fn(theta), conv = 0, feval = 1)
  assign("d_lme4", d, globalenv())
  ctl <- function(o, ...) lmerControl(optimizer = o, calc.derivs = FALSE, check.conv.singular = "ignore", optCtrl = list(...))
  pinned <- quiet(lmerTest::lmer(formula, d_lme4, REML = f$reml, control = ctl(pin)))
  value <- if (f$reml) REMLcrit(pinned) else deviance(pinned)
  free <- if (own) min(vapply(list(ctl("bobyqa", rhoend = 1e-12, maxfun = 1e6), ctl("nloptwrap", xtol_abs = 1e-12, xtol_rel = 1e-12, ftol_abs = 1e-13, ftol_rel = 1e-14, maxeval = 1e5)),
    function(c) { r <- quiet(lmer(formula, d_lme4, REML = f$reml, control = c)); if (f$reml) REMLcrit(r) else deviance(r) }, 0)) else value
  out <- list(criterion_difference_at_theta = value - f$crit, criterion_gap_of_lme4 = free - f$crit)
  stopifnot(abs(value - f$crit) < 1e-9 * abs(f$crit), free > f$crit - 1e-8, free < f$crit + 1e-4)
  I <- diag(f$p); mine <- sapply(1:f$p, function(j) unlist(satterthwaite_safe(f, I[j, ])))
  b <- fixef(pinned); se <- sqrt(diag(as.matrix(vcov(pinned))))
  out$estimate <- worst(mine["estimate", ], b, floor = min(se)); out$se <- worst(mine["std_error", ], se)
  if (!f$boundary) { t <- coef(summary(pinned, ddf = "Satterthwaite")); out$satterthwaite <- worst(mine["df", ], t[, "df"]) }
  if (kr) { t <- quiet(coef(summary(pinned, ddf = "Kenward-Roger"))); k <- sapply(1:f$p, function(j) unlist(kenward_roger(f, I[j, ]))); out$kr_se <- worst(k["std_error", ], t[, "Std. Error"]); out$kr_df <- worst(k["df", ], t[, "df"]) }
  for (n in names(tolerance)) if (!is.null(out[[n]]) && out[[n]] > tolerance[[n]]) stop(sprintf("%s differs from lme4's by %.3g", n, out[[n]]))
  out
}
satterthwaite_safe <- function(f, L) if (f$boundary) list(estimate = sum(L * f$beta), std_error = sqrt(sum(L * (f$C %*% L)))) else satterthwaite(f, L)
against_gls <- function(f, tolerance = 1e-4) {
  k <- f$structure$kind; d <- f$d; d$y <- f$y; d$X <- f$X; assign("d_gls", d, globalenv()); form <- ~ visit | id
  cor <- switch(k, us = corSymm(form = form), cs = , csh = corCompSymm(-.01, form = form), ar1 = , ar1h = corAR1(.3, form = form), toep = , toeph = NULL, ad = NULL)
  if (is.null(cor)) return(list(gls = "no such structure"))
  w <- if (k %in% c("us", "csh", "ar1h")) varIdent(form = ~ 1 | visit)
  g <- tryCatch(gls(y ~ 0 + X, d_gls, correlation = cor, weights = w, method = if (f$reml) "REML" else "ML", control = glsControl(opt = "nlminb", msMaxIter = 1000, tolerance = 1e-12, msTol = 1e-14, maxIter = 500)), error = function(e) conditionMessage(e))
  if (is.character(g)) return(list(gls = g))
  value <- -2 * as.numeric(logLik(g))
  out <- list(criterion_gap_of_gls = value - f$crit, estimate = worst(f$beta, coef(g), floor = min(sqrt(diag(vcov(g))))))
  if (f$reml) out$se <- worst(sqrt(diag(f$C)), sqrt(diag(vcov(g))))
  if (value < f$crit - 1e-6) stop(sprintf("%s: gls found a better fit by %.3g", k, f$crit - value))
  if (value - f$crit < 1e-5 && out$estimate > tolerance) stop("gls estimates differ by ", out$estimate)
  out
}
pvalued <- function(x) { if (!is.null(x$p_value) && !is.na(x$p_value) && x$p_value == 0) x$p_value <- NULL; x }
result_rows <- function(f, L, change = list()) {
  one <- function(term, L, variant, how) { k <- length(L) > f$p; r <- how(f, L[1:f$p]); if (k) { r$estimate <- r$estimate + L[f$p + 1]; if (!is.null(r$df)) r$p_value <- 2 * pt(-abs(r$estimate / r$std_error), r$df); variant <- paste0(variant, "/change") }
    c(list(term = term, variant = variant), pvalued(r)) }
  how <- list(satterthwaite = satterthwaite_safe); if (f$reml && !is.null(f$adjusted)) how[["kenward-roger"]] <- kenward_roger
  if (f$reml && !f$boundary && !is.null(f$adjusted_observed)) how[["kenward-roger/observed"]] <- kenward_roger_observed
  if (f$boundary) how <- rev(how)
  out <- list(); for (v in names(how)) { for (n in names(L)) out <- c(out, list(one(n, L[[n]], v, how[[v]]))); for (n in names(change)) out <- c(out, list(one(n, change[[n]], v, how[[v]]))) }
  out
}
value <- function(term, x, variant = "") list(term = term, variant = variant, estimate = x)
random_rows <- function(f) {
  s <- f$structure; n <- if (f$boundary) s$natural(f$par) else f$natural; out <- list(); k <- s$kind
  out <- c(out, list(value("sd(Intercept)|id", sqrt(n[1]))))
  if (k == "slope") { out <- c(out, list(value("sd(time)|id", sqrt(n[3])))); if (n[1] * n[3] > 0) out <- c(out, list(value("cor(Intercept,time)|id", n[2] / sqrt(n[1] * n[3])))) }
  if (k == "slope-uncorrelated") out <- c(out, list(value("sd(time)|id", sqrt(n[2]))))
  if (s$cluster) out <- c(out, list(value("sd(Intercept)|cluster", sqrt(n[length(n) - 1]))))
  s2 <- n[length(n)]; out <- c(out, list(value("sd(Residual)", sqrt(s2))))
  # Nakagawa, Johnson & Schielzeth (2017), Johnson (2014): the mean random-effect variance over the surveys
  G <- s$basis; vf <- var(drop(f$X %*% f$beta)); total <- mean(unlist(lapply(f$about, function(b) diag(Reduce(`+`, Map(`*`, n, s$basis(b)))))))
  out <- c(out, list(value("icc", (total - s2) / total, "mean over surveys"), value("icc", n[1] / (n[1] + s2), "at time 0, without cluster"), value("r2_marginal", vf / (vf + total)), value("r2_conditional", (vf + total - s2) / (vf + total))))
  out
}
standardized_rows <- function(f, ds, how) {           # model-based standardized change from the fitted covariance of the visits
  S <- f$structure$Sigma(f$par); if (!is.null(f$natural)) S <- Reduce(`+`, Map(`*`, f$natural, f$structure$basis(list(visit = seq_len(f$structure$m)))))
  out <- list()
  for (n in grep("^contrast\\[", names(ds$L), value = TRUE)) {
    inside <- sub("^contrast\\[(.*)\\]$", "\\1", n); parts <- strsplit(inside, ",")[[1]]; v <- match(sub(paste0("-", ds$labels[1], "$"), "", parts[1]), ds$labels); if (is.na(v) || (length(parts) > 1 && grepl("-", parts[2]))) next
    e <- sum(ds$L[[n]] * f$beta); tag <- sub("^contrast", "", n)
    out <- c(out, list(value(paste0("d_z", tag), e / sqrt(S[v, v] + S[1, 1] - 2 * S[1, v])), value(paste0("d_av", tag), e / sqrt((S[v, v] + S[1, 1]) / 2)), value(paste0("d_pre", tag), e / sqrt(S[1, 1]))))
  }
  list(rows = out, Sigma = S)
}
named <- function(x) if (is.null(x) || !length(x)) NULL else as.list(x)
put <- function(path, data, args, f, ds, at = NULL, agreement = list(), extra = list(), note = NULL) {
  s <- f$structure; visits <- !is.null(s$Sigma); std <- if (visits) standardized_rows(f, ds)
  rows <- c(result_rows(f, ds$L, ds$change), if (visits) std$rows else random_rows(f), extra, list(value(if (f$reml) "reml_criterion" else "ml_criterion", f$crit)))
  points <- lapply(at, function(th) list(theta = as.list(th), value = lme4_at(f, th)))
  out <- c(data, list(args = as.list(args), people = ds$people, surveys = f$n), if (length(ds$reference)) list(reference = ds$reference), if (!is.null(ds$centre)) list(baseline_mean = ds$centre),
    if (!is.null(note)) list(note = note), list(rows = rows, criterion = f$crit), if (length(points)) list(criterion_at = points),
    if (visits) list(visits = as.list(ds$labels), covariance = as.list(apply(std$Sigma, 1, function(r) as.list(r), simplify = FALSE))) else if (f$boundary) list(theta = as.list(f$par[-length(f$par)]), boundary = TRUE) else list(theta = as.list(s$theta(f$natural)), boundary = FALSE),
    list(agreement = agreement, versions = versions(c("lme4", "lmerTest", "pbkrtest", "nlme", "numDeriv"))))
  dir.create(dirname(path), showWarnings = FALSE, recursive = TRUE); writeLines(json(out), path)
  cat(sprintf("%-42s N=%d people=%d crit=%.9f %s\n", path, f$n, ds$people, f$crit, paste(names(agreement), vapply(agreement, function(v) if (is.numeric(v)) sprintf("%.1e", v) else v, ""), collapse = " ")))
  invisible(f)
}
grown <- function(path, data, args, ds, kind = "slope", cluster = NULL, reml = TRUE, at = NULL, check = TRUE, start = NULL, ...) {
  d <- ds$d; block <- d$id; if (!is.null(cluster)) { d$cluster <- ds$data[[cluster]]; block <- d$cluster }
  f <- fit(dense(ds$y, ds$X, block, d, random_effects(kind, !is.null(cluster)), reml), start = start)
  put(path, data, args, f, ds, at, if (check) against_lme4(f) else list(), ...)
}
repeated <- function(path, data, args, ds, kind = "us", reml = TRUE, check = TRUE, ...) {
  f <- fit(dense(ds$y, ds$X, ds$d$id, ds$d, covariance(kind, length(ds$labels)), reml))
  put(path, data, args, f, ds, NULL, if (check) against_gls(f) else list(), ...)
}
