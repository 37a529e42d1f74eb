// Package text holds the words of every report, one YAML file a language:
// phrases of the document and findings, and one template for every decision
// code. A template sees the names that its caller passes; for a decision these
// are its arguments, its number as .n, and nothing else.
//
// Adding a language is adding a file and one line in language.go; adding a
// decision is adding its code to every file, and a test says which is missing.
package text
