package datasets

import (
	"fmt"
	"path/filepath"
	"strings"
)

// testFlags reads the command line of a case, a flag a line, into paths and
// options. Files are looked for in dir.
func testFlags(dir, text string) (paths []string, o Options, err error) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		flag, value, _ := strings.Cut(line, " ")
		lists := map[string]*[]string{
			"--id": &o.ID, "--outcome": &o.Outcomes, "--baseline": &o.Baseline, "--better": &o.Better, "--range": &o.Range,
			"--caseness": &o.Caseness, "--reliable-change": &o.ReliableChange, "--bands": &o.Bands,
			"--by": &o.By, "--covariate": &o.Covariates, "--missing": &o.Missing,
			"--unit": &o.Units, "--codes": &o.Codes,
		}
		texts := map[string]*string{
			"--visit": &o.Visit, "--time-unit": &o.TimeUnit, "--time-column": &o.TimeColumn, "--pre": &o.Pre, "--post": &o.Post, "--cluster": &o.Cluster, "--where": &o.Where,
			"--invalid": (*string)(&o.Invalid), "--duplicates": (*string)(&o.Duplicates), "--order-by": &o.OrderBy, "--adjust": &o.Adjust, "--prorate": (*string)(&o.Prorate),
		}
		switch {
		case lists[flag] != nil:
			*lists[flag] = append(*lists[flag], value)
		case texts[flag] != nil:
			*texts[flag] = value
		case flag == "--visit-order":
			o.VisitOrder = strings.Split(value, ",")
		case flag == "--times":
			o.Times = strings.Split(value, ",")
		case flag == "--join":
			o.Join = filepath.Join(dir, value)
		case flag == "--one-visit":
			o.OneVisit = true
		case flag == "--show-ids":
			o.ShowIDs = true
		case flag == "--study":
			if o.Study, err = ReadStudyFile(filepath.Join(dir, value)); err != nil {
				return nil, o, err
			}
		case strings.HasPrefix(flag, "--"):
			return nil, o, fmt.Errorf("no flag %s", flag)
		default:
			paths = append(paths, filepath.Join(dir, flag))
		}
	}
	return paths, o, nil
}
