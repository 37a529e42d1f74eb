package analysis

import (
	"fmt"
	"math"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// ReliableChangeOptions is the criterion and what it is judged with.
type ReliableChangeOptions struct {
	Criterion   summary.Reliable
	Better      summary.Direction
	Caseness    []summary.Criterion // for recovery; the first carries the plain variant
	Reliability float64             // stated; the criterion's own where it has one; 0 for none
	SDPre       Number              // of everyone's baseline, for criteria that take this sample's
	MCID        summary.Amount      // zero for none
	Level       Level               // 0.95, of the Wilson intervals
}

// ReliableChangeResult counts people by whether they changed by more than the
// error of measurement.
type ReliableChangeResult struct {
	Head
	findings
	N                                 int64
	Threshold                         summary.Score // smallest change that counts, in ticks
	Improved, Unchanged, Deteriorated int64
}

func reliableChangeInputs(p *Pair, spec Spec) ([]input[summary.Joint, ReliableChangeOptions], error) {
	var all []input[summary.Joint, ReliableChangeOptions]
	for _, c := range p.Scale.Reliable {
		all = append(all, input[summary.Joint, ReliableChangeOptions]{p.Joint, ReliableChangeOptions{
			Criterion: c, Better: p.Scale.Better, Caseness: p.Scale.Caseness,
			Reliability: p.Scale.Reliability, SDPre: p.BaselineSD, MCID: p.Scale.MCID, Level: spec.Level,
		}})
	}
	return all, nil
}

// ReliableChange classifies every pair: improved or deteriorated by at least
// the criterion, else unchanged. A computed criterion is the smallest step of
// the scale that is at least 1.96·S_diff, with
//
//	S_diff = SD·√2·√(1 − r)
//
// (Jacobson and Truax 1991, with the √2 of Christensen and Mendoza 1986). Of
// those who were cases at baseline, recovered are no case afterwards and
// reliably recovered improved reliably as well; each share stands beside the
// same share of everyone who started and beside what would be expected without
// any change. Shares have Wilson intervals.
func ReliableChange(j summary.Joint, o ReliableChangeOptions) (*ReliableChangeResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &ReliableChangeResult{
		Head: Head{
			Method: "reliable_change", Title: "reliable change",
			Settings:   []Setting{{"criterion", o.Criterion.ID}, {"level", ftoa(level)}},
			References: []string{"jacobsontruax1991", "christensenmendoza1986", "wilson1927"},
		},
		N: j.Flow().Pairs,
	}
	variant := o.Criterion.ID
	terms := []string{"improved", "unchanged", "deteriorated"}
	threshold, how, ok := o.threshold(j.Step())
	if o.Better == summary.Unknown || !ok {
		for _, term := range terms {
			r.add(Estimate{Term: term, Variant: variant, N: r.N})
		}
		if o.Better == summary.Unknown {
			r.decide("no_direction", r.N)
		} else {
			r.decide("no_reliable_threshold", r.N, "criterion", variant)
		}
		return r, nil
	}
	r.Threshold = threshold
	if r.N == 0 {
		r.decide("no_pairs", 0)
	}
	sign := summary.Score(o.Better.Sign())
	for at, n := range j.Pairs() {
		switch gain := sign * (at[1] - at[0]); {
		case gain >= threshold:
			r.Improved += n
		case gain <= -threshold:
			r.Deteriorated += n
		default:
			r.Unchanged += n
		}
	}
	smallest := detail("smallest_change", ftoa(j.Step().Value(threshold)), "threshold", how)
	for i, k := range []int64{r.Improved, r.Unchanged, r.Deteriorated} {
		e, err := share(Estimate{Term: terms[i], Variant: variant, N: r.N, Detail: smallest}, k, r.N, level)
		if err != nil {
			return nil, err
		}
		r.add(e)
	}
	if err := r.recovery(j, o, level); err != nil {
		return nil, err
	}
	if o.MCID.IsSet() {
		important := j.Step().Ceil(o.MCID)
		var k int64
		for at, n := range j.Pairs() {
			if sign*(at[1]-at[0]) >= important {
				k += n
			}
		}
		e, err := share(Estimate{Term: "mcid", Variant: variant, N: r.N, Detail: detail("mcid", o.MCID.String())}, k, r.N, level)
		if err != nil {
			return nil, err
		}
		r.add(e)
	}
	return r, nil
}

// recovery adds the shares of baseline cases.
func (r *ReliableChangeResult) recovery(j summary.Joint, o ReliableChangeOptions, level float64) error {
	reliability := o.Reliability
	if o.Criterion.R > 0 {
		reliability = o.Criterion.R
	}
	for i, c := range o.Caseness {
		variant := o.Criterion.ID
		if i > 0 {
			variant += "," + c.String()
		}
		healthy := noLongerCase(c, j.Step())
		recovered := caseShare{
			term: "recovered", variant: variant, criterion: c, isCase: c.On(j.Step()),
			reaches: func(summary.Score) summary.Score { return healthy },
		}
		reliably := recovered
		reliably.term = "reliably_recovered"
		reliably.reaches = func(pre summary.Score) summary.Score {
			return further(o.Better, healthy, pre+summary.Score(o.Better.Sign())*r.Threshold)
		}
		for _, s := range []caseShare{recovered, reliably} {
			if err := r.addShare(s, j, o.Better, reliability, level); err != nil {
				return err
			}
		}
	}
	return nil
}

// threshold returns the smallest change that counts, in ticks, and how it came
// about; false where it takes this sample's SD and there is none.
func (o ReliableChangeOptions) threshold(step summary.Step) (summary.Score, string, bool) {
	if o.Criterion.Change.IsSet() {
		return max(1, step.Ceil(o.Criterion.Change)), "stated", true
	}
	sd := o.Criterion.SD
	if sd == 0 {
		var ok bool
		if sd, ok = o.SDPre.Get(); !ok || sd == 0 {
			return 0, "", false
		}
	}
	exact := 1.96 * sd * math.Sqrt2 * math.Sqrt(1-o.Criterion.R) / step.Float()
	ticks := math.Ceil(exact)
	if nearest := math.Round(exact); math.Abs(exact-nearest) < 1e-9*nearest {
		ticks = nearest // a whole number of steps but for rounding
	}
	if !(ticks <= summary.MaxTicks) {
		return 0, "", false
	}
	return max(1, summary.Score(ticks)), fmt.Sprintf("1.96_sdiff,sd:%s,r:%s", ftoa(sd), ftoa(o.Criterion.R)), true
}
