package engine

import (
	"runtime"
	"strings"
)

// caller returns the line of the innermost frame in the scenario's source file, 0 when there is none.
func (l *Loop) caller() uint16 {
	var pcs [16]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.File, l.source) {
			return uint16(min(f.Line, 1<<16-1))
		}
		if !more {
			return 0
		}
	}
}
