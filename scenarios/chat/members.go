package chat

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// received counts what Bob, Eve and Dan got.
type received struct {
	*chat
	began     time.Duration
	late, eve int // photos that Bob and Dan got late, and that Eve got
}

// lateAfter is how long after it was sent a photo is late: real networks take some time.
const lateAfter = 100 * time.Millisecond

// join makes a connection and says a name.
func join(t *engine.Task, name string) (*network.Conn, error) {
	c, err := network.Dial(t, address.Name)
	if err != nil {
		return nil, err
	}
	if err = errors.Join(c.SetBuffer(buffer), c.WriteLine(name)); err == nil {
		_, err = c.ReadLine()
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// speak sends photos, each as a line that the server makes a photo of, counted from the instant at which the first is due.
func (x *chat) speak(t *engine.Task, c *network.Conn, began time.Duration) error {
	for i := range x.photos {
		if err := t.Sleep(began + time.Duration(i)*x.every - t.Now()); err != nil {
			return err
		}
		if err := c.WriteLine("photo " + strconv.Itoa(i+1)); err != nil {
			return err
		}
	}
	return nil
}

// read reads a whole photo into an array of its size, and returns its number.
func read(c *network.Conn, photo []byte) (int, error) {
	if _, err := io.ReadFull(c, photo); err != nil {
		return 0, err
	}
	said, _, _ := strings.Cut(string(photo[:40]), "\n")
	return strconv.Atoi(strings.TrimPrefix(said, "photo "))
}

// busy returns how long a member is busy with a photo.
func (x *chat) busy(name string) time.Duration {
	if name == "Eve" {
		return x.slow
	}
	return 0
}

// note counts a photo.
func (g *received) note(t *engine.Task, name string, number int) {
	photo := "photo " + strconv.Itoa(number)
	if name == "Eve" {
		t.Label(photo)
		g.eve++
		return
	}
	t.Mark(photo)
	if sent := g.began + time.Duration(number-1)*g.every; t.Now()-sent > lateAfter {
		g.late++
	}
}

func (g *received) text() string {
	return strconv.Itoa(g.late) + " of " + strconv.Itoa(2*g.photos) + " late, Eve got " + strconv.Itoa(g.eve)
}

// eveGot returns how many photos Eve got in a run.
func eveGot(r *scenarios.Result) int {
	_, digits, _ := strings.Cut(r.Value, "Eve got ")
	n, _ := strconv.Atoi(digits)
	return n
}
