package fanout

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"overlap/engine"
)

// oneLine fails the test unless text is one line of a JSON object, as every JSON parser reads it.
func oneLine(t *testing.T, text string) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(text), &o); err != nil || strings.ContainsAny(text, "\r\n") || !utf8.ValidString(text) {
		t.Fatalf("%q is not one line of JSON: %v", text, err)
	}
	return o
}

func FuzzParseRequest(f *testing.F) {
	for _, c := range requests {
		f.Add(strings.TrimSpace(c.bytes))
	}
	for _, line := range []string{`{"request_id":nan}`, `{"request_id":01}`, `{"request_id":"+-1"}`, `{"\u0072equest_id":1}`, `{"mode":"\ud800"}`, "{\"a\":\"\x01\"}"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		q, err := parseRequest(line)
		if err != nil {
			if o := oneLine(t, formatError(err.Error())); o["error"] == "" {
				t.Fatalf("%q is refused without a reason", line)
			}
			return
		}
		if !json.Valid([]byte(line)) {
			t.Fatalf("%q is accepted and is no JSON", line)
		}
		if again, err := parseRequest(formatRequest(q)); err != nil || again != q {
			t.Fatalf("%+v is sent as %s and read as %+v, %v", q, formatRequest(q), again, err)
		}
	})
}

func FuzzReply(f *testing.F) {
	f.Add("Bob", "Ergonomic Mouse", "7", "usb_hub, webcam")
	f.Add("", "\x00\x1f\x7f", `"\`, ",, ,")
	f.Add("\xff", "\U0010ffff\u2028", "-007", `,"data":`)
	f.Fuzz(func(t *testing.T, user, product, stock, tips string) {
		a := answer{user, product, stock, tips}
		line := formatReply(request{id: 1, mode: "concurrent"}, a, 0)
		oneLine(t, line)
		data, err := parseReply(line)
		if err != nil || data != string(a.appendJSON(nil)) {
			t.Fatalf("%s is read as %s, %v", line, data, err)
		}
		if got := oneLine(t, data)["user"]; got != strings.ToValidUTF8(user, "\uFFFD") && utf8.ValidString(user) {
			t.Fatalf("user %q came out as %q", user, got)
		}
	})
}

func FuzzParseReply(f *testing.F) {
	for _, line := range []string{"", "{}", `{"error":1}`, `{"error":"x"}`, `{"data":{}}`, `{"x":1,"data":`, "[]", "null"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if _, err := parseReply(line); err != nil && !strings.HasPrefix(err.Error(), "the API answered") {
			t.Fatalf("%q: %v", line, err)
		}
	})
}

// Whatever a client sends before it half-closes, a service answers with one line, or with none when there
// was no request, and goes on to serve the next.
func FuzzServices(f *testing.F) {
	for i, c := range append(gets, requests...) {
		f.Add(uint8(i), []byte(c.bytes))
	}
	f.Add(uint8(2), []byte("GET user:2\n"+strings.Repeat("x", 1000))) // more than is read with the request
	f.Fuzz(func(t *testing.T, which uint8, bytes []byte) {
		service := []string{"api", "cache", "db"}[which%3]
		exchange(t, simulated, quick(t), func(task *engine.Task) error {
			got, err := ask(task, service, string(bytes))
			if err != nil || strings.Count(got, "\n") != 1 && len(bytes) > 0 || got != "" && !strings.HasSuffix(got, "\n") {
				t.Errorf("%s, sent %q: got %q, %v", service, bytes, got, err)
			}
			if service == "api" && got != "" {
				oneLine(t, strings.TrimSuffix(got, "\n"))
			}
			next, err := ask(task, "db", "GET user:2\n")
			if next != "Bob\n" {
				t.Errorf("afterwards the database answers %q", next)
			}
			return err
		})
	})
}
