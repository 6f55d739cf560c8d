package main

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"

	scripts "overlap/python"
)

//go:embed player.py
var playerScript string

// bootstrap runs its second argument, with its first as the module jumping: an isolated Python imports no files of ours.
const bootstrap = `import sys, types
sys.modules["jumping"] = types.ModuleType("jumping")
exec(sys.argv[1], vars(sys.modules["jumping"]))
exec(sys.argv[2])`

// answer is the log of a program on asyncio.
type answer struct {
	Log   []line `json:"log"`
	Marks []mark `json:"marks"` // in the order of the log
}

// mark says that the engine may begin to differ there by a deviation.
type mark struct {
	Deviation string `json:"deviation"` // a key of deviations
	At        int    `json:"at"`        // the instant at which the difference begins, in milliseconds
	Line      int    `json:"line"`      // index of the first line of the log that it may change
}

// python is a process that plays programs on CPython's asyncio, one after another.
type python struct {
	Version string
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	errors  strings.Builder
}

// errNoPython is the error when no python3 is recent enough.
var errNoPython = errors.New("python3 3.11 or later is needed: earlier ones have neither TaskGroup, timeout nor Barrier")

// startPython starts the process, or returns errNoPython.
func startPython() (*python, error) {
	version, err := exec.Command("python3", "-c", "import sys; assert sys.version_info >= (3, 11); print(sys.version.split()[0])").Output()
	if err != nil {
		return nil, errNoPython
	}
	p := &python{Version: strings.TrimSpace(string(version)), cmd: exec.Command("python3", "-I", "-c", bootstrap, scripts.Jumping, playerScript)}
	p.cmd.Stderr = &p.errors
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewReader(out)
	return p, p.cmd.Start()
}

// play plays one program. The error is the process's, with its output.
func (p *python) play(of *program) (a answer, err error) {
	if err := json.NewEncoder(p.in).Encode(of); err != nil {
		return a, p.failed(err)
	}
	text, err := p.out.ReadBytes('\n')
	if err != nil {
		return a, p.failed(err)
	}
	return a, json.Unmarshal(text, &a)
}

func (p *python) failed(err error) error {
	p.Close()
	return fmt.Errorf("player.py: %w\n%s", err, p.errors.String())
}

// Close ends the process.
func (p *python) Close() error {
	p.in.Close()
	return p.cmd.Wait()
}
