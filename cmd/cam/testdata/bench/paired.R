suppressMessages(library(data.table))
d <- fread(commandArgs(TRUE)[1])
stopifnot(!anyDuplicated(d$id))
for (o in 1:5) {
  x <- d[[paste0("o", o, "_pre")]]; y <- d[[paste0("o", o, "_post")]]; ok <- !is.na(x) & !is.na(y); x <- x[ok]; y <- y[ok]
  t <- t.test(y, x, paired = TRUE); w <- suppressWarnings(wilcox.test(y, x, paired = TRUE, exact = FALSE, correct = FALSE))
  cat(o, length(x), mean(x), sd(x), mean(y), sd(y), cor(x, y), t$statistic, t$p.value, t$conf.int, w$statistic, w$p.value, mean(y - x) / sd(y - x), mean(y - x) / sd(x), "\n")
}
