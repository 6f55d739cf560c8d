package words

import (
	"strconv"
	"strings"
	"time"

	"overlap/quantity"
)

// Said returns an error's text, or the cause of a cancellation, as people read it: without the packages that it comes from, which say
// nothing to readers, and with the engine's own times and numbers written as all others are. What a program says stays as it is.
func Said(text string) string {
	for _, p := range [...]string{"engine: ", "async: ", "network: ", "http1: "} {
		text = strings.ReplaceAll(text, p, "")
	}
	for _, before := range [...]string{"timeout of ", "timed out after ", "the limit of ", "records in the file: "} {
		text = respelt(text, before)
	}
	return withoutEOF(text)
}

// withoutEOF writes Go's io.EOF as people say it, where it is all that one of several errors says.
func withoutEOF(text string) string {
	parts := strings.Split(text, "; ")
	for i, part := range parts {
		for _, w := range [...][2]string{{"unexpected EOF", "the connection ended too soon"}, {"EOF", "the connection ended"}} {
			if before, is := strings.CutSuffix(part, w[0]); is && (before == "" || strings.HasSuffix(before, ": ")) {
				parts[i] = before + w[1]
				break
			}
		}
	}
	return strings.Join(parts, "; ")
}

// respelt writes the time or the number that follows some words in a text anew.
func respelt(text, before string) string {
	head, rest, found := strings.Cut(text, before)
	if !found {
		return text
	}
	end := strings.IndexAny(rest, " ,;:)")
	if end < 0 {
		end = len(rest)
	}
	amount := rest[:end]
	if n, err := strconv.Atoi(amount); err == nil {
		amount = quantity.Count(n)
	} else if d, err := time.ParseDuration(amount); err == nil {
		amount = quantity.Duration(d)
	}
	return head + before + amount + rest[end:]
}
