// Package open shows recorded runs in a page: those in a file that its reader chose, for example. The page's script fetches
// the file's content from wherever it is, hands it over piece by piece, and says what is wrong with it:
//
//	overlapTrace.begin()            a file begins
//	overlapTrace.add(bytes)         its next piece; returns what is wrong with it, "" for nothing
//	overlapTrace.show(name, beside) it is complete: its runs are shown, also beside those that are; returns likewise
//	overlapTrace.advise()           writes what the last file's runs could do better into the element advice
//
// The event overlap-trace of the document tells the script that all this is there. The package's code is a piece of the
// page's program of its own, which other pages do not fetch.
package open
