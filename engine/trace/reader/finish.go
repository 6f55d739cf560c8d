package reader

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"slices"

	"overlap/engine/trace"
)

// Finish returns what the file holds when all of it was added: records in the order of their instants, those of one instant as
// they stand in the file.
func (r *Reader) Finish() (*File, error) { return r.Finisher().Finish() }

// SoFar returns what the file holds up to now, while more is to come. The traces of runs that have not ended grow with later calls.
func (r *Reader) SoFar() (*File, error) {
	if r.failed != nil {
		return nil, r.failed
	}
	return r.made().Finish()
}

// Finisher makes what Finish returns piece by piece. A page handles events in between.
type Finisher struct {
	file  *File
	todo  []*builder
	now   *finishing // nil between two runs
	whole bool       // nothing more comes
	err   error
}

// Finisher begins to make what the file holds, when all of it was added.
func (r *Reader) Finisher() *Finisher {
	if err := r.unfinished(); err != nil {
		return &Finisher{err: err}
	}
	f := r.made()
	f.whole, r.runs = true, nil
	return f
}

// unfinished returns what is missing at the end of the file, nil for nothing.
func (r *Reader) unfinished() error {
	switch {
	case r.failed != nil:
		return r.failed
	case len(r.rest) > 0 && !r.headed && r.section == plain && !bytes.HasPrefix(r.rest, []byte(`{"trace"`)):
		r.line++
		return r.fail(stranger(r.rest))
	case len(r.rest) > 0:
		r.line++
		return r.fail("it is cut short: the file ends in the middle of it")
	case r.section == events:
		return errors.New(stranger([]byte{'['}))
	case r.section == records:
		return errors.New("it is cut short: its end is missing")
	case !r.headed:
		return errors.New("the file is empty")
	}
	return nil
}

func (r *Reader) made() *Finisher {
	return &Finisher{file: &File{Header: r.header, LeftOut: r.dropped}, todo: r.runs}
}

// Add takes up to n further records, and reports whether all were taken: Finish then returns at once.
func (f *Finisher) Add(n int) (made bool) {
	switch {
	case f.err != nil || f.now == nil && len(f.todo) == 0:
		return true
	case f.now == nil:
		f.now = f.begin(f.todo[0])
		f.todo = f.todo[1:]
	}
	var whole bool
	if whole, f.err = f.now.add(n); !whole {
		return false
	}
	if run := f.now.run; run.Trace.Len() > 0 {
		f.file.Runs = append(f.file.Runs, run)
	}
	f.now = nil
	return false
}

// begin begins the next run. What the file has too much is missing in its last.
func (f *Finisher) begin(b *builder) *finishing {
	dropped := 0
	if len(f.todo) == 1 {
		dropped = f.file.LeftOut
	}
	if b.end.How != "" && !slices.ContainsFunc(b.records, func(e entry) bool { return e.record.Kind == trace.TaskMade }) {
		b.addWhole(cmp.Or(f.file.Header.Program, "the program"))
	}
	return b.finish(dropped)
}

// Finish returns the file, or what is wrong with it.
func (f *Finisher) Finish() (*File, error) {
	for !f.Add(math.MaxInt) {
	}
	if f.err == nil && f.whole && len(f.file.Runs) == 0 {
		f.err = errors.New("the file has a header and no records: the program made no tasks")
	}
	if f.err != nil {
		return nil, f.err
	}
	return f.file, nil
}
