package summary

import "overlap/engine/trace"

// Status is a stretch in which a thing, such as a breaker, was in one state.
type Status struct {
	From, To int64        // To is the trace's last instant when the state has not changed
	Task     trace.TaskID // which set it; 0: none
	Of       string       // the thing
	Text     string       // the state
	Tone     trace.Tone
	Record   int32 // index of the record
	of       int32 // the thing's name as a trace.Text
}

// addStatus ends the state that the thing had, and begins another. The same state once more changes nothing.
func (b *Builder) addStatus(i int32, r *trace.Record) {
	s := b.sum
	for k := len(s.Statuses) - 1; k >= 0; k-- {
		if last := &s.Statuses[k]; last.of == r.Ref {
			if last.Text == b.text(r) {
				return
			}
			last.To = r.At
			break
		}
	}
	s.Statuses = append(s.Statuses, Status{r.At, s.Trace.End(), r.Task, s.Trace.String(trace.Text(r.Ref)), b.text(r), trace.Tone(r.Arg), i, r.Ref})
}

// Changes returns a note for each state that a thing got after its first: "breaker → open".
func (s *Summary) Changes() (notes []Note) {
	known := map[int32]bool{}
	for _, x := range s.Statuses {
		if known[x.of] {
			notes = append(notes, Note{At: x.From, Task: x.Task, Record: x.Record, Text: x.Of + " → " + x.Text})
		}
		known[x.of] = true
	}
	return notes
}
