package figure

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestGallery draws every kind of every case in every format, in the default
// size, narrow (400 pixels) and wide (1600 pixels). CAM_GALLERY names a folder
// in which to keep them, to be looked at.
func TestGallery(t *testing.T) {
	folder := os.Getenv("CAM_GALLERY")
	for _, c := range testCases(t) {
		for _, k := range ofPairs() {
			t.Run(c.name+"/"+k.Name, func(t *testing.T) {
				f, err := k.Draw(c.report, c.options)
				if k.Name == "bands" && c.name == "no_direction" || k.Name == "bands" && c.name == "huge" {
					if err == nil {
						t.Error("bands were drawn where there are none")
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				keep(t, f, folder, k.Name+"_"+c.name)
			})
		}
	}
}

// TestTrajectoryGallery does the same for figures over time.
func TestTrajectoryGallery(t *testing.T) {
	folder := os.Getenv("CAM_GALLERY")
	for _, c := range trajectoryCases() {
		t.Run(c.name, func(t *testing.T) {
			f, err := c.draw()
			if err != nil {
				t.Fatal(err)
			}
			keep(t, f, folder, "trajectory_"+c.name)
		})
	}
}

// keep draws a figure in all sizes, and keeps it where there is a folder.
func keep(t *testing.T, f Figure, folder, name string) {
	t.Helper()
	for _, size := range []struct {
		name       string
		width, dpi float64
	}{{"", 0, 144}, {"_narrow", 300, 96}, {"_wide", 1200, 96}} {
		f.Width, f.DPI = size.width, int(size.dpi)
		formats := []Format{PNG}
		if folder == "" && size.name != "_narrow" {
			formats = []Format{SVG, PDF}
		} else if size.name == "" {
			formats = []Format{PNG, SVG, PDF}
		}
		for _, format := range formats {
			var out bytes.Buffer
			if err := Write(&out, f, format); err != nil {
				t.Fatal(err)
			}
			if folder != "" {
				path := filepath.Join(folder, name+size.name+"."+format.String())
				if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
