package summary

import (
	"fmt"
	"iter"
	"math"
	"math/big"
	"slices"
)

// Column is a named column of [Moments] with its grid.
type Column struct {
	Name string
	Step Step
}

// Moments holds n, Σx and Σxy of named columns as exact integers of ticks.
// Means, variances and covariances come out correctly rounded whatever the
// offset of the data, because centring, n·Σxy − Σx·Σy, is done in integers
// before the first float64. The zero Moments is the identity of Merge.
type Moments struct {
	columns []Column
	n       int64
	sum     []int128
	cross   []int128 // upper triangle by rows
}

// NewMoments sums the rows it is given with their multiplicities. All values
// of a row must be observed.
func NewMoments(columns []Column, rows iter.Seq2[[]Score, int64]) (Moments, error) {
	k := len(columns)
	m := Moments{columns: slices.Clone(columns), sum: make([]int128, k), cross: make([]int128, k*(k+1)/2)}
	for row, n := range rows {
		if len(row) != k {
			return Moments{}, fmt.Errorf("a row has %d values, its moments have %d columns", len(row), k)
		}
		if err := m.add(row, n); err != nil {
			return Moments{}, err
		}
	}
	if m.n == 0 {
		return Moments{}, nil
	}
	return m, nil
}

func (m *Moments) add(row []Score, n int64) error {
	var ok bool
	if m.n, ok = add64(m.n, n); !ok {
		return m.tooMany()
	}
	at := 0
	for i, x := range row {
		if !x.Observed() {
			return fmt.Errorf("%s: a missing score has no moments", m.columns[i].Name)
		}
		nx, ok := int128From(int64(x)).mul(n)
		if ok {
			m.sum[i], ok = m.sum[i].add(nx)
		}
		for _, y := range row[i:] {
			var p int128
			if ok {
				p, ok = nx.mul(int64(y))
			}
			if ok {
				m.cross[at], ok = m.cross[at].add(p)
			}
			at++
		}
		if !ok {
			return &RangeError{Column: m.columns[i].Name, What: "sum"}
		}
	}
	return nil
}

// tooMany says that the rows cannot be counted. A pattern of nothing observed
// has no column that could be named.
func (m Moments) tooMany() error {
	if len(m.columns) == 0 {
		return &RangeError{Column: "rows", What: "count"}
	}
	return &RangeError{Column: m.columns[0].Name, What: "count"}
}

// N returns the number of rows.
func (m Moments) N() int64 { return m.n }

// Columns returns the columns in their order.
func (m Moments) Columns() []Column { return slices.Clone(m.columns) }

// Equal reports whether both hold the same integers of the same columns.
func (m Moments) Equal(k Moments) bool {
	return m.n == k.n && slices.Equal(m.columns, k.columns) && slices.Equal(m.sum, k.sum) && slices.Equal(m.cross, k.cross)
}

// Merge adds the rows of k, whose columns must have the same names in the same
// order, brought to the common steps.
func (m Moments) Merge(k Moments) (Moments, error) {
	if m.n == 0 {
		return k, nil
	}
	if k.n == 0 {
		return m, nil
	}
	if !slices.EqualFunc(m.columns, k.columns, func(a, b Column) bool { return a.Name == b.Name }) {
		return Moments{}, fmt.Errorf("moments of different columns cannot be merged")
	}
	out := Moments{columns: slices.Clone(m.columns), sum: slices.Clone(m.sum), cross: slices.Clone(m.cross)}
	fm, fk := make([]int64, len(m.columns)), make([]int64, len(m.columns))
	for i := range out.columns {
		var err error
		if out.columns[i].Step, fm[i], fk[i], err = m.columns[i].Step.Common(k.columns[i].Step); err != nil {
			return Moments{}, err
		}
	}
	var ok bool
	if out.n, ok = add64(m.n, k.n); !ok {
		return Moments{}, m.tooMany()
	}
	at := 0
	for i := range out.columns {
		if out.sum[i], ok = scaledSum(m.sum[i], fm[i], 1, k.sum[i], fk[i], 1); !ok {
			return Moments{}, &RangeError{Column: m.columns[i].Name, What: "sum"}
		}
		for j := i; j < len(out.columns); j++ {
			if out.cross[at], ok = scaledSum(m.cross[at], fm[i], fm[j], k.cross[at], fk[i], fk[j]); !ok {
				return Moments{}, &RangeError{Column: m.columns[i].Name, What: "sum"}
			}
			at++
		}
	}
	return out, nil
}

// scaledSum returns a·f·g + b·h·i, and false where it does not fit.
func scaledSum(a int128, f, g int64, b int128, h, i int64) (int128, bool) {
	a, ok1 := a.mul(f)
	a, ok2 := a.mul(g)
	b, ok3 := b.mul(h)
	b, ok4 := b.mul(i)
	s, ok5 := a.add(b)
	return s, ok1 && ok2 && ok3 && ok4 && ok5
}

func (m Moments) crossAt(i, j int) int128 {
	if i > j {
		i, j = j, i
	}
	k := len(m.columns)
	return m.cross[i*k-i*(i-1)/2+j-i]
}

// Combine returns the moments of one new column, Σ weights[i]·columns[i], as
// "post − pre" is Combine("change", -1, 1) of (pre, post). The columns must
// share one step.
func (m Moments) Combine(name string, weights ...int64) (Moments, error) {
	if m.n == 0 {
		return m, nil
	}
	if len(weights) != len(m.columns) {
		return Moments{}, fmt.Errorf("%d weights for %d columns", len(weights), len(m.columns))
	}
	out := Moments{n: m.n, columns: []Column{{name, m.columns[0].Step}}, sum: make([]int128, 1), cross: make([]int128, 1)}
	for i, a := range weights {
		if m.columns[i].Step != m.columns[0].Step {
			return Moments{}, fmt.Errorf("%s and %s are not on one grid", m.columns[0].Name, m.columns[i].Name)
		}
		var ok bool
		if out.sum[0], ok = scaledSum(out.sum[0], 1, 1, m.sum[i], a, 1); !ok {
			return Moments{}, &RangeError{Column: name, What: "sum"}
		}
		for j, b := range weights {
			if out.cross[0], ok = scaledSum(out.cross[0], 1, 1, m.crossAt(i, j), a, b); !ok {
				return Moments{}, &RangeError{Column: name, What: "sum"}
			}
		}
	}
	return out, nil
}

// Sum returns Σx of column i in units, exactly.
func (m Moments) Sum(i int) *big.Rat {
	return new(big.Rat).Mul(new(big.Rat).SetInt(m.sum[i].big()), m.columns[i].Step.Rat())
}

// Mean returns the mean of column i in units, correctly rounded; ok is false
// without rows.
func (m Moments) Mean(i int) (mean float64, ok bool) {
	if m.n == 0 {
		return 0, false
	}
	mean, _ = new(big.Rat).Quo(m.Sum(i), new(big.Rat).SetInt64(m.n)).Float64()
	return mean, true
}

// CovRat returns the covariance of columns i and j in squared units with the
// divisor n − 1, exactly; nil with fewer than two rows.
//
//	(n·Σxy − Σx·Σy) / (n·(n − 1))
func (m Moments) CovRat(i, j int) *big.Rat {
	if m.n < 2 {
		return nil
	}
	n := big.NewInt(m.n)
	s := new(big.Int).Mul(n, m.crossAt(i, j).big())
	s.Sub(s, new(big.Int).Mul(m.sum[i].big(), m.sum[j].big()))
	d := new(big.Int).Mul(n, big.NewInt(m.n-1))
	r := new(big.Rat).SetFrac(s, d)
	r.Mul(r, m.columns[i].Step.Rat())
	return r.Mul(r, m.columns[j].Step.Rat())
}

// Var returns the variance of column i with the divisor n − 1, correctly
// rounded; ok is false with fewer than two rows.
func (m Moments) Var(i int) (v float64, ok bool) {
	r := m.CovRat(i, i)
	if r == nil {
		return 0, false
	}
	v, _ = r.Float64()
	return v, true
}

// SD returns the standard deviation of column i with the divisor n − 1; ok is
// false with fewer than two rows.
func (m Moments) SD(i int) (sd float64, ok bool) {
	v, ok := m.Var(i)
	return math.Sqrt(v), ok
}

// Correlation returns Pearson's correlation of columns i and j; ok is false
// with fewer than two rows or where a column does not vary.
func (m Moments) Correlation(i, j int) (r float64, ok bool) {
	if m.n < 2 {
		return 0, false
	}
	cov, vi, vj := m.CovRat(i, j), m.CovRat(i, i), m.CovRat(j, j)
	if vi.Sign() == 0 || vj.Sign() == 0 {
		return 0, false
	}
	// r² is rational, so the square root is the only rounding: r is exactly ±1
	// where the columns are exactly proportional.
	square := new(big.Rat).Quo(new(big.Rat).Mul(cov, cov), new(big.Rat).Mul(vi, vj))
	f, _ := square.Float64()
	return math.Copysign(math.Sqrt(f), float64(cov.Sign())), true
}
