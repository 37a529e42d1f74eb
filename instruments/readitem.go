package instruments

import (
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/datasets/summary"
)

const (
	mostItems = 500       // so that no sum of values overflows
	mostCode  = 9999      // of an answer; codes index tables
	mostLimit = 1_000_000 // of a number
)

// items reads the items; answers names the set of those that name none.
func (r reader) items(i *Instrument, answers string) field {
	return func(n *yaml.Node) error {
		err := r.each("items", func(n *yaml.Node) error {
			it := Item{}
			set := answers
			var bounds *yaml.Node
			err := r.mapping(n, "an item",
				need("id", r.id(&it.ID)),
				need("label", r.both(&it.Label)),
				may("anchors", r.texts(&it.Anchors)),
				may("answers", r.text(&set)),
				may("number", later(&bounds)),
				may("reverse", r.flag(&it.Reverse)),
				may("safety", r.flag(&it.Safety)),
				may("loinc", r.loincCode(&it.LOINC)))
			if err != nil {
				return err
			}
			if _, taken := i.item(it.ID); taken {
				return r.fail(n, "give each item its own id", "item %s occurs twice", it.ID)
			}
			if bounds != nil {
				err = r.number(&it)(bounds)
			} else {
				err = r.options(n, &it, set)
			}
			if err != nil {
				return err
			}
			switch {
			case it.LOINC != "" && len(i.ItemCodes.Sources) == 0:
				return r.fail(n, "add items: {source, confidence} under loinc:", "item %s has a LOINC code without a source", it.ID)
			case it.Safety && slices.ContainsFunc(i.Items, func(o Item) bool { return o.Safety }):
				return r.fail(n, "", "only one item may be about safety")
			case it.Safety && it.Answers == nil:
				return r.fail(n, "", "an item about safety needs an answer set")
			}
			i.Items = append(i.Items, it)
			return nil
		})(n)
		if err == nil && (len(i.Items) == 0 || len(i.Items) > mostItems) {
			return r.fail(n, "", "an instrument has 1 to %d items, not %d", mostItems, len(i.Items))
		}
		return err
	}
}

// options gives the item its answer set.
func (r reader) options(n *yaml.Node, it *Item, set string) error {
	if set == "" {
		return r.fail(n, "add answers: with a set of answers, or number:", "item %s has no answers", it.ID)
	}
	it.Answers = r.sets[set]
	if it.Answers == nil {
		return r.fail(n, didYouMean(set, sortedKeys(r.sets)), "there is no answer set %q", set)
	}
	codes := it.Answers.codes()
	it.Low = summary.Amount{Num: int64(slices.Min(codes)), Den: 1}
	it.High = summary.Amount{Num: int64(slices.Max(codes)), Den: 1}
	return nil
}

// number reads what an answer that is a number may be.
func (r reader) number(it *Item) field {
	return func(n *yaml.Node) error {
		units := func(n *yaml.Node) error {
			return r.pairs(n, "units", func(k, v *yaml.Node) error {
				u := Unit{Word: normalize(k.Value)}
				var f int
				if err := r.count(&f, 1, mostCode)(v); err != nil {
					return err
				}
				if u.Word == "" {
					return r.fail(k, "", "a unit needs a word")
				}
				u.Factor = int64(f)
				it.Units = append(it.Units, u)
				return nil
			})
		}
		err := r.sourced(n, "a number", &it.Limits,
			need("range", r.rangeOf(&it.Low, &it.High)),
			may("decimals", r.count(&it.Decimals, 0, maxDecimals)),
			may("units", units))
		if err != nil {
			return err
		}
		for _, a := range []summary.Amount{it.Low, it.High} {
			if v, ok := whole(a); !ok || v < -mostLimit || v > mostLimit {
				return r.fail(n, "", "the limit %s is not a whole number from -%d to %d", a, mostLimit, mostLimit)
			}
		}
		return nil
	}
}

// answerSets reads sets of answers, beside those that every instrument shares.
func (r reader) answerSets(n *yaml.Node) (map[string]*AnswerSet, error) {
	all := make(map[string]*AnswerSet)
	for id, s := range r.sets {
		all[id] = s
	}
	return all, r.pairs(n, "the answer sets", func(k, v *yaml.Node) error {
		if all[k.Value] != nil {
			return r.fail(k, "give it another name", "the answer set %q is there already", k.Value)
		}
		s := &AnswerSet{ID: k.Value}
		all[k.Value] = s
		err := r.sourced(v, "an answer set", &s.Evidence, need("options", r.each("options", r.option(s))))
		if err == nil && len(s.Options) < 2 {
			return r.fail(k, "", "the answer set %q leaves no choice", k.Value)
		}
		return err
	})
}

func (r reader) option(s *AnswerSet) field {
	return func(n *yaml.Node) error {
		var o Option
		code := parsed(r, &o.Code, func(s string) (Answer, error) {
			v, err := strconv.Atoi(s)
			if err != nil || v < -mostCode || v > mostCode {
				return 0, &strconv.NumError{Func: "code", Num: s, Err: strconv.ErrRange}
			}
			return Answer(v), nil
		})
		err := r.mapping(n, "an answer", need("code", code), need("en", r.texts(&o.EN)), need("es", r.texts(&o.ES)))
		if err != nil {
			return err
		}
		if slices.Contains(s.codes(), o.Code) {
			return r.fail(n, "", "the code %d occurs twice", o.Code)
		}
		for _, label := range slices.Concat(o.EN, o.ES) {
			for _, other := range s.Options {
				for _, its := range slices.Concat(other.EN, other.ES) {
					if normalize(its) == normalize(label) {
						return r.fail(n, "", "%q means both %d and %d", label, other.Code, o.Code)
					}
				}
			}
			if normalize(label) == "" {
				return r.fail(n, "", "a label of code %d has no letter", o.Code)
			}
		}
		s.Options = append(s.Options, o)
		return nil
	}
}

func (s *AnswerSet) codes() []Answer {
	codes := make([]Answer, len(s.Options))
	for i, o := range s.Options {
		codes[i] = o.Code
	}
	return codes
}

// allows reports whether an amount is an answer to the item.
func (it *Item) allows(a summary.Amount) bool {
	if compare(a, it.Low) < 0 || compare(a, it.High) > 0 {
		return false
	}
	if it.Answers == nil {
		_, ok := inSteps(a, summary.Step{Num: 1, Den: powerOfTen(it.Decimals)})
		return ok
	}
	v, ok := whole(a)
	return ok && slices.Contains(it.Answers.codes(), Answer(v))
}

// itemNamed returns the index of the item that a node names.
func (r reader) itemNamed(i *Instrument, n *yaml.Node) (int, error) {
	var id string
	if err := r.text(&id)(n); err != nil {
		return 0, err
	}
	if at, ok := i.item(id); ok {
		return at, nil
	}
	ids := make([]string, len(i.Items))
	for at, it := range i.Items {
		ids[at] = it.ID
	}
	return 0, r.fail(n, didYouMean(id, ids), "there is no item %q", id)
}
