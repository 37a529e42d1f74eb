# The dense code against itself: analytic Hessian in natural parameters, numerical Hessian in unconstrained ones. The degrees of freedom and both
# Kenward-Roger adjustments must not depend on the parameterisation. (Against lme4, lmerTest, pbkrtest and nlme: in every case, cases.R; against SAS: fev/sas.R.)
source("mixed/dense.R")
set.seed(1); n <- 25; m <- 4; S <- outer(c(3, 4, 5, 6), c(3, 4, 5, 6)) * (.5 + .5 * diag(4)); Y <- matrix(rnorm(n * m), n) %*% chol(S) + rep(c(0, 1, 2, 2), each = n)
d <- data.frame(id = rep(1:n, m), visit = rep(1:m, each = n), time = rep(c(0, 1, 3, 6), each = n), y = c(Y), x = rep(rnorm(n), m)); d <- d[runif(nrow(d)) > .25, ]; X <- model.matrix(~ factor(visit) + x, d); L <- c(0, 0, 0, 1, 0)
compare <- function(name, s) {
  plain <- s; plain$natural <- NULL; plain$basis <- NULL
  if (is.null(s$Sigma)) { plain$Sigma <- NA; one <- fit(dense(d$y, X, d$id, d, s)); two <- dense(d$y, X, d$id, d, s); two$structure <- plain; two$V <- function(par, b) Reduce(`+`, Map(`*`, s$natural(par), s$basis(b))); two <- fit(two) } else
    { one <- fit(dense(d$y, X, d$id, d, s)); two <- fit(dense(d$y, X, d$id, d, plain)) }
  r <- function(f) c(unlist(satterthwaite(f, L)), unlist(kenward_roger(f, L))[2:3], unlist(kenward_roger_observed(f, L))[2:3]); gap <- max(abs(r(one) / r(two) - 1)); cat(sprintf("%-10s largest relative difference %.1e\n", name, gap)); stopifnot(gap < 1e-5)
}
for (k in c("us", "cs", "toep")) compare(k, covariance(k, 4))
d$y <- 4 * rnorm(n)[d$id] + (1 + rnorm(n)[d$id]) * d$time + 2 * rnorm(nrow(d)); for (k in c("intercept", "slope", "slope-uncorrelated")) compare(k, random_effects(k))
