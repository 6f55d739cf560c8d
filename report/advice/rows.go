package advice

import (
	"time"

	"overlap/engine/trace"
	"overlap/engine/trace/reader"
	"overlap/engine/trace/summary"
	"overlap/quantity"
)

// rows finds awaits in a row that could have overlapped. The writer of the trace found them in the source; how long each took
// says what that would have saved. Whether their order matters, such as that of lines in a log, only the reader knows.
func (a *adviser) rows() {
	visits := map[trace.TaskID][]visit{}
	for _, f := range a.run.Findings {
		if f.What != "awaits" && f.What != "loop" {
			continue
		}
		one, all := time.Duration(0), time.Duration(0)
		times := 0
		for i := range a.sum.Tasks {
			t := &a.sum.Tasks[i]
			if _, made := visits[t.ID]; !made {
				visits[t.ID] = a.visits(t)
			}
			for _, pass := range passes(visits[t.ID], f) {
				if sum, longest := lengths(pass); len(pass) > 1 && sum-longest > all-one {
					one, all, times = longest, sum, len(pass)
				}
			}
		}
		if saved := all - one; saved >= worth && saved >= time.Duration(a.sum.Total)/50 {
			text := "none of these awaits uses another’s result: " + f.Text
			if f.What == "loop" {
				text = "no round of this loop uses another’s result: " + quantity.Count(times) + " × " + f.Text
			}
			a.add(f.What, a.place(f.File, f.Line, f.Last), text+". One after another they took "+quantity.Duration(all)+
				"; unless their order matters, asyncio.gather would take "+quantity.Duration(one), saved)
		}
	}
}

// visit is a stretch in which a task awaited something at one line of one of its coroutines.
type visit struct {
	file     string
	line     int
	depth    int
	from, to int64
}

// visits returns all that a task awaited, what it awaited within another await first.
func (a *adviser) visits(t *summary.Task) (list []visit) {
	var open []visit
	waited := int64(0) // when the last wait ended
	end := func(depth int) {
		for len(open) > depth {
			v := open[len(open)-1]
			open = open[:len(open)-1]
			v.to = max(v.from, waited) // what follows may be of the coroutine that awaited it
			list = append(list, v)
		}
	}
	next := 0
	for k := range t.Spans {
		s := &t.Spans[k]
		for ; next < len(t.Labels) && t.Labels[next].At <= s.From; next++ {
			l := &t.Labels[next]
			end(min(int(l.Depth), len(open)))
			if int(l.Depth) > len(open) {
				file, line := a.run.Place(int(l.Record))
				open = append(open, visit{file: file, line: line, depth: len(open), from: l.At})
			}
		}
		if s.State == trace.Waiting {
			waited = s.To
			file, line := a.run.Place(int(s.Record))
			list = append(list, visit{file: file, line: line, depth: len(open), from: s.From, to: s.To})
		}
	}
	end(0)
	return list
}

// passes returns the visits to the lines of a row, each time that a task went through it.
func passes(list []visit, f reader.Finding) (found [][]visit) {
	var pass []visit
	for _, v := range list {
		if v.file != f.File || v.line < f.Line || v.line > f.Last {
			continue
		}
		if n := len(pass); n > 0 {
			sum, _ := lengths(pass[n-1:])
			if v.depth != pass[n-1].depth || f.What == "awaits" && v.line < pass[n-1].line || time.Duration(v.from-pass[n-1].to) > sum {
				found, pass = append(found, pass), nil
			}
		}
		pass = append(pass, v)
	}
	return append(found, pass)
}

// lengths returns how long visits took together, and the longest.
func lengths(list []visit) (sum, longest time.Duration) {
	for _, v := range list {
		sum += time.Duration(v.to - v.from)
		longest = max(longest, time.Duration(v.to-v.from))
	}
	return sum, longest
}
