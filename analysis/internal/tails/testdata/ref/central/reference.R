# Reference values of the central distributions from R's own functions.
# Run inside this folder: Rscript reference.R
# Writes one JSON file a distribution at 17 significant digits. Arguments for
# which R 4.2.2 itself loses digits are left to ../extreme/reference.py.
number <- function(x) vapply(x, function(v) if (is.na(v) || !is.finite(v)) stop("not finite") else sprintf("%.17g", v), "")
write_rows <- function(name, rows) {
  fields <- vapply(names(rows), function(f) paste0("\"", f, "\": [", paste(number(rows[[f]]), collapse = ", "), "]"), "")
  writeLines(c("{", sprintf("  \"source\": \"%s, reference.R\",", R.version.string),
               paste0("  ", paste(fields, collapse = ",\n  ")), "}"), paste0(name, ".json"))
}
grid <- function(...) expand.grid(..., KEEP.OUT.ATTRS = FALSE)

g <- grid(t = c(0, 1e-8, 1e-3, 0.1, 0.5, 1, 1.5, 1.96, 2.5, 4, 7, 12, 20, 36, 100, 1000),
          df = c(1, 2, 3, 4.5, 7, 9, 29, 99, 399, 1499, 1e4, 1e5, 1e6, 1e7))
ln <- pt(g$t, g$df, lower.tail = FALSE, log.p = TRUE)
write_rows("student", list(t = g$t, df = g$df, ln_survival = ln, ln_cdf = pt(g$t, g$df, log.p = TRUE)))

g <- grid(q = c(1e-300, 1e-100, 1e-20, 1e-8, 1e-4, .005, .025, .05, .2, .4, .6, .9, .999), df = c(1, 2, 3, 7.5, 29, 399, 1e4, 1e6))
g <- g[g$q > 1e-200, ]
write_rows("student_quantile", list(q = g$q, df = g$df, t = qt(g$q, g$df, lower.tail = FALSE)))

z <- c(0, 1e-9, .1, 1, 1.5, 2, 3, 5, 8, 9.99, 10.01, 15, 20, 30, 37, 38, 50, 200, -.5, -2, -6, -12)
write_rows("normal", list(z = z, ln_survival = pnorm(z, lower.tail = FALSE, log.p = TRUE)))
q <- c(1e-300, 1e-50, 1e-10, 1e-4, .005, .025, .05, .3, .5, .7, .975, 1 - 1e-9)
write_rows("normal_quantile", list(q = q, z = qnorm(q, lower.tail = FALSE)))

g <- grid(x = c(0, 1e-6, .1, .5, 1, 2, 3.84, 5, 10, 30, 100, 400, 1000), df = c(.5, 1, 2, 3, 4, 6, 10, 35, 100, 1000))
write_rows("chisquare", list(x = g$x, df = g$df, ln_survival = pchisq(g$x, g$df, lower.tail = FALSE, log.p = TRUE)))
g <- grid(q = c(1e-100, 1e-10, .001, .025, .05, .5, .95, .999), df = c(.5, 1, 2, 3, 6, 35, 1000, 1e5))
g <- g[!(g$df == .5 & g$q > .99), ]
write_rows("chisquare_quantile", list(q = g$q, df = g$df, x = qchisq(g$q, g$df, lower.tail = FALSE)))

g <- grid(f = c(0, 1e-4, .2, .9, 1, 1.1, 2, 4, 10, 50, 1000), df1 = c(1, 2, 3, 5, 20, 150), df2 = c(1, 2.5, 7, 17, 60, 1e3, 1e6))
g <- g[g$f < 1000 | g$df2 < 1e6, ]
write_rows("f", list(f = g$f, df1 = g$df1, df2 = g$df2, ln_survival = pf(g$f, g$df1, g$df2, lower.tail = FALSE, log.p = TRUE)))
g <- grid(q = c(1e-10, .001, .025, .05, .5), df1 = c(1, 2, 5, 20), df2 = c(2, 7, 17.4, 60, 1e3))
write_rows("f_quantile", list(q = g$q, df1 = g$df1, df2 = g$df2, f = qf(g$q, g$df1, g$df2, lower.tail = FALSE)))

b <- rbind(grid(k = 0:7, n = 7, share = c(.5, .1, .83)), grid(k = c(0, 1, 3, 10, 13), n = 13, share = .5),
           grid(k = c(0, 30, 200, 480, 500, 530, 900, 1000), n = 1000, share = c(.5, .48)),
           grid(k = c(0, 12, 4.99e6, 4.995e6, 5e6, 5.003e6, 1e7), n = 1e7, share = .5),
           grid(k = c(1, 8, 20), n = 1e7, share = 1e-6))
write_rows("binomial", list(k = b$k, n = b$n, share = b$share,
  ln_at_most = pbinom(b$k, b$n, b$share, log.p = TRUE),
  ln_at_least = pbinom(b$k - 1, b$n, b$share, lower.tail = FALSE, log.p = TRUE),
  ln_mass = dbinom(b$k, b$n, b$share, log = TRUE)))

g <- grid(q = c(1e-6, .005, .025, .05, .5, .9), a = c(1, 3, 10, 500, 4e5), b = c(1, 4, 90, 1e5))
write_rows("beta_quantile", list(q = g$q, a = g$a, b = g$b, lower = qbeta(g$q, g$a, g$b), upper = qbeta(g$q, g$a, g$b, lower.tail = FALSE)))
