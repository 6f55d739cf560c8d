package echo

import (
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"overlap/engine"
	"overlap/engine/network"
)

// maxMessage bounds what a client may send, in bytes: one read, as the size given to recv.
const maxMessage = 64 << 10

// receive returns the bytes of one read. It begins with a small buffer, because most messages are short, and with ten
// thousand clients buffers of the largest size would be 640 MB.
func receive(c *network.Conn, idle time.Duration) ([]byte, error) {
	c.SetTimeout(idle)
	defer c.SetTimeout(0)
	first := make([]byte, 64)
	n, err := c.Read(first)
	if err != nil || n < len(first) {
		return first[:n], err
	}
	all := make([]byte, maxMessage)
	copy(all, first)
	for n < len(all) {
		c.SetTimeout(1) // only bytes that are here already belong to the same read
		more, err := c.Read(all[n:])
		n += more
		if err != nil {
			break
		}
	}
	return all[:n], nil
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
