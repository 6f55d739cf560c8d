// Package page is the program behind a scenario's page. It takes over the elements that the build wrote with
// package view, listens for what the reader does, runs the model and replaces whole parts of the page.
//
// It has two rules. A call into the DOM replaces a whole subtree or sets one attribute, because a call for each span would
// cost a hundred times as much. And all code runs in callbacks from the browser, one at a time, so that nothing here needs
// a lock: a goroutine that waits for storage passes its result to a callback.
package page
