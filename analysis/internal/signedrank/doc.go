// Package signedrank holds the exact conditional distribution of the signed-rank
// statistic, with ties and zeros, and what is inverted from it: the test, the
// pseudomedian and its interval.
//
// Changes arrive as integers with multiplicities, so ties are facts and not
// accidents of rounding. Given the absolute values, each non-zero change is
// positive or negative with probability one half; with K distinct absolute
// values the statistic is a sum of K independent binomials, each times its
// mid-rank:
//
//	W+ = Σ r_g·J_g,  J_g ~ Binomial(m_g, 1/2)
//
// Nothing is sampled and nothing is approximated, until the work would take
// more than about a second; then, and only then, the normal distribution of the
// same mean and variance takes over, and the result says so.
package signedrank
