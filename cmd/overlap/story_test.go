package main

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"overlap": main}) }

// TestStories runs the scripts of testdata, which show the command as people use it.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata",
		Setup: setup,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"start": start, "interrupt": interrupt, "ask": ask, "fetch": fetch, "await": awaitPage, "hold": hold,
		},
	})
}

// setup gives each story free ports.
func setup(env *testscript.Env) error {
	offset, err := freePorts()
	env.Setenv("OFFSET", strconv.Itoa(offset))
	for i, name := range []string{"API", "CACHE", "DB"} {
		env.Setenv(name, net.JoinHostPort("127.0.0.1", strconv.Itoa(9000+offset+i)))
	}
	env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, "cache"))
	env.Setenv("GORACE", os.Getenv("GORACE"))
	env.Values[serversKey{}] = map[string]*server{}
	return err
}

// freePorts returns an offset at which ports are free, those of fanout when none are named. Another program may take them before
// they are used: scenarios' ports are fixed. Test runs side by side begin to look at different places, and so do tests of one run. The
// ports lie below those that Linux dials from.
func freePorts(ports ...int) (offset int, err error) {
	if len(ports) == 0 {
		ports = []int{9000, 9001, 9002}
	}
	const places = 3900
	for range places {
		offset = 12000 - ports[0] + 9000 + (os.Getpid()+int(looks.Add(1)))%places*3
		if areFree(offset, ports) {
			return offset, nil
		}
	}
	return 0, errors.New("no free ports in a row")
}

// looks counts the places that tests have looked at.
var looks atomic.Int32

func areFree(offset int, ports []int) bool {
	for _, port := range ports {
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port+offset)))
		if err != nil {
			return false
		}
		defer l.Close()
	}
	return true
}

// patience bounds what a story waits for.
const patience = 30 * time.Second

// ask sends a line, with a half-close behind it, and prints what comes back; ! ask is for a server that resets it:
//
//	ask HOST:PORT line
func ask(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: ask HOST:PORT line")
	}
	if err := exchange(ts.Stdout(), args[0], args[1]+"\n"); (err != nil) != neg {
		ts.Fatalf("asking ended with %v", err)
	}
}

// exchange sends a text, with a half-close behind it, and copies what comes back.
func exchange(to io.Writer, addr, text string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience))
	if _, err = io.WriteString(c, text); err != nil {
		return err
	}
	if err := c.(*net.TCPConn).CloseWrite(); err != nil {
		return err
	}
	_, err = io.Copy(to, c)
	return err
}

// hold connects, sends a text and keeps the connection open until the story ends:
//
//	hold HOST:PORT text
func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: hold HOST:PORT text")
	}
	c, err := net.Dial("tcp", args[0])
	ts.Check(err)
	ts.Defer(func() { c.Close() })
	_, err = io.WriteString(c, args[1])
	ts.Check(err)
}

// fetch prints the status, the headers and the body of a page: fetch URL ["Header: value"]
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: fetch URL [header]")
	}
	req, err := http.NewRequest("GET", args[0], nil)
	ts.Check(err)
	for _, h := range args[1:] {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			req.Host = value
		}
		req.Header.Set(name, value)
	}
	res, err := (&http.Client{Timeout: patience}).Do(req)
	ts.Check(err)
	defer res.Body.Close()
	ts.Check(res.Write(ts.Stdout()))
}

// awaitPage fetches a page until it holds a match of a regular expression, and prints it as fetch does: await URL REGEXP. It is for what a
// server does after its answer.
func awaitPage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await URL REGEXP")
	}
	wanted := regexp.MustCompile("(?m)" + args[1])
	client := &http.Client{Timeout: patience}
	for deadline := time.Now().Add(patience); ; {
		res, err := client.Get(args[0])
		ts.Check(err)
		page, err := io.ReadAll(res.Body)
		res.Body.Close()
		ts.Check(err)
		if wanted.Match(page) {
			_, err := ts.Stdout().Write(page)
			ts.Check(err)
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s never held %s:\n%s", args[0], wanted, page)
		}
	}
}

// server is the command in the background.
type server struct {
	cmd    *exec.Cmd
	stdout io.Reader
	stderr bytes.Buffer
}

type serversKey struct{}

// start runs the command in the background and returns when it has printed so many lines, which it prints
// too. An address of the web in one of them is then in $URL, and its host and port in $AT.
//
//	start NAME LINES [args...]
func start(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: start NAME LINES [args...]")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	s := &server{cmd: exec.Command("overlap", args[2:]...)}
	s.cmd.Dir, s.cmd.Stderr = ts.Getenv("WORK"), &s.stderr
	s.stdout, err = s.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(s.cmd.Start())
	ts.Defer(func() { s.cmd.Process.Kill() })
	for range n {
		line := readLine(s.stdout)
		if line == "" {
			s.cmd.Wait()
			ts.Fatalf("it ended: %s", s.stderr.String())
		}
		io.WriteString(ts.Stdout(), line)
		if at, ok := strings.CutPrefix(strings.TrimSpace(line), "monitor http://"); ok {
			ts.Setenv("MONITOR", strings.TrimSuffix(at, "/metrics"))
		} else if _, at, ok := strings.Cut(strings.TrimSpace(line), "http://"); ok {
			ts.Setenv("URL", "http://"+at)
			ts.Setenv("AT", strings.TrimSuffix(at, "/"))
		}
	}
	ts.Value(serversKey{}).(map[string]*server)[args[0]] = s
}

// readLine reads byte by byte and not beyond the line, because interrupt reads the rest.
func readLine(r io.Reader) string {
	var line []byte
	for b := make([]byte, 1); len(line) == 0 || line[len(line)-1] != '\n'; line = append(line, b[0]) {
		if _, err := r.Read(b); err != nil {
			return ""
		}
	}
	return string(line)
}

// interrupt sends Ctrl-C, waits for the server's end, prints its remaining output and fails when its status is not 130.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(serversKey{}).(map[string]*server)[args[0]]
	if s == nil || neg {
		ts.Fatalf("no server %s was started", args[0])
	}
	ts.Check(s.cmd.Process.Signal(os.Interrupt))
	kill := time.AfterFunc(patience, func() { s.cmd.Process.Kill() })
	defer kill.Stop()
	io.Copy(ts.Stdout(), s.stdout)
	err := s.cmd.Wait()
	ts.Stderr().Write(s.stderr.Bytes())
	if s.cmd.ProcessState.ExitCode() != 130 {
		ts.Fatalf("it ended with %v", err)
	}
}
