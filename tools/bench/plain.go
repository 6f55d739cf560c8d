package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"strconv"
	"time"
)

// plainEcho is the echo scenario's event loop as a Go programmer writes it: a goroutine for each client of a server that answers
// in capitals after a delay. Clients connect and ask one after another, then read all replies. It returns how long that took.
// Its sockets send no keep-alive probes, as ours: they would be four system calls for each end, a tenth of the time.
func plainEcho(clients int, delay time.Duration) (time.Duration, error) {
	l, err := (&net.ListenConfig{KeepAlive: -1}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go answerPlainly(c, delay)
		}
	}()
	dialler := net.Dialer{KeepAlive: -1}
	began := time.Now()
	conns := make([]net.Conn, clients)
	for i := range conns {
		if conns[i], err = dialler.Dial("tcp", l.Addr().String()); err != nil {
			return 0, err
		}
		defer conns[i].Close()
		if _, err := conns[i].Write([]byte("client " + strconv.Itoa(i+1))); err != nil {
			return 0, err
		}
	}
	for i, c := range conns {
		reply, err := io.ReadAll(c)
		if err != nil {
			return 0, err
		}
		if string(reply) != "CLIENT "+strconv.Itoa(i+1) {
			return 0, errors.New("client " + strconv.Itoa(i+1) + " was answered " + strconv.Quote(string(reply)))
		}
		c.Close()
	}
	return time.Since(began), nil
}

// answerPlainly answers one message.
func answerPlainly(c net.Conn, delay time.Duration) {
	defer c.Close()
	message := make([]byte, 64)
	n, err := c.Read(message)
	if err != nil {
		return
	}
	time.Sleep(delay)
	c.Write(bytes.ToUpper(message[:n]))
}
