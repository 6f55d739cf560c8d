package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"overlap/engine"
	"overlap/reality"
)

// machineFile returns where calibrate keeps what this machine costs: in the user's cache folder.
func machineFile() (string, error) {
	folder, err := os.UserCacheDir()
	return filepath.Join(folder, "overlap", "machine.json"), err
}

// remember keeps a calibration, for runs on the real clock to be compared with.
func remember(d calibrationDocument) (name string, err error) {
	name, err = machineFile()
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", err
	}
	beside, err := os.CreateTemp(filepath.Dir(name), "machine")
	if err != nil {
		return "", err
	}
	defer os.Remove(beside.Name())
	_, err = beside.Write(data)
	if closed := beside.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(beside.Name(), name)
	}
	return name, err
}

// machineCosts returns what this machine was measured to cost, or the profile "go" where it was not measured with this Go.
func machineCosts() engine.Costs {
	costs, _ := engine.Profile("go")
	costs.SwitchInterval, costs.Cores = 0, runtime.NumCPU() // the real clock's interpreter lock has the default, too
	name, err := machineFile()
	if err != nil {
		return costs
	}
	data, err := os.ReadFile(name)
	var d calibrationDocument
	if err != nil || json.Unmarshal(data, &d) != nil || d.Go != runtime.Version() || d.Machine != reality.Machine() {
		return costs
	}
	at := func(name string) time.Duration { return max(time.Duration(d.Costs[name]), 0) }
	return engine.Costs{
		Name: "machine", Title: "This machine, measured", Source: "overlap calibrate",
		Resume: at("Resume"), Spawn: at("Spawn"), Connect: at("Connect"), Accept: at("Accept"), Read: at("Read"), Write: at("Write"),
		SpawnThread: at("SpawnThread"), SwitchThread: at("SwitchThread"), SpawnProcess: at("SpawnProcess"), CopyKiB: at("CopyKiB"),
		Stack: int(at("Stack")), Cores: runtime.NumCPU(),
	}
}
