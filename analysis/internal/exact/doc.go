// Package exact holds exact conditional inference for paired changes: the
// Wilcoxon signed-rank test with ties and zeros, its pseudomedian and the
// interval that inverts it; the sign test; and intervals and tests for one
// proportion and for two paired ones.
//
// Everything is computed from counts: distinct changes with how many
// participants have each, or the cells of a fourfold table. Changes are whole
// ticks, so ties are real ties.
//
// # How a tail of the signed-rank null is found
//
// Given the sizes of the changes, the null distribution of the rank sum is that
// of Σ rank·B, where B is binomial(n, ½) for the n changes of one size. Three
// ways of summing it agree to about 1e-13 and differ in price:
//
//   - counting sign patterns one observation at a time: exact integers for up to
//     53 observations, cheap for some hundreds;
//   - inverting the characteristic function of the exponentially tilted
//     distribution at the frequencies where it is not negligible, found by one
//     Fourier transform of a bound: milliseconds for thousands of distinct sizes;
//   - the same with the frequencies found where the lobes of all groups
//     overlap: milliseconds for a million observations of some dozen sizes.
//
// The price is estimated in elementary steps before a tail is computed, never
// timed, so that the same data always take the same way on any machine.
package exact
