package quality

import "math"

// itemSums are sums over complete surveys, from which correlations follow.
type itemSums struct {
	n         int64
	total     int64 // Σ T, T being the sum of the items
	total2    int64 // Σ T²
	item      []int64
	item2     []int64
	itemTotal []int64
}

func newItemSums(items int) *itemSums {
	return &itemSums{item: make([]int64, items), item2: make([]int64, items), itemTotal: make([]int64, items)}
}

// add counts a survey with a value for each item.
func (s *itemSums) add(values []int64) {
	var t int64
	for _, v := range values {
		t += v
	}
	s.n++
	s.total += t
	s.total2 += t * t
	for i, v := range values {
		s.item[i] += v
		s.item2[i] += v * v
		s.itemTotal[i] += v * t
	}
}

// leastSurveys is from how many surveys on a correlation is looked at.
const leastSurveys = 30

// rest is the correlation of an item with the sum of the others,
//
//	r = cov(x, T − x) / (sd(x) · sd(T − x)),
//
// not ok with too few surveys, or where either does not vary.
func (s *itemSums) rest(i int) (r float64, ok bool) {
	n := float64(s.n)
	xx := n*float64(s.item2[i]) - float64(s.item[i])*float64(s.item[i])
	tt := n*float64(s.total2) - float64(s.total)*float64(s.total)
	xt := n*float64(s.itemTotal[i]) - float64(s.item[i])*float64(s.total)
	rr := tt - 2*xt + xx
	if s.n < leastSurveys || xx <= 0 || rr <= 0 {
		return 0, false
	}
	return (xt - xx) / math.Sqrt(xx*rr), true
}
