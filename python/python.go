// Package python holds what runs in a Python interpreter: the package overlap, which runs a program's asyncio on virtual time,
// and the package overlap_trace, which records what tasks wait for, on that clock as on the machine's. The command gives them to
// python3, the site to the interpreter in a page.
package python

import "embed"

// Files are a folder that python3 runs: python3 FOLDER program.py.
//
//go:embed __main__.py overlap/*.py overlap_trace/*.py
var Files embed.FS

// Jumping is a module for event loops on a clock that jumps, which needs nothing else of ours.
//
//go:embed overlap/jumping.py
var Jumping string

// Hook is a folder for PYTHONPATH: what a program imports before its first line when it is traced.
//
//go:embed sitecustomize.py overlap_trace/*.py
var Hook embed.FS
