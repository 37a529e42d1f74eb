package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// writeWide writes a wide table of 50 columns: an id, five outcomes before and
// after, a site and 38 further item columns.
func writeWide(tb testing.TB, path string, rows int) {
	tb.Helper()
	file, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	w := bufio.NewWriterSize(file, 1<<20)
	fmt.Fprint(w, "id")
	for o := 1; o <= 5; o++ {
		fmt.Fprintf(w, ",o%d_pre,o%d_post", o, o)
	}
	fmt.Fprint(w, ",site")
	for i := 1; i <= 38; i++ {
		fmt.Fprintf(w, ",item%d", i)
	}
	fmt.Fprintln(w)
	rng := rand.New(rand.NewPCG(7, 7))
	line := make([]byte, 0, 256)
	for id := range rows {
		line = strconv.AppendInt(append(line[:0], 'p'), int64(id+1), 10)
		for range 5 {
			pre := rng.IntN(28)
			post := max(0, min(27, pre-2+rng.IntN(9)-4))
			line = strconv.AppendInt(append(line, ','), int64(pre), 10)
			line = append(line, ',')
			if rng.IntN(10) > 0 {
				line = strconv.AppendInt(line, int64(post), 10)
			}
		}
		line = append(line, ',', 'A'+byte(rng.IntN(8)))
		for range 38 {
			line = append(line, ',', '0'+byte(rng.IntN(4)))
		}
		w.Write(append(line, '\n'))
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
}

func fiveOutcomes() []string {
	var args []string
	for o := 1; o <= 5; o++ {
		args = append(args, "--outcome", fmt.Sprintf("o%d=o%d_pre:o%d_post", o, o, o), "--better", fmt.Sprintf("o%d=lower", o))
	}
	return args
}

func benchmarkAnalyze(b *testing.B, rows int, more ...string) {
	path := filepath.Join(b.TempDir(), "cohort.csv")
	if kept := os.Getenv("CAM_BENCH_FILE"); kept != "" {
		path = kept // to time other programs on the same file
	}
	writeWide(b, path, rows)
	args := append([]string{"analyze", path, "--format", "json"}, append(fiveOutcomes(), more...)...)
	for b.Loop() {
		var problem bytes.Buffer
		if code := run(args, streams{out: io.Discard, err: &problem}); code != 0 {
			b.Fatalf("exit %d: %s", code, problem.String())
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkAnalyze1000Rows(b *testing.B)    { benchmarkAnalyze(b, 1_000) }
func BenchmarkAnalyze1000000Rows(b *testing.B) { benchmarkAnalyze(b, 1_000_000) }
func BenchmarkAnalyzeBootstrap(b *testing.B) {
	benchmarkAnalyze(b, 1_000, "--bootstrap", "10000")
}
