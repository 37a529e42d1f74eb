package analysis

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// task is every method on one pair of visits of one stratum.
type task struct {
	outcome Outcome
	key     summary.Key
	pair    *Pair
	results [][]Result // by method
}

// runAll carries out the tasks, as many at once as there are processors. Each
// writes to its own place, so that neither their number nor their timing can
// change a digit or an order.
func runAll(ctx context.Context, tasks []task, spec Spec) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(tasks)) {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(tasks) {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := tasks[i].run(spec); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

func (t *task) run(spec Spec) error {
	all := t.outcome.methods()
	t.results = make([][]Result, len(all))
	for i, m := range all {
		var err error
		if t.results[i], err = m.run(t.pair, spec); err != nil {
			return fmt.Errorf("%s: %s: %w", t.outcome.Scale, m.id, err)
		}
	}
	return nil
}
