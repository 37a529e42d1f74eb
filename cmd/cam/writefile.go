package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// writeFile calls write for a file that appears whole or not at all. A device or
// pipe is written to and never replaced.
func writeFile(path string, write func(io.Writer) error) (err error) {
	mode := os.FileMode(0o644)
	if old, statErr := os.Stat(path); statErr == nil {
		switch {
		case old.IsDir():
			return errors.New("it is a folder")
		case !old.Mode().IsRegular():
			return writeInto(path, write)
		}
		mode = old.Mode().Perm()
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".cam-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	buffered := bufio.NewWriter(file)
	if err = write(buffered); err != nil {
		return err
	}
	if err = buffered.Flush(); err != nil {
		return err
	}
	// CreateTemp makes files that only their owner reads; results are made as
	// any other file is, or keep the permissions of the file they replace.
	if err = file.Chmod(mode); err != nil {
		return err
	}
	if err = file.Sync(); err != nil {
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

func writeInto(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}
