package main

import "runtime/debug"

// version is set by the linker for releases: -ldflags "-X main.version=1.2.0".
var version string

// programVersion is the release, else the module version or the commit that the
// Go toolchain recorded, else "devel".
func programVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "devel-" + s.Value[:min(12, len(s.Value))]
		}
	}
	return "devel"
}
