package table

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
)

// source streams the bytes of a file and takes their fingerprint on the way.
type source struct {
	file io.Reader
	hash hash.Hash
	err  error // repeated, as looking ahead makes the stages above forget it
}

func newSource(file io.Reader) *source { return &source{file: file, hash: sha256.New()} }

func (s *source) Read(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.file.Read(p)
	s.hash.Write(p[:n])
	s.err = err
	return n, err
}

// finish reads what no format had a use for and returns the SHA-256 of all.
func (s *source) finish() (string, error) {
	if _, err := io.Copy(io.Discard, s); err != nil {
		return "", err
	}
	return hex.EncodeToString(s.hash.Sum(nil)), nil
}

// isGzip looks at the first bytes; it fails where the file cannot be read.
func isGzip(r *bufio.Reader) (bool, error) {
	head, err := r.Peek(3)
	if err != nil && err != io.EOF {
		return false, err
	}
	return bytes.Equal(head, []byte{0x1f, 0x8b, 8}), nil // 8 is deflate
}

// gunzip decompresses as it is read.
func gunzip(r io.Reader) io.Reader { return &unpacker{packed: r} }

type unpacker struct {
	packed io.Reader
	zip    *gzip.Reader
	err    error
}

func (u *unpacker) Read(p []byte) (n int, err error) {
	if u.err != nil {
		return 0, u.err
	}
	if u.zip == nil {
		u.zip, err = gzip.NewReader(u.packed)
	}
	if err == nil {
		n, err = u.zip.Read(p)
	}
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum),
		errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		err = &contentError{"the compressed data are damaged or cut short", "copy or download the file again"}
	}
	u.err = err
	return n, err
}
