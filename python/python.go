// Package python holds what runs in a Python interpreter: the package overlap, which runs a program's asyncio on virtual time
// and records what its tasks wait for. The command gives it to python3, the site to the interpreter in a page.
package python

import "embed"

// Files are a folder that python3 runs: python3 FOLDER program.py.
//
//go:embed __main__.py overlap/*.py
var Files embed.FS
