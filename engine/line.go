package engine

import (
	"runtime"
	"strings"
)

// lines finds which line of the scenario's source file a task is at. What the runtime knows of a program
// counter never changes, so each is looked up once: of the 1.5 µs that takes, 0.3 remain.
type lines struct {
	source string             // the path's end, from a separator on
	known  map[uintptr]uint16 // by program counter; 0 is another file's
}

func newLines(source string) *lines {
	if source == "" {
		return nil
	}
	return &lines{source: "/" + strings.TrimPrefix(source, "/"), known: map[uintptr]uint16{}}
}

// caller returns the line of the innermost frame in the source file, 0 when there is none.
func (l *lines) caller() uint16 {
	var buf [32]uintptr
	for _, pc := range buf[:runtime.Callers(3, buf[:])] {
		line, ok := l.known[pc]
		if !ok {
			line = l.look(pc)
			l.known[pc] = line
		}
		if line > 0 {
			return line
		}
	}
	return 0
}

// look asks the runtime. runtime.Callers gives calls that were inlined program counters of their own, so one
// is one frame.
func (l *lines) look(pc uintptr) uint16 {
	f, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	if !strings.HasSuffix("/"+f.File, l.source) {
		return 0
	}
	return uint16(min(f.Line, 1<<16-1))
}
