package echo

import "syscall/js"

// capitals is the twin of that in capitals_other.go: every page has the letters that the program would have to bring.
func capitals(text string) string {
	toUpperCase := js.Global().Get("String").Get("prototype").Get("toUpperCase")
	return toUpperCase.Call("call", " "+text).String()[1:] // a byte order mark would be lost on the way, were it first
}
