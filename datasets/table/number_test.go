package table

import (
	"math/big"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// parsed is what ParseDecimal returns.
type parsed struct {
	mantissa int64
	decimals int
	status   NumberStatus
}

func parse(s string, comma bool) parsed {
	m, d, status := ParseDecimal(s, comma)
	return parsed{m, d, status}
}

// numberCases calls back for each line of testdata/number.txt.
func numberCases(t testing.TB, each func(text string, comma bool, want parsed)) {
	data, err := os.ReadFile("testdata/number.txt")
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[string]NumberStatus{
		"exact": Exact, "rounded": Rounded, "out of range": OutOfRange, "not a number": NotNumber,
	}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		text, err := strconv.Unquote(cells[0])
		status, known := statuses[cells[4]]
		if err != nil || !known {
			t.Fatalf("bad case %q", line)
		}
		mantissa, err := strconv.ParseInt(cells[2], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		decimals, err := strconv.Atoi(cells[3])
		if err != nil {
			t.Fatal(err)
		}
		each(text, cells[1] == ",", parsed{mantissa, decimals, status})
	}
}

func TestParseDecimal(t *testing.T) {
	numberCases(t, func(text string, comma bool, want parsed) {
		if got := parse(text, comma); got != want {
			t.Errorf("ParseDecimal(%q, %v) = %v, want %v", text, comma, got, want)
		}
		if got := parseExactly(text, comma); got != want {
			t.Errorf("%q, %v in rational arithmetic is %v, want %v", text, comma, got, want)
		}
	})
}

// Every number of few digits, written in several ways, against rationals.
func TestParseDecimalExhaustive(t *testing.T) {
	for n := -2000; n <= 2000; n++ {
		whole := strconv.Itoa(n)
		for _, text := range []string{whole, whole + "e-2", whole + ".25", whole + "e-11", whole + "00"} {
			if got, want := parse(text, false), parseExactly(text, false); got != want {
				t.Fatalf("ParseDecimal(%q) = %v, want %v", text, got, want)
			}
		}
	}
}

func FuzzParseDecimal(f *testing.F) {
	numberCases(f, func(text string, comma bool, _ parsed) { f.Add(text, comma) })
	f.Fuzz(func(t *testing.T, text string, comma bool) {
		if got, want := parse(text, comma), parseExactly(text, comma); got != want {
			t.Errorf("ParseDecimal(%q, %v) = %v, want %v", text, comma, got, want)
		}
	})
}

var decimalForm = regexp.MustCompile(`^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?0*[0-9]{1,3})?$`)

// parseExactly is ParseDecimal by its definition, in rational arithmetic.
func parseExactly(s string, comma bool) parsed {
	s = strings.Replace(trim(s), "\u2212", "-", 1)
	if comma {
		s = strings.NewReplacer(".", "?", ",", ".").Replace(s)
	}
	if !decimalForm.MatchString(s) {
		return parsed{status: NotNumber}
	}
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		if e, err := strconv.Atoi(s[i+1:]); err != nil || e > maxExponent || e < -maxExponent {
			return parsed{status: NotNumber}
		}
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return parsed{status: NotNumber}
	}
	negative := r.Sign() < 0
	ten := big.NewInt(10)
	scaled := r.Abs(r).Mul(r, new(big.Rat).SetInt(new(big.Int).Exp(ten, big.NewInt(MaxDecimals), nil)))
	var out parsed
	if !scaled.IsInt() {
		out.status = Rounded
	}
	scaled.Add(scaled, big.NewRat(1, 2))
	m := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	for out.decimals = MaxDecimals; out.decimals > 0; out.decimals-- {
		q, rest := new(big.Int).QuoRem(m, ten, new(big.Int))
		if rest.Sign() != 0 {
			break
		}
		m = q
	}
	if m.CmpAbs(big.NewInt(MaxMantissa)) > 0 {
		return parsed{status: OutOfRange}
	}
	out.mantissa = m.Int64()
	if negative {
		out.mantissa = -out.mantissa
	}
	return out
}

func BenchmarkParseDecimal(b *testing.B) {
	for name, text := range map[string]string{"item": "3", "total": "27", "weight": "80.7", "spaced": " 12", "missing": "", "text": "female"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ParseDecimal(text, false)
			}
		})
	}
}
