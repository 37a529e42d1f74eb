package recognize

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestCases runs the archives in testdata: every file is a table, with a first
// line "# long" where a column tells the visits apart; "want NAME" is what must
// be recognised. Set CAM_UPDATE=1 to rewrite what is wanted.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		wanted := make(map[string]string)
		for _, f := range archive.Files {
			wanted[f.Name] = string(f.Data)
		}
		var updated []txtar.File
		for _, f := range archive.Files {
			if strings.HasPrefix(f.Name, "want ") {
				continue
			}
			got := show(Recognize(tableOf(t, string(f.Data))))
			updated = append(updated, f, txtar.File{Name: "want " + f.Name, Data: []byte(got)})
			t.Run(f.Name, func(t *testing.T) {
				if diff := cmp.Diff(wanted["want "+f.Name], got); diff != "" && os.Getenv("CAM_UPDATE") == "" {
					t.Errorf("differs (-want +got):\n%s", diff)
				}
			})
		}
		if os.Getenv("CAM_UPDATE") != "" {
			archive.Files = updated
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func tableOf(t testing.TB, text string) Table {
	t.Helper()
	var table Table
	if rest, ok := strings.CutPrefix(text, "# long\n"); ok {
		table.Long, text = true, rest
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	table.Headers, table.Rows, table.Taken = records[0], records[1:], []string{"id", "visit"}
	return table
}

// show writes a proposal for people and for tests.
func show(p Proposal) string {
	var b strings.Builder
	for _, f := range p.Findings {
		fmt.Fprintf(&b, "%s of %s: %s, %s, %s", f.Scale, f.Instrument, f.Kind, f.Confidence, strings.Join(f.Reasons, "+"))
		for _, s := range []string{string(f.Coding), f.Unit} {
			if s != "" {
				b.WriteString(", " + s)
			}
		}
		if !f.Ordered {
			b.WriteString(", no order")
		}
		b.WriteString("\n")
		for _, v := range f.Visits {
			fmt.Fprintf(&b, "  %q %s%s\n", v.Name, strings.Join(v.Items, " "), v.Total)
		}
		for _, v := range f.Stored {
			fmt.Fprintf(&b, "  stored %q %s\n", v.Name, v.Total)
		}
		for _, l := range f.LeftOut {
			fmt.Fprintf(&b, "  left out %s: %s\n", l.Header, l.Why)
		}
	}
	for _, q := range p.Questions {
		fmt.Fprintf(&b, "? %s\n  %s\n", q.Problem, q.Hint)
	}
	return b.String()
}
