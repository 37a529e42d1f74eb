package quality

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// momentsKey tells the scales of an item set and the visits apart.
type momentsKey struct {
	scale *scaleSums
	visit string
}

// itemMoments gathers the items of a scale at a visit, over surveys with every
// item answered.
type itemMoments struct {
	columns []summary.Column
	sum     summary.Moments
	waiting [][]summary.Score
	err     error // an overflow
}

func (s *itemSet) momentsOf(scale *scaleSums, visit string) *itemMoments {
	key := momentsKey{scale, visit}
	m := s.moments[key]
	if m == nil {
		m = new(itemMoments)
		for _, i := range scale.scale.Items {
			m.columns = append(m.columns, summary.Column{Name: s.instrument.Items[i].ID, Step: summary.Unit})
		}
		s.moments[key] = m
	}
	return m
}

// add keeps a survey until there are enough to be worth a merge.
func (m *itemMoments) add(values []int64) {
	row := make([]summary.Score, len(values))
	for i, v := range values {
		row[i] = summary.Score(v)
	}
	m.waiting = append(m.waiting, row)
	const enough = 256
	if len(m.waiting) >= enough {
		m.merge()
	}
}

func (m *itemMoments) merge() {
	if m.err != nil {
		return
	}
	more, err := summary.NewMoments(m.columns, func(yield func([]summary.Score, int64) bool) {
		for _, row := range m.waiting {
			if !yield(row, 1) {
				return
			}
		}
	})
	if err == nil {
		m.sum, err = m.sum.Merge(more)
	}
	m.err, m.waiting = err, m.waiting[:0]
}

// itemMoments are those of every scale at every visit, scale by scale.
func (e *evidence) itemMoments() ([]summary.ItemMoments, error) {
	var all []summary.ItemMoments
	for _, scale := range e.sums {
		for _, s := range e.sets {
			var visits []string
			for key := range s.moments {
				if key.scale == scale {
					visits = append(visits, key.visit)
				}
			}
			slices.Sort(visits)
			for _, visit := range e.inOrder(visits) {
				m := s.moments[momentsKey{scale, visit}]
				if m.merge(); m.err != nil {
					return nil, m.err
				}
				all = append(all, summary.ItemMoments{Outcome: s.nameOf(scale), Visit: visit, Items: m.sum})
			}
		}
	}
	return all, nil
}

// nameOf is the outcome that a scale of the set is: the set's own where there is
// one scale only.
func (s *itemSet) nameOf(scale *scaleSums) string {
	if len(s.scales) == 1 {
		return s.outcome
	}
	return scale.scale.ID
}
