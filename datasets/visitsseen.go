package datasets

// visitsSeen remembers for which visits there were rows of a participant, at a
// bit each.
type visitsSeen struct {
	codes map[string]int
	bits  [][]uint64 // by code
	last  string
	code  int
	rest  map[[2]int32]bool // beyond maxVisits, where bits would be too many
}

// add reports whether the visit of the participant is new.
func (s *visitsSeen) add(who int32, visit string) bool {
	if s.codes == nil || visit != s.last {
		code, known := s.codes[visit]
		if !known {
			if s.codes == nil {
				s.codes = make(map[string]int)
			}
			code = len(s.codes)
			s.codes[visit] = code
			if code < maxVisits {
				s.bits = append(s.bits, nil)
			}
		}
		s.last, s.code = visit, code
	}
	if s.code >= maxVisits {
		key := [2]int32{int32(s.code), who}
		if s.rest == nil {
			s.rest = make(map[[2]int32]bool)
		}
		before := s.rest[key]
		s.rest[key] = true
		return !before
	}
	bits := &s.bits[s.code]
	word, bit := int(who)/64, uint64(1)<<(who%64)
	for len(*bits) <= word {
		*bits = append(*bits, 0)
	}
	if (*bits)[word]&bit != 0 {
		return false
	}
	(*bits)[word] |= bit
	return true
}
