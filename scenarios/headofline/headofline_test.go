package headofline

import (
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/enginetest"
)

// What no request waits for, as another program's server may answer, is an error that quotes it.
func TestStrangeAnswers(t *testing.T) {
	l := enginetest.New(t, engine.Config{})
	l.Main("main", func(task *engine.Task) error {
		loading := &loading{answers: []*async.Future[string]{async.NewFuture[string](task, "the answer")}}
		for _, answer := range []string{"", "hello", "0 small", "-1 small", "2 small"} {
			if err := loading.hand(answer); err == nil || !strings.HasSuffix(err.Error(), `answered "`+answer+`"`) {
				t.Errorf("%q: %v", answer, err)
			}
		}
		if err := loading.hand("1 small"); err != nil {
			t.Error(err)
		}
		if err := loading.hand("1 small"); err == nil {
			t.Error("a request had two answers")
		}
		return nil
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
}
