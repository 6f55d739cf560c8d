package scene

import (
	"strings"
	"testing"

	"overlap/engine/trace"
	"overlap/engine/trace/summary"
)

// A kind of wait without words of its own would show the name that traces give it.
func TestEveryWaitHasWords(t *testing.T) {
	if got := Waits(&summary.Task{}, trace.WhySemaphore, "connections"); got != "waits for a permit of connections" {
		t.Errorf("a semaphore: %q", got)
	}
	for why := trace.WhySleep + 1; why.String() != trace.Why(255).String(); why++ {
		if got := Waits(&summary.Task{}, why, "it"); !strings.HasPrefix(got, "wait") || !strings.HasSuffix(got, " it") {
			t.Errorf("%v: %q", why, got)
		}
	}
}

// A server is said to answer, and to wait for requests; nobody else is.
func TestServersAnswer(t *testing.T) {
	for serves, want := range map[bool]string{true: "is answering, waits for a request from api", false: "waits for time to pass, waits for a reply from api"} {
		task := &summary.Task{Serves: serves}
		if got := Waits(task, trace.WhySleep, "") + ", " + Waits(task, trace.WhyRead, "api"); got != want {
			t.Errorf("%v: %q, want %q", serves, got, want)
		}
	}
}
