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

// Dialling and listening without a file descriptor are errors that say how many descriptors there are.
func TestNoFilesLeft(t *testing.T) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	run(t, tcp.Options{}, func(task *engine.Task) error {
		if _, err := network.Serve(task, api, 0, number); err != nil {
			return err
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &syscall.Rlimit{Cur: 3, Max: limit.Max}); err != nil {
			return err
		}
		_, dial := network.Dial(task, api.Name)
		_, listen := network.Listen(task, network.Address{Name: "other"}, 0)
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
			return err
		}
		for _, err := range []error{dial, listen} {
			if err == nil || err.Error() != "network: too many open files: 3 are allowed at once" {
				t.Errorf("got error %v, want too many open files", err)
			}
		}
		return nil
	})
}

// dialWithLastFile makes a client's socket, then forbids more files, then connects.
func dialWithLastFile(endpoint string, allow func(uint64)) (net.Conn, error) {
	dialler := net.Dialer{Control: func(string, string, syscall.RawConn) error {
		allow(3)
		return nil
	}}
	return dialler.Dial("tcp", endpoint)
}
