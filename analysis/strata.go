package analysis

import (
	"github.com/cam-outcomes/cam/datasets/summary"
)

// stratum is one pair of visits with the key of its people.
type stratum struct {
	key  summary.Key
	pair *Pair
}

// convert applies an arrow in every stratum.
func convert[S summary.Mergeable[S], T summary.Mergeable[T]](strata summary.Strata[S], arrow func(S) (T, error)) (summary.Strata[T], error) {
	var failed error
	out, err := summary.NewStrata(func(yield func(summary.Key, T) bool) {
		for k, s := range strata.All() {
			t, err := arrow(s)
			if err != nil {
				failed = err
				return
			}
			if !yield(k, t) {
				return
			}
		}
	})
	if failed != nil {
		return summary.Strata[T]{}, failed
	}
	return out, err
}

// changeMoments is the arrow from joint counts to the moments of the change.
func changeMoments(j summary.Joint) (summary.Moments, error) {
	h, err := j.Change()
	if err != nil {
		return summary.Moments{}, err
	}
	return h.Moments()
}

// stratify returns everyone first, then each crossed cell of the stratifying
// columns. Cells are counted by strata and cluster at once; everyone and the
// strata are what remains when the other columns are merged away.
func stratify(scale summary.Scale, cells summary.Strata[summary.Joint], spec Spec) ([]stratum, error) {
	all := spec.By
	clusterOnly := spec.Cluster != ""
	for _, name := range spec.By {
		if name == spec.Cluster {
			clusterOnly = false
		}
	}
	if clusterOnly {
		all = append(append([]string{}, spec.By...), spec.Cluster)
	}
	whole, err := cells.Without(all...)
	if err != nil {
		return nil, err
	}
	everyone, _ := whole.Get(summary.Key{})
	first, err := newPair(scale, everyone)
	if err != nil {
		return nil, err
	}
	if first.BaselineSD, err = baselineSD(everyone); err != nil {
		return nil, err
	}
	pairs := []stratum{{summary.Key{}, first}}
	if len(spec.By) > 0 {
		strata := cells
		if clusterOnly {
			if strata, err = cells.Without(spec.Cluster); err != nil {
				return nil, err
			}
		}
		if first.Strata, err = convert(strata, changeMoments); err != nil {
			return nil, err
		}
		for key, joint := range strata.All() {
			p, err := newPair(scale, joint)
			if err != nil {
				return nil, err
			}
			p.BaselineSD = first.BaselineSD
			pairs = append(pairs, stratum{key, p})
		}
	}
	if spec.Cluster == "" {
		return pairs, nil
	}
	for i := range pairs {
		if pairs[i].pair.Clusters, err = clustersOf(cells, pairs[i].key, spec.Cluster); err != nil {
			return nil, err
		}
	}
	return pairs, nil
}

func baselineSD(j summary.Joint) (Number, error) {
	before, err := j.Before(false)
	if err != nil {
		return Number{}, err
	}
	m, err := before.Moments()
	return optional(m.SD(0)), err
}

// clustersOf returns the moments of the change by cluster within one stratum;
// the zero key selects everyone.
func clustersOf(cells summary.Strata[summary.Joint], within summary.Key, cluster string) (summary.Strata[summary.Moments], error) {
	var failed error
	out, err := summary.NewStrata(func(yield func(summary.Key, summary.Moments) bool) {
		for key, joint := range cells.All() {
			var group summary.Level
			for _, l := range key.Levels() {
				if l.Name == cluster {
					group = l
				}
			}
			if within != (summary.Key{}) && key != within && key.Without(cluster) != within {
				continue
			}
			m, err := changeMoments(joint)
			if err != nil {
				failed = err
				return
			}
			if m.N() > 0 && !yield(summary.NewKey(group), m) {
				return
			}
		}
	})
	if failed != nil {
		return summary.Strata[summary.Moments]{}, failed
	}
	return out, err
}
