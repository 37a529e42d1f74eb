package quality

import (
	"hash/maphash"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// twins finds rows whose many answers are all the same as those of another row,
// which people rarely give and copied rows always have.
type twins struct {
	seed   maphash.Seed
	first  map[uint64]string
	hash   answerHash
	n      int64 // rows like one before
	rows   int64 // rows that were compared
	places []string
	ready  bool
}

// answerHash gathers the answers of a row.
type answerHash struct {
	hash     maphash.Hash
	answered int
	last     instruments.Answer
	changes  int // of one answer to the next: rows of one answer only are alike by nature
}

func (h *answerHash) add(a instruments.Answer) {
	if h.answered > 0 && a != h.last {
		h.changes++
	}
	h.last = a
	h.answered++
	maphash.WriteComparable(&h.hash, a)
}

const (
	leastAlike   = 15 // answers that it takes to call two rows the same
	leastChanges = 6
	mostAlike    = 1 << 20 // rows that are remembered
	listedPlaces = 5
)

// start returns where the answers of a row are gathered.
func (t *twins) start() *answerHash {
	if !t.ready {
		t.seed, t.first, t.ready = maphash.MakeSeed(), make(map[uint64]string), true
		t.hash.hash.SetSeed(t.seed)
	}
	t.hash.hash.Reset()
	t.hash.answered, t.hash.changes = 0, 0
	return &t.hash
}

func (t *twins) end(h *answerHash, place func() string) {
	if h.answered < leastAlike || h.changes < leastChanges {
		return
	}
	t.rows++
	key := h.hash.Sum64()
	if first, ok := t.first[key]; ok {
		t.n++
		if len(t.places) < listedPlaces {
			t.places = append(t.places, first+", "+place())
		}
		return
	}
	if len(t.first) < mostAlike {
		t.first[key] = place()
	}
}

// sameAnswers reports rows that look like copies.
func sameAnswers(e *evidence) []summary.Remark {
	t := e.twins
	if t.n == 0 {
		return nil
	}
	return []summary.Remark{{Severity: summary.SeverityWarning, Code: "same_answers", N: t.n, Of: t.rows, Places: t.places}}
}
