//go:build !js

package mixed

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
	"overlap/scenarios"
)

// Claims says what holds of all runs.
func (m *mixed) Claims(d *scenarios.Declaration) {
	d.Always("one after another takes the sum; the event loop overlaps the waits and adds up the computing", m.totals)
	d.Always("with a GIL one job computes at a time, without one as many as there are cores", m.atOnce)
	d.Always("threads without a GIL and processes take equally long: no less than one job, nor than the computing shared among the cores", m.shared)
}

// totals wants the second bursts on the loop to begin when the first reply is there and all first bursts are over.
func (m *mixed) totals(rs *scenarios.Results) error {
	n := time.Duration(m.jobs)
	if err := rs.Of("sequential").Took(n * (m.cpu + m.wait + m.cpu)); err != nil {
		return err
	}
	return rs.Of("loop").Took(max(m.cpu+m.wait, n*m.cpu) + n*m.cpu)
}

func (m *mixed) atOnce(rs *scenarios.Results) error {
	for name, most := range map[string]int{"sequential": 1, "loop": 1, "threads": 1, "free": m.cores, "processes": m.cores} {
		if got := mostRunning(rs.Of(name).Summary()); got > min(most, m.jobs) {
			return errors.New("mixed: " + name + ": " + strconv.Itoa(got) + " jobs computed at once, " + strconv.Itoa(most) + " can")
		}
	}
	return nil
}

// mostRunning returns the largest number of tasks that ran at the same time.
func mostRunning(s *summary.Summary) (most int) {
	var froms, tos []int64
	for _, t := range s.Tasks {
		for _, sp := range t.Spans {
			if sp.State == trace.Running && sp.Len() > 0 {
				froms, tos = append(froms, sp.From), append(tos, sp.To)
			}
		}
	}
	slices.Sort(froms)
	slices.Sort(tos)
	ended := 0
	for begun, at := range froms {
		for tos[ended] <= at {
			ended++
		}
		most = max(most, begun+1-ended)
	}
	return most
}

func (m *mixed) shared(rs *scenarios.Results) error {
	one := m.cpu + m.wait + m.cpu
	free := rs.Of("free")
	if m.cores >= m.jobs {
		if err := free.Took(one); err != nil {
			return err
		}
	}
	if all := time.Duration(m.jobs) * 2 * m.cpu; free.Err != nil || free.Total < max(one, all/time.Duration(m.cores)) {
		return errors.New("mixed: " + all.String() + " of computing took " + free.Total.String())
	}
	return rs.Of("processes").Took(free.Total)
}
