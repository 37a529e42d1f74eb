package simulate

import "math"

// Coefficients of the rational approximations of Wichura (1988), algorithm
// AS 241 (PPND16), highest power first: the centre, the tails, the far tails.
var (
	centreNum = [8]float64{2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608}
	centreDen = [8]float64{5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1}
	tailNum   = [8]float64{7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734}
	tailDen   = [8]float64{1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1}
	farNum    = [8]float64{2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772}
	farDen    = [8]float64{2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1}
)

// quantile returns Φ⁻¹(p) for 0 < p < 1, to about 1e-15, by Wichura's AS 241.
// It agrees with R stats::qnorm. Unlike the standard library's logarithm, which
// is written in assembly on some machines, it gives the same bits everywhere:
// every product is rounded by itself.
func quantile(p float64) float64 {
	q := p - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return q * horner(r, &centreNum) / horner(r, &centreDen)
	}
	tail := p
	if q > 0 {
		tail = 1 - p
	}
	r := math.Sqrt(-logarithm(tail))
	var z float64
	if r <= 5 {
		z = horner(r-1.6, &tailNum) / horner(r-1.6, &tailDen)
	} else {
		z = horner(r-5, &farNum) / horner(r-5, &farDen)
	}
	return math.Copysign(z, q)
}

// horner evaluates a polynomial, each product rounded before the sum so that no
// machine fuses the two.
func horner(x float64, c *[8]float64) float64 {
	s := c[0]
	for _, a := range c[1:] {
		s = float64(s*x) + a
	}
	return s
}

// logarithm returns ln x for a normal x > 0, by ln x = e·ln 2 + 2·artanh(s)
// with s = (f−1)/(f+1) and √½ ≤ f < √2, as a series that is exact to rounding.
func logarithm(x float64) float64 {
	f, e := math.Frexp(x)
	if f < math.Sqrt2/2 {
		f, e = 2*f, e-1
	}
	s := (f - 1) / (f + 1)
	z := float64(s * s)
	series := 0.0
	for odd := 21; odd >= 1; odd -= 2 {
		series = float64(series*z) + 1/float64(odd)
	}
	return float64(float64(e)*math.Ln2) + float64(2*float64(s*series))
}

// upper returns P(Z > x) of a standard normal Z.
func upper(x float64) float64 { return math.Erfc(x/math.Sqrt2) / 2 }

// grid is the resolution at which parameters found by numerical work enter the
// simulation, so that the last digits of a machine's library cannot reach the
// data.
const grid = 1 << 20

func onGrid(x float64) float64 { return math.Round(x*grid) / grid }
