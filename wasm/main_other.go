//go:build !(js && wasm)

// The page's program exists for browsers only. This twin keeps ./... building on every other target.
package main

func main() { panic("wasm: build this for GOOS=js GOARCH=wasm") }
