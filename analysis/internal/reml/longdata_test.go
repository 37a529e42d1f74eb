package reml

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// shared holds data and results that nobody here wrote; it is not part of the
// project.
var shared = filepath.Join("..", "..", "..", "..", "shared", "data")

// references holds what R made of data, with the scripts.
var references = filepath.Join("..", "..", "testdata", "ref", "mixed")

// survey is one observation of long data.
type survey struct{ time, score float64 }

// person is one participant's surveys.
type person struct {
	id      string
	surveys []survey
}

// readLong reads people from long data, in the order of the file. Rows without
// a time or score are left out.
func readLong(t *testing.T, path, id, time, score string) []person {
	t.Helper()
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(shared); err == nil {
			t.Fatalf("%s is missing", path)
		}
		t.Skip("the shared reference data are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	var people []person
	at := map[string]int{}
	for _, r := range rows[1:] {
		y, err := strconv.ParseFloat(r[column(score)], 64)
		if err != nil {
			continue
		}
		x := 0.0
		if time != "" {
			if x, err = strconv.ParseFloat(r[column(time)], 64); err != nil {
				continue
			}
		}
		name := r[column(id)]
		i, ok := at[name]
		if !ok {
			i = len(people)
			at[name] = i
			people = append(people, person{id: name})
		}
		people[i].surveys = append(people[i].surveys, survey{x, y})
	}
	return people
}

// rowsOf reads the rows of one person by column.
func rowsOf(t *testing.T, path, id string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		if r[slices.Index(rows[0], "id")] != id {
			continue
		}
		one := map[string]string{}
		for i, name := range rows[0] {
			one[name] = r[i]
		}
		out = append(out, one)
	}
	return out
}

// growth is a model with a mean that depends on powers of time up to degree, and
// random effects of the first powers, a block a person.
func growth(people []person, degree, effects int) *Data {
	d := &Data{Columns: make([]int, degree+1)}
	for _, p := range people {
		b := Block{N: 1, Visits: make([]int, len(p.surveys))}
		z := []float64{1}
		for i, s := range p.surveys {
			b.Visits[i] = i
			power := 1.0
			for k := range degree + 1 {
				b.F = append(b.F, power)
				if k < effects {
					b.Z = append(b.Z, power)
				}
				power *= s.time
			}
			z = append(z, s.score)
		}
		b.Gram = crossProducts(z)
		d.Blocks = append(d.Blocks, b)
	}
	return d
}

func crossProducts(z []float64) []float64 {
	var out []float64
	for _, a := range z {
		for _, b := range z {
			out = append(out, a*b)
		}
	}
	return out
}
