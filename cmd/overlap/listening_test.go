//go:build unix

package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"overlap/scenarios"
	"overlap/scenarios/all"
)

// Each line of servers says what to send; who sends that is answered.
func TestServersAnswerWhatTheyAskFor(t *testing.T) {
	for _, s := range all.List() {
		services := s.New().Services()
		if len(services) == 0 {
			continue
		}
		t.Run(s.ID, func(t *testing.T) {
			var ports []int
			for _, x := range services {
				ports = append(ports, x.At.Port)
			}
			offset, err := freePorts(ports...)
			if err != nil {
				t.Skip(err)
			}
			p := begin(t, "servers", s.ID, "--port-offset", itoa(offset))
			said := p.waitFor(strings.Repeat(`(?s)listening [^ ]+ [^ ]+  [^\n]+\n.*`, len(services)))
			for _, x := range services {
				line := regexp.MustCompile("listening " + x.At.Name + ` ([^ ]+)  ([^\n]+)\n`).FindStringSubmatch(said)
				if line == nil {
					t.Fatalf("%s is not in %q", x.At.Name, said)
				}
				if answer := send(t, line[1], line[2]); answer == "" || strings.Contains(strings.ToLower(answer), "error") {
					t.Errorf("%s: told to %q, it answers %q", x.At.Name, line[2], answer)
				}
			}
		})
	}
}

// send does what a line of servers asks for, and returns the first line of the answer.
func send(t *testing.T, at, what string) string {
	t.Helper()
	if url, is := strings.CutPrefix(what, "open "); is {
		res, err := (&http.Client{Timeout: patience}).Get(url)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatal(res, err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.Status + string(body)
	}
	c, err := net.DialTimeout("tcp", at, patience)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience))
	if line, is := strings.CutPrefix(what, "send a line: "); is {
		io.WriteString(c, line+"\n")
	} else if what != "sends as soon as a client connects" {
		t.Errorf("nobody knows what %q means", what)
	}
	var answer bytes.Buffer
	for b := make([]byte, 1); !bytes.HasSuffix(answer.Bytes(), []byte("\n")); answer.Write(b) {
		if _, err := c.Read(b); err != nil {
			break
		}
	}
	return answer.String()
}

// No scenario's servers want the port at which serve listens, so that both can run.
func TestServersLeaveThePortOfServe(t *testing.T) {
	for _, s := range all.List() {
		for _, x := range s.New().Services() {
			if strings.HasSuffix(usualAddr, ":"+itoa(x.At.Port)) {
				t.Errorf("%s of %s listens on %d, as serve does", x.At.Name, s.ID, x.At.Port)
			}
		}
	}
}

// Where another program has the usual port, serve takes a free one; a port that was asked for is not replaced.
func TestServeTakesAFreePort(t *testing.T) {
	if l, err := net.Listen("tcp", usualAddr); err == nil { // else another program has it indeed
		defer l.Close()
	}
	p := begin(t, arguments(t, "serve --site SITE")...)
	said := p.waitFor("serving http://127.0.0.1:[0-9]+/\n")
	if strings.Contains(said, usualAddr) {
		t.Error(said)
	}
}

// The lines by which others find servers are part of what they must do.
func TestUnheardServersStop(t *testing.T) {
	for _, line := range []string{"servers fanout", "serve --addr 127.0.0.1:0 --site SITE"} {
		e := &environment{ctx: context.Background(), stdout: fullDisk{}, stderr: io.Discard, files: &outputs{}, scenarios: all.List()}
		if status := e.status(e.run(arguments(t, line))); status != 1 {
			t.Errorf("%s on a full disk: status %d, want 1", line, status)
		}
	}
}

func TestReachable(t *testing.T) {
	for host, want := range map[string]string{"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1", "::1": "::1", "192.0.2.7": "192.0.2.7", "localhost": "localhost"} {
		if got := reachable(host); got != want {
			t.Errorf("what listens on %q is reached at %q, want %q", host, got, want)
		}
	}
}

// What cannot be listened on is said in words of ours, once.
func TestAddressThatIsNotHere(t *testing.T) {
	status, stdout, stderr := trial([]*scenarios.Scenario(all.List()), false, "servers", "fanout", "--addr", "192.0.2.1")
	if want := "overlap: cannot listen for api on 192.0.2.1:9000: this machine has no such address\n"; status != 1 || stdout != "" || stderr != want {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
	if _, err := os.Stat("/proc"); err == nil {
		if status, _, _ := trial(all.List(), false, "servers", "fanout", "--addr", "::1%nope"); status != 2 {
			t.Errorf("an interface that is not here: status %d", status)
		}
	}
}
