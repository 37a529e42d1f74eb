package figure

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/png"
	"io"
	"math"

	"gonum.org/v1/plot/vg/vgimg"
)

// pngCanvas writes an image that knows its size in print and its text
// alternative.
type pngCanvas struct {
	*vgimg.Canvas
	alt string
	dpi int
}

func newPNG(f Figure, g page, dpi int) pngCanvas {
	return pngCanvas{vgimg.NewWith(vgimg.UseWH(g.width, g.height), vgimg.UseDPI(dpi)), f.Alt, dpi}
}

// afterHeader is the length of a PNG's signature and first chunk.
const afterHeader = 8 + 25

func (c pngCanvas) writeTo(w io.Writer) error {
	var image bytes.Buffer
	if err := png.Encode(&image, c.Image()); err != nil {
		return err
	}
	perMetre := uint32(math.Round(float64(c.dpi) / 0.0254))
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, perMetre), perMetre)
	data := image.Bytes()
	for _, part := range [][]byte{
		data[:afterHeader],
		chunk("pHYs", append(size, 1)),
		// Keyword, no compression, no language, no translated keyword, text.
		chunk("iTXt", append([]byte("Description\x00\x00\x00\x00\x00"), c.alt...)),
		data[afterHeader:],
	} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// chunk is a part of a PNG: length, name, data and check sum.
func chunk(name string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}
