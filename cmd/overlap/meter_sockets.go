package main

import (
	"io"
	"net"
	"time"
)

// listen has serve called with every connection that comes.
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

// connections makes and closes both ends of connections.
func (m *meter) connections() time.Duration {
	const n = 500
	return m.per(n, func() error {
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

// messages sends and receives small messages, all of them sent before they are read: no call waits.
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
	return m.per(n, func() error {
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
