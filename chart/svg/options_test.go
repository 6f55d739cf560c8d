package svg

import (
	"testing"

	"pgregory.net/rapid"

	"overlap/internal/golden"
)

func TestMain(m *testing.M) { golden.Main(m) }

func drawOptions(t *rapid.T) Options {
	return Options{
		Width: rapid.SampledFrom([]int{0, 1, 320, 479, 480, 640, 1200, 99999}).Draw(t, "width"),
		Style: rapid.SampledFrom([]string{"", FileCSS()}).Draw(t, "style"),
	}
}
