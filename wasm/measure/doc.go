// Package measure has the server of a page run the page's scenario, and draws what happens while it arrives: see package stream, which
// answers. Its code is a piece of the page's program of its own, which the first press fetches.
package measure
