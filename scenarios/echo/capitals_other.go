//go:build !js

package echo

import (
	"golang.org/x/text/cases"
	"golang.org/x/text/language"
)

// capitals returns a text in capitals. One letter may become several, as "ß" does, which package unicode does not know.
func capitals(text string) string { return cases.Upper(language.Und).String(text) }
