package main

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// patience bounds what a client waits for.
const patience = time.Minute

// answers is what clients got.
type answers struct {
	right int
	wrong []string // at most ten
}

// ask has clients connect, all of them before the first asks, so that all are connected at once.
func (s *service) ask(of int) (got answers) {
	n := max(of*s.share/100, 1)
	var mu sync.Mutex
	var connected, done sync.WaitGroup
	connected.Add(n)
	for client := range n {
		done.Go(func() {
			err := s.askOne(client, &connected)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				got.right++
			} else if len(got.wrong) < 10 {
				got.wrong = append(got.wrong, err.Error())
			}
		})
	}
	done.Wait()
	return got
}

// askOne asks once, and reads to the end: an answer that came twice would be there.
func (s *service) askOne(client int, connected *sync.WaitGroup) error {
	c, err := net.DialTimeout("tcp", s.addr, patience)
	connected.Done()
	if err != nil {
		return err
	}
	defer c.Close()
	connected.Wait()
	c.SetDeadline(time.Now().Add(patience))
	if _, err := io.WriteString(c, s.request(client)); err != nil {
		return err
	}
	all, err := io.ReadAll(c)
	if err == nil && !s.isAnswer(client, string(all)) {
		err = fmt.Errorf("client %d was answered %.80q", client, all)
	}
	return err
}

// attacks are what hostile clients do with a connection. None of them may harm another client.
func attacks() []func(c *net.TCPConn, s *service, stop <-chan struct{}) {
	return []func(*net.TCPConn, *service, <-chan struct{}){
		func(c *net.TCPConn, _ *service, stop <-chan struct{}) { await(c, stop) }, // says nothing
		func(c *net.TCPConn, s *service, stop <-chan struct{}) { // a byte now and then
			for _, b := range []byte(strings.Repeat(s.request(1), 100)) {
				if _, err := c.Write([]byte{b}); err != nil || wait(stop, 200*time.Millisecond) {
					return
				}
			}
		},
		func(c *net.TCPConn, s *service, stop <-chan struct{}) { // half a request, and half-closed
			io.WriteString(c, s.request(1)[:3])
			c.CloseWrite()
			await(c, stop)
		},
		func(c *net.TCPConn, _ *service, stop <-chan struct{}) { // garbage
			io.WriteString(c, strings.Repeat("\x00\xff\r\n{\"\\", 8000))
			await(c, stop)
		},
		func(c *net.TCPConn, _ *service, _ <-chan struct{}) { // too much
			io.WriteString(c, strings.Repeat("x", 3<<20))
		},
		func(c *net.TCPConn, s *service, _ <-chan struct{}) { // a reset in the middle
			io.WriteString(c, s.request(1))
			c.SetLinger(0)
		},
		func(c *net.TCPConn, s *service, stop <-chan struct{}) { // asks and reads nothing
			for range 100 {
				io.WriteString(c, s.request(1))
			}
			wait(stop, patience)
		},
	}
}

// startHostile has clients attack each service, n of each kind at once, until stop is closed. The function returned waits for them
// and returns how many there were.
func startHostile(all []*service, n int, stop <-chan struct{}) (tried func() int64) {
	var count atomic.Int64
	var done sync.WaitGroup
	for _, s := range all {
		for _, attack := range attacks() {
			for range n {
				done.Go(func() {
					for !wait(stop, 10*time.Millisecond) {
						if c, err := net.DialTimeout("tcp", s.addr, time.Second); err == nil {
							count.Add(1)
							c.SetDeadline(time.Now().Add(patience))
							attack(c.(*net.TCPConn), s, stop)
							c.Close()
						}
					}
				})
			}
		}
	}
	return func() int64 {
		done.Wait()
		return count.Load()
	}
}

// await reads until the server closes, or stop is closed.
func await(c *net.TCPConn, stop <-chan struct{}) {
	over := make(chan struct{})
	defer close(over)
	go func() {
		select {
		case <-stop:
			c.Close()
		case <-over:
		}
	}()
	io.Copy(io.Discard, c)
}

// wait waits, and reports whether stop was closed meanwhile.
func wait(stop <-chan struct{}, d time.Duration) bool {
	select {
	case <-stop:
		return true
	case <-time.After(d):
		return false
	}
}
