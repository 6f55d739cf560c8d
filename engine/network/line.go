package network

import (
	"bytes"
	"io"
)

// MaxLine bounds the lines that ReadLine returns, in bytes without the newline.
const MaxLine = 64 << 10

// ReadLine returns the next line without its newline; a carriage return stays. A last line that has no
// newline is returned as it is; after it comes io.EOF. A line over MaxLine bytes is ErrTooLong, now and at
// every further call. A deadline loses nothing: the next call goes on where this one was.
func (c *Conn) ReadLine() (string, error) {
	if err := c.check(c.reader); err != nil {
		return "", err
	}
	for seen := 0; ; {
		end := bytes.IndexByte(c.buf[seen:], '\n')
		if end >= 0 && seen+end <= MaxLine {
			return c.take(seen+end, 1), nil
		}
		if end >= 0 || len(c.buf) > MaxLine {
			return "", ErrTooLong
		}
		seen = len(c.buf)
		if err := c.fill(); err == io.EOF && seen > 0 {
			return c.take(seen, 0), nil
		} else if err != nil {
			return "", err
		}
	}
}

// WriteLine sends a line with its newline.
func (c *Conn) WriteLine(line string) error {
	_, err := c.Write(append([]byte(line), '\n'))
	return err
}

// take removes the first n bytes of the buffer, and as many after them as skip says.
func (c *Conn) take(n, skip int) string {
	line := string(c.buf[:n])
	c.buf = c.buf[n+skip:]
	return line
}

// fill reads more behind what is in the buffer, which doubles when it is nearly full: a line that comes byte by
// byte must not be copied as often as it has bytes. It begins with room for one message of most scenarios, so
// that the trace has it as one.
func (c *Conn) fill() error {
	if cap(c.buf)-len(c.buf) < 128 {
		c.buf = append(make([]byte, 0, max(512, 2*len(c.buf))), c.buf...)
	}
	n, err := c.receive(c.buf[len(c.buf):cap(c.buf)])
	c.buf = c.buf[:len(c.buf)+n]
	return err
}
