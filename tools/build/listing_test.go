package main

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"overlap/scenarios/all"
)

// TestListingsKeepTheCode: without its tags and badges a listing is the file, and every line says its number.
func TestListingsKeepTheCode(t *testing.T) {
	tag := regexp.MustCompile(`<[^>]*>`)
	for _, s := range all.List() {
		both, err := listings(s)
		if err != nil {
			t.Fatal(err)
		}
		for i, source := range []string{s.Texts().Source, s.Texts().Twin} {
			l := both[i]
			text := string(l.Head) + string(l.Body) + string(l.Tail)
			text = strings.ReplaceAll(text, `<span class="marker">`, []string{"// [", "# ["}[i])
			text = html.UnescapeString(tag.ReplaceAllString(text, ""))
			marker := regexp.MustCompile(`((?://|#) \[\w+)\]`)
			if want := marker.ReplaceAllString(source, "$1"); strings.TrimRight(text, "\n") != strings.TrimRight(want, "\n") {
				t.Errorf("%s: the listing says something else than the file", l.Name)
			}
			if got, want := strings.Count(string(l.Head), "data-line="), l.Before; got != want {
				t.Errorf("%s: %d lines are folded, and %d announced", l.Name, got, want)
			}
			if got, want := strings.Count(string(l.Tail), "data-line="), l.After; got != want || i == 1 && got == 0 {
				t.Errorf("%s: %d lines are folded at the end, and %d announced", l.Name, got, want)
			}
			if strings.Contains(string(l.Head+l.Tail), "data-marker") {
				t.Errorf("%s: a line that lights up is folded away", l.Name)
			}
		}
	}
}

func TestPreamble(t *testing.T) {
	long := strings.Repeat("import x\n", 12)
	tests := []struct {
		source string
		marked int
		want   int
	}{
		{long + "// f waits.\nfunc f() {\n\tg() // [1]\n}", 15, 12},
		{long + "@decorated\nasync def f():\n    await g()  # [1]", 15, 12},
		{"package p\n\nfunc f() {\n\tg() // [1]\n}", 4, 0}, // too little to fold
		{long, 0, 0}, // no marker
	}
	for _, tt := range tests {
		if got := preamble(strings.Split(tt.source, "\n"), map[int]string{tt.marked: "1"}); got != tt.want {
			t.Errorf("%d lines before the waiting, not %d, in\n%s", got, tt.want, tt.source)
		}
	}
}
