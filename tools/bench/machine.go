package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

// describeMachine says what the times were taken on, and how busy it was with other things.
func describeMachine() string {
	cores := runtime.NumCPU()
	said := runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + ", " + strconv.Itoa(cores) + " processors"
	loadavg, err := os.ReadFile("/proc/loadavg") // elsewhere it is not said
	if err != nil {
		return said
	}
	load, _, _ := strings.Cut(string(loadavg), " ")
	said += ", load " + load
	if busy, err := strconv.ParseFloat(load, 64); err == nil && busy > float64(cores)/2 {
		said += ": others are at work, times are longer than they need be"
	}
	return said
}
