package svg

import (
	"testing"

	"pgregory.net/rapid"

	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

func drawOptions(t *rapid.T) Options {
	return Options{
		Width:      rapid.SampledFrom([]int{0, 1, 320, 479, 480, 640, 1200, 99999}).Draw(t, "width"),
		Standalone: rapid.Bool().Draw(t, "standalone"),
		Compact:    rapid.Bool().Draw(t, "compact"),
	}
}
