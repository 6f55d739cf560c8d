package echo

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"overlap/engine"
	"overlap/engine/network"
)

// Whatever a client sends before it half-closes, it gets that back in capitals, and the next is served.
func FuzzEcho(f *testing.F) {
	for i, c := range sent {
		if len(c.bytes) < 1000 {
			f.Add(uint8(i), []byte(c.bytes))
		}
	}
	names := []string{"single", "threads", "loop", "servers"}
	f.Fuzz(func(t *testing.T, which uint8, bytes []byte) {
		exchange(t, simulated, quick().servers()[names[int(which)%len(names)]], func(task *engine.Task) error {
			got, err := say(task, string(bytes), (*network.Conn).CloseWrite)
			if err != nil || len(bytes) <= maxMessage && got != string(upper(bytes)) {
				t.Errorf("sent %q: got %q, %v", bytes, got, err)
			}
			next, err := say(task, "next", (*network.Conn).CloseWrite)
			if next != "NEXT" {
				t.Errorf("afterwards it answers %q", next)
			}
			return err
		})
	})
}

// Capitals stay what they are, ASCII's are those of ASCII, and bytes that are no UTF-8 stay.
func FuzzUpper(f *testing.F) {
	for _, c := range sent {
		f.Add([]byte(c.bytes))
	}
	f.Add([]byte("\ufeffa\ufeff"))
	f.Fuzz(func(t *testing.T, bytes []byte) {
		got := upper(bytes)
		if !utf8.Valid(bytes) {
			if len(got) != len(bytes) {
				t.Fatalf("%q becomes %q", bytes, got)
			}
			for i, c := range bytes {
				if c >= utf8.RuneSelf && got[i] != c || c < utf8.RuneSelf && rune(got[i]) != unicode.ToUpper(rune(c)) {
					t.Fatalf("%q becomes %q", bytes, got)
				}
			}
			return
		}
		if again := upper(got); string(again) != string(got) {
			t.Fatalf("%q becomes %q, and that %q", bytes, got, again)
		}
		if utf8.RuneCount(got) == utf8.RuneCount(bytes) && string(got) != strings.ToUpper(string(bytes)) {
			t.Fatalf("%q becomes %q", bytes, got)
		}
	})
}

// The letters that have several capitals are Unicode's, 102 of SpecialCasing.txt, all in its first plane.
func TestExpansions(t *testing.T) {
	n := 0
	for r := rune(0); r <= 0xffff; r++ {
		if s := upper([]byte(string(r))); utf8.RuneCount(s) > 1 {
			n++
		}
	}
	if n != 102 {
		t.Errorf("%d letters have several capitals, of SpecialCasing.txt 102", n)
	}
}
