// Package journey walks through the built site as a learner does, in a real Chromium: it changes a latency and
// reads the new total, plays, steps and scrubs, saves settings and finds them again, follows a link somebody sent,
// and does without scripts, without a network, without storage. It has tests only.
//
// The pages are built for the tests and served by site.Handler, so that what is walked through is what is shipped,
// policies included. Every page fails its test when anything went wrong on its console. Whatever can be said of
// all scenarios is a loop over scenarios/all: a new scenario needs no line here.
package journey
