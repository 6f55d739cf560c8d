package advice_test

import (
	"errors"
	"testing"

	"overlap/engine"
	"overlap/engine/trace/reader"
	"overlap/report/advice"
)

const stuck = `{"trace":"overlap","schema":1,"clock":"virtual"}
{"at":0,"kind":"made","task":1,"name":"main"}
{"at":0,"kind":"running","task":1}
{"at":0,"kind":"made","task":2,"name":"eat","parent":1}
{"at":0,"kind":"acquired","task":1,"name":"fork","resource":1}
{"at":0,"kind":"waiting","task":1,"why":"task","for":"eat","other":2}
{"at":0,"kind":"running","task":2}
{"at":5,"kind":"waiting","task":2,"why":"lock","for":"fork","of":1}
`

// A trace whose writer found a deadlock ends with the error that the engine would have ended it with.
func TestDeadlockSaysWhoHoldsWhat(t *testing.T) {
	for text, want := range map[string]string{
		stuck: "",
		stuck + `{"at":5,"kind":"finding","what":"deadlock","text":"Nothing can happen any more."}` + "\n": "engine: deadlock: main waits for task eat; eat waits for lock fork, held by main",
	} {
		r := reader.New(reader.MostNative)
		if err := r.Add([]byte(text)); err != nil {
			t.Fatal(err)
		}
		f, err := r.Finish()
		if err != nil {
			t.Fatal(err)
		}
		err = advice.Deadlock(f.Runs[0])
		if d, ok := errors.AsType[*engine.DeadlockError](err); ok != (want != "") || ok && d.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
