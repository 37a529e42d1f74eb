package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"unicode"
)

// transcript FILE runs the lines of the file that start with "$ " and prints
// the file anew: each command with what it wrote, standard error behind a "!",
// and its exit code where that is not 0. Lines that start with "# " stay. A
// command may end in < FILE. Control characters are shown escaped, so that the
// script that compares the transcript also proves that there are none.
func transcript(args []string) error {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	lines := strings.Split(string(data), "\n")
	for i := 0; i < len(lines); i++ {
		command, isCommand := strings.CutPrefix(lines[i], "$ ")
		isComment := strings.HasPrefix(lines[i], "# ")
		if isComment && i > 0 && !strings.HasPrefix(lines[i-1], "# ") {
			fmt.Fprintln(out)
		}
		if isCommand || isComment {
			fmt.Fprintln(out, lines[i])
		}
		if !isCommand {
			continue
		}
		for strings.HasSuffix(command, `\`) {
			i++
			fmt.Fprintln(out, lines[i])
			command = strings.TrimSuffix(command, `\`) + lines[i]
		}
		if err := runLine(out, command); err != nil {
			return fmt.Errorf("%s: %w", command, err)
		}
	}
	return nil
}

func runLine(out *bufio.Writer, line string) error {
	words, err := shellWords(line)
	if err != nil {
		return err
	}
	var stdout, stderr strings.Builder
	in := strings.NewReader("")
	if n := len(words); n > 2 && words[n-2] == "<" {
		data, err := os.ReadFile(words[n-1])
		if err != nil {
			return err
		}
		in, words = strings.NewReader(string(data)), words[:n-2]
	}
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &stdout, &stderr
	err = cmd.Run()
	show := func(margin, text string) {
		for line := range strings.Lines(text) {
			fmt.Fprintln(out, strings.TrimRight(margin+visible(strings.TrimSuffix(line, "\n")), " "))
		}
	}
	show("    ", stdout.String())
	show("  ! ", stderr.String())
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		fmt.Fprintf(out, "[exit %d]\n", exit.ExitCode())
		return nil
	}
	return err
}

// visible escapes what would act on a terminal.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsControl(r) || hiddenMark(r) {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func hiddenMark(r rune) bool {
	return unicode.Is(unicode.Bidi_Control, r) || r == '\ufeff' || r == '\u200b'
}
