package enginetest

import (
	"time"

	"overlap/engine"
	"overlap/engine/trace"
)

// Logs returns what the tasks of the run logged so far, each line with its instant and its task's name.
func Logs(l *engine.Loop) (lines []string) {
	tr := l.Trace()
	names := map[trace.TaskID]string{}
	for _, r := range tr.All() {
		switch r.Kind {
		case trace.TaskMade:
			names[r.Task] = tr.String(r.Text)
		case trace.Log:
			lines = append(lines, time.Duration(r.At).String()+" "+names[r.Task]+": "+tr.String(r.Text))
		}
	}
	return lines
}
