// Package report says what a scenario's runs came to, in figures and in words: who is compared with whom and by what
// factor, what was logged, what was left behind, who waits for ever. The page, the terminal and JSON read it, and charts
// are drawn of what it hands them, so that all say the same.
package report
