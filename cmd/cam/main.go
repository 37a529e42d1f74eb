// Command cam turns pre/post and repeated survey data of a programme into
// defensible outcomes. See `cam --help`.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], system())) }
