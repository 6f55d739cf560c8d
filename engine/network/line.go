package network

import (
	"bytes"
	"io"
)

// MaxLine bounds the lines that ReadLine returns, in bytes without the newline.
const MaxLine = 64 << 10

// ReadLine returns the next line without its newline; a carriage return stays. A last line without a newline is
// returned as it is, and io.EOF after it; Cut says so. A line over MaxLine bytes is ErrTooLong, now and at every further call.
// A deadline loses nothing: the next call still has the bytes received so far.
func (c *Conn) ReadLine() (string, error) {
	if err := c.check(c.reader); err != nil {
		return "", err
	}
	for seen := 0; ; {
		end := bytes.IndexByte(c.buf[seen:], '\n')
		if end >= 0 && seen+end <= MaxLine {
			c.cut = false
			return c.take(seen+end, 1), nil
		}
		if end >= 0 || len(c.buf) > MaxLine {
			return "", ErrTooLong
		}
		seen = len(c.buf)
		if err := c.fill(); err == io.EOF && seen > 0 {
			c.cut = true
			return c.take(seen, 0), nil
		} else if err != nil {
			return "", err
		}
	}
}

// Cut reports whether the stream ended within the line that ReadLine returned last: the peer may have had more to say.
func (c *Conn) Cut() bool { return c.cut }

// WriteLine sends a line with its newline.
func (c *Conn) WriteLine(line string) error {
	b := append(append(c.registry.takeLine(), line...), '\n')
	_, err := c.Write(b)
	c.registry.keepLine(b)
	return err
}

// take removes the first n bytes of the buffer and returns them; skip bytes after them are removed, too.
func (c *Conn) take(n, skip int) string {
	line := string(c.buf[:n])
	c.buf = c.buf[n+skip:]
	return line
}

// fill appends received bytes to the buffer. A nearly full buffer doubles, so that a line that comes byte by byte is not
// copied for every byte. The first buffer has 512 bytes, room for one message of most scenarios, so that the trace
// records the message as one. Connections that are closed leave theirs to others: a run may have ten thousand.
func (c *Conn) fill() error {
	switch {
	case c.buf == nil:
		c.first = c.registry.buffer()
		c.buf = c.first[:0]
	case cap(c.buf)-len(c.buf) < 128:
		c.buf = append(make([]byte, 0, max(512, 2*len(c.buf))), c.buf...)
	}
	n, err := c.receive(c.buf[len(c.buf):cap(c.buf)])
	c.buf = c.buf[:len(c.buf)+n]
	return err
}
