package trace

import (
	"iter"
	"slices"
	"time"
)

// chunk is the number of records that are stored together. One growing slice would need twice the memory while it is
// copied, and a page's memory never shrinks.
const chunk = 4096

// Trace is the records of one run in the order they happened, with the strings they mention.
// The zero value is empty and ready to use. It is not safe for use by several goroutines.
type Trace struct {
	chunks [][]Record
	tail   []Record // the last of chunks, in a field of its own so that Append can be inlined
	spare  []Record // a chunk whose records were taken out, for the next that is needed
	texts  []string
	index  map[string]Text
	recent [32]Text // by slot: the text that was interned there last, 0 for none
	len    int
	until  int64 // the last instant that Reach was told
}

// Append adds a record. At must not be less than that of the record before, which only Validate checks.
func (tr *Trace) Append(r Record) {
	n := len(tr.tail)
	if n == cap(tr.tail) {
		tr.grow()
		n = 0
	}
	tr.tail = tr.tail[:n+1] // the builtin append takes a third longer in wasm
	tr.tail[n] = r
	tr.len++
}

// grow stays a call of its own, as add does: inlined they would take much of the stack of every task that writes a record.
//
//go:noinline
func (tr *Trace) grow() {
	if tr.tail != nil {
		tr.chunks[len(tr.chunks)-1] = tr.tail
	}
	if tr.tail, tr.spare = tr.spare, nil; tr.tail == nil {
		tr.tail = make([]Record, 0, chunk)
	}
	tr.chunks = append(tr.chunks, tr.tail)
}

// Truncate drops all records but the first n.
func (tr *Trace) Truncate(n int) {
	if n >= tr.len {
		return
	}
	last := n / chunk
	tr.chunks = tr.chunks[:last+1]
	tr.tail = tr.chunks[last][:n%chunk]
	tr.len = n
}

// Snapshot returns the records so far as a trace that another goroutine may read while this one grows. Both share their memory.
func (tr *Trace) Snapshot() *Trace {
	return &Trace{chunks: slices.Clone(tr.chunks), tail: tr.tail, texts: tr.texts, len: tr.len, until: tr.until}
}

// Len returns the number of records.
func (tr *Trace) Len() int { return tr.len }

// At returns record i, 0 ≤ i < Len().
func (tr *Trace) At(i int) Record {
	last := len(tr.chunks) - 1
	if c := i / chunk; c < last {
		return tr.chunks[c][i%chunk]
	}
	return tr.tail[i-last*chunk]
}

// From returns the records from record i on that are stored beside it, none when i is Len(). They must not be changed. It is for
// who reads all of a long trace: At and All make a call for each record.
func (tr *Trace) From(i int) []Record {
	if i >= tr.len {
		return nil
	}
	last := len(tr.chunks) - 1
	if c := i / chunk; c < last {
		return tr.chunks[c][i%chunk:]
	}
	return tr.tail[i-last*chunk:]
}

// All yields every record with its index, in order.
func (tr *Trace) All() iter.Seq2[int, Record] {
	return func(yield func(int, Record) bool) {
		for c := range tr.chunks {
			records := tr.chunks[c]
			if c == len(tr.chunks)-1 {
				records = tr.tail
			}
			for k := range records {
				if !yield(c*chunk+k, records[k]) {
					return
				}
			}
		}
	}
}

// TakeLines gives the records from number first on the lines of the same records of a trace that another run of the same
// program has written so far, and returns the number of the first record that it has not got to. Chunks that other has filled
// are taken out of it: their records can no longer be read, and a long second run takes little memory. When records differ in
// more than their lines, ok is false.
func (tr *Trace) TakeLines(first int, other *Trace) (next int, ok bool) {
	for i := first; i < other.len; i++ {
		r := other.At(i)
		if i >= tr.len {
			return i, false
		}
		mine := &tr.chunks[i/chunk][:chunk][i%chunk]
		line := r.Line
		if r.Line = mine.Line; r != *mine {
			return i, false
		}
		mine.Line = line
		if c := i / chunk; i%chunk == chunk-1 && c < len(other.chunks)-1 {
			other.chunks[c], other.spare = nil, other.chunks[c][:0]
		}
	}
	return other.len, true
}

// Reach notes that all is recorded that happened until an instant: the run may have gone on since its last record.
func (tr *Trace) Reach(at int64) { tr.until = max(tr.until, at) }

// End returns the last instant that is known of the run: that of the last record, or a later one that the trace has reached. What
// has not ended goes on until then.
func (tr *Trace) End() int64 {
	if tr.len == 0 {
		return tr.until
	}
	return max(tr.until, tr.At(tr.len-1).At)
}

// Intern returns the Text that stands for s, adding it to the string table when it is new.
func (tr *Trace) Intern(s string) Text {
	if s == "" {
		return 0
	}
	at := &tr.recent[slot(s)]
	if t := *at; t != 0 && tr.texts[t] == s { // most strings come again soon
		return t
	}
	t, ok := tr.index[s]
	if !ok {
		t = tr.add(s)
	}
	*at = t
	return t
}

// slot returns the index of a string in recent, which is not empty.
func slot[S string | []byte](s S) int {
	return (int(s[0]) + 5*int(s[len(s)-1]) + 3*len(s)) % 32
}

// add adds a string that the table lacks.
//
//go:noinline
func (tr *Trace) add(s string) Text {
	if tr.index == nil {
		tr.index = map[string]Text{}
		tr.texts = append(tr.texts, "")
	}
	t := Text(len(tr.texts))
	tr.texts = append(tr.texts, s)
	tr.index[s] = t
	return t
}

// InternBytes does as Intern, and makes a string of b only when the table lacks it.
func (tr *Trace) InternBytes(b []byte) Text {
	if len(b) == 0 {
		return 0
	}
	at := &tr.recent[slot(b)]
	if t := *at; t != 0 && tr.texts[t] == string(b) {
		return t
	}
	if t, ok := tr.index[string(b)]; ok {
		*at = t
		return t
	}
	return tr.Intern(string(b))
}

// Seal frees what only Intern needs, when the run is over.
func (tr *Trace) Seal() { tr.index = nil }

// String returns the string that t stands for, "" when the table has no such entry.
func (tr *Trace) String(t Text) string {
	if t <= 0 || int(t) >= len(tr.texts) {
		return ""
	}
	return tr.texts[t]
}

// Outcome is what a run came to, as far as its records do not say: what its program returned, for example. Exports write it behind
// the run's records, and readers have it from there.
type Outcome struct {
	Began     time.Duration   // the instant at which the program began, after its services
	Total     time.Duration   // from then until the program ended or failed
	RanOn     time.Duration   // how long tasks went on that it left
	Result    string          // what it returned
	Failed    string          // why it failed; "" when it ended well
	Stuck     bool            // it failed because its tasks wait for ever
	Stopped   bool            // it failed because somebody stopped it, after Total
	Late      time.Duration   // how late the machine may have been meanwhile; 0 on a virtual clock
	Latencies []time.Duration // what the program recorded, rising
	Left      []Left          // what it left behind
}

// Left is something that a run left behind.
type Left struct {
	What  string // such as NeverAwaited
	Name  string // of a task or coroutine, or what it is
	By    string // the task that made it, "" for the loop
	Line  int    // where, 0 when not recorded
	Error string // which nobody asked for
}

// What a run may leave behind.
const (
	NeverAwaited   = "never awaited"
	LeftRunning    = "left running"
	NeverRetrieved = "error never retrieved"
	LeftOpen       = "left open"
)
