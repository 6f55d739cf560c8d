package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"overlap/internal/artifact"
	"overlap/tools/browser"
)

// service is a server under test, in a process of its own.
type service struct {
	name, scenario string
	command        []string // the arguments of the command; nil for a server of the scenario's services
	share          int      // of 100 clients, how many ask it at once
	request        func(client int) string
	isAnswer       func(client int, answer string) bool

	cmd           *exec.Cmd
	addr, monitor string
	idle          usage // before anybody came
}

// services returns the services that are asked: one that waits, one that asks others, one that speaks HTTP.
func services() []*service {
	return []*service{
		{name: "echo", scenario: "echo", share: 100,
			request:  func(n int) string { return "client " + strconv.Itoa(n) },
			isAnswer: func(n int, answer string) bool { return answer == "CLIENT "+strconv.Itoa(n) }},
		{name: "api", scenario: "fanout", share: 5,
			request: func(n int) string {
				return `{"request_id":` + strconv.Itoa(n) + `,"user_id":2,"product_id":20}` + "\n"
			},
			isAnswer: func(n int, answer string) bool {
				return strings.HasPrefix(answer, `{"request_id":`+strconv.Itoa(n)+`,`) && strings.Count(answer, "\n") == 1 &&
					strings.Contains(answer, `"inventory":7,"recommendations":["usb_hub","webcam"]`)
			}},
		{name: "httpbin", scenario: "pool", share: 5,
			request: func(n int) string {
				return "GET /json?n=" + strconv.Itoa(n) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
			},
			isAnswer: func(_ int, answer string) bool {
				return strings.HasPrefix(answer, "HTTP/1.1 200 OK\r\n") && strings.Count(answer, "HTTP/1.1") == 1
			}},
	}
}

// build builds the command.
func build(t browser.T, to string) string {
	root, err := artifact.ModuleRoot()
	if err != nil {
		t.Fatalf("soak: %v", err)
	}
	cmd := exec.Command("go", "build", "-o", to, "./cmd/overlap")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soak: %v\n%s", err, out)
	}
	return to
}

// start starts the service where ports are free, and returns when it listens.
func (s *service) start(t browser.T, binary string) {
	for offset := 20_000 + os.Getpid()%1000*10; offset < 50_000; offset += 50 {
		if s.listens(t, binary, offset) {
			s.idle = s.usage(t)
			return
		}
	}
	t.Fatalf("soak: %s finds no free port", s.name)
}

// listens starts the service at an offset of its ports and reports whether they were free.
func (s *service) listens(t browser.T, binary string, offset int) bool {
	command := s.command
	if command == nil {
		command = []string{"servers", s.scenario, "--port-offset", strconv.Itoa(offset)}
	}
	s.cmd = exec.Command(binary, append(command, "--monitor", "127.0.0.1:0")...)
	out, err := s.cmd.StdoutPipe()
	if err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		t.Fatalf("soak: %v", err)
	}
	s.addr = ""
	for lines := bufio.NewScanner(out); s.addr == "" && lines.Scan(); {
		if at, ok := strings.CutPrefix(lines.Text(), "monitor http://"); ok {
			s.monitor = "http://" + at
		} else if at, ok := strings.CutPrefix(lines.Text(), "serving "); ok {
			s.addr = strings.TrimSuffix(at, "/")
		} else if words := strings.Fields(lines.Text()); len(words) > 2 && words[0] == "listening" {
			s.addr = words[2]
		}
	}
	go io.Copy(io.Discard, out) // the lines of other services
	if s.addr == "" {
		s.cmd.Wait()
	}
	return s.addr != ""
}

// usage is what a process uses.
type usage struct{ goroutines, files, memory, open int }

func (u usage) String() string {
	return fmt.Sprintf("%d goroutines, %d files, %d MB, %d connections", u.goroutines, u.files, u.memory, u.open)
}

// usage asks the service's monitor.
func (s *service) usage(t browser.T) (u usage) {
	r, err := (&http.Client{Timeout: 20 * time.Second}).Get(s.monitor)
	if err != nil {
		t.Fatalf("soak: %s: %v", s.name, err)
	}
	defer r.Body.Close()
	for lines := bufio.NewScanner(r.Body); lines.Scan(); {
		name, text, _ := strings.Cut(lines.Text(), " ")
		value, _ := strconv.ParseFloat(text, 64)
		switch {
		case name == "go_goroutines":
			u.goroutines = int(value)
		case name == "process_open_fds":
			u.files = int(value)
		case name == "process_resident_memory_bytes":
			u.memory = int(value) >> 20
		case strings.HasPrefix(name, "overlap_connections_open{"):
			u.open += int(value)
		}
	}
	return u
}

// usages asks all monitors.
func usages(t browser.T, all []*service) (list []usage) {
	for _, s := range all {
		list = append(list, s.usage(t))
	}
	return list
}

// settle waits until the service has no connection left, for as long as it may keep one.
func (s *service) settle(t browser.T) {
	for end := time.Now().Add(time.Minute); s.usage(t).open > 0; {
		if time.Now().After(end) {
			t.Errorf("soak: %s still has %v a minute after all clients have gone", s.name, s.usage(t))
			return
		}
	}
}

// stop interrupts the service, which has nothing under way and ends well.
func (s *service) stop(t browser.T) {
	s.cmd.Process.Signal(os.Interrupt)
	ended, interrupted := s.cmd.Wait(), &exec.ExitError{}
	if errors.As(ended, &interrupted) && interrupted.ExitCode() == 130 { // as shells count an interruption
		ended = nil
	}
	if err := ended; err != nil {
		t.Errorf("soak: %s ended with %v", s.name, err)
	}
}

func (s *service) kill() { s.cmd.Process.Kill() }
