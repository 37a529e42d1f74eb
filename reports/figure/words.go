package figure

import "strings"

// Words are the words of figures in one language. Names in braces stand for
// what the figure fills in.
type Words struct {
	Language                                   string
	Baseline, FollowUp, Change, People         string
	ChangeTitle, BandsTitle, DistributionTitle string
	TrajectoryTitle                            string
	Visits                                     string // {pre} {post}
	OtherVisits                                string // {pre} {post}, of one panel
	Stratum                                    string // {stratum}
	Count, CountOf                             string // {pairs} {enrolled}
	LowerBetter, HigherBetter                  string
	MeanChange                                 string // {change} {level} {low} {high}
	MeanChangeOnly                             string // {change}
	OnePair, Alike                             string // why there is no interval
	RangeOf                                    string // {low} {high}
	NoPairs, Withheld                          string // {least}
	LinePerson, LineMany, MeanMark             string // {level}
	NotCausal, Synthetic                       string
	Grouped                                    string // {width}
	Half                                       string // {visit} {mean} {median}
	Mirrored, CutOff                           string // {kind}
	Stacked, NoDirection, WithoutBands         string // {outcomes}
	Band                                       string // {band} {before} {after}
	AltChange, AltBands, AltDistribution       string // {outcomes}: how many
	AltMeans                                   string // {pre} {post}
	AltAxis                                    string // {low} {high}
	CountScores                                string // {people} {scores}
	Time                                       string // {unit}
	NoScores                                   string
	Observed, ObservedOnly, FittedLine         string // {level}
	NotFitted, OneAlone, ShortBars             string
	AltTrajectory                              string // {outcomes}
	AltVisit                                   string // {visit} {mean} {n}
	AltFitted                                  string // {first} {last}
	ResidualsTitle, ResidualFitted, Quantiles  string
	Influence, InfluenceAxis                   string // {effect}
	FittedAxis, ResidualAxis, NormalAxis       string
	DistanceAxis                               string
	ResidualNotes                              string
	AltResiduals                               string // {outcomes}
}

// English returns the words in English.
func English() Words {
	return Words{
		Language: "en",
		Baseline: "Baseline", FollowUp: "Follow-up", Change: "Change", People: "people",
		ChangeTitle: "Change from baseline to follow-up", BandsTitle: "Severity at baseline and follow-up", DistributionTitle: "Scores at baseline and follow-up",
		Visits:      "People with a score at both visits, {pre} and {post}.",
		OtherVisits: "{pre} to {post}",
		Stratum:     "Only {stratum}.",
		Count:       "n\u00a0=\u00a0{pairs}", CountOf: "n\u00a0=\u00a0{pairs} of {enrolled} enrolled",
		LowerBetter: "lower is better", HigherBetter: "higher is better",
		MeanChange:     "Mean change {change} [{level}\u00a0CI {low},\u00a0{high}]",
		MeanChangeOnly: "Mean change {change}",
		OnePair:        "one person, so no interval", Alike: "all changed alike, so no interval",
		RangeOf: "possible scores {low} to {high}",
		NoPairs: "No pairs: nobody has a score at both visits.", Withheld: "Withheld: some marks would stand for fewer than {least} people.",
		LinePerson: "Each grey line is one person; thicker lines and larger dots are several with the same scores.",
		LineMany:   "Bars show how many people have each score. Grey lines join the two scores of the same people, darker where there are more of them.",
		MeanMark:   "Black line: means. Diamond: mean change with its {level} confidence interval, read on the right-hand axis, whose 0 is the mean at baseline.",
		Synthetic:  "Synthetic data: no person is behind them.",
		NotCausal:  "Without a comparison group a change cannot be attributed to a programme.",
		Grouped:    "scores grouped by {width}",
		Half:       "{visit}: mean {mean}, median {median}",
		Mirrored:   "Bars upwards: baseline. Bars downwards: follow-up, the same people. Dot: mean. Ring: median.", CutOff: "Dashed line: cut-off of a case, as labelled.",
		Stacked:      "Share of people in each band; counts are people in the band of all with a score at both visits. Darker is more severe.",
		NoDirection:  "Where it is not known which way a score is better, darker is a higher score.",
		WithoutBands: "Without severity bands, and so not shown: {outcomes}.",
		Band:         "{band} {before} at baseline and {after} at follow-up",
		AltChange:    "Baseline and follow-up scores of {outcomes}, joined by person, with the mean change.",
		AltBands:     "Two stacked bars, baseline and follow-up, for {outcomes}.", AltDistribution: "Mirrored histograms of baseline and follow-up scores of {outcomes}.",
		AltMeans: "mean {pre} at baseline and {post} at follow-up",
		AltAxis:  "axis from {low} to {high}",

		TrajectoryTitle: "Outcomes over time",
		CountScores:     "n\u00a0=\u00a0{people} with {scores} scores",
		Time:            "Time ({unit})",
		NoScores:        "No scores: nobody has a score at any visit.",
		Observed:        "Points: observed means, with bars for their {level} confidence intervals. Below, n is how many people have a score at the visit.",
		ObservedOnly:    "Points: observed means. Below, n is how many people have a score at the visit.",
		FittedLine:      "Line in a shaded band: mean that the model fits, with its {level} confidence interval.",
		NotFitted:       "Where there is no line, no model could be fitted.",
		OneAlone:        "The mean of one person alone has no interval.",
		ShortBars:       "Bars that cannot be seen are shorter than their points.",
		AltTrajectory:   "Means over time of {outcomes}, observed and as a model fits them.",
		AltVisit:        "{visit}, n\u00a0=\u00a0{n}: mean {mean}",
		AltFitted:       "the model's line goes from {first} to {last}",

		ResidualsTitle: "How the models fit", ResidualFitted: "{outcome}: residuals", Quantiles: "{outcome}: normal quantiles", Influence: "{outcome}: influence",
		FittedAxis: "fitted mean", ResidualAxis: "standardized residual", NormalAxis: "normal quantile",
		InfluenceAxis: "change of {effect} without the person", DistanceAxis: "Cook's distance",
		ResidualNotes: "First: residuals, made independent and of variance 1 by the model, against the fitted mean. Second: the same, in order, against what a normal distribution would give; on the dashed line they agree. Third: each person's influence on the fixed effects.",
		AltResiduals:  "Residuals, normal quantiles and influence of the mixed models of {outcomes}.",
	}
}

// fill puts values in the place of names in braces: name, value, name, value, …
// A value that holds braces stays as it is.
func fill(template string, pairs ...string) string {
	var old []string
	for i := 0; i+1 < len(pairs); i += 2 {
		old = append(old, "{"+pairs[i]+"}", pairs[i+1])
	}
	return strings.NewReplacer(old...).Replace(template)
}
