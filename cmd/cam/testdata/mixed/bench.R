# A random intercept and a random slope over a long CSV (id, month, score) with lme4, then nlme; each timed from reading to estimates.
# Rscript bench.R FILE [lme4|nlme] [intercept|slope]: without the last two, everything in turn.
suppressMessages(library(data.table))
a <- commandArgs(TRUE); packages <- if (length(a) > 1) a[2] else c("lme4", "nlme"); randoms <- if (length(a) > 2) a[3] else c("intercept", "slope")
for (p in packages) { suppressMessages(library(p, character.only = TRUE)); for (r in randoms) {
  started <- proc.time()[["elapsed"]]; d <- fread(a[1])[!is.na(score)]; read <- proc.time()[["elapsed"]] - started
  if (p == "lme4") { m <- lmer(if (r == "slope") score ~ month + (month | id) else score ~ month + (1 | id), d, control = lmerControl(calc.derivs = FALSE)); b <- fixef(m); s <- sqrt(diag(as.matrix(vcov(m)))); crit <- REMLcrit(m) } else
    { m <- lme(score ~ month, d, random = if (r == "slope") ~ month | id else ~ 1 | id, control = lmeControl(msMaxIter = 200)); b <- nlme::fixef(m); s <- sqrt(diag(vcov(m))); crit <- -2 * as.numeric(logLik(m)) }
  cat(p, r, nrow(d), "surveys:", formatC(b, digits = 8), "se", formatC(s, digits = 6), "criterion", formatC(crit, digits = 12), "read", round(read, 1), "s, all", round(proc.time()[["elapsed"]] - started, 1), "s\n"); rm(m); invisible(gc())
} }
