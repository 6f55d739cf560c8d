package network_test

import (
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
)

// A connection left open is reported with the line that dialled it, where lines are recorded.
func TestLeftOpenNamesTheLine(t *testing.T) {
	for source, want := range map[string]string{"": "connection 1 to peer, owned by client", "network/registry_test.go": "connection 1 to peer, owned by client (line "} {
		c := engine.Config{}
		if source != "" {
			c.Lines = engine.NewLines(source)
		}
		l := engine.NewLoop(c)
		engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
		l.Main("main", func(t *engine.Task) error {
			if _, err := network.Serve(t, network.Address{Name: "peer", Port: 9000}, 0, wait); err != nil {
				return err
			}
			return t.Await(t.Loop().Go("client", func(t *engine.Task) error {
				_, err := network.Dial(t, "peer")
				return err
			}))
		})
		if err := l.Run(); err != nil {
			t.Fatal(err)
		}
		l.Close()
		if left := l.Report().LeftOpen; len(left) != 1 || !strings.HasPrefix(left[0], want) {
			t.Errorf("left open: %q, want %q", left, want)
		}
	}
}

func wait(t *engine.Task, c *network.Conn) error {
	_, err := c.ReadLine()
	return err
}
