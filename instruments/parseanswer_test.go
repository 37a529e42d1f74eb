package instruments

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseAnswers(t *testing.T) {
	shifted := map[string]string{"1": "0", "2": "1", "3": "2", "4": "3"}
	midpoints := map[string]string{"none": "0", "1/2 or less": "0.25", "4+": "4", "9999": "3"}
	for _, c := range []struct {
		instrument string
		item       int
		options    Options
		text       string
		want       Answer
		reading    Reading
	}{
		{"phq9", 0, Options{}, "2", 2, Read},
		{"phq9", 0, Options{}, " 2 ", 2, Read},
		{"phq9", 0, Options{}, "2.0", 2, Read},
		{"phq9", 0, Options{}, "02", 2, Read},
		{"phq9", 0, Options{}, "1.5", NoAnswer, OutOfRange},
		{"phq9", 0, Options{}, "4", NoAnswer, OutOfRange},
		{"phq9", 0, Options{}, "-1", NoAnswer, OutOfRange},
		{"phq9", 0, Options{}, "22", NoAnswer, OutOfRange},
		{"phq9", 0, Options{}, "99999999999999999999", NoAnswer, Unreadable},
		{"phq9", 0, Options{}, "", NoAnswer, Blank},
		{"phq9", 0, Options{}, " \t", NoAnswer, Blank},
		{"phq9", 0, Options{}, "Not at all", 0, Read},
		{"phq9", 0, Options{}, "NEARLY  every\u00a0day", 3, Read},
		{"phq9", 0, Options{}, "Over half the days.", 2, Read},
		{"phq9", 0, Options{}, "1 - Several days", 1, Read},
		{"phq9", 0, Options{}, "1=Several days", 1, Read},
		{"phq9", 0, Options{}, "1. Several days", 1, Read},
		{"phq9", 0, Options{}, "[1] several days", 1, Read},
		{"phq9", 0, Options{}, "Several days (1)", 1, Read},
		{"phq9", 0, Options{}, "2 - Several days", NoAnswer, Conflicting},
		{"phq9", 0, Options{}, "Not at all (7)", NoAnswer, Conflicting},
		{"phq9", 0, Options{}, "ningun dia", 0, Read},
		{"phq9", 0, Options{}, "MÁS de la mitad de los días", 2, Read},
		{"phq9", 0, Options{}, "Varios di\u0301as", 1, Read},
		{"phq9", 0, Options{}, "sometimes", NoAnswer, Unreadable},
		{"phq9", 0, Options{}, "days", NoAnswer, Unreadable},
		{"phq9", 0, Options{}, "\xff\xfe", NoAnswer, Unreadable},
		{"ucla3", 0, Options{}, "Sometimes", 2, Read},
		{"ucla3", 0, Options{}, "rarely", NoAnswer, Unreadable}, // the version with four answers
		{"ucla3", 0, Options{}, "0", NoAnswer, OutOfRange},
		{"phq9", 0, Options{Codes: shifted}, "1", 0, Read},
		{"phq9", 0, Options{Codes: shifted}, "4", 3, Read},
		{"phq9", 0, Options{Codes: shifted}, "4.0", 3, Read},
		{"phq9", 0, Options{Codes: shifted}, "0", NoAnswer, OutOfRange},
		{"phq9", 0, Options{Codes: shifted}, "5", NoAnswer, OutOfRange},
		{"phq9", 0, Options{Codes: shifted}, "Nearly every day", 3, Read},
		{"phq9", 0, Options{Codes: shifted}, "4 - Nearly every day", 3, Read},
		{"phq9", 0, Options{Codes: shifted}, "3 - Nearly every day", NoAnswer, Conflicting},
		{"phq9", 0, Options{Codes: map[string]string{"A": "0", "B": "1"}}, "b", 1, Read},
		{"evs", 0, Options{}, "7", 7, Read},
		{"evs", 0, Options{}, "8", NoAnswer, OutOfRange},
		{"evs", 0, Options{}, "3 days", 3, Read},
		{"evs", 0, Options{}, "3-4", 4, Rounded},
		{"evs", 1, Options{}, "45", 45, Read},
		{"evs", 1, Options{}, "45 min", 45, Read},
		{"evs", 1, Options{}, "1 hr", 60, Interpreted},
		{"evs", 1, Options{}, "1hr", 60, Interpreted},
		{"evs", 1, Options{}, "1.5 Hours", 90, Interpreted},
		{"evs", 1, Options{}, "1 hr. 30 min", 90, Interpreted},
		{"evs", 1, Options{Decimals: 1}, "30-45", 375, Interpreted},
		{"evs", 1, Options{Decimals: 1}, "30 – 45 minutos", 375, Interpreted},
		{"evs", 1, Options{}, "30-40 min", 35, Interpreted},
		{"evs", 1, Options{}, "1 to 2 hours", 90, Interpreted},
		{"evs", 1, Options{}, "45-30", NoAnswer, Unreadable},
		{"evs", 1, Options{}, "30-9999", NoAnswer, OutOfRange},
		{"evs", 1, Options{}, "25 hours", NoAnswer, OutOfRange},
		{"evs", 1, Options{}, ".", NoAnswer, Unreadable},
		{"evs", 1, Options{}, ";", NoAnswer, Unreadable},
		{"evs", 1, Options{}, "30-", NoAnswer, Unreadable},
		{"evs", 1, Options{}, "-", NoAnswer, Unreadable},
		{"evs", 1, Options{}, "min", NoAnswer, Unreadable},
		{"evs", 1, Options{}, "10 days", NoAnswer, Unreadable},
		{"evs", 1, Options{}, "150+", NoAnswer, Unreadable},
		{"evs", 1, Options{}, "often", NoAnswer, Unreadable},
		{"evs", 1, Options{Codes: map[string]string{"150+": "150"}}, "150+", 150, Read},
		{"evs", 0, Options{Codes: map[string]string{"150+": "150"}}, "150+", NoAnswer, OutOfRange},
		{"fv2", 0, Options{}, "1.5", 2, Rounded},
		{"fv2", 0, Options{Decimals: 2}, "1.5", 150, Read},
		{"fv2", 0, Options{Decimals: 2}, "2.3333333333333335", 233, Rounded},
		{"fv2", 0, Options{Decimals: 2}, "20.001", NoAnswer, OutOfRange},
		{"fv2", 0, Options{Decimals: 2, DecimalComma: true}, "1,5", 150, Read},
		{"fv2", 0, Options{Decimals: 2, DecimalComma: true}, "1.5", NoAnswer, Unreadable},
		{"fv2", 0, Options{Decimals: 2}, "1,5", NoAnswer, Unreadable},
		{"fv2", 0, Options{Decimals: 2, Codes: midpoints}, "1/2 or less", 25, Read},
		{"fv2", 0, Options{Decimals: 2, Codes: midpoints}, "4+", 400, Read},
		{"fv2", 0, Options{Decimals: 2, Codes: midpoints}, "4", 400, Read},
		{"fv2", 0, Options{Decimals: 2, Codes: midpoints}, "9999", 300, Read},
		{"fv2", 0, Options{Codes: midpoints}, "1/2 or less", 0, Rounded},
	} {
		i, _ := Lookup(c.instrument)
		p, err := i.Parser(c.options)
		if err != nil {
			t.Fatal(err)
		}
		if got, reading := p.Parse(c.item, c.text); got != c.want || reading != c.reading {
			t.Errorf("%s item %d, %+v: %q is %d, %s; want %d, %s", c.instrument, c.item, c.options, c.text, got, reading, c.want, c.reading)
		}
	}
}

func TestNormalize(t *testing.T) {
	for text, want := range map[string]string{
		"Ningún DÍA":     "ningun dia",
		"  don't  know ": "dont know",
		"niño, pingüino": "nino pinguino",
		"àâäãå èêë ìîï òôöõ ùû ç": "aaaaa eee iii oooo uu c",
		"1/2 - 1":   "1/2 1",
		"(-1)":      "-1",
		"3-4":       "3 4",
		"4+ times":  "4+ times",
		"1.5, 2,5.": "1.5 2,5",
		"...":       "",
	} {
		if got := normalize(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	once := func(t *rapid.T) {
		s := normalize(rapid.String().Draw(t, "text"))
		if again := normalize(s); again != s {
			t.Fatalf("%q becomes %q", s, again)
		}
	}
	rapid.Check(t, once)
}

// Numbers that a caller has read are taken as the same text would be.
func TestParseNumbers(t *testing.T) {
	i, _ := Lookup("phq9")
	p, err := i.Parser(Options{Codes: map[string]string{"1": "0", "2": "1"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		mantissa int64
		decimals int
		want     Answer
		reading  Reading
	}{{1, 0, 0, Read}, {10, 1, 0, Read}, {2, 0, 1, Read}, {0, 0, NoAnswer, OutOfRange}, {15, 1, NoAnswer, OutOfRange}} {
		if got, reading := p.Number(0, c.mantissa, c.decimals); got != c.want || reading != c.reading {
			t.Errorf("%d/10^%d is %d, %s; want %d, %s", c.mantissa, c.decimals, got, reading, c.want, c.reading)
		}
	}
}

func TestStudyCodesAreChecked(t *testing.T) {
	i, _ := Lookup("phq9")
	for _, c := range []struct {
		codes map[string]string
		want  string
	}{
		{map[string]string{"5": "4"}, `phq9: code "5" means 4, which is an answer to no item`},
		{map[string]string{"5": "x"}, `phq9: code "5" means "x", which is not a number`},
		{map[string]string{"1": "0", "01": "1"}, `phq9: codes "01" and "1" cannot be told apart`},
		{map[string]string{"?": "1"}, "cannot be told apart"},
	} {
		if _, err := i.Parser(Options{Codes: c.codes}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %s", c.codes, err, c.want)
		}
	}
}

// Every label of every answer set is read, in any case and with its number.
func TestEveryLabelIsRead(t *testing.T) {
	for _, i := range everyInstrument(t) {
		p, err := i.Parser(Options{})
		if err != nil {
			t.Fatal(err)
		}
		for n, it := range i.Items {
			if it.Answers == nil {
				continue
			}
			for _, o := range it.Answers.Options {
				for _, label := range append(append([]string{}, o.EN...), o.ES...) {
					for _, text := range []string{label, strings.ToUpper(label), "  " + label + " "} {
						if got, reading := p.Parse(n, text); got != o.Code || reading != Read {
							t.Errorf("%s: %q is %d, %s", i.ID, text, got, reading)
						}
					}
				}
			}
		}
	}
}
