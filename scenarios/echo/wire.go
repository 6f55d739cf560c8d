package echo

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"overlap/engine"
	"overlap/engine/network"
)

// maxMessage bounds what a client may send, in bytes.
const maxMessage = 1 << 20

// shortMessage is as many bytes as a server has room for at first.
const shortMessage = 64

// receive returns the bytes of one read. Most messages are short, and with ten thousand clients
// buffers of the largest size would be 10 GB.
func receive(c *network.Conn, idle time.Duration) ([]byte, error) {
	c.SetTimeout(idle)
	defer c.SetTimeout(0)
	first := make([]byte, shortMessage)
	n, err := c.Read(first)
	if err != nil || n < len(first) {
		return first[:n], err
	}
	return withRest(c, first), nil
}

// withRest appends to a message what has arrived since. The sender of a long message may have waited for room to send more,
// and is given an instant for it.
func withRest(c *network.Conn, message []byte) []byte {
	defer c.SetTimeout(0)
	for len(message) < maxMessage {
		if len(message) == cap(message) {
			message = append(make([]byte, 0, 8*cap(message)), message...)
		}
		read := c.ReadArrived
		if cap(message) > shortMessage {
			c.SetTimeout(1)
			read = c.Read
		}
		n, err := read(message[len(message):cap(message)])
		if message = message[:len(message)+n]; n == 0 || err != nil {
			break
		}
	}
	return message
}

// unlessSilent returns nil for a client that was silent for too long or has left, which is no failure of the server.
func unlessSilent(t *engine.Task, err error) error {
	if errors.Is(err, engine.ErrDeadline) {
		t.Mark("silent for too long")
		return nil
	}
	return network.UnlessEnded(err)
}

// label returns the beginning of a message, for charts.
func label(message []byte) string {
	return strings.ToValidUTF8(string(message[:min(len(message), 24)]), "�")
}

// upper returns a message in capitals, as Python's str.upper: "straße" is "STRASSE". In a message that is not UTF-8 only
// ASCII letters change.
func upper(message []byte) []byte {
	ascii := make([]byte, len(message))
	letters := false // other than those of ASCII
	for i, c := range message {
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		ascii[i] = c
		letters = letters || c >= utf8.RuneSelf
	}
	if !letters || !utf8.Valid(message) {
		return ascii
	}
	return []byte(capitals(string(message)))
}
