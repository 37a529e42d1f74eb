package main

import (
	"fmt"
	"time"
)

// progress reports long reading on a terminal: after a second, then a few times
// a second, on one line that is wiped when done. Elsewhere it is silent.
type progress struct {
	s     streams
	start time.Time
	shown time.Time
}

func newProgress(s streams, quiet bool) *progress {
	if quiet || !s.errTerminal {
		return nil
	}
	return &progress{s: s, start: time.Now()}
}

// rows is called now and then with the number of rows read so far.
func (p *progress) rows(n int64) {
	if p == nil {
		return
	}
	now := time.Now()
	if now.Sub(p.start) < time.Second || now.Sub(p.shown) < 200*time.Millisecond {
		return
	}
	p.shown = now
	fmt.Fprintf(p.s.err, "\r\x1b[Kreading: %d rows, %.0f s", n, now.Sub(p.start).Seconds())
}

// done wipes the line.
func (p *progress) done() {
	if p != nil && !p.shown.IsZero() {
		fmt.Fprint(p.s.err, "\r\x1b[K")
	}
}
