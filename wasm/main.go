//go:build js && wasm

// The page's program: it brings a scenario's prerendered page to life.
package main

import (
	"overlap/wasm/open"
	"overlap/wasm/page"
)

func main() {
	page.Start(open.Take) // which is a piece of its own, and not there in other pages
	select {}             // the rest happens in callbacks
}
