package datasets

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

const (
	benchRows    = 200_000
	benchColumns = 50
)

// benchFile writes a wide table of integer scores; ten of its columns are five
// outcomes before and after.
func benchFile(b *testing.B) (path string, specs []string) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "bench.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprint(w, "participant_id,site")
	for c := range benchColumns - 2 {
		fmt.Fprintf(w, ",q%d", c)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range benchRows {
		fmt.Fprintf(w, "\nP%07d,S%02d", i, r.IntN(20))
		for range benchColumns - 2 {
			fmt.Fprintf(w, ",%d", r.IntN(28))
		}
	}
	fmt.Fprintln(w)
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	for i := range 5 {
		specs = append(specs, fmt.Sprintf("o%d=q%d:q%d", i, 2*i, 2*i+1))
	}
	return path, specs
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func BenchmarkLoad(b *testing.B) {
	path, specs := benchFile(b)
	before := heap()
	var c *Cohort
	for b.Loop() {
		var err error
		if c, err = Load(context.Background(), []string{path}, nil, Options{Outcomes: specs, By: []string{"site"}}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchRows, "ns/row")
	b.ReportMetric(float64(heap()-before)/benchRows, "B/row")
	runtime.KeepAlive(c)
}

func BenchmarkCount(b *testing.B) {
	path, specs := benchFile(b)
	c, err := Load(context.Background(), []string{path}, nil, Options{Outcomes: specs, By: []string{"site"}}, nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, by := range [][]string{nil, {"site"}} {
		b.Run(fmt.Sprintf("by%d", len(by)), func(b *testing.B) {
			var s *summary.Summary
			for b.Loop() {
				if s, err = c.Count(context.Background(), pairPlan(c, by)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchRows/float64(len(s.Counts)), "ns/row/outcome")
		})
	}
}
