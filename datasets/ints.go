package datasets

import "math"

// ints is a growing column of integers that takes as many bytes a value as its
// widest value needs. Two codes stand beside the integers.
type ints struct {
	i8  []int8
	i16 []int16
	i32 []int32
	i64 []int64
	// width is that of the slice in use, 0 meaning one byte.
	width int8
}

const (
	// noScore stands for a value that is not there.
	noScore = math.MinInt64
	// badScore stands for a cell that could not be read.
	badScore = math.MinInt64 + 1
)

func (v *ints) len() int {
	switch v.width {
	case 0:
		return len(v.i8)
	case 1:
		return len(v.i16)
	case 2:
		return len(v.i32)
	}
	return len(v.i64)
}

func (v *ints) at(i int) int64 {
	switch v.width {
	case 0:
		return unpack(v.i8[i], math.MinInt8)
	case 1:
		return unpack(v.i16[i], math.MinInt16)
	case 2:
		return unpack(v.i32[i], math.MinInt32)
	}
	return v.i64[i]
}

func (v *ints) append(x int64) {
	for !v.holds(x) {
		v.widen()
	}
	switch v.width {
	case 0:
		v.i8 = append(v.i8, pack[int8](x, math.MinInt8))
	case 1:
		v.i16 = append(v.i16, pack[int16](x, math.MinInt16))
	case 2:
		v.i32 = append(v.i32, pack[int32](x, math.MinInt32))
	default:
		v.i64 = append(v.i64, x)
	}
}

func (v *ints) set(i int, x int64) {
	for !v.holds(x) {
		v.widen()
	}
	switch v.width {
	case 0:
		v.i8[i] = pack[int8](x, math.MinInt8)
	case 1:
		v.i16[i] = pack[int16](x, math.MinInt16)
	case 2:
		v.i32[i] = pack[int32](x, math.MinInt32)
	default:
		v.i64[i] = x
	}
}

// holds reports whether x, or its code, fits the present width.
func (v *ints) holds(x int64) bool {
	if x <= badScore || v.width == 3 {
		return true
	}
	limit := int64(math.MaxInt8)
	switch v.width {
	case 1:
		limit = math.MaxInt16
	case 2:
		limit = math.MaxInt32
	}
	return x <= limit && x > -limit // the two lowest values of the width are the codes
}

func (v *ints) widen() {
	switch v.width {
	case 0:
		v.i16 = make([]int16, len(v.i8), 2*len(v.i8))
		for i, x := range v.i8 {
			v.i16[i] = pack[int16](unpack(x, math.MinInt8), math.MinInt16)
		}
		v.i8 = nil
	case 1:
		v.i32 = make([]int32, len(v.i16), 2*len(v.i16))
		for i, x := range v.i16 {
			v.i32[i] = pack[int32](unpack(x, math.MinInt16), math.MinInt32)
		}
		v.i16 = nil
	case 2:
		v.i64 = make([]int64, len(v.i32), 2*len(v.i32))
		for i, x := range v.i32 {
			v.i64[i] = unpack(x, math.MinInt32)
		}
		v.i32 = nil
	}
	v.width++
}

// newInts returns n values that are not there.
func newInts(n int) *ints {
	v := &ints{i8: make([]int8, n)}
	for i := range v.i8 {
		v.i8[i] = math.MinInt8
	}
	return v
}

// unpack and pack move between a narrow value, whose two lowest values are the
// codes, and a full one.
func unpack[T int8 | int16 | int32](x T, lowest int64) int64 {
	if y := int64(x); y > lowest+1 {
		return y
	} else {
		return noScore + (y - lowest)
	}
}

func pack[T int8 | int16 | int32](x int64, lowest int64) T {
	if x > badScore {
		return T(x)
	}
	return T(lowest + (x - noScore))
}
