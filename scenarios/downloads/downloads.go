// Package downloads is the scenario of three downloads from a server that takes its time.
package downloads

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/async"
	"overlap/engine/network/http1"
	"overlap/scenarios"
	"overlap/scenarios/httpbin"
)

// Scenario is the three downloads.
var Scenario = &scenarios.Scenario{
	ID:       "downloads",
	Title:    "Downloads: three requests, two seconds each",
	Question: "A web server answers each request after two seconds. You need three answers. How long does it take?",
	Topic:    scenarios.WaitingForMany,
	Level:    1,
	Declare:  declare,
}

type downloads struct{ files scenarios.Rows }

func declare(d *scenarios.Declaration) {
	s := &downloads{}
	d.Table(&s.files, "files", scenarios.Rows{{Key: "1", Value: "2s"}, {Key: "2", Value: "2s"}, {Key: "3", Value: "2s"}},
		scenarios.Durations("file", "answer after", scenarios.Between(0, time.Minute)),
		"Files", "what is downloaded, and how long the server takes to answer")

	d.Service("host", 8080, httpbin.Routes().Serve).Takes("/delay/1")
	d.Variant("sequential", "One by one", s.oneByOne)
	d.Variant("gathered", "All at once", s.gathered)
	d.Guess("gathered", "When are all downloads there, if you start them at once?")

	d.Preset("One slow file", "files=1=5s;2=500ms;3=1s")
	d.Preset("Ten files", "files=1=2s;2=2s;3=2s;4=2s;5=2s;6=2s;7=2s;8=2s;9=2s;10=2s")
	d.Preset("An instant server", "files=1=0s;2=0s;3=0s")
	scenarios.Claims(d, s)
}

// oneByOne waits for each file before it asks for the next.
func (s *downloads) oneByOne(t *engine.Task) (string, error) {
	var complete []string
	for _, f := range s.files {
		name, err := download(t, f).Await(t) // [1]
		if err != nil {
			return "", err
		}
		complete = append(complete, name)
	}
	return resultText(complete), nil
}

// gathered asks for all files and waits once.
func (s *downloads) gathered(t *engine.Task) (string, error) {
	var all []*async.Coroutine[string]
	for _, f := range s.files {
		all = append(all, download(t, f))
	}
	complete, err := async.Gather(t, all...) // [2]
	return resultText(complete), err
}

// download asks for one file over a connection of its own.
func download(t *engine.Task, f scenarios.Row) *async.Coroutine[string] {
	return async.Call(t, "file "+f.Key, func(t *engine.Task) (string, error) {
		seconds := strconv.FormatFloat(f.Duration().Seconds(), 'f', -1, 64)
		response, err := http1.Get(t, "host", "/delay/"+seconds) // [3]
		if err != nil {
			return "", err
		}
		t.Log("file " + f.Key + ": " + http1.Status(response.Status))
		return "file " + f.Key, response.ErrorForStatus()
	})
}

// resultText lists the complete files, in the order in which they were asked for.
func resultText(complete []string) string {
	return strconv.Itoa(len(complete)) + " complete: " + strings.Join(complete, ", ")
}
