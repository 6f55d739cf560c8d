//go:build js && wasm

// The page's program: it brings a scenario's prerendered page to life.
package main

import "overlap/wasm/page"

func main() {
	page.Start()
	select {} // the rest happens in callbacks
}
