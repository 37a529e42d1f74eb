package datasets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// checkAnswers looks for cells that are no answers, in the rows that are kept.
func (b *builder) checkAnswers(f *faults, asMissing bool) {
	type kindOf struct {
		header string
		kind   badKind
	}
	for _, s := range b.sets {
		counts := make(map[kindOf]int64)
		for i, fault := range s.faults {
			row, item := int(fault.row), int(fault.item)
			if b.participant[row] < 0 {
				continue
			}
			text := ""
			if i < len(s.texts) {
				text = s.texts[i]
			}
			f.answer(s, item, fault.kind, text, func() string { return b.places.text(row) })
			counts[kindOf{s.headers[item], fault.kind}]++
		}
		if !asMissing {
			continue
		}
		for at, n := range counts {
			kind := map[badKind]string{notNumber: "text", thousands: "thousands", outOfRange: "answer"}[at.kind]
			b.decide(summary.Decision{Code: DecisionInvalidAsMissing, Outcome: s.outcome, N: n, Args: map[string]string{"column": at.header, "kind": kind}})
		}
	}
}

// oneAbove reports whether a number is 1 more than the highest code of an item,
// as it is where codes start at 1 instead of 0.
func (s *itemSet) oneAbove(item int, text string) bool {
	it := s.instrument.Items[item]
	a, err := parseAmount(text)
	return err == nil && it.Answers != nil && a.Den == 1 && it.High.Den == 1 && a.Num == it.High.Num+1
}

// codesHint says how to tell what the file's codes mean.
func (s *itemSet) codesHint(shifted bool) string {
	if !shifted {
		return "if the file has codes of its own, say what they mean with --codes " + s.outcome + "=CODE:ANSWER,CODE:ANSWER"
	}
	var codes []string
	options := s.instrument.Items[0].Answers.Options
	for _, o := range options {
		codes = append(codes, fmt.Sprintf("%d:%d", o.Code+1, o.Code))
	}
	return fmt.Sprintf("if the file has %d for %s, add --codes %s=%s", options[0].Code+1, quoteValue(options[0].EN[0]), s.outcome, strings.Join(codes, ","))
}

// accountAnswers says how the answers were read and scored, in the rows that are
// kept.
func (b *builder) accountAnswers() {
	prorated := make([]bool, len(b.plan.study.Outcomes))
	b.reads = make(map[string]reads)
	for _, s := range b.sets {
		b.reads[s.outcome] = b.countReads(s, b.reads[s.outcome])
		for i := range s.wanted {
			w := &s.wanted[i]
			if b.accountScores(s, w) > 0 {
				prorated[w.outcome] = true
			}
			if w.stored != nil {
				b.compareTotals(w)
			}
		}
	}
	told := make(map[string]bool)
	for _, s := range b.sets {
		if !told[s.outcome] {
			told[s.outcome] = true
			b.decideReads(s, b.reads[s.outcome])
		}
	}
	for i, o := range b.plan.study.Outcomes {
		if k := b.plan.known[i]; k.entry != nil {
			b.decisions = append(b.decisions, unverified(k.entry, o.Scale, o.Instrument != "", prorated[i], o.Post == "")...)
		}
		for _, l := range b.plan.outcomes[i].leftOut {
			b.decide(summary.Decision{Code: DecisionColumnLeftOut, Outcome: o.Scale.ID, Args: map[string]string{"column": l.Header, "why": l.Why}})
		}
	}
}

// reads are numbers of surveys, by how the answers of an outcome were read.
type reads struct {
	labels, codes, interpreted, rounded, commas int64
	warnings                                    [maxWarnings]int64
}

// countReads adds the rows of a set that are kept.
func (b *builder) countReads(s *itemSet, r reads) reads {
	for row, mark := range s.rows {
		if mark == 0 || b.participant[row] < 0 {
			continue
		}
		for _, c := range []struct {
			is rowMark
			to *int64
		}{{fromLabel, &r.labels}, {fromCode, &r.codes}, {interpreted, &r.interpreted}, {roundedAnswer, &r.rounded}, {decimalComma, &r.commas}} {
			if mark&c.is != 0 {
				*c.to++
			}
		}
		for w := range r.warnings {
			if mark&(firstWarning<<w) != 0 {
				r.warnings[w]++
			}
		}
	}
	return r
}

// decideReads turns numbers of surveys into decisions. That an item asks about
// safety is said whatever was answered, and how often is not said at all:
// answers to it belong in a restricted file.
func (b *builder) decideReads(s *itemSet, r reads) {
	if safety := s.instrument.Safety; safety != nil && s.headers[safety.Item] != "" {
		b.decide(summary.Decision{Code: DecisionSafetyItem, Outcome: s.outcome, Args: map[string]string{"item": s.instrument.Items[safety.Item].ID}})
	}
	for _, d := range []struct {
		code string
		n    int64
	}{{DecisionAnswerLabels, r.labels}, {DecisionAnswersRead, r.interpreted}, {DecisionAnswersRounded, r.rounded}} {
		if d.n > 0 {
			b.decide(summary.Decision{Code: d.code, Outcome: s.outcome, N: d.n})
		}
	}
	if r.commas > 0 {
		b.decide(summary.Decision{Code: DecisionDecimalComma, Outcome: s.outcome, N: r.commas, Args: map[string]string{"column": s.text()}})
	}
	for w, n := range r.warnings {
		if n > 0 {
			b.decide(summary.Decision{Code: DecisionImplausible, Outcome: s.outcome, N: n, Args: map[string]string{"warning": s.instrument.Warnings[w].ID}})
		}
	}
}

// accountScores counts, by visit, scores that were prorated and surveys without
// a score; it returns how many were prorated.
func (b *builder) accountScores(s *itemSet, w *wantedScale) (prorated int64) {
	visits := []string{w.visit}
	if b.visit != nil {
		visits = b.visits.order
	}
	counts := make([][neverImputed + 1]int64, len(visits))
	for row, mark := range w.marks {
		if mark == 0 || b.participant[row] < 0 {
			continue
		}
		at := 0
		if b.visit != nil {
			at = int(b.visit[row])
		}
		counts[at][mark]++
	}
	o := b.plan.study.Outcomes[w.outcome].Scale.ID
	for i, visit := range visits {
		for _, d := range []struct {
			code string
			mark scoreMark
		}{{DecisionProrated, proratedScore}, {DecisionTooFewAnswers, tooFewAnswers}, {DecisionNeverImputed, neverImputed}} {
			n := counts[i][d.mark]
			if n == 0 {
				continue
			}
			args := map[string]string{"visit": visit}
			if d.mark == neverImputed {
				item := s.instrument.Scales[w.scale].Missing.NeverImpute[0]
				args["item"] = s.instrument.Items[item].ID
				// The longest scale that does without it: PHQ-8 for PHQ-9.
				longest := 0
				for _, other := range s.instrument.Scales {
					if !slices.Contains(other.Items, item) && len(other.Items) > longest {
						args["without"] = other.ID
						longest = len(other.Items)
					}
				}
			}
			b.decide(summary.Decision{Code: d.code, Outcome: o, N: n, Args: args})
		}
		prorated += counts[i][proratedScore]
	}
	return prorated
}

// compareTotals says how often the scores differ from the totals in a column.
func (b *builder) compareTotals(w *wantedScale) {
	var compared, differ, only int64
	mine, theirs := w.column.step(), w.stored.step()
	for row, p := range b.participant {
		if p < 0 {
			continue
		}
		total := w.stored.values.at(row)
		if total <= badScore {
			continue
		}
		score := w.column.values.at(row)
		if score <= badScore {
			only++
			continue
		}
		compared++
		// score·mine.Num/mine.Den against total/theirs.Den
		if score*mine.Num*theirs.Den != total*theirs.Num*mine.Den {
			differ++
		}
	}
	b.decide(summary.Decision{Code: DecisionItemsBeatTotals, Outcome: b.plan.study.Outcomes[w.outcome].Scale.ID, N: differ, Args: map[string]string{
		"column": w.stored.header, "compared": strconv.FormatInt(compared, 10), "total_only": strconv.FormatInt(only, 10)}})
}
