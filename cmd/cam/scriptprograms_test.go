package main

import (
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// scriptProgram makes a program of a function, for the scripts to run.
func scriptProgram(do func(args []string) error) func() {
	return func() {
		if err := do(os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// rows FILE [COLUMN=VALUE …] COLUMNS prints the columns, separated by commas, of
// those rows of a CSV file whose columns have the values. Numbers are rounded
// to six digits: scripts look at wiring, reference tests at digits.
func rows(args []string) error {
	file, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return err
	}
	header := all[0]
	columns := strings.Split(args[len(args)-1], ",")
	at := func(name string) (int, error) {
		if i := slices.Index(header, name); i >= 0 {
			return i, nil
		}
		return 0, fmt.Errorf("there is no column %q", name)
	}
next:
	for _, row := range all[1:] {
		for _, condition := range args[1 : len(args)-1] {
			name, value, _ := strings.Cut(condition, "=")
			i, err := at(name)
			if err != nil {
				return err
			}
			if row[i] != value {
				continue next
			}
		}
		cells := make([]string, len(columns))
		for j, name := range columns {
			i, err := at(name)
			if err != nil {
				return err
			}
			cells[j] = row[i]
			if x, err := strconv.ParseFloat(row[i], 64); err == nil {
				cells[j] = strconv.FormatFloat(x, 'g', 6, 64)
			}
		}
		fmt.Println(strings.TrimRight(strings.Join(cells, " | "), " "))
	}
	return nil
}

// part FILE PATH… prints values of a JSON file as they stand in it, without
// white space; a path is made of keys joined by dots.
func part(args []string) error {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	for _, path := range args[1:] {
		value := json.RawMessage(data)
		for key := range strings.SplitSeq(path, ".") {
			var object map[string]json.RawMessage
			if err := json.Unmarshal(value, &object); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			if value = object[key]; value == nil {
				return fmt.Errorf("%s: there is no key %q", path, key)
			}
		}
		var list []json.RawMessage
		if json.Unmarshal(value, &list) != nil {
			list = []json.RawMessage{value}
		}
		for _, item := range list {
			var compact strings.Builder
			for text := range strings.Lines(string(item)) {
				compact.WriteString(strings.TrimSpace(text))
			}
			fmt.Println(compact.String())
		}
	}
	return nil
}

// decided FILE prints what was decided while the data were read, of the JSON
// output of an analysis: the decisions that no method took.
func decided(args []string) error {
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var result struct {
		Decisions []struct{ Code, Outcome, Method, Text string }
	}
	if err := json.Unmarshal(data, &result); err != nil {
		return err
	}
	for _, d := range result.Decisions {
		if d.Method == "" {
			fmt.Println(strings.Join(strings.Fields(d.Outcome+" "+d.Code+": "+d.Text), " "))
		}
	}
	return nil
}

// encode FORM FROM TO rewrites a UTF-8 file as other programs save it.
func encode(args []string) error {
	data, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	text := string(data)
	var out []byte
	switch args[0] {
	case "bom":
		out = []byte("\ufeff" + text)
	case "crlf":
		out = []byte(strings.ReplaceAll(text, "\n", "\r\n"))
	case "cr":
		out = []byte(strings.ReplaceAll(text, "\n", "\r"))
	case "latin-1":
		for _, r := range text {
			out = append(out, byte(r))
		}
	case "utf-16le", "utf-16be":
		order := binary.AppendByteOrder(binary.LittleEndian)
		if args[0] == "utf-16be" {
			order = binary.BigEndian
		}
		for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
			out = order.AppendUint16(out, unit)
		}
	default:
		return fmt.Errorf("form %q is not known", args[0])
	}
	return os.WriteFile(args[2], out, 0o644)
}

// bytes FILE TEXT writes a text with Go's escapes, such as \x1b and \n.
func writeBytes(args []string) error {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(args[1], `"`, `\"`) + `"`)
	if err != nil {
		return err
	}
	return os.WriteFile(args[0], []byte(text), 0o644)
}

// list FOLDER prints permissions and names of what is in a folder.
func list(args []string) error {
	entries, err := os.ReadDir(args[0])
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return err
		}
		fmt.Println(info.Mode(), e.Name())
	}
	return nil
}

// unread runs a program whose standard output nobody reads.
func unread(args []string) error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	r.Close()
	defer w.Close()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = w, os.Stderr
	if exit := (*exec.ExitError)(nil); !errors.As(cmd.Run(), &exit) {
		return errors.New("the program did not notice")
	}
	return nil
}

// onterminal runs a program that writes to the script's terminal.
func onterminal(args []string) error {
	terminal, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer terminal.Close()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdout, cmd.Stderr = terminal, terminal
	return cmd.Run()
}
