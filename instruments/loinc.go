package instruments

import (
	"fmt"
	"strings"
)

// parseLOINC reads a LOINC code, such as 44261-6, and verifies its check digit
// (the modulus 10 method of the LOINC Users' Guide: digits at odd places from
// the right are doubled and the digits of the products are summed).
func parseLOINC(s string) (string, error) {
	number, check, found := strings.Cut(s, "-")
	if !found || len(check) != 1 || number == "" || len(number) > 8 {
		return "", fmt.Errorf("%q is no LOINC code such as 44261-6", s)
	}
	sum := 0
	for i := range len(number) {
		d := int(number[len(number)-1-i] - '0')
		if d < 0 || d > 9 {
			return "", fmt.Errorf("%q is no LOINC code such as 44261-6", s)
		}
		if i%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	if want := byte('0' + (10-sum%10)%10); check[0] != want {
		return "", fmt.Errorf("LOINC code %q is mistyped: its check digit would be %c", s, want)
	}
	return s, nil
}
