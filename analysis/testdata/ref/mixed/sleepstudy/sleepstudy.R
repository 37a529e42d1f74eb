# Reaction times over ten days of sleep deprivation: balanced, and 130 rows of it.
source("mixed/cases.R")
for (part in c("long", "unbalanced_130")) {
  file <- sprintf("lmm_sleepstudy/%s.csv", part); d <- shared(file); d <- data.frame(id = d$Subject, visit = as.character(d$Days), time = d$Days, y = d$Reaction); ds <- design(d)
  for (kind in c("intercept", "slope", "slope-uncorrelated")) for (reml in c(TRUE, FALSE)) {
    at <- switch(kind, intercept = list(0, .5, 1, 2), slope = list(c(1, 0, 1), c(.9, .02, .2), c(.5, -.1, .05), c(.97, .02, 0), c(0, 0, 0)), list(c(1, 1), c(.9, .2), c(.5, 0)))
    grown(sprintf("mixed/sleepstudy/%s_%s_%s.json", c(long = "balanced", unbalanced_130 = "unbalanced")[[part]], c(intercept = "ri", slope = "ris", "slope-uncorrelated" = "uncorrelated")[[kind]], if (reml) "reml" else "ml"),
      list(shared = file), c("--id", "Subject", "--visit", "Days", "--outcome", "reaction=Reaction", "--better", "reaction=lower", "--time", "linear", "--random", kind, if (!reml) "--ml"), ds, kind, reml = reml, at = at)
  }
}
