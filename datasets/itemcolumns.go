package datasets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// resolveItems finds the columns of the outcomes that are scored from answers,
// where the request names them, among the headers.
func (r *request) resolveItems(headers []string) error {
	for i := range r.outcomes {
		o := &r.outcomes[i]
		if o.hasSpec && strings.Contains(o.spec, "{") && len(readings(o.spec, headers)) == 0 {
			o.items, o.hasSpec = itemsRequest{pattern: o.spec}, false
		}
		if !o.items.isSet() {
			if len(o.codes) > 0 && !o.find {
				return usage("name the items, or leave the codes out", "%s has codes for answers, but its columns hold scores", o.asked)
			}
			continue
		}
		entry, ok := o.entry()
		if !ok {
			return usage(didYouMean(o.name, scaleNames()), "%s: no instrument is called %s, and only an instrument has items", o.asked, quoteName(o.name))
		}
		columns, err := o.itemColumns(*r, entry, headers)
		if err != nil {
			return err
		}
		for _, visit := range sortedKeys(o.stored) {
			if _, err := columnNamed(headers, o.stored[visit], o.asked); err != nil {
				return err
			}
		}
		for _, l := range o.leftOut {
			if _, err := columnNamed(headers, l.Header, o.asked); err != nil {
				return err
			}
		}
		o.take(columns)
	}
	return nil
}

// take gives an outcome its columns: those of several visits, or of named ones,
// are those of a wide table.
func (o *outcomeRequest) take(columns []Column) {
	if len(columns) == 1 && columns[0].Visit == "" {
		o.every, o.columns = columns[0], nil
		return
	}
	o.columns = columns
}

// itemColumns reads the items of a request, in the order of the instrument's.
func (o outcomeRequest) itemColumns(r request, entry *instruments.Scale, headers []string) ([]Column, error) {
	var columns []Column
	switch {
	case len(o.items.byVisit) > 0:
		for _, v := range o.items.byVisit {
			one := o
			one.items = v.items
			found, err := one.itemColumns(r, entry, headers)
			if err != nil {
				return nil, err
			}
			if len(found) != 1 || found[0].Visit != "" {
				return nil, usage("give each visit its own items", "%s: the items of visit %s are those of several", o.asked, quoteName(v.visit))
			}
			columns = append(columns, Column{Visit: v.visit, Items: found[0].Items})
		}
		return columns, nil
	case o.items.pattern != "":
		found, err := r.itemColumns(o.asked, o.items.pattern, headers)
		if err != nil {
			return nil, err
		}
		columns = found
	case len(o.items.list) > 0:
		columns = []Column{{Items: o.items.list}}
	default:
		items, err := o.mapped(entry)
		if err != nil {
			return nil, err
		}
		columns = []Column{{Items: items}}
	}
	for i := range columns {
		items, err := o.arrange(entry, columns[i].Items)
		if err != nil {
			return nil, err
		}
		seen := make(map[string]bool)
		for _, h := range items {
			if h == "" {
				continue
			}
			if _, err := columnNamed(headers, h, o.asked); err != nil {
				return nil, err
			}
			if seen[h] {
				return nil, usage("name each item's own column", "%s names column %s twice", o.asked, quoteName(h))
			}
			seen[h] = true
		}
		columns[i].Items = items
	}
	return columns, nil
}

// arrange lays columns out by the instrument's items: all of them, or those of
// the scale alone.
func (o outcomeRequest) arrange(entry *instruments.Scale, headers []string) ([]string, error) {
	all := entry.Instrument().Items
	switch len(headers) {
	case len(all):
		return slices.Clone(headers), nil
	case len(entry.Items):
		items := make([]string, len(all))
		for n, i := range entry.Items {
			items[i] = headers[n]
		}
		return items, nil
	}
	return nil, usage(fmt.Sprintf("name %d columns, in the order of the items", len(entry.Items)), "%s names %d columns, and %s has %d items", o.asked, len(headers), entry.ID, len(entry.Items))
}

// mapped reads a map from item to column. Items may be left out as far as the
// scale can be scored without them.
func (o outcomeRequest) mapped(entry *instruments.Scale) ([]string, error) {
	in := entry.Instrument()
	items := make([]string, len(in.Items))
	var ids []string
	for _, it := range in.Items {
		ids = append(ids, it.ID)
	}
	for _, pair := range o.items.byItem {
		i := slices.Index(ids, pair[0])
		if i < 0 {
			return nil, usage("its items are "+strings.Join(ids, ", "), "%s: %s has no item %s", o.asked, in.ID, quoteName(pair[0]))
		}
		items[i] = pair[1]
	}
	var lacking []string
	never := false
	for _, i := range entry.Items {
		if items[i] == "" {
			lacking = append(lacking, ids[i])
			never = never || slices.Contains(entry.Missing.NeverImpute, i)
		}
	}
	least := len(entry.Items)
	if entry.Missing.Kind == instruments.Prorate || entry.Missing.Kind == instruments.Available {
		least = entry.Missing.MinAnswered
	}
	if len(entry.Items)-len(lacking) < least || never {
		return nil, usage("give each item its column", "%s: without item %s there is no score of %s", o.asked, strings.Join(lacking, ", "), entry.ID)
	}
	return items, nil
}

// scaleNames lists the outcomes that the catalogue knows.
func scaleNames() []string {
	var names []string
	for _, in := range instruments.All() {
		for _, s := range in.Scales {
			names = append(names, s.ID)
		}
	}
	return names
}
