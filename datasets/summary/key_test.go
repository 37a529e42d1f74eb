package summary

import "testing"

func TestKeyLevel(t *testing.T) {
	k := NewKey(Level{"site", "A"}, Level{"sex", ""})
	site, ok1 := k.Level("site")
	sex, ok2 := k.Level("sex")
	_, ok3 := k.Level("age")
	if site.Value != "A" || site.Missing() || !sex.Missing() || !ok1 || !ok2 || ok3 {
		t.Errorf("levels %v %v %v %v %v", site, sex, ok1, ok2, ok3)
	}
}
