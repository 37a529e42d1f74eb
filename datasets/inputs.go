package datasets

import (
	"os"
	"slices"
)

// readOnce refuses a file that was read already, under whatever name.
func (s *scan) readOnce(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil // opening it says so
	}
	if i := slices.IndexFunc(s.files, func(f os.FileInfo) bool { return os.SameFile(f, info) }); i >= 0 {
		return usage("name every file once", "%s is named twice, which would count everyone in it twice", path)
	}
	s.files = append(s.files, info)
	return nil
}

// takeInput adds a file that was read, unless one with the same bytes was.
func (s *scan) takeInput(in Input) error {
	for _, other := range s.inputs {
		if other.SHA256 == in.SHA256 && in.Rows > 0 {
			return usage("leave one of them out", "%s and %s hold the same bytes, so that everyone in them would count twice", other.Name, in.Name)
		}
	}
	s.inputs = append(s.inputs, in)
	return nil
}
