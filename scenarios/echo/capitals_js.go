package echo

import "syscall/js"

// capitals does as capitals in capitals_other.go. It calls the page's JavaScript, so that the program needs no table of
// letters.
func capitals(text string) string {
	toUpperCase := js.Global().Get("String").Get("prototype").Get("toUpperCase")
	return toUpperCase.Call("call", " "+text).String()[1:] // a byte order mark would be lost on the way, were it first
}
