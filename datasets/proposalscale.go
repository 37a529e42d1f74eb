package datasets

import (
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// scale writes what was asked for of a scale; the rest is the catalogue's.
func (w *studyWriter) scale(r scaleRequest) {
	if r.label != "" {
		w.line("", "    label: %s", yamlText(r.label))
	}
	if r.unit != "" {
		w.line("", "    unit: %s", yamlText(r.unit))
	}
	if r.better != summary.Unknown {
		w.line("", "    better: %s", r.better)
	}
	if r.rng.IsSet() {
		w.line("", "    range: [%s, %s]", r.rng.Low, r.rng.High)
	}
	if r.step.IsSet() {
		w.line("", "    step: %s", summary.Amount(r.step))
	}
	if len(r.bands) > 0 {
		var bands []string
		for _, b := range r.bands {
			label := ""
			if b.Label != "" {
				label = ", label: " + yamlText(b.Label)
			}
			bands = append(bands, "{id: "+yamlText(b.ID)+", from: "+b.From.String()+label+"}")
		}
		w.line("", "    bands: [%s]", strings.Join(bands, ", "))
	}
	if len(r.caseness) > 0 {
		var cuts []string
		for _, c := range r.caseness {
			cuts = append(cuts, c.String())
		}
		w.line("", "    caseness: %s", yamlList(cuts))
	}
	if len(r.reliable) > 0 {
		w.line("", "    reliable_change: %s", yamlList(r.reliable))
	}
	if r.reliability != 0 {
		w.line("", "    reliability: %s", strconv.FormatFloat(r.reliability, 'g', -1, 64))
	}
	if r.remission.IsSet() {
		w.line("", "    remission: %s", yamlText(r.remission.String()))
	}
	if r.mcid.IsSet() {
		w.line("", "    mcid: %s", r.mcid)
	}
}
