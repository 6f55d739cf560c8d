package network_test

import (
	"io"
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/engine/network/memory"
)

// FuzzReadLine cuts a text into writes and reads it as lines: where it was cut must not matter.
func FuzzReadLine(f *testing.F) {
	for _, seed := range []struct {
		text  string
		times int
		cuts  string
	}{
		{"", 1, ""}, {"\n", 1, "\x00"}, {"one\ntwo\n", 1, "\x01\x02"}, {"no end", 1, "\x03"}, {"\r\n\r\n", 1, "\x01\x01\x01"},
		{"x", network.MaxLine, "\xff"}, {"x", network.MaxLine + 1, "\xff\x01"}, {"0123456789abcde\n", 9000, "\x80\x07"},
		{"caf\xc3\xa9\n\x00\xff\n", 1, "\x04"},
	} {
		f.Add(seed.text, uint32(seed.times), []byte(seed.cuts))
	}
	f.Fuzz(func(t *testing.T, text string, times uint32, cuts []byte) {
		if len(text) == 0 {
			times = 0
		} else {
			times = min(times, 3*network.MaxLine/uint32(len(text))+1)
		}
		text = strings.Repeat(text, int(times))
		want, wantErr := split(text)
		got, err := readLines(t, text, cuts)
		if err != wantErr || len(got) != len(want) {
			t.Fatalf("%d lines and %v, want %d and %v", len(got), err, len(want), wantErr)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("line %d: got %d bytes %.40q, want %d bytes %.40q", i, len(got[i]), got[i], len(want[i]), want[i])
			}
		}
	})
}

// split is what reading the text line by line should give.
func split(text string) (lines []string, err error) {
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		if len(line) > network.MaxLine {
			return lines, network.ErrTooLong
		}
		lines, text = append(lines, line), rest
	}
	return lines, io.EOF
}

// readLines sends the text in writes of as many bytes as cuts says, over and over.
func readLines(t *testing.T, text string, cuts []byte) (lines []string, end error) {
	l := engine.NewLoop(engine.Config{})
	defer l.Close()
	engine.Attach[network.Network](l, memory.New(l, memory.Options{}))
	send := func(_ *engine.Task, c *network.Conn) error {
		for i := 0; text != ""; i++ {
			n := len(text)
			if len(cuts) > 0 {
				n = min(n, int(cuts[i%len(cuts)])*64+1)
			}
			if _, err := c.Write([]byte(text[:n])); err != nil {
				return err
			}
			text = text[n:]
		}
		return nil
	}
	l.Main("main", func(t *engine.Task) error {
		if _, err := network.Serve(t, network.Address{Name: "text"}, 0, send); err != nil {
			return err
		}
		c, err := network.Dial(t, "text")
		if err != nil {
			return err
		}
		defer c.Close()
		for end == nil {
			var line string
			if line, end = c.ReadLine(); end == nil {
				lines = append(lines, line)
			}
		}
		return nil
	})
	if err := l.Run(); err != nil {
		t.Fatal(err)
	}
	return lines, end
}
