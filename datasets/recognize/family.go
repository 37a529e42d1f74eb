package recognize

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/cam-outcomes/cam/instruments"
)

// family is a set of headers that are written alike, as items of a scale.
type family struct {
	scale     *instruments.Scale
	part      part
	stem      bool // named without the instrument's number
	loose     bool
	vague     bool
	template  string
	occasions map[string]*occasion // by the key of the visit
}

// occasion is a family at one visit.
type occasion struct {
	name    string        // as written in the headers, "" without a visit
	columns map[int][]int // by the item's number, from 1 in the scale
	units   map[string]bool
}

func (f *family) add(visit string, number, column int, unit string) {
	key := visitKey(visit)
	o := f.occasions[key]
	if o == nil {
		o = &occasion{name: visit, columns: make(map[int][]int), units: make(map[string]bool)}
		f.occasions[key] = o
	}
	if len(visit) < len(o.name) || len(visit) == len(o.name) && visit < o.name {
		o.name = visit
	}
	o.columns[number] = append(o.columns[number], column)
	o.units[unit] = true
}

// numbers lists the numbers at all visits.
func (f *family) numbers() []int {
	all := make(map[int]bool)
	for _, o := range f.occasions {
		for n := range o.columns {
			all[n] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// lacks lists the scale's items that an occasion has no column for.
func (f *family) lacks(o *occasion) (numbers []int) {
	for n := 1; n <= len(f.scale.Items); n++ {
		if len(o.columns[n]) == 0 {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// complete reports whether every item is there at some visit.
func (f *family) complete() bool {
	for _, o := range f.occasions {
		if len(f.lacks(o)) == 0 {
			return true
		}
	}
	return false
}

// visits lists the occasions in the order of their names.
func (f *family) visits() []*occasion {
	return slices.SortedFunc(maps.Values(f.occasions), func(a, b *occasion) int { return cmp.Compare(a.name, b.name) })
}

// families sorts readings that name items into families.
func families(readings []reading) []*family {
	found := make(map[string]*family)
	of := func(r reading) *family {
		s := r.scale
		if s == nil {
			s = r.of.main()
		}
		key := s.ID + "\x00" + strconv.Itoa(int(r.part)) + strconv.FormatBool(r.scale == nil) + r.template
		f := found[key]
		if f == nil {
			f = &family{scale: s, part: r.part, stem: r.scale == nil, loose: r.loose, vague: r.vague, template: r.template, occasions: make(map[string]*occasion)}
			found[key] = f
		}
		return f
	}
	twice := make(map[*family][]reading)
	for _, r := range readings {
		switch {
		case r.part == numbered && len(r.numbers) == 1:
			of(r).add(r.visit, r.numbers[0], r.column, r.unit)
		case r.part == numbered:
			f := of(r)
			twice[f] = append(twice[f], r)
		case r.part == marked:
			visit := r.visit
			if len(r.numbers) == 2 {
				if visit != "" {
					continue
				}
				visit = strconv.Itoa(r.numbers[1])
			}
			of(r).add(visit, r.numbers[0], r.column, r.unit)
		case r.part == worded:
			visit := r.visit
			number := slices.Index(of(r).scale.Items, r.item) + 1
			if len(r.numbers) == 1 && !(r.of.Items[r.item].Answers != nil && r.numbers[0] == number) {
				if visit != "" {
					continue
				}
				visit = strconv.Itoa(r.numbers[0])
			}
			if number > 0 {
				of(r).add(visit, number, r.column, r.unit)
			}
		}
	}
	for f, list := range twice {
		f.pairs(list)
	}
	all := slices.Collect(maps.Values(found))
	all = slices.DeleteFunc(all, func(f *family) bool { return len(f.occasions) == 0 })
	slices.SortFunc(all, func(a, b *family) int {
		return cmp.Or(cmp.Compare(a.scale.ID, b.scale.ID), cmp.Compare(a.template, b.template), cmp.Compare(a.part, b.part), cmp.Compare(strconv.FormatBool(a.stem), strconv.FormatBool(b.stem)))
	})
	return all
}

// pairs sorts headers with two numbers: the one that counts all items is the
// item's, the other the wave's. Where both or none do, the family stays without
// an item and is asked about.
func (f *family) pairs(list []reading) {
	k := len(f.scale.Items)
	counts := func(at int) bool {
		there := make(map[int]bool)
		for _, r := range list {
			there[r.numbers[at]] = true
		}
		for n := 1; n <= k; n++ {
			if !there[n] {
				return false
			}
		}
		return true
	}
	first, second := counts(0), counts(1)
	for _, r := range list {
		if r.visit != "" {
			continue
		}
		switch {
		case first && !second:
			f.add(strconv.Itoa(r.numbers[1]), r.numbers[0], r.column, r.unit)
		case second && !first:
			f.add(strconv.Itoa(r.numbers[0]), r.numbers[1], r.column, r.unit)
		default: // as waves without any item
			f.add(strconv.Itoa(r.numbers[0])+"_"+strconv.Itoa(r.numbers[1]), -1, r.column, r.unit)
		}
	}
}

// joinWorded puts families together whose headers say what the items are about,
// each in a way of its own: "GAD-7 Q4: Trouble relaxing" is named by the item's
// label beside questions in full. None of them may be complete, nor an item be
// there twice.
func joinWorded(all []*family) []*family {
	var rest []*family
	joined := &family{part: worded, template: "text @", occasions: make(map[string]*occasion)}
	parts := 0
	for _, f := range all {
		if f.part != worded || f.loose {
			rest = append(rest, f)
			continue
		}
		if f.complete() {
			return all
		}
		parts++
		joined.scale = f.scale
		for _, o := range f.visits() {
			for number, columns := range o.columns {
				if there := joined.occasions[visitKey(o.name)]; there != nil && len(there.columns[number]) > 0 {
					return all
				}
				for _, column := range columns {
					joined.add(o.name, number, column, slices.Sorted(maps.Keys(o.units))[0])
				}
			}
			if there := joined.occasions[visitKey(o.name)]; there != nil {
				maps.Copy(there.units, o.units)
			}
		}
	}
	if parts < 2 {
		return all
	}
	return append(rest, joined)
}
