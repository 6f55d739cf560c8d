package echo

import (
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// Every sentence of the wire's description is a case here, over pipes and over sockets, by every server.
var sent = []struct{ bytes, want string }{
	{"the quick brown fox jumps over the lazy dog", "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG"},
	{"café straße", "CAFÉ STRASSE"},
	{"café straße\n", "CAFÉ STRASSE\n"},
	{"Ёлка ὀδυσσεύς ﬁ ŉ ᾳ ǆ", "ЁЛКА ὈΔΥΣΣΕΎΣ FI ʼN ΑΙ Ǆ"},
	{"a\x00b\r\nc", "A\x00B\r\nC"},
	{"caf\xc3 stra\xdfe", "CAF\xc3 STRA\xdfE"},
	{"caf\xc3\xa9 \xff", "CAF\xc3\xa9 \xff"},
	{"\U0001f600 ok", "\U0001f600 OK"},
	{" ", " "},
	{"", ""}, // came and went
	{strings.Repeat("x", 511), strings.Repeat("X", 511)},
	{strings.Repeat("x", 512), strings.Repeat("X", 512)},
	{strings.Repeat("x", 513), strings.Repeat("X", 513)},
	{strings.Repeat("é", 20_000), strings.Repeat("É", 20_000)},
	{strings.Repeat("y", maxMessage), strings.Repeat("Y", maxMessage)},
}

func TestWire(t *testing.T) {
	onEachBackend(t, quick(), func(t *testing.T, task *engine.Task) error {
		for _, c := range sent {
			if got, err := say(task, c.bytes, (*network.Conn).CloseWrite); err != nil || got != c.want {
				t.Errorf("sent %.40q: got %.40q, %v, want %.40q", c.bytes, got, err, c.want)
			}
		}
		return nil
	})
}

// A client that keeps its sending side open has its reply all the same: one read is a message.
func TestWithoutHalfClose(t *testing.T) {
	onEachBackend(t, quick(), func(t *testing.T, task *engine.Task) error {
		for _, bytes := range []string{"hello", strings.Repeat("z", 512)} {
			got, err := say(task, bytes, func(*network.Conn) error { return nil })
			if err != nil || got != strings.ToUpper(bytes) {
				t.Errorf("sent %.40q: got %.40q, %v", bytes, got, err)
			}
		}
		return nil
	})
}

// say sends bytes, does something to the connection, and returns all that comes back.
func say(t *engine.Task, bytes string, then func(*network.Conn) error) (string, error) {
	c, err := network.Dial(t, "echo")
	if err != nil {
		return "", err
	}
	defer c.Close()
	if _, err := c.Write([]byte(bytes)); err != nil {
		return "", err
	}
	if err := then(c); err != nil {
		return "", err
	}
	all, err := readAll(c)
	return string(all), err
}

// What comes while the server waits is part of the message. Only the model knows what comes while it waits.
func TestSplitMessage(t *testing.T) {
	e := quick()
	e.delay = 20 * ms
	for name, stand := range e.servers() {
		exchange(t, simulated, stand, func(task *engine.Task) error {
			c, err := network.Dial(task, "echo")
			if err != nil {
				return err
			}
			defer c.Close()
			for _, piece := range []string{"one ", "two ", "three"} {
				if _, err := c.Write([]byte(piece)); err != nil {
					return err
				}
				if err := task.Sleep(5 * ms); err != nil {
					return err
				}
			}
			if got, err := readAll(c); err != nil || string(got) != "ONE TWO THREE" {
				t.Errorf("%s: got %q, %v", name, got, err)
			}
			return nil
		})
	}
}

// A client that leaves early, resets the connection or sends too much harms no other client.
func TestRudeClients(t *testing.T) {
	onEachBackend(t, quick(), func(t *testing.T, task *engine.Task) error {
		for _, bytes := range []string{"", "hello", strings.Repeat("q", 3*maxMessage/2)} {
			for _, leave := range []func(*network.Conn) error{(*network.Conn).Close, (*network.Conn).Reset} {
				c, err := network.Dial(task, "echo")
				if err != nil {
					return err
				}
				c.SetTimeout(ms) // nobody reads all of the last
				c.Write([]byte(bytes))
				leave(c)
			}
		}
		got, err := say(task, "still there?", (*network.Conn).CloseWrite)
		if got != "STILL THERE?" {
			t.Errorf("afterwards it answers %q", got)
		}
		return err
	})
}

// A client that says nothing is closed when its time is up. That takes ten seconds, so only the model waits.
func TestSilentClient(t *testing.T) {
	for name, stand := range quick().servers() {
		exchange(t, simulated, stand, func(task *engine.Task) error {
			began := task.Now()
			got, err := say(task, "", func(*network.Conn) error { return nil })
			if took := task.Now() - began; got != "" || err != nil || took != scenarios.IdleTimeout {
				t.Errorf("%s: got %q, %v after %v", name, got, err, took)
			}
			return nil
		})
	}
}
