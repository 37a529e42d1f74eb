package analysis

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// reference is one case of testdata/ref, written by R; see the README there.
type reference struct {
	Source string `json:"source"`
	Data   people `json:"data"`
	Scale  struct {
		Better      string            `json:"better"`
		Reliability float64           `json:"reliability"`
		Caseness    []string          `json:"caseness"`
		Bands       []referenceBand   `json:"bands"`
		Reliable    []referenceChange `json:"reliable"`
		Events      []referenceEvent  `json:"events"`
	} `json:"scale"`
	Spec struct {
		Level    float64 `json:"level"`
		Zeros    string  `json:"zeros"`
		Cluster  bool    `json:"cluster"`
		By       bool    `json:"by"`
		OneVisit bool    `json:"one_visit"`

		Bootstrap int `json:"bootstrap"`
	} `json:"spec"`
	Expected  []map[string]any `json:"expected"`
	Tolerance float64          `json:"tolerance"`
}

type referenceBand struct{ ID, From string }

type referenceEvent struct{ ID, Criterion string }

type referenceChange struct {
	ID     string
	Change string
	SD, R  float64
}

func TestReference(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "ref", "*", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reference cases: %v", err)
	}
	for _, path := range files {
		name, err := filepath.Rel(filepath.Join("testdata", "ref"), path)
		if err != nil {
			t.Fatal(err)
		}
		switch filepath.Dir(name) {
		case "recovery_joint":
			continue // two scales; see TestRecoveryJointReference
		case "internal_consistency":
			continue // items; see TestInternalConsistencyReference
		}
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var c reference
			if err := json.Unmarshal(text, &c); err != nil {
				t.Fatal(err)
			}
			c.check(t)
		})
	}
}

func (c reference) check(t *testing.T) {
	c.compare(t, analyse(t, c.scale(t), c.Data, c.spec(t)))
}

// compare holds every field that the case names against the report.
func (c reference) compare(t *testing.T, report *Report) {
	t.Helper()
	if len(c.Expected) == 0 {
		t.Fatal("the case expects nothing")
	}
	for _, want := range c.Expected {
		text := func(key string) string { s, _ := want[key].(string); return s }
		row := find(t, report, text("stratum"), text("method"), text("term"), text("variant"))
		encoded, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(encoded, &got); err != nil {
			t.Fatal(err)
		}
		for field, value := range want {
			number, ok := value.(float64)
			if !ok {
				continue
			}
			found, ok := got[field].(float64)
			if !ok || math.Abs(found-number) > c.Tolerance*math.Max(1e-3, math.Abs(number)) {
				t.Errorf("%s %s %s: %s is %v, %s says %v", text("method"), text("term"), text("variant"), field, got[field], c.Source, number)
			}
		}
	}
}

func (c reference) scale(t *testing.T) summary.Scale {
	scale := summary.Scale{Reliability: c.Scale.Reliability}
	if c.Scale.Better != "" {
		var err error
		if scale.Better, err = summary.ParseDirection(c.Scale.Better); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range c.Scale.Caseness {
		scale.Caseness = append(scale.Caseness, summary.Criterion{Op: s[:2], At: amount(t, s[2:])})
	}
	for _, b := range c.Scale.Bands {
		scale.Bands = append(scale.Bands, summary.Band{ID: b.ID, From: amount(t, b.From)})
	}
	for _, e := range c.Scale.Events {
		scale.Events = append(scale.Events, summary.Event{ID: e.ID, Criterion: summary.Criterion{Op: e.Criterion[:2], At: amount(t, e.Criterion[2:])}})
	}
	for _, r := range c.Scale.Reliable {
		reliable := summary.Reliable{ID: r.ID, SD: r.SD, R: r.R}
		if r.Change != "" {
			reliable.Change = amount(t, r.Change)
		}
		scale.Reliable = append(scale.Reliable, reliable)
	}
	return scale
}

func (c reference) spec(t *testing.T) Spec {
	spec := Spec{Level: Level(c.Spec.Level), Bootstrap: c.Spec.Bootstrap, Seed: 1}
	if c.Spec.Zeros != "" {
		var err error
		if spec.Zeros, err = ParseZeros(c.Spec.Zeros); err != nil {
			t.Fatal(err)
		}
	}
	if c.Spec.Cluster {
		spec.Cluster = "cluster"
	}
	if c.Spec.OneVisit {
		spec.Outcomes = []Outcome{{Scale: "y", Pre: "pre"}}
	}
	if c.Spec.By {
		spec.By = []string{"by"}
	}
	return spec
}

func amount(t *testing.T, s string) summary.Amount {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%q is no amount", s)
	}
	a, err := summary.NewAmount(r.Num().Int64(), r.Denom().Int64())
	if err != nil {
		t.Fatal(err)
	}
	return a
}
