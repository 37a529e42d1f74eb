package reml

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestSASListings compares covariances between visits with the listings of SAS
// PROC MIXED that mmrm's authors published, and with the dense R code: criteria,
// and the effect of treatment with Satterthwaite's and Kenward and Roger's
// degrees of freedom.
func TestSASListings(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(references, "fev", "sas.json"))
	if err != nil {
		t.Fatal(err)
	}
	type inference struct {
		Estimate float64
		StdError float64 `json:"std_error"`
		DF       float64
	}
	var doc struct {
		Cases []struct {
			Terms                []string
			Covariance, Term     string
			Criterion            float64
			SASCriterion         float64    `json:"sas_criterion"`
			Satterthwaite        *inference `json:"satterthwaite"`
			KenwardRoger         *inference `json:"kenward_roger"`
			KenwardRogerObserved *inference `json:"kenward_roger_observed"`
			SAS                  *inference `json:"sas_kenward_roger"`
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	structures := map[string]Structure{
		"us": Unstructured{4}, "ar1": Correlated{4, Autoregressive, false}, "csh": Correlated{4, Exchangeable, true},
		"toeph": Correlated{4, Toeplitz, true}, "ad": Correlated{4, AnteDependence, true},
	}
	near := func(t *testing.T, what string, got, want, relative float64) {
		t.Helper()
		if math.Abs(got-want) > relative*math.Abs(want) {
			t.Errorf("%s is %.9g, not %.9g", what, got, want)
		}
	}
	for _, c := range doc.Cases {
		t.Run(c.Covariance+" "+strings.Join(c.Terms, " "), func(t *testing.T) {
			f, err := New(lungFunction(t, c.Terms), structures[c.Covariance], Options{})
			if err != nil {
				t.Fatal(err)
			}
			near(t, "the criterion", f.Criterion, c.Criterion, 1e-10)
			if c.SASCriterion > 0 {
				near(t, "beside SAS the criterion", f.Criterion, c.SASCriterion, 1e-8) // SAS stops early
			}
			if c.Term == "" {
				return
			}
			l := make([]float64, len(c.Terms))
			l[slices.Index(c.Terms, c.Term)] = 1
			compare := func(what string, got Test, err error, want *inference, relative float64) {
				if err != nil {
					t.Fatal(what, err)
				}
				if want == nil {
					return
				}
				near(t, what+" estimate", got.Estimate, want.Estimate, relative)
				near(t, what+" standard error", got.StdError, want.StdError, relative)
				near(t, what+" df", got.DF, want.DF, relative)
			}
			s, err := f.Satterthwaite(l)
			compare("Satterthwaite", s, err, c.Satterthwaite, 1e-5)
			for of, want := range map[Information]*inference{Expected: c.KenwardRoger, Observed: c.KenwardRogerObserved} {
				kr, err := f.KenwardRoger(of)
				if err != nil {
					t.Fatal(err)
				}
				got, err := kr.Test(l)
				compare("Kenward-Roger", got, err, want, 1e-5)
				if of == Observed {
					// SAS stops short of the optimum: at the parameters that it
					// printed the R code finds its numbers to 6e-6.
					compare("SAS", got, err, c.SAS, 5e-4)
				}
			}
		})
	}
}

// lungFunction reads mmrm's data with an intercept and dummies of ARMCD and SEX.
func lungFunction(t *testing.T, terms []string) *Data {
	t.Helper()
	path := filepath.Join(shared, "mmrm_fev_data", "long.csv")
	readLong(t, path, "USUBJID", "", "FEV1") // skips without the shared data
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cell := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	d := &Data{}
	for k := range terms {
		d.Columns = append(d.Columns, k)
	}
	at := map[string]int{}
	scores := map[string][]float64{}
	for _, row := range rows[1:] {
		y, err := strconv.ParseFloat(cell(row, "FEV1"), 64)
		if err != nil {
			continue
		}
		id := cell(row, "USUBJID")
		i, ok := at[id]
		if !ok {
			i = len(d.Blocks)
			at[id] = i
			d.Blocks = append(d.Blocks, Block{N: 1})
			for _, term := range terms {
				z := 1.0
				if name, level, ok := strings.Cut(strings.TrimSuffix(term, "]"), "["); ok && cell(row, name) != level {
					z = 0
				}
				scores[id] = append(scores[id], z)
			}
		}
		visit, err := strconv.Atoi(strings.TrimPrefix(cell(row, "AVISIT"), "VIS"))
		if err != nil {
			t.Fatal(err)
		}
		b := &d.Blocks[i]
		b.Visits = append(b.Visits, visit-1)
		for range terms {
			b.F = append(b.F, 1)
		}
		scores[id] = append(scores[id], y)
	}
	for id, i := range at {
		d.Blocks[i].Gram = crossProducts(scores[id])
	}
	return d
}
