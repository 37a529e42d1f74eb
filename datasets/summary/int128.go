package summary

import (
	"math/big"
	"math/bits"
)

// int128 is a signed 128-bit integer in two's complement. Sums of scores and of
// their products are kept in it: they are the same whatever the order in which
// they were added, which no floating-point sum can promise.
type int128 struct {
	hi int64
	lo uint64
}

func int128From(v int64) int128 { return int128{hi: v >> 63, lo: uint64(v)} }

// add reports false when the sum does not fit.
func (a int128) add(b int128) (int128, bool) {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(uint64(a.hi), uint64(b.hi), carry)
	sum := int128{int64(hi), lo}
	overflow := (a.hi < 0) == (b.hi < 0) && (sum.hi < 0) != (a.hi < 0)
	return sum, !overflow
}

func (a int128) neg() int128 {
	lo, borrow := bits.Sub64(0, a.lo, 0)
	hi, _ := bits.Sub64(0, uint64(a.hi), borrow)
	return int128{int64(hi), lo}
}

// mul reports false when the product does not fit.
func (a int128) mul(b int64) (int128, bool) {
	negative := (a.hi < 0) != (b < 0)
	if a.hi < 0 {
		a = a.neg()
	}
	m := magnitude(b)
	carry, lo := bits.Mul64(a.lo, m)
	over, mid := bits.Mul64(uint64(a.hi), m)
	hi, more := bits.Add64(mid, carry, 0)
	if over != 0 || more != 0 || hi > 1<<63-1 {
		return int128{}, false
	}
	p := int128{int64(hi), lo}
	if negative {
		p = p.neg()
	}
	return p, true
}

func (a int128) big() *big.Int {
	v := new(big.Int).Lsh(big.NewInt(a.hi), 64)
	return v.Add(v, new(big.Int).SetUint64(a.lo))
}
