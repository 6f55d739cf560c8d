// Package page is the program behind a scenario's page. It takes over the elements that the build wrote with
// package view, listens for what the reader does, runs the model and replaces whole parts of the page.
//
// It has two rules. Calls into the DOM are coarse: one subtree or one attribute at a time, because a call per
// span would cost a hundred times as much. And everything happens in callbacks from the browser, one at a time, so
// that nothing here needs a lock: a goroutine that waited for storage hands its result to a callback.
package page
