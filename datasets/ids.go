package datasets

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"strings"
)

// idTable numbers participants in order of appearance. An id is text, or a tuple
// of texts; all bytes lie in one arena, and the index is open addressing over
// it, so that a participant costs little more than the letters of the id.
type idTable struct {
	parts int // texts an id
	arena []byte
	ends  []uint32 // end of each id in the arena; see full
	slots []int32
	seed  maphash.Seed
	key   []byte
	last  int32 // the participant found last: rows of one often follow each other
}

func newIDTable(parts int) *idTable {
	return &idTable{parts: parts, slots: make([]int32, 1<<10), seed: maphash.MakeSeed()}
}

// number returns the participant of an id, -1 where a part of it is empty.
func (t *idTable) number(parts func(i int) string) int32 {
	t.key = t.key[:0]
	for i := range t.parts {
		part := strings.TrimSpace(parts(i))
		if part == "" {
			return -1
		}
		if t.parts > 1 {
			t.key = binary.AppendUvarint(t.key, uint64(len(part)))
		}
		t.key = append(t.key, part...)
	}
	if int(t.last) < len(t.ends) && string(t.bytes(int(t.last))) == string(t.key) {
		return t.last
	}
	slot, found := t.find(t.key)
	if found {
		t.last = t.slots[slot] - 1
		return t.last
	}
	t.last = int32(len(t.ends))
	t.arena = append(t.arena, t.key...)
	t.ends = append(t.ends, uint32(len(t.arena)))
	t.slots[slot] = int32(len(t.ends))
	if 2*len(t.ends) > len(t.slots) {
		t.grow()
	}
	return int32(len(t.ends) - 1)
}

// lookup returns the participant of an id without adding it, or -1.
func (t *idTable) lookup(id []byte) int32 {
	if slot, found := t.find(id); found {
		return t.slots[slot] - 1
	}
	return -1
}

func (t *idTable) find(key []byte) (slot int, found bool) {
	mask := len(t.slots) - 1
	for slot = int(maphash.Bytes(t.seed, key)) & mask; ; slot = (slot + 1) & mask {
		n := t.slots[slot]
		if n == 0 {
			return slot, false
		}
		if string(t.bytes(int(n-1))) == string(key) {
			return slot, true
		}
	}
}

func (t *idTable) grow() {
	t.slots = make([]int32, 2*len(t.slots))
	for i := range t.ends {
		slot, _ := t.find(t.bytes(i))
		t.slots[slot] = int32(i + 1)
	}
}

func (t *idTable) bytes(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.arena[start:t.ends[i]]
}

// full reports whether an id of some length may not fit any more.
func (t *idTable) full() bool { return len(t.arena) > math.MaxUint32-1<<24 }

func (t *idTable) len() int { return len(t.ends) }

// id returns the parts of a participant's id.
func (t *idTable) id(i int) []string {
	b := t.bytes(i)
	if t.parts == 1 {
		return []string{string(b)}
	}
	parts := make([]string, 0, t.parts)
	for len(b) > 0 {
		n, k := binary.Uvarint(b)
		parts = append(parts, string(b[k:k+int(n)]))
		b = b[k+int(n):]
	}
	return parts
}
