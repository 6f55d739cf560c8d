package leak

import (
	"io"
	"strings"
	"testing"

	"overlap/engine"
	"overlap/engine/network"
	"overlap/scenarios"
)

// FuzzServe sends the database any text: each line is a question, and each question has one answer, in order.
func FuzzServe(f *testing.F) {
	for _, seed := range []string{"", "\n", "question 1\n", "question 1\nquestion 9\n", "no end", "\r\n\x00\xff\n", strings.Repeat("x", network.MaxLine+1), strings.Repeat("q\n", 50)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2*network.MaxLine {
			return
		}
		in := Scenario.New()
		v := scenarios.Variant{Name: "test", Main: func(t *engine.Task) (string, error) { return askDB(t, text) }}
		r := in.Start(v, scenarios.Options{}).Finish()
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		want := ""
		for text != "" {
			line, rest, _ := strings.Cut(text, "\n")
			if len(line) > network.MaxLine {
				break
			}
			answer := "answer to " + line
			if line == "question 1" {
				answer = "ERROR"
			}
			want, text = want+answer+"\n", rest
		}
		if r.Value != want {
			t.Errorf("got %.80q, want %.80q", r.Value, want)
		}
	})
}

// askDB sends a text while another task reads what comes back.
func askDB(t *engine.Task, text string) (string, error) {
	c, err := network.Dial(t, "db")
	if err != nil {
		return "", err
	}
	defer c.Close()
	var all strings.Builder
	reader := t.Go("reader", func(*engine.Task) error {
		for buf := make([]byte, 4096); ; {
			n, err := c.Read(buf)
			if all.Write(buf[:n]); err == io.EOF {
				return nil
			} else if err != nil {
				return network.UnlessEnded(err)
			}
		}
	})
	c.HandReadsTo(reader)
	if _, err := c.Write([]byte(text)); network.UnlessEnded(err) != nil {
		return "", err
	}
	c.CloseWrite()
	err = t.Await(reader)
	return all.String(), err
}
