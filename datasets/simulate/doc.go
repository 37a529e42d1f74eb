// Package simulate makes cohorts that no person is behind: the monthly surveys
// of a programme like Community as Medicine, answer by answer, from a model
// whose true effects and reliabilities are known. They are for examples,
// teaching, planning and for testing analyses; every row says synthetic.
//
// A participant has five correlated latent traits: depression, anxiety,
// loneliness, activity and diet. At month t one of them is
//
//	η_t = site + group + person + (1 + 0.3·G + 0.6·P)·δ·t + meeting_t + visit_t
//
// with normal effects of the coaching group, of the person, of what the group
// has in common at a visit and of the person's own moment; effects of the few
// sites that are normal scores in random order; the monthly change δ of
// [Options].Monthly times Effect; and the group's and the person's response G
// and P, standard normal. At baseline the variance of η is 1, so that δ is in
// standard deviations. An item j of trait η gets the answer
//
//	y_j = the number of cuts τ_jc below λ_j·η_t + √(1 − λ_j²)·ε_jt
//
// the graded response model with normal ogives (Samejima 1969). The loadings λ
// of PHQ-9, GAD-7 and UCLA-3 are those that give Cronbach's alpha at baseline
// the value asked for. Exercise is two such answers, the days of a week (many
// 0) and the minutes of such a day, multiplied; fruit and vegetables are servings
// a day in whole and half steps.
//
// Whether a participant leaves in a month depends on the last complete PHQ-9
// and on nothing that was not observed. So the effect on PHQ-9 can be recovered
// by an analysis that is valid where data are missing at random, such as
// likelihood with an unstructured covariance, and not from completers. Of the
// other outcomes that holds where the analysis knows PHQ-9 too; with no dropout
// it holds for all and for any analysis. Some surveys are not returned and some
// items not answered, whatever the answers would have been. Those who attend
// more sessions respond more.
//
// The same seed gives the same bytes on every machine: each participant, visit
// and purpose has a random sequence of its own (PCG), normal numbers come from
// an inversion without machine-dependent functions, no product is fused with a
// sum, and calibrated parameters are rounded before use. So a participant
// depends neither on how many others there are nor on the layout of the file,
// and two cohorts that differ in dropout alone differ in nothing else.
//
// Magnitudes are plausible, not estimates: the published studies give few (see
// the comments at the numbers). [Truth] computes what is expected of a cohort.
package simulate
