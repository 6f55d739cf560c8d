package main

import (
	"cmp"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"overlap/engine"
)

// meter measures one round of costs. After an error, or when ctx ends, it measures nothing more.
type meter struct {
	ctx context.Context
	err error
}

func (m *meter) costs() engine.Costs {
	c := engine.Costs{Cores: runtime.NumCPU()}
	c.Resume, c.Spawn = m.switches(20_000, func() {}), m.spawn()
	c.Connect = m.connections() / 2 // package net does the same work on both sides
	c.Accept = c.Connect
	c.Read = m.messages() / 2
	c.Write = c.Read
	c.SpawnThread, c.Stack = m.threads()
	c.SwitchThread = m.switches(2_000, runtime.LockOSThread)
	c.SpawnProcess = m.process()
	c.CopyKiB = m.copies()
	return c
}

// timePer runs work, which does a thing n times, and returns the processor time of one time.
func (m *meter) timePer(n int, work func() error) time.Duration {
	if m.err = cmp.Or(m.err, m.ctx.Err()); m.err != nil {
		return 0
	}
	before := timeSpent()
	m.err = work()
	return (timeSpent() - before) / time.Duration(n)
}

// switches measures a switch between two goroutines that wake each other; both call prepare first.
func (m *meter) switches(n int, prepare func()) time.Duration {
	ping, pong := make(chan struct{}), make(chan struct{})
	return m.timePer(n, func() error {
		go func() {
			prepare()
			for range ping {
				pong <- struct{}{}
			}
			close(pong)
		}()
		done := make(chan struct{})
		go func() {
			defer close(done)
			prepare()
			for range n / 2 {
				ping <- struct{}{}
				<-pong
			}
			close(ping)
		}()
		<-done
		return nil
	})
}

func (m *meter) spawn() time.Duration {
	const n = 20_000
	return m.timePer(n, func() error {
		var all sync.WaitGroup
		for range n {
			all.Go(func() {})
		}
		all.Wait()
		return nil
	})
}

// threads measures a thread's start and stack. A goroutine that ends while locked to its thread ends the thread.
func (m *meter) threads() (each time.Duration, stack int) {
	const n = 200
	before := resident()
	each = m.timePer(n, func() error {
		var ready, all sync.WaitGroup
		gate := make(chan struct{})
		ready.Add(n)
		for range n {
			all.Go(func() {
				runtime.LockOSThread()
				ready.Done()
				<-gate
			})
		}
		ready.Wait()
		stack = max(resident()-before, 0) / n
		close(gate)
		all.Wait()
		return nil
	})
	return each, stack
}

// process measures the start of a process: this program, which prints its version.
func (m *meter) process() time.Duration {
	const n = 5
	return m.timePer(n, func() error {
		self, err := os.Executable()
		if err != nil {
			return err
		}
		for range n {
			if err := exec.Command(self, "--version").Run(); err != nil {
				return err
			}
		}
		return nil
	})
}

// copies measures a KiB through a pipe, the way in which processes pass each other data.
func (m *meter) copies() time.Duration {
	const kib, chunk = 64 << 10, 64
	return m.timePer(kib, func() error {
		r, w, err := os.Pipe()
		if err != nil {
			return err
		}
		defer r.Close()
		go func() {
			defer w.Close()
			data := make([]byte, chunk<<10)
			for {
				if _, err := w.Write(data); err != nil {
					return // the reader has closed its end
				}
			}
		}()
		_, err = io.CopyN(io.Discard, r, kib<<10)
		return err
	})
}

// listen accepts connections on a free loopback port and calls serve with each.
func listen(serve func(net.Conn)) (net.Listener, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			serve(conn)
		}
	}()
	return l, nil
}

// connections measures making a connection and closing both its ends.
func (m *meter) connections() time.Duration {
	const n = 500
	return m.timePer(n, func() error {
		l, err := listen(func(c net.Conn) { c.Close() })
		if err != nil {
			return err
		}
		defer l.Close()
		for range n {
			conn, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				return err
			}
			conn.Close()
		}
		return nil
	})
}

// messages measures sending and receiving a small message. A batch is sent before it is read, so that no call waits.
func (m *meter) messages() time.Duration {
	const n, batch = 20_000, 200
	near, far := net.Conn(nil), make(chan net.Conn, 1)
	l, err := listen(func(c net.Conn) { far <- c })
	if err == nil {
		defer l.Close()
		near, err = net.Dial("tcp", l.Addr().String())
	}
	if m.err = err; err != nil {
		return 0
	}
	defer near.Close()
	other := <-far
	defer other.Close()
	message := make([]byte, 64)
	return m.timePer(n, func() error {
		for range n / batch {
			for range batch {
				if _, err := near.Write(message); err != nil {
					return err
				}
			}
			for range batch {
				if _, err := io.ReadFull(other, message); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
