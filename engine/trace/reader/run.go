package reader

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"time"

	"overlap/engine/trace"
)

// builder is a run in the making.
type builder struct {
	name     string
	tr       *trace.Trace // without records, which may have to be sorted first
	texts    map[string]trace.Text
	records  []entry
	files    []string
	findings []Finding
	end      End
	now      int64           // an instant at which the run went on, with or without a record
	slow     []time.Duration // latencies
	left     []trace.Left    // behind
	outcome  *trace.Outcome  // nil before the run's end
}

// entry is a record, and the line that says it.
type entry struct {
	record trace.Record
	line   int32
	place  place
}

// addWhole adds a task to the run of a program that made none. The task runs from the beginning to the end, and logs what no task logged.
func (b *builder) addWhole(name string) {
	for i := range b.records {
		if r := &b.records[i].record; r.Kind == trace.Log || r.Kind == trace.Mark {
			r.Task = 1
		}
	}
	made := trace.Record{Kind: trace.TaskMade, Task: 1, Text: b.intern([]byte(name))}
	runs := trace.Record{Kind: trace.TaskRunning, Task: 1}
	last := trace.Record{Kind: trace.TaskDone, Task: 1, At: b.end.At}
	if b.end.How != "ok" && b.end.How != "exit" {
		last.Kind, last.Text = trace.TaskFailed, b.intern([]byte("it ended by "+b.end.How))
	}
	b.records = slices.Concat([]entry{{record: made}, {record: runs}}, b.records, []entry{{record: last}})
}

// finishing is a run whose records are sorted, and are taken over and checked piece by piece.
type finishing struct {
	*builder
	run     *Run
	check   *trace.Validator
	dropped int // records of the run that were not read
}

// finish begins to make the run, whose records may be only its first.
func (b *builder) finish(dropped int) *finishing {
	earlier := func(x, y entry) int { return cmp.Compare(x.record.At, y.record.At) }
	if !slices.IsSortedFunc(b.records, earlier) {
		slices.SortStableFunc(b.records, earlier)
	}
	b.tr.Truncate(0)
	switch o := b.outcome; {
	case o == nil:
		b.tr.Reach(b.now)
	case o.Stopped: // while tasks went on
		b.tr.Reach(int64(o.Began + o.Total))
	}
	run := &Run{Name: b.name, Trace: b.tr, Outcome: b.outcome, Findings: b.findings, End: b.end, files: b.files}
	return &finishing{b, run, trace.NewValidator(b.tr), dropped}
}

// add takes up to n further records, and reports whether the run is made.
func (f *finishing) add(n int) (made bool, err error) {
	from := f.tr.Len()
	to := from + min(n, len(f.records)-from)
	for _, e := range f.records[from:to] {
		f.tr.Append(e.record)
		if f.files != nil {
			f.run.places = append(f.run.places, e.place)
		}
	}
	if wrong, ok := errors.AsType[*trace.InvalidError](f.check.Add(to - from)); ok {
		if f.dropped == 0 {
			return false, errors.New("line " + strconv.Itoa(int(f.records[wrong.Record].line)) + ": " + wrong.Kind.String() + ": " + wrong.Problem)
		}
		f.dropped += len(f.records) - wrong.Record // what was left out may have been before it: threads write a little out of order
		f.tr.Truncate(wrong.Record)
		to = len(f.records)
	}
	if to < len(f.records) {
		return false, nil
	}
	if f.dropped > 0 {
		f.tr.Append(trace.Record{At: f.tr.End(), Kind: trace.Mark, Text: f.tr.Intern("too many records in the file: " + strconv.Itoa(f.dropped) + " more are left out")})
	}
	return true, nil
}

// Place returns where a record's line is; line 0 is none, and file "" the program's main file.
func (run *Run) Place(record int) (file string, line int) {
	if record < len(run.places) && run.places[record].file > 0 {
		p := run.places[record]
		return run.files[p.file-1], int(p.line)
	}
	return "", int(run.Trace.At(record).Line)
}
