# Linear mixed models by plain dense matrices: V is N x N, nothing is profiled but the fixed effects.
# -2 restricted log-likelihood = (N-p) log 2 pi + log|V| + log|X'V^-1 X| + y'Py, as lme4 prints it.
#   Satterthwaite  df = 2 (L C L')^2 / g'Ag, C = (X'V^-1 X)^-1, A = 2 (observed Hessian)^-1 (Giesbrecht & Burns 1985; lmerTest, mmrm).
#                  At an interior optimum g'Ag does not depend on how V is parameterised.
#   Kenward-Roger  without second derivatives of V (Kenward & Roger 1997). Programs differ in the information that gives the covariance
#                  of the variance parameters: expected in the paper and in pbkrtest, observed in SAS (ddfm=kr(firstorder)) and mmrm
#                  ("Kenward-Roger-Linear"), where the df then are Satterthwaite's. Both are here. Under dropout at random the observed one is
#                  the valid one (Kenward & Molenberghs 1998). Without second derivatives both are the same in every parameterisation.
# A structure gives V of a block (a participant, or a cluster of participants) as a function of unconstrained parameters, and,
# where V is linear in natural parameters, their basis matrices; those get analytic Hessians, the others numDeriv's.
suppressMessages({library(numDeriv)})

# ---- random effects: par = lme4's theta (relative Cholesky factor, column by column; cluster last), log sigma
random_effects <- function(kind = "slope", cluster = FALSE, corner = NULL) {
  k <- c(intercept = 1, slope = 3, "slope-uncorrelated" = 2)[[kind]]
  relative <- function(th) switch(kind, intercept = matrix(th[1]^2), slope = tcrossprod(matrix(c(th[1], th[2], 0, th[3]), 2)), "slope-uncorrelated" = diag(th[1:2]^2))
  natural <- function(par) {
    D <- relative(par) * exp(2 * par[length(par)])
    c(switch(kind, intercept = D[1], slope = D[c(1, 2, 4)], "slope-uncorrelated" = diag(D)), if (cluster) par[k + 1]^2 * exp(2 * par[length(par)]), exp(2 * par[length(par)]))
  }
  basis <- function(d) {
    same <- outer(d$id, d$id, "=="); t <- d$time
    c(switch(kind, intercept = list(same * 1), slope = list(same * 1, same * outer(t, t, "+"), same * outer(t, t)), "slope-uncorrelated" = list(same * 1, same * outer(t, t))),
      if (cluster) list(matrix(1, length(t), length(t))), list(diag(length(t))))
  }
  list(kind = kind, cluster = cluster, natural = natural, basis = basis, lower = c(switch(kind, intercept = 0, slope = c(0, -Inf, 0), "slope-uncorrelated" = c(0, 0)), if (cluster) 0, -Inf),
    theta = function(nat) { s2 <- nat[length(nat)]; c(switch(kind, intercept = sqrt(nat[1] / s2), slope = {L <- t(chol(matrix(nat[c(1, 2, 2, 3)], 2) / s2)); L[c(1, 2, 4)]}, "slope-uncorrelated" = sqrt(nat[1:2] / s2)), if (cluster) sqrt(nat[k + 1] / s2)) },
    start = function(y, X, m, times) { r <- log(sd(lm.fit(X, y)$residuals) * .7); sdt <- if (kind == "intercept") 1 else max(sd(times), 1e-8); c(switch(kind, intercept = 1, slope = c(1, 0, .3 / sdt), "slope-uncorrelated" = c(1, .3 / sdt)), if (cluster) .3, r) })
}
# ---- covariance structures over m visits: V = Sigma[visits, visits]
toeplitz_pacf <- function(z) {                         # correlations from partial autocorrelations, always positive definite
  r <- numeric(0); phi <- numeric(0)
  for (k in seq_along(z)) { a <- tanh(z[k]); new <- if (k == 1) a else c(phi - a * rev(phi), a)
    r <- c(r, if (k == 1) a else { prev <- r; sum(phi * rev(prev)) + a * (1 - sum(phi * prev)) }); phi <- new }
  c(1, r)
}
covariance <- function(kind, m) {
  same <- function(f) function(par) { s <- exp(2 * par[1]); s * f(par[-1]) }
  own <- function(f) function(par) { s <- exp(par[1:m]); outer(s, s) * f(par[-(1:m)]) }
  cs <- function(z) { lo <- -1 / (m - 1); rho <- lo + (1 - lo) * plogis(z); R <- matrix(rho, m, m); diag(R) <- 1; R }
  ar <- function(z) tanh(z)^abs(outer(1:m, 1:m, "-")); toep <- function(z) toeplitz(toeplitz_pacf(z))
  ad <- function(z) { R <- diag(m); for (i in seq_len(m - 1)) for (j in (i + 1):m) R[i, j] <- R[j, i] <- prod(tanh(z[i:(j - 1)])); R }
  us <- function(par) { L <- diag(exp(par[1:m]), m); L[lower.tri(L)] <- par[-(1:m)]; tcrossprod(L) }
  Sigma <- switch(kind, us = us, cs = same(cs), csh = own(cs), ar1 = same(ar), ar1h = own(ar), toep = same(toep), toeph = own(toep), ad = own(ad))
  extra <- switch(kind, us = m * (m - 1) / 2, cs = , csh = , ar1 = , ar1h = 1, m - 1); sds <- if (kind %in% c("cs", "ar1", "toep")) 1 else m
  E <- function(cells) { G <- matrix(0, m, m); G[cells] <- 1; G }
  linear <- switch(kind, us = lapply(which(lower.tri(diag(m), TRUE)), function(c) { G <- E(c); 1 * (G + t(G) > 0) }), cs = list(matrix(1, m, m) - diag(m), diag(m)),
    toep = lapply(0:(m - 1), function(k) 1 * (abs(outer(1:m, 1:m, "-")) == k)), NULL)
  list(kind = kind, Sigma = Sigma, m = m, natural = if (!is.null(linear)) function(par) { S <- Sigma(par); switch(kind, us = S[lower.tri(S, TRUE)], cs = c(S[1, 2], S[1, 1]), toep = S[1, ]) },
    basis = if (!is.null(linear)) function(d) lapply(linear, function(G) G[d$visit, d$visit, drop = FALSE]),
    start = function(y, X, m_, times) { r <- log(sd(lm.fit(X, y)$residuals)); rho <- .4
      if (kind == "us") { S <- exp(2 * r) * (.6 * diag(m) + .4); L <- t(chol(S)); c(log(diag(L)), L[lower.tri(L)]) } else
        c(rep(r, sds), switch(kind, cs = , csh = 0, ar1 = , ar1h = atanh(rho), ad = rep(atanh(rho), extra), c(atanh(rho), rep(.1, m))[seq_len(extra)])) })
}
# ---- a model: block names the independent units; d has the columns that V needs (id, time or visit)
dense <- function(y, X, block, d, structure, reml = TRUE) {
  X <- as.matrix(X); stopifnot(length(y) == nrow(X), qr(X)$rank == ncol(X))
  o <- order(match(block, unique(block))); y <- y[o]; X <- X[o, , drop = FALSE]; block <- block[o]; d <- d[o, , drop = FALSE]
  at <- split(seq_along(y), factor(block, unique(block)))
  about <- lapply(at, function(i) { b <- as.list(d[i, intersect(c("time", "visit"), names(d)), drop = FALSE]); b$id <- match(d$id[i], unique(d$id[i])); b })
  type <- vapply(about, function(b) paste(unlist(lapply(b, format, digits = 17)), collapse = " "), "")
  kinds <- lapply(split(seq_along(at), factor(type, unique(type))), function(k) list(about = about[[k[1]]], rows = unlist(at[k]), m = length(at[[k[1]]])))
  m <- list(y = y, X = X, at = at, about = about, kinds = kinds, structure = structure, reml = reml, n = length(y), p = ncol(X), d = d)
  m$V <- if (is.null(structure$Sigma)) function(par, b) Reduce(`+`, Map(`*`, structure$natural(par), structure$basis(b))) else
    function(par, b) structure$Sigma(par)[b$visit, b$visit, drop = FALSE]
  m
}
criterion_of <- function(m, make) {                     # make(about) gives V of a block
  q <- m$p + 1; S <- matrix(0, q, q); logdet <- 0
  for (k in m$kinds) {
    R <- tryCatch(chol(make(k$about)), error = function(e) NULL); if (is.null(R)) return(1e10)
    W <- cbind(m$X, m$y)[k$rows, , drop = FALSE]; dim(W) <- c(k$m, length(W) / k$m)
    W <- backsolve(R, W, transpose = TRUE); dim(W) <- c(length(k$rows), q)
    S <- S + crossprod(W); logdet <- logdet + 2 * sum(log(diag(R))) * length(k$rows) / k$m
  }
  R <- tryCatch(chol(S), error = function(e) NULL); if (is.null(R)) return(1e10)
  p <- m$p; if (m$reml) (m$n - p) * log(2 * pi) + logdet + 2 * sum(log(diag(R)[1:p])) + R[q, q]^2 else m$n * log(2 * pi) + logdet + R[q, q]^2
}
criterion <- function(m, par) criterion_of(m, function(b) m$V(par, b))
# -2 log-likelihood at lme4's theta with sigma profiled: what lme4's devfun returns.
criterion_at <- function(m, theta) {
  df <- m$n - if (m$reml) m$p else 0; s <- log(sd(lm.fit(m$X, m$y)$residuals))
  one <- criterion(m, c(theta, s)); two <- criterion(m, c(theta, s + log(2) / 2))   # the form is linear in 1 / sigma^2: two points give it
  q <- 2 * (one - two + df * log(2)); one - q + df * (1 + log(q / df))
}
fit <- function(m, start = NULL, polish = TRUE) {
  s <- m$structure; f <- function(par) criterion(m, par)
  starts <- c(if (!is.null(start)) list(start), list(s$start(m$y, m$X, s$m, m$d$time))); starts <- c(starts, list(starts[[1]] + .15 * seq(-1, 1, length.out = length(starts[[1]]))))
  best <- NULL
  for (x in starts) for (again in 1:2) {
    r <- nlminb(x, f, control = list(rel.tol = 1e-15, x.tol = 1e-12, eval.max = 5000, iter.max = 2000)); x <- r$par
    if (is.null(best) || r$objective < best$objective) best <- r
  }
  par <- best$par; zero <- integer(0)
  if (!is.null(s$lower)) {                              # a variance at zero: exactly zero, if that is no worse
    diagonal <- which(s$lower == 0); scale <- rep(1, length(par)); if (s$kind != "intercept") scale[switch(s$kind, slope = 3, 2)] <- sd(m$d$time)
    for (i in diagonal) if (abs(par[i]) * scale[i] < 1e-2) {
      at <- sort(c(zero, i)); free <- setdiff(seq_along(par), at); g <- function(v) { x <- par; x[at] <- 0; x[free] <- v; f(x) }
      r <- nlminb(par[free], g, control = list(rel.tol = 1e-15, x.tol = 1e-12, eval.max = 5000, iter.max = 2000))
      if (r$objective <= f(par) + 1e-9) { zero <- at; par[at] <- 0; par[free] <- r$par }
    }
    sign <- ifelse(par[diagonal] < 0, -1, 1); par[diagonal] <- abs(par[diagonal]); if (s$kind == "slope" && sign[1] < 0) par[2] <- -par[2]
  }
  boundary <- length(zero) > 0; free <- setdiff(seq_along(par), zero); H <- NULL
  g <- function(v) { x <- par; x[free] <- v; f(x) }
  if (polish) for (step in 1:6) {                       # Newton, so that the degrees of freedom are not blurred by where the optimiser stopped
    d <- grad(g, par[free]); H <- hessian(g, par[free]); if (min(eigen(H, symmetric = TRUE)$values) <= 0) break
    delta <- solve(H, d); if (g(par[free] - delta) > g(par[free]) + 1e-9) break
    par[free] <- par[free] - delta; if (sum(d * delta) < 1e-16) break
  }
  m$par <- par; m$hessian <- if (!boundary) H; m$boundary <- boundary; m$value <- f(par)
  nat <- if (!is.null(s$natural)) s$natural(par)
  if (!is.null(nat) && !boundary) for (step in 1:4) {   # and again with analytic derivatives in the natural parameters
    a <- assemble(m, nat); delta <- tryCatch(solve(a$H, a$g), error = function(e) 0 * a$g)
    if (max(abs(delta) / (abs(nat) + max(abs(nat)) * 1e-6)) > 1e-2) break
    nat <- nat - delta; if (sum(abs(a$g * delta)) < 1e-22) break
  }
  m$natural <- nat
  c(m, assemble(m, nat))
}
assemble <- function(m, nat = NULL) {
  n <- m$n; s <- m$structure; linear <- !is.null(nat)
  make <- if (linear) function(b) Reduce(`+`, Map(`*`, nat, s$basis(b))) else function(b) m$V(m$par, b)
  G <- lapply(m$kinds, function(k) if (linear) s$basis(k$about) else { J <- jacobian(function(p) c(m$V(p, k$about)), m$par); lapply(seq_len(ncol(J)), function(r) matrix(J[, r], k$m)) })
  V0 <- lapply(m$kinds, function(k) make(k$about)); I0 <- lapply(V0, function(V) chol2inv(chol(V)))
  Vinv <- matrix(0, n, n); where <- list()
  for (j in seq_along(m$kinds)) { k <- m$kinds[[j]]; for (b in split(k$rows, rep(seq_len(length(k$rows) / k$m), each = k$m))) { Vinv[b, b] <- I0[[j]]; where <- c(where, list(list(j = j, rows = b))) } }
  VX <- Vinv %*% m$X; C <- chol2inv(chol(crossprod(m$X, VX))); dimnames(C) <- list(colnames(m$X), colnames(m$X)); beta <- drop(C %*% crossprod(VX, m$y))
  P <- Vinv - VX %*% C %*% t(VX); Py <- drop(P %*% m$y); r <- length(G[[1]])
  right <- function(M, q) { out <- M; for (w in where) out[, w$rows] <- M[, w$rows, drop = FALSE] %*% G[[w$j]][[q]]; out }   # M times G_q, block by block
  PG <- lapply(1:r, function(q) right(P, q)); VG <- lapply(1:r, function(q) right(Vinv, q))
  traces <- function(A) { T <- matrix(0, r, r); for (i in 1:r) { At <- t(A[[i]]); for (j in i:r) T[i, j] <- T[j, i] <- sum(At * A[[j]]) }; T }
  use <- if (m$reml) PG else VG; E <- traces(use)
  GPy <- lapply(1:r, function(q) { v <- numeric(n); for (w in where) v[w$rows] <- G[[w$j]][[q]] %*% Py[w$rows]; v })
  quad <- outer(1:r, 1:r, Vectorize(function(i, j) sum(GPy[[i]] * (P %*% GPy[[j]]))))
  g <- vapply(1:r, function(q) sum(diag(use[[q]])) - sum(Py * GPy[[q]]), 0)
  H <- if (linear) -E + 2 * quad else m$hessian
  Pq <- lapply(VG, function(A) -t(m$X) %*% A %*% VX)
  GVX <- lapply(1:r, function(q) { v <- matrix(0, n, m$p); for (w in where) v[w$rows, ] <- G[[w$j]][[q]] %*% VX[w$rows, , drop = FALSE]; v })
  inverse <- function(M) tryCatch(2 * solve(M), error = function(e) NULL); W <- inverse(traces(PG)); Wo <- if (is.null(H)) NULL else inverse(H)
  adjust <- function(W) if (m$reml && !is.null(W)) { U <- matrix(0, m$p, m$p); for (i in 1:r) for (j in 1:r) U <- U + W[i, j] * (GVG[[i]][[j]] - Pq[[i]] %*% C %*% Pq[[j]]); C + 2 * C %*% U %*% C }
  GVG <- lapply(1:r, function(i) lapply(1:r, function(j) t(GVX[[i]]) %*% Vinv %*% GVX[[j]]))
  list(beta = beta, C = C, H = H, g = g, E = E, W = W, Wo = Wo, Pq = Pq, adjusted = adjust(W), adjusted_observed = adjust(Wo), crit = criterion_of(m, make))
}
satterthwaite <- function(m, L) {
  L <- drop(L); v <- sum(L * (m$C %*% L)); g <- vapply(m$Pq, function(P) -sum(L * (m$C %*% P %*% m$C %*% L)), 0)
  df <- 2 * v^2 / sum(g * (2 * solve(m$H, g))); est <- sum(L * m$beta); se <- sqrt(v)
  list(estimate = est, std_error = se, df = df, p_value = 2 * pt(-abs(est / se), df))
}
kenward_roger <- function(m, L, W = m$W, adjusted = m$adjusted) {
  L <- drop(L); v <- sum(L * (m$C %*% L)); g <- vapply(m$Pq, function(P) -sum(L * (m$C %*% P %*% m$C %*% L)), 0)
  df <- 2 * v^2 / sum(g * (W %*% g)); est <- sum(L * m$beta); se <- sqrt(sum(L * (adjusted %*% L)))
  list(estimate = est, std_error = se, df = df, p_value = 2 * pt(-abs(est / se), df))
}
kenward_roger_observed <- function(m, L) kenward_roger(m, L, m$Wo, m$adjusted_observed)
