# Paired t, describe, attrition, sign test and effect sizes, from base R and effectsize.
source("case.R"); suppressMessages(library(effectsize))
exact_j <- function(m) exp(lgamma(m / 2) - log(sqrt(m / 2)) - lgamma((m - 1) / 2))
rows <- function(d, level = .95) {
  ok <- !is.na(d$pre) & !is.na(d$post); x <- d$pre[ok]; y <- d$post[ok]; n <- length(x)
  t <- t.test(y, x, paired = TRUE, conf.level = level); r <- cor(x, y); s <- sd(y - x); j <- exact_j(n - 1)
  z <- as.data.frame(suppressWarnings(cohens_d(y, x, paired = TRUE, ci = level)))
  change <- round(y - x, 10); moved <- change[change != 0]
  b <- binom.test(sum(moved > 0), length(moved), conf.level = level)
  dz <- mean(y - x) / s; dav <- mean(y - x) / sqrt((var(x) + var(y)) / 2); drm <- dz * sqrt(2 * (1 - r)); dpre <- mean(y - x) / sd(x)
  lost <- d$pre[!is.na(d$pre) & is.na(d$post)]; kept <- x
  out <- list(
    row("describe", "mean_pre", estimate = mean(x), n = n), row("describe", "sd_pre", estimate = sd(x)), row("describe", "median_pre", estimate = median(x)),
    row("describe", "mean_post", estimate = mean(y)), row("describe", "sd_post", estimate = sd(y)), row("describe", "median_post", estimate = median(y)),
    row("describe", "sd_change", estimate = s), row("describe", "correlation", estimate = r),
    row("attrition", "mean_pre_enrolled", estimate = mean(d$pre, na.rm = TRUE)), row("attrition", "mean_pre_retained", estimate = mean(kept)),
    row("paired_t", "mean_change", n = n, estimate = unname(t$estimate), std_error = t$stderr, statistic = unname(t$statistic), df = unname(t$parameter), p_value = t$p.value, conf_low = t$conf.int[1], conf_high = t$conf.int[2], conf_level = level),
    row("sign_test", "positive_share", estimate = unname(b$estimate), p_value = b$p.value, conf_low = b$conf.int[1], conf_high = b$conf.int[2], numerator = sum(moved > 0), denominator = length(moved)),
    row("effect_size", "d_z", estimate = dz), row("effect_size", "d_av", estimate = dav), row("effect_size", "d_rm", estimate = drm), row("effect_size", "d_pre", estimate = dpre),
    row("effect_size", "g_z", estimate = dz * j), row("effect_size", "g_av", estimate = dav * j), row("effect_size", "g_rm", estimate = drm * j), row("effect_size", "g_pre", estimate = dpre * j),
    row("effect_size", "probability_of_increase", estimate = (sum(change > 0) + sum(change == 0) / 2) / n))
  if (length(lost) > 1) out <- c(out, list(row("attrition", "mean_pre_lost", estimate = mean(lost), n = length(lost)),
    row("attrition", "standardized_difference", estimate = (mean(kept) - mean(lost)) / sqrt((var(kept) + var(lost)) / 2))))
  out
}
for (k in 1:4) { d <- survey(k, c(12, 40, 200, 2000)[k]); case(sprintf("paired_t/survey%d.json", k), "effectsize", d, rows(d)) }
d <- survey(5, 60, high = 10, shift = 1); case("paired_t/level90.json", "effectsize", d, rows(d, .9), spec = list(level = .9))
set.seed(6); d <- data.frame(pre = round(rnorm(35, 82, 5), 1)); d$post <- round(d$pre + rnorm(35, .2, 1.5), 2)
case("paired_t/decimals.json", "effectsize", d, rows(d))
set.seed(7); d <- data.frame(pre = 10000000 + sample(1:3, 25, TRUE) / 10); d$post <- d$pre + sample(-2:3, 25, TRUE) / 10
# Offsets of 1e7 cost R itself digits: the differences are exact only after rounding.
d2 <- data.frame(pre = round((d$pre - 1e7) * 10), post = round((d$post - 1e7) * 10)); t <- t.test(d2$post, d2$pre, paired = TRUE)
case("paired_t/offset.json", character(0), d, list(
  row("paired_t", "mean_change", estimate = unname(t$estimate) / 10, statistic = unname(t$statistic), p_value = t$p.value, conf_low = t$conf.int[1] / 10, conf_high = t$conf.int[2] / 10),
  row("describe", "sd_pre", estimate = sd(d2$pre) / 10), row("describe", "sd_change", estimate = sd(d2$post - d2$pre) / 10), row("describe", "correlation", estimate = cor(d2$pre, d2$post))))
