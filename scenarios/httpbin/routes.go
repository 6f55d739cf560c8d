// Package httpbin is the web server that scenarios ask.
package httpbin

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
	"overlap/engine/network/http1"
)

// Routes returns routes that are named as httpbin.org's. /delay/N answers after N seconds, /bytes/N with N bytes,
// /status/N with that status; /get, /headers and /user-agent answer with parts of the request; /json and /html are
// documents.
func Routes() http1.Routes {
	return http1.Routes{
		{Path: "/delay/", Handle: delay},
		{Path: "/bytes/", Handle: sampleBytes},
		{Path: "/status/", Handle: status},
		{Path: "/get", Handle: inspect(func(r *http1.Request) string {
			return `{"url":` + quote(r.Target()) + `,"headers":` + object(r.Header) + `}`
		})},
		{Path: "/headers", Handle: inspect(func(r *http1.Request) string { return `{"headers":` + object(r.Header) + `}` })},
		{Path: "/user-agent", Handle: inspect(func(r *http1.Request) string { return `{"user-agent":` + quote(r.Header.Get("User-Agent")) + `}` })},
		{Path: "/json", Handle: inspect(func(*http1.Request) string { return `{"title":"Sample","slides":["one","two"]}` })},
		{Path: "/html", Handle: func(*engine.Task, *http1.Request) (*http1.Response, error) {
			return document("text/html; charset=utf-8", "<!doctype html>\n<title>Sample</title>\n<p>A page.\n"), nil
		}},
	}
}

func inspect(say func(*http1.Request) string) http1.Handler {
	return func(_ *engine.Task, r *http1.Request) (*http1.Response, error) { return http1.JSON(say(r) + "\n"), nil }
}

// maxDelay bounds /delay, in seconds.
const maxDelay = 60

func delay(t *engine.Task, r *http1.Request) (*http1.Response, error) {
	seconds, err := strconv.ParseFloat(r.Tail, 64)
	if err != nil || !(0 <= seconds && seconds <= maxDelay) {
		return http1.Text(400, "/delay/ takes seconds from 0 to "+strconv.Itoa(maxDelay)+", such as /delay/2 or /delay/0.5\n"), nil
	}
	if err := t.Sleep(time.Duration(seconds*1e9 + 0.5)); err != nil {
		return nil, err
	}
	return http1.JSON(`{"delay":` + strconv.FormatFloat(seconds, 'f', -1, 64) + "}\n"), nil
}

func sampleBytes(_ *engine.Task, r *http1.Request) (*http1.Response, error) {
	n, err := strconv.Atoi(r.Tail)
	if err != nil || n < 0 || n > http1.MaxBody {
		return http1.Text(400, "/bytes/ takes a number from 0 to "+strconv.Itoa(http1.MaxBody)+"\n"), nil
	}
	return document("application/octet-stream", strings.Repeat("0123456789abcdef", n/16+1)[:n]), nil
}

func status(_ *engine.Task, r *http1.Request) (*http1.Response, error) {
	n, err := strconv.Atoi(r.Tail)
	if err != nil || n < 200 || n > 599 {
		return http1.Text(400, "/status/ takes a status from 200 to 599\n"), nil
	}
	if n == 204 || n == 304 {
		return &http1.Response{Status: n}, nil
	}
	return http1.Text(n, http1.Status(n)+"\n"), nil
}

func document(kind, body string) *http1.Response {
	return &http1.Response{Status: 200, Header: http1.Header{{Name: "Content-Type", Value: kind}}, Body: []byte(body)}
}

// object returns a header as a JSON object.
func object(h http1.Header) string {
	b := "{"
	for i, f := range h {
		if i > 0 {
			b += ","
		}
		b += quote(f.Name) + ":" + quote(f.Value)
	}
	return b + "}"
}

// quote returns a text as a JSON string. Lines of a message have no control characters but the tab.
func quote(s string) string {
	b := `"`
	for _, c := range s { // bytes that are not UTF-8 become the replacement character
		switch {
		case c == '"' || c == '\\':
			b += `\` + string(c)
		case c == '\t':
			b += `\t`
		default:
			b += string(c)
		}
	}
	return b + `"`
}
