// Package reml fits linear mixed models for repeated measures to counts.
//
// The observations y of one participant with design X follow
//
//	y ~ N(X·β, σ²·R(θ)),   R of m × m observed visits
//
// and participants are independent, or independent between clusters that add
// independent random effects of their own. Participants who were observed at
// the same visits share R, and their X differ only in covariates that are
// constant within a person. So a pattern of visits enters by its number of
// participants and its cross products of (covariates, scores) alone, and an
// evaluation costs O(patterns) whatever the number of participants. A
// participant with times or covariates of his own is a pattern of one: the same
// criterion by the same code.
//
// The criterion is −2 times the restricted (or full) log-likelihood with all its
// constants, as lme4 prints it, σ² profiled out:
//
//	REML  log|R| + log|X'R⁻¹X| + (N−p)·(1 + log(2π·r/(N−p)))
//	ML    log|R| + N·(1 + log(2π·r/N))
//	r     = y'P·y,  P = R⁻¹ − R⁻¹X(X'R⁻¹X)⁻¹X'R⁻¹
//
// Its gradient and Hessian are analytic:
//
//	∂ log|R| + log|X'R⁻¹X|   tr(P·Rᵢ)
//	∂²                       −tr(P·Rᵢ·P·Rⱼ) + tr(P·Rᵢⱼ)
//	∂ r                      −y'P·Rᵢ·P·y
//	∂² r                     2·y'P·Rᵢ·P·Rⱼ·P·y − y'P·Rᵢⱼ·P·y
//
// All of them are sums over patterns of A'K·A, A = (X, y), for kernels K that
// depend on the pattern only (R⁻¹, R⁻¹RᵢR⁻¹, R⁻¹RᵢR⁻¹RⱼR⁻¹), which is what
// package-internal type products holds. Cluster effects are taken in by the
// Woodbury identity on these same sums, one small update a cluster.
//
// Harville (1977), Lindstrom and Bates (1988), Kenward and Roger (1997), Bates,
// Mächler, Bolker and Walker (2015).
package reml
