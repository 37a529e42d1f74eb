package analysis

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// shared is where data and results that nobody here wrote are kept. They are
// not part of the project: where the folder is absent, a test that needs it is
// skipped.
var shared = filepath.Join("..", "..", "shared", "data")

func readShared(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared, name))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(shared); err == nil {
			t.Fatalf("%s is missing from the shared data", name)
		}
		t.Skip("the shared reference data are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// NIST's univariate sets lie at offsets at which a sum of squares in floating
// point keeps no digit of the variance. The values go in as changes from 0.
func TestNISTUnivariate(t *testing.T) {
	var doc struct {
		Cases []struct {
			ID       string
			Input    struct{ Rule string }
			Expected struct{ Mean, SD float64 }
		}
	}
	readShared(t, filepath.Join("conformance", "nist_strd.json"), &doc)
	found := 0
	for _, c := range doc.Cases {
		if !strings.HasPrefix(c.ID, "NumAcc") {
			continue
		}
		found++
		// "a, b, c" or "a then 500 pairs b, c".
		var values []string
		if first, rest, ok := strings.Cut(c.Input.Rule, " then "); ok {
			count, pair, _ := strings.Cut(rest, " pairs ")
			n, err := strconv.Atoi(count)
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, first)
			for range n {
				values = append(values, strings.Split(pair, ", ")...)
			}
		} else {
			values = strings.Split(c.Input.Rule, ", ")
		}
		zeros := make([]string, len(values))
		for i := range zeros {
			zeros[i] = "0"
		}
		r := analyse(t, symptom, people{Pre: texts(zeros...), Post: texts(values...)}, Spec{})
		mean, _ := find(t, r, "", "describe", "mean_post", "").Estimate.Get()
		sd, _ := find(t, r, "", "describe", "sd_change", "").Estimate.Get()
		if mean != c.Expected.Mean || math.Abs(sd-c.Expected.SD) > 1e-15*c.Expected.SD {
			t.Errorf("%s: mean %v, sd %v, certified %v, %v", c.ID, mean, sd, c.Expected.Mean, c.Expected.SD)
		}
	}
	if found == 0 {
		t.Fatal("the file has no univariate set")
	}
}

// The paper's own example: M₁ = 40, s₁ = 7.5, r = .80 give S_diff = 4.743, so a
// change of 1.96 times that is reliable.
func TestJacobsonTruaxThreshold(t *testing.T) {
	var doc struct {
		Cases []struct {
			ID    string
			Input struct {
				SDPre       float64 `json:"sd_pre"`
				Reliability float64
				Change      []float64
			}
			Expected struct {
				SDiff float64 `json:"S_diff"`
				RCI   []float64
			}
		}
	}
	readShared(t, filepath.Join("conformance", "clinicalsignificance.json"), &doc)
	for _, c := range doc.Cases {
		if c.ID != "rci_jt" {
			continue
		}
		o := ReliableChangeOptions{}
		o.Criterion.SD, o.Criterion.R = c.Input.SDPre, c.Input.Reliability
		got, _, ok := o.threshold(summary.Unit)
		if want := math.Ceil(1.96 * c.Expected.SDiff); !ok || float64(got) != want {
			t.Errorf("threshold %v, want %v", got, want)
		}
		for i, change := range c.Input.Change {
			if reliable := math.Abs(change) >= float64(got); reliable != (math.Abs(c.Expected.RCI[i]) > 1.96) {
				t.Errorf("a change of %v is reliable: %v", change, reliable)
			}
		}
		return
	}
	t.Fatal("the file has no case rci_jt")
}

// With PHQ-9 ~ N(7, 5) and a test-retest correlation of .7, about 36% of those
// at 10 or more are below it, and about 15% six or more lower, without any
// change: large numbers of people drawn from that very distribution must be
// "expected" to do what they then do.
func TestExpectedWithoutChange(t *testing.T) {
	pre, post := unchanged(200)
	scale := symptom
	scale.Reliability = 0.7
	r := analyse(t, scale, people{Pre: pre, Post: post}, Spec{})
	for _, term := range []string{"recovered", "reliably_recovered"} {
		expected, _ := find(t, r, "", "reliable_change", term, ">=6/expected").Estimate.Get()
		happened, _ := find(t, r, "", "reliable_change", term, ">=6").Estimate.Get()
		if math.Abs(expected-happened) > 0.02 {
			t.Errorf("%s: expected %.3f, happened to %.3f of people who did not change", term, expected, happened)
		}
	}
	recovered, _ := find(t, r, "", "reliable_change", "recovered", ">=6/expected").Estimate.Get()
	if math.Abs(recovered-0.36) > 0.01 {
		t.Errorf("%.3f of baseline cases are expected to recover, the design says .36", recovered)
	}
}

// unchanged returns a grid of people with scores 7 + 5z and a second score that
// correlates .7, in the proportions of the normal distribution.
func unchanged(k int) (pre, post []*string) {
	quantile := func(i int) float64 { return math.Erfinv(2*(float64(i)+0.5)/float64(k)-1) * math.Sqrt2 }
	for i := range k {
		for j := range k {
			x := quantile(i)
			y := 0.7*x + math.Sqrt(1-0.7*0.7)*quantile(j)
			a, b := strconv.Itoa(int(math.Round(7+5*x))), strconv.Itoa(int(math.Round(7+5*y)))
			pre, post = append(pre, &a), append(post, &b)
		}
	}
	return pre, post
}

func TestAdjustP(t *testing.T) {
	// Fractions of the inputs: each adjusted value is exact by hand.
	p := []float64{0.001, 0.012, 0.021, 0.04, 0.3}
	check := func(a Adjust, want []string) {
		t.Helper()
		for i, got := range AdjustP(p, a) {
			r, _ := new(big.Rat).SetString(want[i])
			if exact, _ := r.Float64(); math.Abs(got-exact) > 1e-15 {
				t.Errorf("%s: p[%d] becomes %v, want %v", a, i, got, exact)
			}
		}
	}
	check(Holm, []string{"5/1000", "48/1000", "63/1000", "80/1000", "300/1000"})
	check(BH, []string{"5/1000", "30/1000", "35/1000", "50/1000", "300/1000"})
	check(Unadjust, []string{"1/1000", "12/1000", "21/1000", "4/100", "3/10"})
}
