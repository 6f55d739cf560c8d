//go:build js && wasm

// The page's program: it brings a scenario's prerendered page to life.
package main

import (
	"overlap/wasm/measure"
	"overlap/wasm/open"
	"overlap/wasm/page"
)

func main() {
	page.Start(open.Take, measure.Take) // which are pieces of their own, and not there in all pages
	select {}                           // the rest happens in callbacks
}
