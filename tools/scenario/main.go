// Command scenario makes the folder of a new scenario: small, complete, and passing every test.
//
//	make scenario NAME=barber
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"overlap/internal/artifact"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "scenario:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("%d names were given, not one: make scenario NAME=barber", len(args))
	}
	root, err := artifact.ModuleRoot()
	if err != nil {
		return err
	}
	name := args[0]
	if err := checkName(filepath.Join(root, "scenarios"), name); err != nil {
		return err
	}
	if err := writeFolder(filepath.Join(root, "scenarios", name), name); err != nil {
		return err
	}
	for _, command := range [][]string{
		{"generate", "./scenarios/all"},
		{"test", "./scenarios/all", "-run", "TestGoldenTraces/^" + name + "$|TestHeadlines/^" + name + "$", "-update"},
	} {
		cmd := exec.Command("go", command...)
		cmd.Dir = root
		if said, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go %v: %w\n%s", command, err, said)
		}
	}
	fmt.Fprintf(out, instructions, name, name+".go", name+".py")
	return nil
}

const instructions = `scenarios/%[1]s is a scenario that passes every test. Make it yours:
  %-18[2]s the program, as the page shows it
  claims.go          what holds of its runs
  %-18[3]s the same program in Python
  lesson.md          what the reader learns
  testdata/golden    its traces and headlines, which the tests write
See it:   make run, and then /s/%[1]s/ at the address that is printed
Test it:  go test ./scenarios/all -run /%[1]s     (-update accepts other traces)
scenarios/README.md says what a scenario is held to.
`
