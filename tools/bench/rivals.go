package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"overlap/tools/browser"
)

// rivals measures echo servers under the same load, each in a process of its own: ten thousand clients that connect, then ask
// at once, and are answered after 100 ms.
func rivals(t browser.T, root string) (rows []row) {
	const clients = 10_000
	binary := filepath.Join(os.TempDir(), "overlap-bench-"+strconv.Itoa(os.Getpid()))
	build := exec.Command("go", "build", "-o", binary, "./cmd/overlap")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("bench: %v\n%s", err, out)
	}
	defer os.Remove(binary)
	self, err := os.Executable()
	if err != nil {
		t.Fatalf("bench: %v", err)
	}
	offset := strconv.Itoa(20_000 + os.Getpid()%10_000)
	for _, server := range []struct {
		name    string
		command []string
	}{
		{"overlap servers echo", []string{binary, "servers", "echo", "--port-offset", offset}},
		{"plain Go", []string{self, "-echo"}},
		{"python3, asyncio", []string{"python3", "-c", asyncioEcho}},
		{"python3, threads", []string{"python3", "-c", threadsEcho}},
	} {
		l := load(t, server.command, clients)
		rows = append(rows,
			row{what: server.name + ", all answered", measured: l.took.Seconds(), unit: "s", note: "lost " + strconv.Itoa(l.lost)},
			row{what: "  99 % of them after", measured: float64(l.p99.Milliseconds()), unit: "ms"},
			row{what: "  memory for each connection", measured: float64(l.memory) / clients / 1000, unit: "kB"})
	}
	return rows
}

// loaded is what clients saw of a server.
type loaded struct {
	took, p99 time.Duration
	lost      int
	memory    int // bytes more than before, at the most
}

// load starts a server, which prints where it listens, and has clients ask it.
func load(t browser.T, command []string, clients int) (l loaded) {
	cmd := exec.Command(command[0], command[1:]...)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatalf("bench: %v", err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	line, _ := bufio.NewReader(out).ReadString('\n')
	words := strings.Fields(line)
	at := slices.IndexFunc(words, func(word string) bool { _, err := netip.ParseAddrPort(word); return err == nil })
	if at < 0 {
		t.Fatalf("bench: %v does not say where it listens: %q", command, line)
	}
	before := peakMemory(cmd.Process.Pid)
	times := askAtOnce(words[at], clients, &l.took)
	l.memory, l.lost = peakMemory(cmd.Process.Pid)-before, clients-len(times)
	slices.Sort(times)
	if len(times) > 0 {
		l.p99 = times[len(times)*99/100]
	}
	return l
}

// askAtOnce has clients connect, then ask, and returns how long each answer took.
func askAtOnce(addr string, clients int, took *time.Duration) (times []time.Duration) {
	const patience = time.Minute
	var mu sync.Mutex
	var connected, done sync.WaitGroup
	connected.Add(clients)
	var began time.Time
	for i := range clients {
		done.Go(func() {
			c, err := net.DialTimeout("tcp", addr, patience)
			connected.Done()
			if err != nil {
				return
			}
			defer c.Close()
			connected.Wait()
			start := time.Now()
			c.SetDeadline(start.Add(patience))
			io.WriteString(c, "client "+strconv.Itoa(i))
			reply, err := io.ReadAll(c)
			mu.Lock()
			defer mu.Unlock()
			if err == nil && string(reply) == "CLIENT "+strconv.Itoa(i) {
				times = append(times, time.Since(start))
			}
		})
	}
	connected.Wait()
	began = time.Now()
	done.Wait()
	*took = time.Since(began)
	return times
}

// peakMemory returns the most memory that a process has had, 0 where the system does not tell.
func peakMemory(pid int) int {
	status, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	_, text, _ := strings.Cut(string(status), "VmHWM:")
	kib := 0
	fmt.Sscan(text, &kib)
	return kib << 10
}

// serveEcho is the plain Go server, as a process of its own.
func serveEcho() error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("listening", l.Addr())
	for {
		c, err := l.Accept()
		if err != nil {
			return err
		}
		go answerPlainly(c, 100*time.Millisecond)
	}
}

const asyncioEcho = `
import asyncio
async def serve(reader, writer):
    message = await reader.read(65536)
    await asyncio.sleep(0.1)
    writer.write(message.upper())
    writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=4096)
    print("listening", "%s:%d" % server.sockets[0].getsockname(), flush=True)
    await server.serve_forever()
asyncio.run(main())
`

const threadsEcho = `
import socket, threading, time
threading.stack_size(256 << 10)
def serve(conn):
    with conn:
        message = conn.recv(65536)
        time.sleep(0.1)
        conn.sendall(message.upper())
server = socket.create_server(("127.0.0.1", 0), backlog=4096)
print("listening", "%s:%d" % server.getsockname(), flush=True)
while True:
    threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
`
