# Predicted random effects (lme4::ranef) and Cook's distance of the fixed effects without each person, the covariance kept. Run from testdata/ref.
source("case.R"); suppressMessages(library(lme4))
shared_root <- Sys.getenv("CAM_SHARED", "../../../../shared/data")
tight <- lmerControl(optimizer = "bobyqa", calc.derivs = FALSE, check.conv.singular = "ignore", optCtrl = list(rhoend = 1e-12, maxfun = 1e6))
influence_of <- function(m, id, y) {                    # drop a person's rows from the generalised least squares at the fitted covariance
  X <- getME(m, "X"); Z <- as.matrix(getME(m, "Z")); L <- as.matrix(getME(m, "Lambda")); V <- sigma(m)^2 * (Z %*% L %*% t(L) %*% t(Z) + diag(nrow(X)))
  b <- fixef(m); C <- as.matrix(vcov(m)); ids <- unique(id)
  t(sapply(ids, function(i) { k <- id != i; W <- solve(V[k, k]); d <- b - drop(solve(t(X[k, ]) %*% W %*% X[k, ], t(X[k, ]) %*% W %*% y[k])); c(distance = drop(t(d) %*% solve(C, d)) / length(b), moved = unname(-d[2])) }))
}
s <- read.csv(file.path(shared_root, "lmm_sleepstudy/unbalanced_130.csv"))
m <- lmer(Reaction ~ Days + (Days | Subject), s, control = tight); e <- ranef(m)$Subject; d <- influence_of(m, s$Subject, s$Reaction)
sleep <- list(shared = "lmm_sleepstudy/unbalanced_130.csv", id = "Subject", time = "Days", score = "Reaction",
  people = lapply(seq_len(nrow(e)), function(i) { k <- which(unique(s$Subject) == rownames(e)[i]); list(id = rownames(e)[i], effects = as.numeric(e[i, ]), distance = d[k, 1], moved = d[k, 2]) }))
p <- read.csv("mixed/synthetic/clusters.csv"); p$time <- c(baseline = 0, month1 = 1, month3 = 3, month6 = 6)[p$visit]; p <- p[!is.na(p$score), ]
m <- lmer(score ~ time + (1 | id) + (1 | site), p, control = tight); e <- ranef(m)$id
clusters <- list(file = "synthetic/clusters.csv", sites = lapply(rownames(ranef(m)$site), function(n) list(site = n, effect = ranef(m)$site[n, 1])), people = lapply(rownames(e), function(n) list(id = n, effects = list(e[n, 1]))))
writeLines(json(list(sleep = sleep, clusters = clusters, versions = versions("lme4"))), "mixed/effects/effects.json")
