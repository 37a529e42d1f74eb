package instruments

import (
	"go/doc/comment"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// sample returns the annotated file of the package documentation.
func sample(t testing.TB) string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	for _, block := range new(comment.Parser).Parse(file.Doc.Text()).Content {
		if code, ok := block.(*comment.Code); ok {
			text = code.Text // the last one
		}
	}
	return text
}

func TestDocumentedFormatLoads(t *testing.T) {
	c := builtinCatalog(t)
	i, err := c.Parse("sample.yaml", []byte(sample(t)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := i.Score([]Answer{3, NoAnswer, 1, 1, NoAnswer, 31})
	if err != nil {
		t.Fatal(err)
	}
	// Item 1 is reversed: (1 + 1) * 3 / 2 = 3. No sign is certain. No glass.
	if x := r.Scales; x[0].Score != 3 || !x[0].Prorated || x[1].Score.Observed() || x[2].Score != 0 {
		t.Errorf("%+v", r)
	}
	if r.Safety.State != SafetyNotEndorsed {
		t.Errorf("safety %s", r.Safety.State)
	}
}

// Each mistake in the documented file is answered with its line and what to do.
func TestMistakesAreNamed(t *testing.T) {
	text := sample(t)
	c := builtinCatalog(t)
	for _, m := range []struct{ from, to, want string }{
		{"operation: sum ", "oparation: sum ", `a scale has no key "oparation"; did you mean "operation"?`},
		{"operation: sum ", "operation: summ ", `"summ" is not known here; did you mean "sum"?`},
		{"operation: sum ", "operation: regress ", `"regress" is not known here; there are "sum", "mean", "product", "max", "count"`},
		{"id: sample                  # the", "id: Sample # the", `id "Sample" must be of lower-case letters, digits and _, at most 40`},
		{"  status: free ", "  status: free\n  status: free ", `a licence has the key "status" twice; keep one`},
		{"construct: {en: what it measures, es: lo que mide}", "construct: {en: what it measures}", "a text has no es; add es:"},
		{"construct: {en: what it measures, es: lo que mide}", "construct: what it measures", "a text must be keys with values"},
		{"step: 1 ", "step: 2 ", "scale sample: its scores lie on a grid of 1, not of 2"},
		{"range: [3, 9]", "range: [3, 10]", "scale sample: its scores go from 3 to 9, not from 3 to 10"},
		{"range: [3, 9]", "range: [9, 3]", "the range 9 to 3 is empty"},
		{"never_impute: [3]", "never_impute: [2]", "scale sample: item 3 is about safety and would be imputed; add it to never_impute"},
		{"      rounding: half_up\n", "", "missing must say how a prorated score is rounded"},
		{"min_answered: 2", "min_answered: 4", `"4" is not a whole number from 1 to 3`},
		{"items: [1, 2, 3]  ", "items: [1, 2, 4]  ", `there is no item "4"; did you mean "1"?`},
		{"items: [1, 2, 3]  ", "items: [1, 2, 2]  ", "item 2 occurs twice"},
		{"items: [1, 2, 3]  ", "items: [1, 2, 3, glasses]  ", "go over different values, so that neither can stand for the other"},
		{"{id: sample_alpha, sd: 1.5, r: 0.8, source: memory, confidence: unverified", "{id: sample_alpha, sd: 1.5, r: 0.8, source: memory, confidence: verified", "a criterion of reliable change is called verified, and no document is named"},
		{"{id: sample_alpha, sd: 1.5, r: 0.8, source: memory", "{id: sample_alpha, sd: 1.5, r: 1.2, source: memory", "a number of criterion sample_alpha is out of bounds"},
		{"{id: sample_alpha, sd: 1.5, r: 0.8,", "{id: sample_alpha, change: 1, sd: 1.5, r: 0.8,", "criterion sample_alpha needs either change:, or sd: and r:"},
		{"{id: sample_alpha, sd: 1.5, r: 0.8,", "{id: sample_alpha, sd: 1.5, r: 0.8, default: true,", "scale sample: the default criterion of reliable change is unverified"},
		{"{id: sample_rule, change: 2, default: true, source: choice, confidence: convention", "{id: sample_rule, change: 2, source: S3a, confidence: verified", "no criterion of reliable change is the default although one is verified"},
		{"{id: alpha, r: 0.8, source: memory,", "{id: alpha, r: 0.8, source: S99z,", `there is no source "S99z"`},
		{"wording: must_not_embed ", "wording: maybe ", `"maybe" is not known here; there are "may_embed", "must_not_embed"`},
		{"codes: {1: 0, 2: 0, 3: 1}", "codes: {1: 0, 2: 0}", "the map of item 2 does not say what becomes of 3"},
		{"codes: {1: 0, 2: 0, 3: 1}", "codes: {1: 0, 2: 0, 3: 1, 4: 1}", "4 is no answer to item 2"},
		{"- {items: [2], codes:", "- {items: [1], codes:", "item 1 is both reversed and mapped; write the map reversed"},
		{"rows: {0: 0, 1: 1, 2: 2}", "rows: {0: 0, 2: 2}", "scale sample_signs: the table has no row for 1"},
		{"rows: {0: 0, 1: 1, 2: 2}", "rows: {0: 0, 1: 1, 2: 2, 3: 3}", "the table has a row for 3, which is no raw score"},
		{"rows: {0: 0, 1: 1, 2: 2}", "rows: {0: 0, 1: 1.5, 2: 2}", "the table's value 1.5 is not a whole number of steps of 1"},
		{"- {id: high, from: 7,", "- {id: high, from: 3,", "band high does not lie above band low"},
		{"- {id: low, from: 3,", "- {id: low, from: 4,", "the bands begin at 4 and the scores at 3"},
		{`remission: {at: "<=4"`, `remission: {at: "<4"`, `"<4" is not a cut-off such as ">=10" or "<=4"`},
		{`- {at: ">=8", optional: true`, `- {at: ">=80", optional: true`, "the cut-off 80 lies outside 3:9"},
		{`- {at: ">=8", optional: true`, `- {at: ">=7", optional: true`, "caseness >=7 occurs twice"},
		{"{code: 2, en: [Neither]", "{code: 2, en: [no]", `"no" means both 1 and 2`},
		{"{code: 2, en: [Neither]", "{code: 1, en: [Neither]", "the code 1 occurs twice"},
		{"answers: agreement ", "answers: agrement ", `there is no answer set "agrement"; did you mean "agreement"?`},
		{"safety: true, loinc: null", "loinc: null", "no item is about safety; mark it with safety: true"},
		{"safety: true, loinc: null", "safety: true, loinc: 44260-8", "item 3 has a LOINC code without a source"},
		{"safety: true, loinc: null", "safety: true, loinc: 44260-9", `LOINC code "44260-9" is mistyped: its check digit would be 8`},
		{`set: {glasses: 0}`, `set: {glasses: 50}`, "50 is no answer to item glasses"},
		{`at: "==1"`, `at: "=1"`, `"=1" is not a comparison such as ">=1" or "==0"`},
		{`counts: ">=1"`, `derived: true`, `a scale has the key "derived" twice`},
		{"decimals: 0  ", "decimals: 2  ", "scale sample_glasses: its items may have decimals, so its step is exact"},
		{"operation: quotient ", "operation: mean ", "scale sample_rate must say what its quotient is multiplied by, or nothing; times: and power: belong to operation: quotient"},
		{"items: [glasses, days]", "items: [days, glasses]", "scale sample_rate: item glasses may be 0, and nothing can be divided by it"},
		{"items: [glasses, days]", "items: [days]", "scale sample_rate divides by its last item and has no other"},
		{"items: [glasses, days]", "items: [1, days]", "item 1 is no plain number, and a quotient is made of these"},
		{"step: 0.1", "step: exact", "scale sample_rate is a quotient, which has a step to round to"},
		{"range: [0, 1200]", "range: [0, 1000]", "scale sample_rate: its scores go from 0 to 1200, not from 0 to 1000"},
		{"percent: 50", "percent: 500", "500 is not a percentage"},
		{"unit: points  ", "unit: [points, other] ", "a scale whose unit the study declares has no step of its own"},
		{"name: {en: Sample questionnaire, es: Cuestionario de muestra}", "name: &a {en: x, es: x}\nrecall: *a", "a text must be keys with values"},
		{"doi: 10.1000/1", "doi: null", "this key has no value; give it one, or leave the key out"},
	} {
		if strings.Count(text, m.from) != 1 {
			t.Errorf("%q occurs %d times", m.from, strings.Count(text, m.from))
			continue
		}
		_, err := c.Parse("sample.yaml", []byte(strings.Replace(text, m.from, m.to, 1)))
		if err == nil || !strings.Contains(err.Error(), m.want) {
			t.Errorf("%q for %q: %v, want %s", m.to, m.from, err, m.want)
		} else if !strings.HasPrefix(err.Error(), "sample.yaml:") {
			t.Errorf("%v does not name the line", err)
		}
	}
}
