// Package reader reads traces of the format overlap-trace 1 back: JSON Lines, of which the first is a header.
//
// The header is {"trace":"overlap","schema":1} with whatever else the writer knows of the program. Each line after it is a
// record in the words of package export. Writers that know a program's code add to them: "file" beside "line" where the
// line is not in the program's main file, lines of the kind "finding", which may say how long something "took", and a last one of the kind "end", which says "how" the run ended
// and may say what it came to: "began", "total", "records", "result" or "error", "ran-on", "late"; lines of the kinds "latency" and
// "left", of what it left behind, are before it. Of a run that is written while it goes on, lines of the kind "now" say how far it has come. A program that ended and made no
// tasks is one task. Kinds and fields that are not known are skipped, so that a newer writer's trace can be read; whatever is known
// must be right.
//
// What package export writes for Perfetto holds these lines, too, behind the events, and is read as well.
package reader

import (
	"bytes"
	"errors"
	"strconv"
	"time"

	"overlap/engine/trace"
)

// How many records are read: a native program has more memory than a page, and draws more.
const (
	MostNative = 2_000_000
	MostInPage = 300_000
)

// Bounds of what a file may have besides records.
const (
	longestLine   = 1 << 20 // bytes
	longestText   = 4096    // bytes; what is longer is cut
	mostRuns      = 64
	mostFiles     = 1 << 12
	mostFindings  = 10_000
	mostLatencies = 1 << 20
	mostLeft      = 10_000
	// farthest is the greatest number but for references: in nanoseconds 104 days, and what a page counts exactly.
	farthest = 1 << 53
)

// File is what a file holds.
type File struct {
	Header  Header
	Runs    []*Run // in the order in which they begin, each with a record at least
	LeftOut int    // records, because the file has more than the reader keeps
}

// Header says what was recorded.
type Header struct {
	Impl     string // what ran the program: "overlap", "cpython", "go"
	Version  string // of that
	Program  string // the name of the program's file, or a scenario's ID
	Clock    string // "virtual" where the run was one of the model
	Settings string // of a scenario that ran, as in the address of its page
	Machine  string // where it ran; "" where nobody says
}

// Run is one run of a program. Validate accepts its trace.
type Run struct {
	Name     string // "" for the only run of a file
	Trace    *trace.Trace
	Outcome  *trace.Outcome // nil where the writer did not say, or the run goes on
	Findings []Finding
	End      End
	places   []place // of the records, nil when all lines are in the main file
	files    []string
}

// End says how a program ended, as far as the writer knows.
type End struct {
	How string // "ok", "exit", "error", Stuck, Stopped or "limit"; "" when it is not known
	At  int64  // which is after the last record when the program then did something that has none
}

// Finding is what the writer noticed of the program and no record says.
type Finding struct {
	At         int64
	Task       trace.TaskID
	What       string // a word for the kind of finding
	Text       string
	File       string        // "" for the program's main file
	Line, Last int           // the lines from Line to Last; 0 for none
	Took       time.Duration // 0 when it is not about time, or the writer did not say
}

// Stuck is how a run ended whose tasks wait for ever, and the kind of a finding that says so. Stopped is how a run ended that somebody
// stopped.
const (
	Stuck   = "deadlock"
	Stopped = "stopped"
)

// place is a line of a file that is not the main file.
type place struct{ file, line uint16 }

// Reader reads a file piece by piece.
type Reader struct {
	most    int
	rest    []byte // the beginning of a line
	line    int    // the number of the last line
	section section
	headed  bool // the header was read
	header  Header
	runs    []*builder
	kept    int // records, here and below
	dropped int
	object  object
	failed  error
}

// New returns a reader that keeps the first records of a file, and says how many it left out.
func New(most int) *Reader { return &Reader{most: most} }

// Add reads the next piece of the file. The error names the line that is wrong, and what would be right.
func (r *Reader) Add(piece []byte) error {
	for r.failed == nil {
		line, after, whole := bytes.Cut(piece, []byte{'\n'})
		if len(r.rest)+len(line) > longestLine {
			r.line++
			if !r.headed {
				return r.fail(stranger(append(r.rest, line...)))
			}
			return r.fail("it is longer than " + strconv.Itoa(longestLine) + " bytes")
		}
		if !whole {
			r.rest = append(r.rest, line...)
			return nil
		}
		if len(r.rest) > 0 {
			line = append(r.rest, line...)
			r.rest = line[:0]
		}
		r.line++
		if problem := r.read(line); problem != "" {
			return r.fail(problem)
		}
		piece = after
	}
	return r.failed
}

func (r *Reader) fail(problem string) error {
	r.failed = errors.New("line " + strconv.Itoa(r.line) + ": " + problem)
	return r.failed
}

// read reads a line and returns what is wrong with it, "" for nothing.
func (r *Reader) read(line []byte) string {
	if line = r.ofTrace(bytes.TrimSpace(line)); len(line) == 0 {
		return ""
	}
	if r.headed && r.kept >= r.most {
		r.dropped++
		return ""
	}
	problem := r.object.parse(line)
	switch {
	case !r.headed && (problem != "" || !r.object.has("trace")):
		return stranger(line)
	case problem != "":
		return problem
	case !r.headed:
		r.headed = true
		return r.readHeader()
	}
	return r.readRecord()
}

// readHeader reads the first line.
func (r *Reader) readHeader() string {
	o := &r.object
	if o.text("trace") != "overlap" {
		return "this is a trace of another program, " + strconv.Quote(o.text("trace")) + `: overlap's says "overlap"`
	}
	switch schema := o.number("schema", 0, farthest); {
	case schema > 1:
		return "a newer overlap has made it, with schema " + strconv.FormatInt(schema, 10) + ": this one reads schema 1"
	case schema < 1 && o.problem == "":
		return "it does not say its schema, of which this overlap reads 1"
	}
	if why := o.text("refused"); why != "" {
		return "the program was not traced: " + why
	}
	r.header = Header{Impl: o.text("impl"), Version: o.text("version"), Program: o.text("program"),
		Clock: o.text("clock"), Settings: o.text("settings"), Machine: o.text("machine")}
	return o.problem
}
