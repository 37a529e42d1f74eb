package reml

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// TestPeopleAreLme4s compares predicted random effects with lme4's ranef, and
// Cook's distances with generalised least squares on the rows without each
// person, all in R.
func TestPeopleAreLme4s(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(references, "effects", "effects.json"))
	if err != nil {
		t.Fatal(err)
	}
	type expected struct {
		ID              string
		Effects         []float64
		Distance, Moved float64
	}
	var doc struct {
		Sleep struct {
			Shared, ID, Time, Score string
			People                  []expected
		}
		Clusters struct {
			File   string
			People []expected
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	near := func(t *testing.T, what string, got, want, relative, least float64) {
		t.Helper()
		if math.Abs(got-want) > relative*max(math.Abs(want), least) {
			t.Errorf("%s is %.9g, R has %.9g", what, got, want)
		}
	}
	t.Run("slopes", func(t *testing.T) {
		people := readLong(t, filepath.Join(shared, doc.Sleep.Shared), doc.Sleep.ID, doc.Sleep.Time, doc.Sleep.Score)
		d := growth(people, 1, 2)
		f, err := New(d, RandomEffects{Effects: 2}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.People(d.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]PersonFit{}
		for i, p := range people {
			at[p.id] = got[i]
		}
		for _, want := range doc.Sleep.People {
			p := at[want.ID]
			near(t, want.ID+" intercept", p.Effects[0], want.Effects[0], 1e-5, 1)
			near(t, want.ID+" slope", p.Effects[1], want.Effects[1], 1e-5, 1)
			near(t, want.ID+" distance", p.Distance, want.Distance, 1e-5, 0)
			near(t, want.ID+" moved", p.Moved[1], want.Moved, 1e-5, .01)
		}
	})
	t.Run("clusters", func(t *testing.T) {
		path := filepath.Join(references, doc.Clusters.File)
		people := readLong(t, path, "id", "", "score")
		visits := map[string]float64{"baseline": 0, "month1": 1, "month3": 3, "month6": 6}
		d := &Data{Columns: []int{0, 0}, Clusters: 1}
		sites := map[string]int{}
		for _, p := range people {
			b := Block{N: 1}
			z := []float64{1}
			for _, row := range rowsOf(t, path, p.id) {
				y, err := strconv.ParseFloat(row["score"], 64)
				if err != nil {
					continue
				}
				if _, ok := sites[row["site"]]; !ok {
					sites[row["site"]] = len(sites)
				}
				b.Cluster = sites[row["site"]]
				b.Visits = append(b.Visits, len(b.Visits))
				b.F = append(b.F, 1, visits[row["visit"]])
				b.Z, b.W = append(b.Z, 1), append(b.W, 1)
				z = append(z, y)
			}
			b.Gram = crossProducts(z)
			d.Blocks = append(d.Blocks, b)
		}
		f, err := New(d, RandomEffects{Effects: 1}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := f.People(d.Blocks)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range people {
			for _, want := range doc.Clusters.People {
				if want.ID == p.id {
					near(t, want.ID, got[i].Effects[0], want.Effects[0], 1e-5, 1)
				}
			}
		}
	})
}
