package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// columnsOf returns the width of the console that f is; ok is false when it is none.
func columnsOf(f *os.File) (columns int, ok bool) {
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(windows.Handle(f.Fd()), &info); err != nil {
		return 0, false
	}
	return int(info.Window.Right-info.Window.Left) + 1, true
}
