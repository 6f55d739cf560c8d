package browser

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// Env names the environment variable that says which Chromium or Chrome to use.
const Env = "OVERLAP_CHROMIUM"

// Find returns the path of a Chromium: the one that OVERLAP_CHROMIUM names, or the first of the usual
// names in PATH. The error says what to do.
func Find() (string, error) {
	if named := os.Getenv(Env); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("browser: %s names %s, which cannot be run: %w", Env, named, err)
		}
		return path, nil
	}
	candidates := []string{
		"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	}
	for _, candidate := range candidates {
		if path, err := exec.LookPath(candidate); err == nil {
			return path, nil
		}
	}
	return "", errors.New("browser: no Chromium or Chrome was found; " + byHand)
}

const byHand = "install one (Debian: sudo apt-get install -y --no-install-recommends chromium fonts-dejavu-core), or set " +
	Env + " to the path of one"

// Install installs Debian's Chromium and a font, where the process may: as root on a system with
// apt-get. Elsewhere the error says what to do by hand. What apt-get prints goes to log.
func Install(ctx context.Context, log io.Writer) error {
	if named := os.Getenv(Env); named != "" {
		return fmt.Errorf("browser: %s names %s, which cannot be run; unset it to use the system's", Env, named)
	}
	return install(ctx, log, chromiumPackages()...)
}

func chromiumPackages() []string { return []string{"chromium", "fonts-dejavu-core"} }

// install installs packages as Install does.
func install(ctx context.Context, log io.Writer, packages ...string) error {
	if os.Geteuid() != 0 {
		return errors.New("browser: no browser was found and only root can install it; " + byHand)
	}
	apt, err := exec.LookPath("apt-get")
	if err != nil {
		return errors.New("browser: no browser was found and there is no apt-get to install it; " + byHand)
	}
	for _, args := range installSteps(packages) {
		cmd := exec.CommandContext(ctx, apt, args...)
		cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
		cmd.Stdout, cmd.Stderr = log, log
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("browser: apt-get %s failed: %w; %s", strings.Join(args, " "), err, byHand)
		}
	}
	return nil
}

// installSteps are the arguments of apt-get. Two packages' tests may install at once: the second waits
// for the first one's lock and then finds everything done.
func installSteps(packages []string) [][]string {
	const wait = "-oDPkg::Lock::Timeout=300"
	return [][]string{
		{wait, "-q", "update"},
		append([]string{wait, "-q", "install", "-y", "--no-install-recommends"}, packages...),
	}
}
