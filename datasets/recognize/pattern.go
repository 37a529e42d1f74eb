package recognize

import (
	"fmt"
	"strconv"
	"strings"
)

// Pattern writes headers that differ in a counted number as one: phq9_{1..9}.
// Headers that are not of this kind have none.
func Pattern(headers []string) (pattern string, ok bool) {
	if len(headers) < 2 {
		return "", false
	}
	prefix, suffix := headers[0], headers[0]
	for _, h := range headers[1:] {
		for !strings.HasPrefix(h, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
		for !strings.HasSuffix(h, suffix) {
			suffix = suffix[1:]
		}
	}
	prefix = strings.TrimRight(prefix, "0123456789")
	suffix = strings.TrimLeft(suffix, "0123456789")
	first, last := "", ""
	for i, h := range headers {
		if len(h) < len(prefix)+len(suffix) {
			return "", false
		}
		number := h[len(prefix) : len(h)-len(suffix)]
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || number[0] == '+' {
			return "", false
		}
		if i == 0 {
			first = number
		}
		start, _ := strconv.Atoi(first)
		if n != start+i || Numbered(n, first) != number {
			return "", false
		}
		last = number
	}
	if strings.ContainsAny(prefix+suffix, "{}") {
		return "", false
	}
	return fmt.Sprintf("%s{%s..%s}%s", prefix, first, last, suffix), true
}

// Numbered writes a number with zeros in front where the first of its kind has
// them: 3 is 03 after 01.
func Numbered(n int, first string) string {
	if len(first) > 1 && first[0] == '0' {
		return fmt.Sprintf("%0*d", len(first), n)
	}
	return strconv.Itoa(n)
}
