# Normal quantiles to compare with: R's qnorm, at 17 digits.
# Run in this folder: Rscript quantiles.R
p <- c(2^-53, 1e-14, 1e-12, 1.3e-11, 1e-8, 1e-5, 0.001, 0.01, 0.05, 0.0749, 0.0751, 0.1, 0.25, 1/3, 0.4999, 0.5, 0.6, 0.9, 0.925, 0.93, 0.99, 0.9999, 1 - 2^-40, 1 - 2^-53)
list17 <- function(x) paste0("[", paste(sprintf("%.17g", x), collapse = ", "), "]")
writeLines(sprintf('{\n  "R": "%s",\n  "P": %s,\n  "Quantile": %s\n}', R.version.string, list17(p), list17(qnorm(p))), "quantiles.json")
