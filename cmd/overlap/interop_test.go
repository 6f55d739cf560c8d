//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"os/exec"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// Programs in other languages, and tools that everybody has, use the services as they are.
func TestOthersClients(t *testing.T) {
	offset, err := freePorts()
	if err != nil {
		t.Skip(err)
	}
	begin(t, "servers", "fanout", "--port-offset", itoa(offset), "--db", "10ms", "--cache", "1ms").waitFor(`(?s)listening api .*listening cache .*listening db .*\n`)
	for _, client := range []struct {
		name string
		args []string // before host, port and line
	}{
		{"sockets", []string{"python3", "testdata/interop/client.py", "sockets"}},
		{"asyncio", []string{"python3", "testdata/interop/client.py", "asyncio"}},
		{"trio", []string{"python3", "testdata/interop/client.py", "trio"}},
		{"nc", []string{"sh", "-c", `printf '%s\n' "$3" | nc -N "$1" "$2"`, "nc"}},
		{"curl", []string{"sh", "-c", `printf '%s\n' "$3" | curl -s --max-time 20 "telnet://$1:$2"`, "curl"}},
	} {
		t.Run(client.name, func(t *testing.T) {
			t.Parallel()
			for port, c := range map[int][2]string{
				9000: {`{"request_id":2,"user_id":1,"product_id":20}`, `"data":{"user":"Alice (cached)","product":"Ergonomic Mouse","inventory":7,"recommendations":["mousepad","wrist_rest"]}}` + "\n"},
				9001: {"GET user:2", "MISS\n"},
				9002: {"GET user:2", "Bob\n"},
			} {
				if got := converse(t, client.args, port+offset, c[0]); !strings.HasSuffix(got, c[1]) {
					t.Errorf("to %s it got %q, want %q at the end", c[0], got, c[1])
				}
			}
		})
	}
}

// converse has another program send a line, and returns what that program prints. The test is skipped where the program is not there.
func converse(t *testing.T, args []string, port int, line string) string {
	t.Helper()
	tool := args[0]
	if tool == "sh" {
		tool = args[3]
	}
	if _, err := exec.LookPath(tool); err != nil {
		t.Skip("there is no " + tool)
	}
	if help, _ := exec.Command(tool, "-h").CombinedOutput(); tool == "nc" && !bytes.Contains(help, []byte("-N")) {
		t.Skip("this nc has no -N, which ends a direction")
	}
	out, err := exec.CommandContext(t.Context(), args[0], append(args[1:len(args):len(args)], "127.0.0.1", itoa(port), line)...).Output()
	var ended *exec.ExitError
	if errors.As(err, &ended) && bytes.HasPrefix(ended.Stderr, []byte("skip: ")) {
		t.Skip(string(ended.Stderr))
	}
	if err != nil {
		t.Errorf("%v: %v\n%s", args, err, ended.Stderr)
	}
	return string(out)
}

// The client side of scenarios meets servers of another program, all or some of them, right and wrong.
func TestOthersServers(t *testing.T) {
	at := othersServers(t)
	for _, c := range []struct {
		line   string
		status int
		want   string // on standard output
	}{
		{"run fanout --connect api=" + at["api"], 0, `{"user":"Zo\u00eb","product":"Lamp","inventory":3,"recommendations":["bulb","shade"]}`},
		{"run fanout --connect db=" + at["db"] + " --cache 1ms", 0, `{"user":"Robert","product":"1","inventory":1,"recommendations":["1"]}`},
		{"run echo --clients 3 --connect echo=" + at["echo"], 0, "loop  "},
		{"run echo --clients 3 --connect echo=" + at["echo"], 0, "3 of 3 replies are right"},
		{"run echo --clients 3 --variant single --connect echo=" + at["echo"], 0, "3 of 3 replies are right"},
		{"run duplex --interval 10ms --connect echo=" + at["duplex"], 0, "275 of 275 bytes back, as they were sent"},

		{"run fanout --connect api=" + at["nonsense"], 1, `failed: the API answered "HTTP/1.1 400 Bad Request\r"`},
		{"run fanout --connect cache=" + at["nothing"] + " --db 1ms", 1, "failed: the API answered: cache ended the connection without an answer"},
		{"run fanout --connect api=" + at["nothing"], 1, "failed: the API ended the connection without an answer"},
		{"run fanout --connect api=" + at["cut"], 1, `failed: the API ended the connection within its answer: "Bo"`},
		{"run fanout --connect db=" + at["cut"], 1, `failed: the API answered: db ended the connection within its answer: "Bo"`},
		{"run fanout --connect db=" + at["endless"], 1, "failed: the API answered: db answered with a line of more than 65536 bytes"},
		{"run echo --clients 2 --connect echo=" + at["nonsense"], 1, `failed: the server answered "HTTP/1.1 400 Bad Request" to client 1`},
		{"run duplex --connect echo=" + at["nonsense"], 1, "failed: what came back is not what was sent"},
		{"run duplex --connect echo=" + at["gone"], 1, "failed: the server ended the connection: 0 of 275 bytes came back"},
		{"run duplex --connect echo=" + at["nothing"], 1, "failed: the server ended the connection: 0 of 275 bytes came back"},
		{"run streaming --connect feed=" + at["gone"], 1, "failed: the feed ended after 0 of 10,000 items"},
		{"run shutdown --requests 3 --connect api=" + at["gone"], 1, "failed: 0 finished, 3 lost, 0 refused, by a server that nobody here told to stop"},
		{"run shutdown --requests 3 --connect api=" + at["nonsense"], 0, "3 finished, 0 lost, 0 refused"},
		{"run shutdown --requests 3 --connect api=" + at["nonsense"], 0, "left out of the model, too: --stop, --deadline."},
		{"run duplex --interval 10ms --delay 10ms --connect echo=" + at["duplex"], 0, "Settings of servers, which only the model heeds here: --delay."},
		{"run fanout --db 10ms --cache 10ms --connect api=" + at["api"], 0, "Settings of servers, which only the model heeds here: --cache, --db."},
		{"run openloop --requests 2 --connect service=" + at["nonsense"], 0, "closed  "}, // its variants differ in their clients
		{"run nagle --exchanges 1 --connect server=" + at["nothing"], 1, "failed: the connection ended\n"},
		{"run pool --requests 3 --connect host=" + at["bare"], 0, "3 created, 0 reused"}, // HTTP/1.0: it closes each connection
		{"run pool --requests 3 --connect host=" + at["nonsense"], 1, "failed: the server answered 400 Bad Request\n"},
		{"run downloads --connect host=" + at["bare"], 0, "3 complete: file 1, file 2, file 3"},
		{"run downloads --connect host=" + at["nonsense"], 1, "failed: the server answered 400 Bad Request\n"},
		{"run scraper --pages 1=/json --connect host=" + at["bare"], 0, "1 requests, 1 ok, 0 failed, 0 retries"},
		{"run scraper --pages 1=/json --connect host=" + at["nonsense"], 1, "failed: 1 requests, 0 ok, 1 failed, 0 retries; the host answered /json with 400 Bad Request\n"},
		{"run batching --connect server=" + at["nonsense"], 1, "failed: the server answered 400 Bad Request\n"},
		{"run batching --connect server=" + at["nothing"], 1, "failed: the server closed the connection instead of answering\n"},
		{"run batching --connect server=" + at["bare"], 1, "failed: the server closed the connection after an answer, before the next request\n"},
		{"run batching --items 1 --connect server=" + at["bare"], 0, "1 items in 1 requests"},
		{"run batching --items 5 --variant batched --connect server=" + at["bare"], 1, "failed: the server accepted 1 of 5 items\n"},
	} {
		status, stdout, stderr := trial(all.List(), false, append(strings.Fields(c.line), "--width", "400")...)
		if status != c.status || !strings.Contains(stdout, c.want) {
			t.Errorf("%s: status %d, want %d, and %q in\n%s%s", c.line, status, c.status, c.want, stdout, stderr)
		}
	}
}

// Nothing is done to what another program serves: each fault is refused, and each setting by which a variant ends a server.
func TestNothingIsDoneToOthers(t *testing.T) {
	for _, s := range all.List() {
		for _, service := range s.New().Services() {
			at := " --connect " + service.At.Name + "=127.0.0.1:1"
			for _, kind := range faultKinds() {
				refusesToTouch(t, "run "+s.ID+" --fault "+service.At.Name+":"+kind+map[bool]string{true: "@0s..1s"}[kind == "stall"]+at)
			}
			for _, name := range service.Stops {
				refusesToTouch(t, "run "+s.ID+" --"+name+" 123ms"+at)
			}
		}
	}
}

// refusesToTouch fails the test unless a command line is refused because another program serves what it is about.
func refusesToTouch(t *testing.T, line string) {
	t.Helper()
	status, _, stderr := trial(all.List(), false, strings.Fields(line)...)
	if status != 2 || !strings.Contains(stderr, ", which another program serves: leave it out\n") {
		t.Errorf("%s: status %d, %s", line, status, stderr)
	}
}

// othersServers starts a Python program that serves, and returns where its services are.
func othersServers(t *testing.T) map[string]string {
	t.Helper()
	cmd := exec.Command("python3", "testdata/interop/servers.py")
	if cmd.Err != nil {
		t.Skip("there is no python3")
	}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	at := map[string]string{}
	for lines := bufio.NewScanner(out); lines.Scan() && lines.Text() != "ready"; {
		name, where, _ := strings.Cut(lines.Text(), " ")
		at[name] = where
	}
	if len(at) != 10 {
		t.Fatalf("its services are %v", at)
	}
	return at
}

// What cannot be connected to is refused before anything runs, or ends the run with one line for each variant.
func TestConnectToNobody(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := l.Addr().String()
	l.Close()
	for _, c := range []struct {
		line   string
		status int
		want   string
	}{
		{"run fanout --connect api=" + nobody, 1, "concurrent  0 ns"},
		{"run fanout --connect api=no..host:1", 1, "overlap: --connect api=no..host:1: there is no such host\n"},
		{"run fanout --connect web=127.0.0.1:1", 2, `overlap: --connect: "web=127.0.0.1:1" is not allowed: services and where they are, each once, such as api=127.0.0.1:9000, with commas between several; fanout has api, cache, db` + "\n"},
		{"run fanout --connect api=127.0.0.1", 2, `"api=127.0.0.1" is not allowed`},
		{"run fanout --connect api=127.0.0.1:1,db=HOST:99999", 2, `overlap: --connect: "99999" is not allowed: a port is a whole number from 1 to 65535` + "\n"},
		{"run fanout --connect api=127.0.0.1:0", 2, `overlap: --connect: "0" is not allowed: a port is a whole number from 1 to 65535` + "\n"},
		{"serve --addr [::1]:99999999999999999999", 2, `overlap: --addr: "99999999999999999999" is not allowed: a port is a whole number from 0 to 65535` + "\n"},
		{"servers fanout --monitor 127.0.0.1:65536", 2, `overlap: --monitor: "65536" is not allowed: a port is a whole number from 0 to 65535` + "\n"},
		{"run fanout --cache redis://127.0.0.1:99999", 2, "overlap: --cache: this is not allowed: the address of a database, such as "},
		{"run fanout --connect api=127.0.0.1:1,api=127.0.0.1:2", 2, "is not allowed"},
		{"run fanout --net memory --connect api=127.0.0.1:1", 2, "overlap: --net memory cannot go with other programs' services and databases: leave out --net\n"},
		{"run fanout --clock virtual --connect api=127.0.0.1:1", 2, "overlap: --clock virtual cannot go with"},
		{"run fanout --seeds 3 --connect api=127.0.0.1:1", 2, "overlap: --seeds cannot go with a real clock"},
		{"run duplex --gone 2s --connect echo=127.0.0.1:1", 2, "overlap: --gone is about the end of echo, which another program serves: leave it out\n"},
		{"run shutdown --stop 1s --connect api=127.0.0.1:1", 2, "overlap: --stop is about the end of api, which another program serves: leave it out\n"},
		{"run shutdown --deadline 1s --connect api=127.0.0.1:1", 2, "overlap: --deadline is about the end of api, which another program serves: leave it out\n"},
		{"run fanout --fault db:kill --connect api=127.0.0.1:1", 2, "overlap: --fault db:kill is about db, which nobody here asks, because another program serves api: leave it out\n"},
		{"run fanout --db redis://127.0.0.1 --connect api=127.0.0.1:1", 2, "overlap: --db names a database in place of db, which nobody here asks, because another program serves api: leave it out\n"},
		{"run hello --connect api=127.0.0.1:1", 2, "overlap: unknown flag --connect"},
	} {
		status, stdout, stderr := trial(all.List(), false, append(strings.Fields(c.line), "--width", "200")...)
		if c.status == 1 && stdout != "" {
			if want := "failed: api at " + nobody + ": connection refused: nobody listens\n"; strings.Count(stdout, want) != 2 {
				t.Errorf("%s prints\n%s", c.line, stdout)
			}
			continue
		}
		if status != c.status || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: status %d, want %d, and %q in %q", c.line, status, c.status, c.want, stderr)
		}
	}
}
