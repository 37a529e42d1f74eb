package datasets

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
)

// unexpectedToken is how the parser says what it cannot place.
var unexpectedToken = regexp.MustCompile(`^unexpected token (\w+)(?:\((".*")\))?$`)

// syntaxProblem puts what the parser says into words of the language.
func syntaxProblem(err error, text string, headers []string) (problem, hint string) {
	problem, hint = exprProblem(err), "write an expression "+whereHelp
	switch problem {
	case "literal not terminated":
		return "a quote is not closed", hint
	case "unexpected token EOF", "unexpected end of expression":
		return "it ends too soon", hint
	}
	token := unexpectedToken.FindStringSubmatch(problem)
	if token == nil {
		return problem, hint
	}
	word, err := strconv.Unquote(token[2])
	if err != nil {
		word = token[2]
	}
	if word == "=" {
		hint = "write == to compare"
	}
	for _, h := range headers { // Study arm == ...
		if strings.Contains(h, " "+word) && strings.Contains(text, h) && !strings.Contains(text, strconv.Quote(h)) {
			hint = "write " + columnText(h)
		}
	}
	return quotePlain(word) + " is not expected here", hint
}

// plainColumn is a header that needs no col().
var plainColumn = regexp.MustCompile(`^[\pL_][\pL\pN_.]*$`)

// columnText writes a header as it is referred to.
func columnText(header string) string {
	if plainColumn.MatchString(header) {
		return header
	}
	return "col(" + strconv.Quote(header) + ")"
}

// quotePlain writes an expression for a message as it was typed, shortened and
// without control characters.
func quotePlain(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return "'" + strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, s) + "'"
}

func exprProblem(err error) string {
	if e := (*file.Error)(nil); errors.As(err, &e) {
		return e.Message
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	return text
}
