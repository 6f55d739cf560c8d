package main

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// toASCII spells a text for people in ASCII.
func toASCII(text string) string {
	text = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "→", "->", "×", "x", "µ", "u", "…", "...",
		"·", ".", "–", "-", "—", "-", "−", "-", "≥", ">=", "≤", "<=", "⌈", "ceil(", "⌉", ")", "\u00a0", " ", "\u202f", " ").Replace(text)
	return escape(text, func(rune) string { return "?" })
}

// inText spells a character where nothing but another character can stand for it.
func inText(r rune) string { return toASCII(string(r)) }

// inXML and inJSON spell a character that is not ASCII so that a document stays the same document.
func inXML(r rune) string { return fmt.Sprintf("&#%d;", r) }

func inJSON(r rune) string {
	text := ""
	for _, unit := range utf16.AppendRune(nil, r) {
		text += fmt.Sprintf("\\u%04x", unit)
	}
	return text
}

// escape spells each character that is not ASCII as how says.
func escape(text string, how func(rune) string) string {
	var b strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			b.WriteString(how(r))
		}
	}
	return b.String()
}
