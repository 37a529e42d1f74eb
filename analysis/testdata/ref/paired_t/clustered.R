# Cluster-robust t of the mean change: CR2 with Satterthwaite degrees of freedom, from clubSandwich.
source("case.R"); suppressMessages(library(clubSandwich))
rows <- function(d, level = .95) {
  d <- d[!is.na(d$pre) & !is.na(d$post), ]; d$change <- d$post - d$pre
  alone <- is.na(d$cluster); d$cluster[alone] <- paste0("alone", seq_len(sum(alone)))
  fit <- lm(change ~ 1, d); test <- coef_test(fit, vcov = "CR2", cluster = d$cluster, test = "Satterthwaite"); ci <- conf_int(fit, vcov = "CR2", cluster = d$cluster, level = level)
  list(row("paired_t", "mean_change", "cluster", n = nrow(d), estimate = unname(coef(fit)), std_error = test$SE, statistic = test$tstat, df = test$df, p_value = test$p_Satt, conf_low = ci$CI_L, conf_high = ci$CI_U))
}
for (k in 1:3) {
  d <- survey(20 + k, c(30, 120, 400)[k]); n <- nrow(d); g <- c(3, 10, 12)[k]
  d$cluster <- paste0("group ", sample(seq_len(g), n, TRUE, prob = (1:g))); d$post <- pmin(27, pmax(0, d$post + as.integer(factor(d$cluster)) %% 3 - 1))
  case(sprintf("paired_t/clustered%d.json", k), "clubSandwich", d, rows(d), spec = list(cluster = TRUE), tolerance = 1e-9)
}
d <- survey(24, 60); d$cluster <- sample(c("a", "b", "c", "d", "e", NA), 60, TRUE)
case("paired_t/clustered_missing.json", "clubSandwich", d, rows(d), spec = list(cluster = TRUE), tolerance = 1e-9)
