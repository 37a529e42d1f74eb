package simulate

import (
	"io"
	"math"
	"slices"
	"testing"
)

func TestGroups(t *testing.T) {
	for _, s := range []settings{{sites: 6, groupSize: 12}, {sites: 5, groupSize: 12}, {sites: 1, groupSize: 3}, {sites: 4, groupSize: 1}, {sites: 30, groupSize: 2}} {
		size, siteOf, sites := map[int]int{}, map[int]int{}, map[int]int{}
		whole := 5 * s.groupSize * s.sites // after which every site has its share
		last := 0
		for i := range 3 * whole {
			group, site := s.groupOf(i)
			if group < last || group > last+1 || site < 0 || site >= s.sites {
				t.Fatalf("%+v: participant %d is in group %d of site %d after group %d", s, i, group, site, last)
			}
			if at, known := siteOf[group]; known && at != site {
				t.Fatalf("%+v: group %d is at sites %d and %d", s, group, at, site)
			}
			last = group
			size[group]++
			siteOf[group] = site
			sites[site]++
		}
		for site, n := range sites {
			if n != 3*whole/s.sites {
				t.Errorf("%+v: %d participants at site %d, want %d", s, n, site, 3*whole/s.sites)
			}
		}
		for group, n := range size {
			if away := n - s.groupSize; away < -2 || away > 2 || (s.groupSize < 3 && away != 0) {
				t.Errorf("%+v: group %d has %d people", s, group, n)
			}
		}
	}
}

func TestSitesHaveExactlyTheirShareOfVariance(t *testing.T) {
	for _, n := range []int{2, 3, 6, 40} {
		mean, square := 0.0, 0.0
		for _, e := range siteEffects(n, 0.3) {
			mean, square = mean+e/float64(n), square+e*e/float64(n)
		}
		if math.Abs(mean) > 1e-6 || math.Abs(math.Sqrt(square)-0.3) > 1e-6 {
			t.Errorf("%d sites: mean %g, SD %g, want 0 and 0.3", n, mean, math.Sqrt(square))
		}
	}
}

// No value is impossible: ages, sessions, who is at which site, minutes without
// days, surveys after leaving.
func TestValuesArePossible(t *testing.T) {
	r := recruit(t, Options{N: 20_000, Seed: 51})
	minutes := 0
	for i := range r.battery[:evs] {
		minutes += len(r.battery[i].questions)
	}
	days := minutes
	minutes++
	var zero, blank, women, spanish, thirds [3]int
	for i := range r.n {
		p := r.participant(i)
		if p.age < youngest || p.age > oldest || p.sessions < 0 || p.sessions > 12 || !p.surveys[0].returned || p.left < 1 {
			t.Fatalf("impossible participant %+v", *p)
		}
		for visit, s := range p.surveys {
			if s.returned && visit >= p.left {
				t.Fatalf("participant %d left at month %d and answers at month %d", i, p.left, visit)
			}
			if !s.returned {
				continue
			}
			switch d, m := s.answers[days], s.answers[minutes]; {
			case d == 0 && m > 0, d > 0 && m == 0:
				t.Fatalf("participant %d exercises on %d days for answer %d of minutes", i, d, m)
			case d == 0 && m == 0:
				zero[0]++
			case d == 0:
				blank[0]++
			}
		}
		if p.female {
			women[0]++
		}
		if p.spanish {
			spanish[0]++
		}
		switch share := float64(p.sessions) / 12; {
		case share < 0.5:
			thirds[0]++
		case share < 0.75:
			thirds[1]++
		default:
			thirds[2]++
		}
	}
	n := float64(r.n)
	for what, c := range map[string][3]float64{
		"women":               {float64(women[0]) / n, womenShare, 0.02},
		"Spanish":             {float64(spanish[0]) / n, spanishShare, 0.02},
		"no minutes given":    {float64(blank[0]) / float64(zero[0]+blank[0]), noMinutes, 0.02},
		"attend under half":   {float64(thirds[0]) / n, 0.36, 0.05}, // Recipe4Health: 36, 30 and 34%
		"attend under 3 in 4": {float64(thirds[1]) / n, 0.30, 0.05},
		"attend the most":     {float64(thirds[2]) / n, 0.34, 0.05},
	} {
		if math.Abs(c[0]-c[1]) > c[2] {
			t.Errorf("%s: %.3f, want about %.2f", what, c[0], c[1])
		}
	}
}

// Those who attend more have stayed longer and, among those who stayed, changed
// more.
func TestAttendance(t *testing.T) {
	r := recruit(t, Options{N: large, Seed: 52, Missed: new(0.0), Unanswered: new(0.0)})
	var lost, stayed, few, many clustered
	for i := range large {
		p := r.participant(i)
		if p.left <= r.months {
			lost.add(p, float64(p.sessions))
			continue
		}
		stayed.add(p, float64(p.sessions))
		change := r.scoresOf(&p.surveys[3])[phq9] - r.scoresOf(&p.surveys[0])[phq9]
		if p.sessions <= 6 {
			few.add(p, change)
		} else if p.sessions >= 10 {
			many.add(p, change)
		}
	}
	for what, pair := range map[string][2]*clustered{"sessions of those lost": {&lost, &stayed}, "change of the regular": {&many, &few}} {
		a, sa := pair[0].estimate()
		b, sb := pair[1].estimate()
		if z := (a - b) / math.Hypot(sa, sb); z > -10 {
			t.Errorf("%s: %g beside %g, z = %.1f", what, a, b, z)
		}
	}
}

// The traits of a person correlate as the matrix says.
func TestTraitsCorrelate(t *testing.T) {
	r := recruit(t, Options{})
	const n = 200_000
	var products [traitCount][traitCount]float64
	for i := range n {
		r.random.restart(forPerson, i, 0)
		z := r.random.traits(&r.root)
		for k := range z {
			for j := range z {
				products[k][j] += z[k] * z[j] / n
			}
		}
	}
	for k := range products {
		for j, want := range traitCorrelation[k] {
			if z := (products[k][j] - want) / math.Sqrt((1+want*want)/n); math.Abs(z) > furthest {
				t.Errorf("%s and %s: %.4f, want %.2f", traitNames[k], traitNames[j], products[k][j], want)
			}
		}
	}
}

func TestSiteLabels(t *testing.T) {
	var labels []string
	for _, site := range []int{0, 1, 25, 26, 27, 51, 52, 701, 702} {
		labels = append(labels, siteLabel(site))
	}
	if want := []string{"A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"}; !slices.Equal(labels, want) {
		t.Errorf("%q, want %q", labels, want)
	}
}

// Any number of participants takes the same memory: making and writing one
// allocates nothing that stays.
func TestParticipantsTakeNoMemory(t *testing.T) {
	r := recruit(t, Options{})
	columns, err := r.columns()
	if err != nil {
		t.Fatal(err)
	}
	f := newFile(io.Discard, r.model, columns)
	i := 0
	if n := testing.AllocsPerRun(2000, func() {
		if err := f.participant(r.participant(i)); err != nil {
			t.Fatal(err)
		}
		i++
	}); n > 1 {
		t.Errorf("%g allocations a participant", n)
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, layout := range []Layout{Long, Wide} {
		b.Run(string(layout), func(b *testing.B) {
			n := 20_000
			for b.Loop() {
				if err := Write(io.Discard, Options{N: n, Layout: layout}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "participants/s")
		})
	}
}
