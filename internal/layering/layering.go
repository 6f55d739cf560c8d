// Package layering holds the house rules that a compiler does not: who may import whom, what the page's
// binary may link, how long a file and a function may be, which exported names need a program that uses them, and what
// stays out of sources and templates.
// It has no code of its own; its tests are run with all others.
package layering
