package datasets

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Canonical returns the resolved study as one JSON object with its keys in a
// fixed order and numbers as exact text. Two studies that mean the same have
// the same canonical form, whether flags or a study file gave them and however
// that file was written. The study's name, which is for people, is not in it.
func (s Study) Canonical() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	// Strings and slices of them cannot fail to encode.
	_ = e.Encode(s.canonical())
	return bytes.TrimSpace(b.Bytes())
}

// Hash returns the SHA-256 of the canonical form, in hexadecimal.
func (s Study) Hash() string {
	sum := sha256.Sum256(s.Canonical())
	return hex.EncodeToString(sum[:])
}

type canonicalStudy struct {
	ID         []string           `json:"id,omitempty"`
	Layout     string             `json:"layout"`
	Visit      string             `json:"visit,omitempty"`
	Order      []string           `json:"order,omitempty"`
	Months     []string           `json:"months,omitempty"`
	TimeUnit   string             `json:"time_unit,omitempty"`
	Time       string             `json:"time,omitempty"`
	Outcomes   []canonicalOutcome `json:"outcomes"`
	Strata     []string           `json:"strata,omitempty"`
	Covariates []string           `json:"covariates,omitempty"`
	Cluster    string             `json:"cluster,omitempty"`
	Attendance string             `json:"attendance,omitempty"`
	Offered    int64              `json:"offered,omitempty"`
	Missing    []string           `json:"missing,omitempty"`
	Adjust     string             `json:"adjust,omitempty"`
}

type canonicalOutcome struct {
	ID          string      `json:"id"`
	Label       string      `json:"label,omitempty"`
	Unit        string      `json:"unit,omitempty"`
	Step        string      `json:"step,omitempty"`
	Range       string      `json:"range,omitempty"`
	Better      string      `json:"better,omitempty"`
	Bands       [][3]string `json:"bands,omitempty"` // id, label, from
	Caseness    []string    `json:"caseness,omitempty"`
	Reliable    [][4]string `json:"reliable,omitempty"` // id, change, sd, r
	Reliability string      `json:"reliability,omitempty"`
	Remission   string      `json:"remission,omitempty"`
	MCID        string      `json:"mcid,omitempty"`
	Events      [][2]string `json:"events,omitempty"` // id, criterion
	Instrument  string      `json:"instrument,omitempty"`
	Codes       [][2]string `json:"codes,omitempty"`   // code, answer
	Columns     [][2]string `json:"columns,omitempty"` // visit, header
	Items       [][]string  `json:"items,omitempty"`   // visit, headers of the items
	Pre         string      `json:"pre"`
	Post        string      `json:"post"`
	Primary     bool        `json:"primary,omitempty"`
}

func (s Study) canonical() canonicalStudy {
	c := canonicalStudy{
		ID: s.ID, Layout: s.Layout.String(), Visit: s.Visits.Column, Order: s.Visits.Order,
		TimeUnit: s.Visits.Unit, Time: s.Visits.Time,
		Strata: s.Strata, Covariates: s.Covariates, Cluster: s.Cluster,
		Attendance: s.Attendance.Column, Offered: s.Attendance.Offered, Missing: s.Missing, Adjust: s.Adjust,
	}
	if s.Layout == Wide {
		c.Order = nil // the outcomes' columns say it
	}
	for _, m := range s.Visits.Months {
		c.Months = append(c.Months, m.String())
	}
	for _, o := range s.Outcomes {
		c.Outcomes = append(c.Outcomes, o.canonical())
	}
	return c
}

func (o Outcome) canonical() canonicalOutcome {
	s := o.Scale
	c := canonicalOutcome{
		ID: s.ID, Label: s.Label, Unit: s.Unit, Better: s.Better.String(), Reliability: decimalText(s.Reliability),
		Remission: s.Remission.String(), MCID: s.MCID.String(), Pre: o.Pre, Post: o.Post, Primary: o.Primary,
	}
	if s.Step.IsSet() {
		c.Step = summary.Amount(s.Step).String()
	}
	if s.Range.IsSet() {
		c.Range = s.Range.String()
	}
	for _, b := range s.Bands {
		c.Bands = append(c.Bands, [3]string{b.ID, b.Label, b.From.String()})
	}
	for _, k := range s.Caseness {
		c.Caseness = append(c.Caseness, k.String())
	}
	for _, r := range s.Reliable {
		c.Reliable = append(c.Reliable, [4]string{r.ID, r.Change.String(), decimalText(r.SD), decimalText(r.R)})
	}
	for _, e := range s.Events {
		c.Events = append(c.Events, [2]string{e.ID, e.Criterion.String()})
	}
	c.Instrument = o.Instrument
	for _, code := range sortedKeys(o.Codes) {
		c.Codes = append(c.Codes, [2]string{code, o.Codes[code]})
	}
	for _, k := range o.Columns {
		if k.Items != nil {
			c.Items = append(c.Items, slices.Concat([]string{k.Visit}, k.Items))
		} else {
			c.Columns = append(c.Columns, [2]string{k.Visit, k.Header})
		}
	}
	return c
}

// decimalText writes a stated number, "" where none is.
func decimalText(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}
