package reports

import "github.com/cam-outcomes/cam/reports/text"

// How cells read. Every number comes from rounding.go.

// Text writes the words as they are.
func (c Words) Text(text.Language) string { return string(c) }

// Text writes a whole number.
func (c Count) Text(text.Language) string { return integer(int64(c)) }

// Text writes "43 of 60".
func (c Of) Text(l text.Language) string {
	return l.Phrase("n_of_n", "n", integer(c.N), "of", integer(c.Of))
}

// Text writes "12.41 (5.20)".
func (c Mean) Text(text.Language) string {
	s := amount(c.Mean, c.Places)
	if sd, ok := c.SD.Get(); ok {
		s += nbsp + "(" + decimal(sd, c.Places) + ")"
	}
	return s
}

// Text writes "−4.31 [−5.62, −3.01]".
func (c Interval) Text(text.Language) string {
	return amount(c.Estimate, c.Places) + bracket(c.Low, c.High, c.Places)
}

// Text writes "−6.63 (42)".
func (c Statistic) Text(text.Language) string {
	s := amount(c.Value, 2)
	if df := degrees(c.DF); df != "" {
		s += nbsp + "(" + df + ")"
	}
	return s
}

// Text writes a p-value without the letter.
func (c PValue) Text(text.Language) string {
	v, ok := c.P.Get()
	switch {
	case ok:
		return p(v)
	case c.Underflow:
		return p(0)
	}
	return nothing
}

// Text writes two decimals.
func (c Effect) Text(text.Language) string { return amount(c.Value, 2) }

// Text writes "31 of 43 (72%)", with the interval "31 of 43 (72%) [57, 83]".
func (c Share) Text(l text.Language) string {
	k, okK := c.Numerator.Get()
	n, okN := c.Denominator.Get()
	if !okK || !okN {
		return nothing
	}
	s := Of{int64(k), int64(n)}.Text(l)
	if n > 0 {
		s += nbsp + "(" + percent(k/n, int64(n)) + ")"
	}
	if !c.Low.IsZero() && !c.High.IsZero() {
		s += nbsp + "[" + amount(times100(c.Low), 0) + "," + nbsp + amount(times100(c.High), 0) + "]"
	}
	return s
}

// Text writes "35% of 30".
func (c Expected) Text(l text.Language) string {
	v, ok := c.Share.Get()
	if !ok {
		return nothing
	}
	return l.Phrase("n_of_n", "n", percent(v, c.Of), "of", integer(c.Of))
}

// Text writes percentage points: "−42 [−56, −24]".
func (c Points) Text(text.Language) string {
	return amount(times100(c.Estimate), 0) + bracket(times100(c.Low), times100(c.High), 0)
}
