# Rscript data.R PEOPLE FILE: a long CSV of PEOPLE x 4 surveys (0, 1, 2, 3 months), a PHQ-9-like score from 0 to 27, people lost along the way.
suppressMessages(library(data.table))
a <- commandArgs(TRUE); n <- as.integer(a[1]); set.seed(20); u <- rnorm(n, 12, 4.5); b <- rnorm(n, -.7, .8); there <- rep(TRUE, n); out <- vector("list", 4)
for (t in 0:3) { y <- pmin(pmax(round(u + b * t + rnorm(n, 0, 2.5)), 0), 27); there <- there & (t == 0 | runif(n) > .1); out[[t + 1]] <- data.table(id = seq_len(n), month = t, score = ifelse(there, y, NA)) }
d <- rbindlist(out); setorder(d, id, month); fwrite(d, a[2])
