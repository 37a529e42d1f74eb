package simulate

import "math/rand/v2"

// purpose keeps what is drawn for one thing apart from what is drawn for
// another, so that asking for more visits, another dropout or another layout
// leaves all else as it was.
type purpose uint64

const (
	forSites    purpose = iota + 1 // the order of the sites' effects
	forGroup                       // a coaching group's lasting effects and its response
	forMeeting                     // what a group has in common at one visit
	forPerson                      // age, sex, language, lasting traits, response
	forAnswers                     // the answers at one visit
	forGaps                        // surveys not returned and items not answered
	forLeaving                     // the month of leaving
	forSessions                    // attendance
)

// stream is a source of random numbers that is set to the start of a named
// sequence. What it yields depends on the seed and the name only.
type stream struct {
	pcg  rand.PCG
	seed uint64
}

// restart begins the sequence of a purpose for the index-th participant, group
// or site, at a visit. The four are mixed because sequences of neighbouring PCG
// seeds are alike.
func (s *stream) restart(p purpose, index, visit int) {
	hi := mix(s.seed + uint64(p)*0x9e3779b97f4a7c15)
	lo := mix(hi ^ mix(uint64(index)+1))
	s.pcg.Seed(hi^lo, mix(lo+uint64(visit)))
}

// mix is the finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// uniform returns a number strictly between 0 and 1, a multiple of 2⁻⁵³.
func (s *stream) uniform() float64 {
	return (float64(s.pcg.Uint64()>>12) + 0.5) / (1 << 52)
}

// normal returns a standard normal number.
func (s *stream) normal() float64 { return quantile(s.uniform()) }

// below returns a number from 0 up to, and not including, n.
func (s *stream) below(n int) int { return int(s.uniform() * float64(n)) }

// traits returns independent standard normal numbers, correlated by the lower
// triangular root of a correlation matrix.
func (s *stream) traits(root *[traitCount][traitCount]float64) [traitCount]float64 {
	var z, t [traitCount]float64
	for k := range z {
		z[k] = s.normal()
	}
	for k := range t {
		for j := range k + 1 {
			t[k] += float64(root[k][j] * z[j])
		}
	}
	return t
}
