package reml

import (
	"encoding/json"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestCriterionIsLme4s compares the criterion at given parameters, and at the
// optimum, with lme4's.
func TestCriterionIsLme4s(t *testing.T) {
	compared := 0
	err := filepath.WalkDir(references, func(path string, _ fs.DirEntry, err error) error {
		if !strings.HasSuffix(path, ".json") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var c struct {
			Shared, File string
			Args         any
			Criterion    float64
			At           []struct {
				Theta []float64
				Value float64
			} `json:"criterion_at"`
		}
		if json.Unmarshal(text, &c) != nil || len(c.At) == 0 {
			return nil // a case of another shape
		}
		args, _ := c.Args.([]any)
		flag := func(name string) string {
			for i, a := range args {
				if a == name && i+1 < len(args) {
					return args[i+1].(string)
				}
			}
			return ""
		}
		for _, other := range []string{"--group", "--covariate", "--cluster", "--randomised", "--times", "--baseline"} {
			if flag(other) != "" {
				return nil // its design is more than time
			}
		}
		data := filepath.Join(filepath.Dir(path), c.File)
		if c.Shared != "" {
			data = filepath.Join(shared, c.Shared)
		}
		_, score, _ := strings.Cut(flag("--outcome"), "=")
		time, id, degree := flag("--visit"), flag("--id"), 1
		if column := flag("--time-column"); column != "" {
			time = column
		}
		if len(args) == 0 { // a case of the engine: a mean alone
			id, score, time, degree = "id", "score", "", 0
			if c.Shared != "" {
				id, score = "USUBJID", "FEV1"
			}
		}
		if time == "visit" || id == "" || score == "" || strings.Contains(score, ":") || flag("--time") == "visit" {
			return nil // visits have names, or columns of their own
		}
		name, _ := filepath.Rel(references, path)
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			structure := RandomEffects{Effects: 1}
			switch flag("--random") {
			case "slope":
				structure.Effects = 2
			case "slope-uncorrelated":
				structure = RandomEffects{Effects: 2, Uncorrelated: true}
			}
			d := growth(readLong(t, data, id, time, score), degree, structure.Effects)
			o := Options{ML: slices.Contains(args, any("--ml"))}
			for _, at := range c.At {
				got, err := Criterion(d, structure, o, at.Theta)
				if err != nil {
					t.Fatal(err)
				}
				if math.Abs(got-at.Value) > 1e-12*math.Abs(at.Value) {
					t.Errorf("at θ = %v the criterion is %.15g, lme4's %.15g", at.Theta, got, at.Value)
				}
			}
			f, err := New(d, structure, o)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(f.Criterion-c.Criterion) > 1e-10*math.Abs(c.Criterion) {
				t.Errorf("the optimum is %.15g, R's %.15g", f.Criterion, c.Criterion)
			}
			compared++
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(shared); err == nil && compared < 20 {
		t.Errorf("only %d criteria were compared", compared)
	}
}
