package datasets

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

func TestLoadStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Load(ctx, []string{"-"}, strings.NewReader(hashData), Options{Outcomes: []string{"x=pre:post"}}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("loading went on: %v", err)
	}
}

func TestLoadTellsProgressAndInputs(t *testing.T) {
	var last int64
	c, err := Load(context.Background(), []string{"-"}, strings.NewReader(hashData), Options{Outcomes: []string{"x=pre:post"}}, func(rows int64) { last = rows })
	if err != nil {
		t.Fatal(err)
	}
	in := c.Inputs()
	if last != 2 || len(in) != 1 || in[0].Name != "standard input" || in[0].Rows != 2 || len(in[0].SHA256) != 64 {
		t.Errorf("%d rows were told, inputs %+v", last, in)
	}
}

// A study file may be used for several loads, whatever flags say beside it.
func TestStudyFileIsNotChanged(t *testing.T) {
	text := "outcomes: [{name: x, columns: {a: pre, b: post}, caseness: ['>=5'], bands: [{id: l, from: 0}, {id: h, from: 5}]}]\nmissing: ['-99']"
	file := studyOf(t, text)
	want := loadText(t, hashData, Options{Study: studyOf(t, text)}).Study()
	loadText(t, hashData, Options{
		Study: file, Outcomes: []string{"x=pre:mid"}, Caseness: []string{"x=>=3", "x=>=4"}, Bands: []string{"x=m:1"},
		Better: []string{"x=lower"}, Missing: []string{"7"}, By: []string{"mid"},
	})
	loadText(t, hashData, Options{Study: file, Caseness: []string{"x=>=1"}, Range: []string{"x=0:27"}})
	if diff := cmp.Diff(want, loadText(t, hashData, Options{Study: file}).Study()); diff != "" {
		t.Errorf("the study file changed (-want +got):\n%s", diff)
	}
}

// No message holds an id unless that was asked for.
func TestErrorsHideIDs(t *testing.T) {
	const secret = "Zq7xSecret"
	for name, csv := range map[string]string{
		"duplicates": "id,pre,post\n" + secret + ",1,2\n" + secret + ",1,2\n",
		"text":       "id,pre,post\n" + secret + ",x,2\n",
		"where":      "id,pre,post\n" + secret + ",1,2\n",
	} {
		o := Options{Outcomes: []string{"x=pre:post"}}
		if name == "where" {
			o.Where = "id > 3 and pre > 1"
		}
		_, err := Load(context.Background(), []string{"-"}, strings.NewReader(csv), o, nil)
		if err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Composite ids are tuples: no two run together.
func TestCompositeIDs(t *testing.T) {
	csv := "a,b,visit,s\n1,23,0,5\n12,3,0,6\n1,23,1,7\n,3,0,9\n"
	c := loadText(t, csv, Options{ID: []string{"a", "b"}, Outcomes: []string{"x=s"}})
	want := [][]string{{"a", "b", "visit", "x"}, {"1", "23", "0", "5"}, {"1", "23", "1", "7"}, {"12", "3", "0", "6"}}
	if diff := cmp.Diff(want, c.DataFrame().Records()); diff != "" {
		t.Errorf("the frame differs (-want +got):\n%s", diff)
	}
}

// A measurement is no stratum.
func TestNumericStrata(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,pre,post,age,site\n")
	for i := range 120 {
		n := strconv.Itoa(i / 2)
		b.WriteString("p" + strconv.Itoa(i) + ",1,2," + n + ",s" + n + "\n")
	}
	_, err := Load(context.Background(), []string{"-"}, strings.NewReader(b.String()), Options{Outcomes: []string{"x=pre:post"}, By: []string{"age"}}, nil)
	if !errors.As(err, new(*UsageError)) {
		t.Errorf("60 ages are strata: %v", err)
	}
	loadText(t, b.String(), Options{Outcomes: []string{"x=pre:post"}, By: []string{"site"}})
}

// Every id keeps its number while the table of ids grows.
func TestIDTable(t *testing.T) {
	ids := newIDTable(1)
	for round := range 2 {
		for i := range 5000 {
			id := " p" + strconv.Itoa(i*7919)
			if n := ids.number(func(int) string { return id }); int(n) != i {
				t.Fatalf("round %d: id %q has number %d, want %d", round, id, n, i)
			}
		}
	}
	if ids.len() != 5000 || ids.id(2)[0] != "p15838" || ids.lookup([]byte("q")) != -1 {
		t.Errorf("%d ids, the third is %q", ids.len(), ids.id(2))
	}
}

// A catalogue supplies the scale of an outcome by its name, with presets; what
// flags say overrides it.
func TestCatalogueSuppliesScales(t *testing.T) {
	reliable := []summary.Reliable{{ID: "six", Change: summary.Amount{Num: 6, Den: 1}}, {ID: "five", Change: summary.Amount{Num: 5, Den: 1}}}
	known := summary.Scale{ID: "phq9", Label: "PHQ-9", Step: summary.Unit, Better: summary.Lower, Reliable: reliable}
	o := Options{
		Outcomes: []string{"phq9=pre:post", "other=pre:mid"}, ReliableChange: []string{"phq9=five"}, Range: []string{"phq9=0:27"},
		Scales: func(name string) (summary.Scale, bool) { return known, name == "phq9" },
	}
	want := known
	want.Reliable = reliable[1:]
	want.Range = summary.Range{Low: summary.Amount{Num: 0, Den: 1}, High: summary.Amount{Num: 27, Den: 1}}
	if diff := cmp.Diff([]summary.Scale{want, {ID: "other", Step: summary.Unit}}, loadText(t, hashData, o).Scales()); diff != "" {
		t.Errorf("the scales differ (-want +got):\n%s", diff)
	}
	o.ReliableChange = []string{"phq9=nhs_tt"}
	_, err := Load(context.Background(), []string{"-"}, strings.NewReader(hashData), o, nil)
	if err == nil || !strings.Contains(err.Error(), "six, five") {
		t.Errorf("the presets are not named: %v", err)
	}
}
