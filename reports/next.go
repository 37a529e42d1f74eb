package reports

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// maxNext is how many commands are suggested.
const maxNext = 2

// next suggests what to type now, from what was typed: what the results
// themselves ask for, and at last the rows at full precision. Without the
// arguments of the command there is nothing that would run, nor where the data came
// from standard input.
func (b *builder) next() Next {
	var n Next
	if len(b.Args) == 0 || slices.ContainsFunc(b.Args, func(s string) bool { return printable(s) != s || s == "-" }) {
		return n
	}
	add := func(purpose string, more ...string) {
		line := []string{"cam", b.Command}
		for _, arg := range append(slices.Clone(b.Args), more...) {
			line = append(line, quoteArg(arg))
		}
		n.Commands = append(n.Commands, Command{strings.Join(line, " "), purpose})
	}
	for _, f := range b.everyone() {
		g := group{outcome: f.Outcome}
		head, clustered := b.headline(g)
		switch _, resampled := b.rows[rowKey{g, "paired_t", "mean_change", "bca"}]; {
		case f.Pairs > 1 && b.scales[f.Outcome].Better == summary.Unknown:
			add(b.Phrase("next_better", "name", b.name(f.Outcome)), "--better", f.Outcome+"=lower")
		case f.Pairs > 1 && !resampled && !clustered && f.Pairs > 8 && !b.ranksAgree(g, head):
			add(b.Phrase("next_bootstrap", "name", b.name(f.Outcome)), "--bootstrap", "10000")
		default:
			continue
		}
		break
	}
	if !slices.ContainsFunc(b.Args, choosesOutput) {
		add(b.Phrase("next_csv"), "-o", "results.csv")
	}
	n.Commands = n.Commands[:min(len(n.Commands), maxNext)]
	return n
}

// choosesOutput reports whether an argument already says where or how to write.
func choosesOutput(arg string) bool {
	return strings.HasPrefix(arg, "--format") || strings.HasPrefix(arg, "--output") || strings.HasPrefix(arg, "-o")
}

// quoteArg writes an argument as a POSIX shell reads it.
func quoteArg(s string) string {
	plain := s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./,:=+@%", r) || r > 0x7f)
	})
	if plain {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
