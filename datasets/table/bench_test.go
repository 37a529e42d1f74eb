package table

import (
	"bytes"
	"encoding/csv"
	"io"
	"math/rand/v2"
	"strconv"
	"testing"
)

// survey writes rows of small whole numbers, as items of questionnaires are.
func survey(rows, columns int) []byte {
	var b bytes.Buffer
	random := rand.New(rand.NewPCG(1, 2))
	for j := range columns {
		b.WriteString("item" + strconv.Itoa(j) + end(j, columns))
	}
	for range rows {
		for j := range columns {
			b.WriteString(strconv.Itoa(random.IntN(28)) + end(j, columns))
		}
	}
	return b.Bytes()
}

func end(j, columns int) string {
	if j == columns-1 {
		return "\n"
	}
	return ","
}

const benchRows, benchColumns = 100_000, 50

func BenchmarkRead(b *testing.B) {
	data := survey(benchRows, benchColumns)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := OpenReader("survey.csv", bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		for err == nil {
			_, err = r.Read()
		}
		if _, rows := r.Sum(); err != io.EOF || rows != benchRows {
			b.Fatal(rows, err)
		}
	}
	b.ReportMetric(float64(testing.AllocsPerRun(1, func() { readThrough(b, data) }))/benchRows, "allocs/row")
}

// The same with every cell read as a number, as a scan of scores does.
func BenchmarkReadNumbers(b *testing.B) {
	data := survey(benchRows, benchColumns)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r, err := OpenReader("survey.csv", bytes.NewReader(data))
		for err == nil {
			var row Row
			row, err = r.Read()
			for _, cell := range row.Fields {
				if _, _, status := ParseDecimal(cell, false); status != Exact {
					b.Fatal(cell)
				}
			}
		}
		if err != io.EOF {
			b.Fatal(err)
		}
	}
}

// What encoding/csv takes alone, to see what the rest costs.
func BenchmarkPlainCSV(b *testing.B) {
	data := survey(benchRows, benchColumns)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(data))
		r.ReuseRecord = true
		var err error
		for err == nil {
			_, err = r.Read()
		}
	}
}

func readThrough(tb testing.TB, data []byte) {
	r, err := OpenReader("survey.csv", bytes.NewReader(data))
	for err == nil {
		_, err = r.Read()
	}
	if err != io.EOF {
		tb.Fatal(err)
	}
}

// The memory that a row costs is one string.
func TestAllocations(t *testing.T) {
	const rows = 10_000
	data := survey(rows, benchColumns)
	if n := testing.AllocsPerRun(3, func() { readThrough(t, data) }); n > 1.1*rows {
		t.Errorf("%g allocations for %d rows", n, rows)
	}
}
