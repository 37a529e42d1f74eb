package analysis

import (
	"strconv"
	"strings"
)

// Detail reads and writes the last column of a row: "key=value;key=value", in
// the order in which the method lists them.
type Detail []Setting

// ParseDetail reads what [Detail.String] writes.
func ParseDetail(s string) Detail {
	var d Detail
	for part := range strings.SplitSeq(s, ";") {
		if name, value, ok := strings.Cut(part, "="); ok {
			d = append(d, Setting{name, value})
		}
	}
	return d
}

// Get returns the value of a key, "" where it is absent.
func (d Detail) Get(name string) string {
	for _, s := range d {
		if s.Name == name {
			return s.Value
		}
	}
	return ""
}

func (d Detail) String() string {
	parts := make([]string, len(d))
	for i, s := range d {
		parts[i] = s.Name + "=" + s.Value
	}
	return strings.Join(parts, ";")
}

// detail joins name, value, name, value, … as a row's detail. Values must hold
// neither ';' nor '='; numbers and fixed words are all that methods put there.
func detail(pairs ...string) string {
	var d Detail
	for i := 0; i+1 < len(pairs); i += 2 {
		d = append(d, Setting{pairs[i], pairs[i+1]})
	}
	return d.String()
}

func joinDetail(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ";" + b
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func uitoa(n uint64) string { return strconv.FormatUint(n, 10) }

func ftoa(v float64) string { return Num(v).String() }
