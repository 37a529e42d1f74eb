# Recovery on depression and anxiety together, counted person by person.
source("case.R")
for (k in 1:2) {
  p <- survey(100 + k, c(80, 900)[k]); g <- survey(200 + k, c(80, 900)[k], high = 21); names(g) <- c("pre2", "post2"); d <- cbind(p, g)
  d$pre2 <- ifelse(is.na(d$pre), NA, d$pre2)
  case_pre <- d$pre >= 10 | d$pre2 >= 8; ok <- complete.cases(d); started <- sum(case_pre & !is.na(d$pre) & !is.na(d$pre2), na.rm = TRUE)
  e <- d[ok, ]; was <- e$pre >= 10 | e$pre2 >= 8; now <- e$post >= 10 | e$post2 >= 8; a <- e$pre - e$post; b <- e$pre2 - e$post2
  better <- (a >= 6 | b >= 4) & a > -6 & b > -4
  of <- function(term, suffix, k, n) { w <- prop.test(k, n, correct = FALSE)$conf.int; row("recovery_joint", term, paste0("nhs_tt", suffix), numerator = k, denominator = n, estimate = k / n, conf_low = w[1], conf_high = w[2], n = n) }
  case(sprintf("recovery_joint/nhs%d.json", k), character(0), d, list(
    of("recovered", "", sum(was & !now), sum(was)), of("recovered", "/started", sum(was & !now), started), of("reliably_improved", "", sum(better), nrow(e)),
    of("reliably_recovered", "", sum(was & !now & better), sum(was)), of("reliably_recovered", "/started", sum(was & !now & better), started)), tolerance = 1e-10)
}
