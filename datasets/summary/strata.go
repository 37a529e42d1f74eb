package summary

import (
	"iter"
	"slices"
)

// Mergeable is what every summary is: it can be added to another of its kind,
// and its zero value adds nothing.
type Mergeable[T any] interface {
	Merge(T) (T, error)
	Equal(T) bool
}

// Strata maps strata to summaries, in the order of their keys. The zero Strata
// is empty and the identity of Merge.
type Strata[T Mergeable[T]] struct {
	keys   []Key
	values []T
}

// NewStrata merges the summaries it is given by their keys.
func NewStrata[T Mergeable[T]](all iter.Seq2[Key, T]) (Strata[T], error) {
	var s Strata[T]
	for k, v := range all {
		i, found := slices.BinarySearchFunc(s.keys, k, CompareKeys)
		if !found {
			s.keys = slices.Insert(s.keys, i, k)
			s.values = slices.Insert(s.values, i, v)
			continue
		}
		merged, err := s.values[i].Merge(v)
		if err != nil {
			return Strata[T]{}, err
		}
		s.values[i] = merged
	}
	return s, nil
}

// Len returns the number of strata.
func (s Strata[T]) Len() int { return len(s.keys) }

// All yields the strata in the order of their keys.
func (s Strata[T]) All() iter.Seq2[Key, T] {
	return func(yield func(Key, T) bool) {
		for i, k := range s.keys {
			if !yield(k, s.values[i]) {
				return
			}
		}
	}
}

// Get returns the summary of one stratum, the zero T where there is none.
func (s Strata[T]) Get(k Key) (T, bool) {
	i, found := slices.BinarySearchFunc(s.keys, k, CompareKeys)
	if !found {
		var zero T
		return zero, false
	}
	return s.values[i], true
}

// Equal reports whether both hold equal summaries for the same strata.
func (s Strata[T]) Equal(t Strata[T]) bool {
	return slices.Equal(s.keys, t.keys) && slices.EqualFunc(s.values, t.values, func(a, b T) bool { return a.Equal(b) })
}

// Merge merges stratum by stratum.
func (s Strata[T]) Merge(t Strata[T]) (Strata[T], error) {
	return NewStrata(func(yield func(Key, T) bool) {
		for k, v := range s.All() {
			if !yield(k, v) {
				return
			}
		}
		for k, v := range t.All() {
			if !yield(k, v) {
				return
			}
		}
	})
}

// Without merges the strata that differ only in the named columns. Without
// every column it leaves everyone, under the zero Key.
func (s Strata[T]) Without(names ...string) (Strata[T], error) {
	return NewStrata(func(yield func(Key, T) bool) {
		for k, v := range s.All() {
			if !yield(k.Without(names...), v) {
				return
			}
		}
	})
}
