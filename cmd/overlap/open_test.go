package main

import (
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"overlap/site"
)

// The site that a traced program is opened in has the trace besides its own files.
func TestSiteWithATrace(t *testing.T) {
	pages := besides{fstest.MapFS{"index.html": {Data: []byte("home")}, "open/index.html": {Data: []byte("open")}}, []byte("{}\n")}
	for path, want := range map[string]string{"/": "home", "/open/": "open", "/open/run.jsonl": "{}\n"} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "http://127.0.0.1:8765"+path, nil)
		site.Handler(pages, "127.0.0.1:8765").ServeHTTP(w, r)
		if w.Code != 200 || w.Body.String() != want {
			t.Errorf("%s: %d %q, want %q", path, w.Code, w.Body.String(), want)
		}
	}
}
