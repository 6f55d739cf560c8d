package web

import (
	"strconv"
	"strings"
	"time"

	"overlap/engine"
)

// Samples are the routes of a host to try clients against, named as httpbin.org's are: /delay/N answers after N
// seconds, /bytes/N with N bytes, /status/N with that status; /get, /headers and /user-agent say what was asked;
// /json and /html are a document each.
func Samples() Routes {
	return Routes{
		{"/delay/", delay},
		{"/bytes/", count},
		{"/status/", status},
		{"/get", inspect(func(r *Request) string {
			return `{"url":` + quote(r.target()) + `,"headers":` + r.Header.json() + `}`
		})},
		{"/headers", inspect(func(r *Request) string { return `{"headers":` + r.Header.json() + `}` })},
		{"/user-agent", inspect(func(r *Request) string { return `{"user-agent":` + quote(r.Header.Get("User-Agent")) + `}` })},
		{"/json", inspect(func(*Request) string { return `{"title":"Sample","slides":["one","two"]}` })},
		{"/html", func(*engine.Task, *Request) (*Response, error) {
			return typed(200, "text/html; charset=utf-8", "<!doctype html>\n<title>Sample</title>\n<p>A page.\n"), nil
		}},
	}
}

func inspect(say func(*Request) string) Handler {
	return func(_ *engine.Task, r *Request) (*Response, error) { return JSON(say(r) + "\n"), nil }
}

// maxDelay bounds /delay, in seconds.
const maxDelay = 60

func delay(t *engine.Task, r *Request) (*Response, error) {
	seconds, err := strconv.ParseFloat(r.Tail, 64)
	if err != nil || !(0 <= seconds && seconds <= maxDelay) {
		return Text(400, "/delay/ takes seconds from 0 to "+strconv.Itoa(maxDelay)+", such as /delay/2 or /delay/0.5\n"), nil
	}
	if err := t.Sleep(time.Duration(seconds*1e9 + 0.5)); err != nil {
		return nil, err
	}
	return JSON(`{"delay":` + strconv.FormatFloat(seconds, 'f', -1, 64) + "}\n"), nil
}

func count(_ *engine.Task, r *Request) (*Response, error) {
	n, err := strconv.Atoi(r.Tail)
	if err != nil || n < 0 || n > MaxBody {
		return Text(400, "/bytes/ takes a number from 0 to "+strconv.Itoa(MaxBody)+"\n"), nil
	}
	return typed(200, "application/octet-stream", strings.Repeat("0123456789abcdef", n/16+1)[:n]), nil
}

func status(_ *engine.Task, r *Request) (*Response, error) {
	n, err := strconv.Atoi(r.Tail)
	if err != nil || n < 200 || n > 599 {
		return Text(400, "/status/ takes a status from 200 to 599\n"), nil
	}
	if bodiless(n) {
		return &Response{Status: n}, nil
	}
	return Text(n, Status(n)+"\n"), nil
}

// target returns path and query together.
func (r *Request) target() string {
	if r.Query == "" {
		return r.Path
	}
	return r.Path + "?" + r.Query
}

// json returns the header as a JSON object.
func (h Header) json() string {
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
