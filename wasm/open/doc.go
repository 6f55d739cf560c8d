// Package open shows recorded runs in a page: those in a file that its reader chose, for example. The page's script fetches
// the file's content from wherever it is, hands it over piece by piece, and says what is wrong with it:
//
//	overlapTrace.begin()            a file begins
//	overlapTrace.add(bytes)         its next piece; returns what is wrong with it, "" for nothing
//	overlapTrace.show(name, beside) it is complete: its runs are shown, also beside those that are; returns likewise
//	overlapTrace.leftOut()          how many records of the last file a page has no room for
//	overlapTrace.advise()           writes what the last file's runs could do better into the element advice
//	overlapTrace.lit(ns)            returns the lines at which the tasks of the last run are at an instant, as a list of {line, note}
//	overlapTrace.model(id, args, seed)
//	                                shows a scenario beside the last run, which is its twin's with those arguments: each variant of
//	                                both. Returns how they differ, as a list of sentences; a text says what is wrong. The pieces of
//	                                the program with the scenario must be there
//	overlapTrace.asked(checks)      returns what checks ask, one in each line, as a list of sentences; a text says what is wrong
//	overlapTrace.check(checks)      the file is complete: returns what came of checks in it, as a list of {says, ok, got}; a text says
//	                                what is wrong
//
// The event overlap-trace of the document tells the script that all this is there. The package's code is a piece of the
// page's program of its own, which other pages do not fetch.
package open
