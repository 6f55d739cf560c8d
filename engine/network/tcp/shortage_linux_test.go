package tcp_test

import (
	"net"
	"syscall"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/tcp"
	"overlap/engine/trace"
)

// A server that has no file descriptor for a client waits until there is one, and says so in the trace.
func TestShortageOfFiles(t *testing.T) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	allow := func(files uint64) {
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: files, Max: limit.Max}); err != nil {
			t.Error(err)
		}
	}
	defer allow(limit.Cur)
	said := false
	run(t, tcp.Options{}, func(task *engine.Task) error {
		s, err := network.Serve(task, api, 0, number)
		if err != nil {
			return err
		}
		late, err := dialWithLastFile(s.Endpoint(), allow)
		if err != nil {
			return err
		}
		defer late.Close()
		if err := task.Sleep(10 * ms); err != nil {
			return err
		}
		allow(limit.Cur)
		for _, r := range task.Loop().Trace().All() {
			said = said || r.Kind == trace.Mark && task.Loop().Trace().String(r.Text) == "too many open files"
		}
		return outside(task, func() error {
			_, err := late.Read(make([]byte, 1))
			return err
		})
	})
	if !said {
		t.Error("the trace does not say that files were short")
	}
}

// dialWithLastFile makes a client's socket, then forbids more files, then connects.
func dialWithLastFile(endpoint string, allow func(uint64)) (net.Conn, error) {
	dialler := net.Dialer{Control: func(string, string, syscall.RawConn) error {
		allow(3)
		return nil
	}}
	return dialler.Dial("tcp", endpoint)
}
