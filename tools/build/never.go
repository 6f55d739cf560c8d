package main

import "slices"

// neverRun returns functions, types and packages that a page's program never calls, and that Go's linker keeps. What only they use goes
// with them. A name belongs here when every call of it is below a condition that is false on a page, not when nothing was seen to call
// it: a call would trap. TestScenariosRunInChunks and the journeys run without them.
func neverRun() []string {
	return slices.Concat(profiles(), environment(), threads(), tracers(), faulty(), dates(), equality())
}

// profiles: nobody asks the page's runtime for one, or for its metrics.
func profiles() []string {
	return []string{
		"internal/godebug.registerMetric", "runtime.initMetrics",
		"runtime.(*profBuf)", "runtime.saveblockevent", "runtime.saveBlockEventStack",
		"runtime.tryRecordGoroutineProfile", "runtime.tryRecordGoroutineProfileWB", "runtime.findGoroutineLeaks",
	}
}

// environment: site/ts/program.ts sets bounds of memory and no GODEBUG.
func environment() []string {
	return []string{
		"internal/bisect", "runtime.schedtrace", "runtime.printScavTrace", "runtime.printAncestorTraceback",
		"runtime.checkFinalizersAndCleanups", "runtime.dumpScanStats", "runtime.setCheckmark", "runtime.runCheckmark",
	}
}

// threads: the page has one, which calls no C, makes no system call that blocks, and has no signals to stop goroutines with.
func threads() []string {
	return []string{
		"runtime.newm1", "runtime.mexit", "runtime.oneNewExtraM", "runtime.scanConservative",
		"runtime.cgocall", "runtime.reentersyscall", "runtime.exitsyscall", "runtime.exitsyscallNoP",
		"runtime.printCgoTraceback", "runtime.printOneCgoTraceback", "runtime.expandCgoFrames",
	}
}

// tracers: runtime/trace is not linked, nor are arenas, plug-ins and testing/synctest.
func tracers() []string {
	return []string{
		"runtime.traceLocker", "runtime.traceAcquireEnabled", "runtime.traceAdvance", "runtime.traceReadCPU", "runtime.traceCPUFlush",
		"runtime.traceWriter", "runtime.traceEventWriter", "runtime.(*traceSchedResourceState)", "runtime.(*traceAdvancerState)",
		"runtime.(*mspan).setUserArenaChunkToFault", "runtime.typesEqual", "runtime.(*synctestBubble)",
	}
}

// faulty: what the runtime says about a heap that is damaged before it gives up.
func faulty() []string {
	return []string{"runtime.hexdumpWords", "runtime.tracebackHexdump", "runtime.gcDumpObject", "runtime.(*mspan).reportZombies"}
}

// dates: a page shows durations, never a date, a mode of a file or a colour of a canvas.
func dates() []string {
	return []string{
		"time.Time.Format", "time.Time.AppendFormat", "time.Time.appendFormat", "time.Time.appendFormatRFC3339", "time.Time.String",
		"time.nextStdChunk", "time.(*Location)", "time.initLocal", "time.tzset", "io/fs.FileMode.String", "image/color",
	}
}

// equality: no two of the runtime's records are compared as values of an interface.
func equality() []string {
	return []string{"type:.eq.runtime", "type:.eq.[2]runtime", "type:.eq.internal/godebugs"}
}
