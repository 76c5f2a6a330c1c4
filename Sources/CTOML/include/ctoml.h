// A C face of toml++: bytes in, a tree of values out, each with its line and column (from 1, columns in
// characters). Nothing here throws; memory that cannot be had ends the program.
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ctoml_type {
  CTOML_TABLE,
  CTOML_ARRAY,
  CTOML_STRING,
  CTOML_INTEGER,
  CTOML_FLOAT,
  CTOML_BOOLEAN,
  // A day of the calendar, without a time.
  CTOML_DATE,
  // A time, or a date with a time.
  CTOML_TIME
} ctoml_type;

// Texts are UTF-8, are not terminated, and may hold NUL.
typedef struct ctoml_node {
  ctoml_type type;
  uint32_t line, column;
  // The name in the table around it; NULL in an array.
  const char *key;
  size_t key_length;
  uint32_t key_line, key_column;
  // What belongs to the type.
  const char *string;
  size_t string_length;
  int64_t integer;
  double number;
  int boolean;
  int year, month, day;
  // The members of a table, in the order of the file, or of an array.
  const struct ctoml_node *children;
  size_t count;
} ctoml_node;

typedef struct ctoml_error {
  // In English, not terminated by a full stop; "" where there is no error.
  char message[256];
  uint32_t line, column;
} ctoml_error;

typedef struct ctoml_document ctoml_document;

// Takes out what need not be parsed: comments, and the statements whose key is one of `keys` (words, apart by a space).
// toml++ takes 45 ns for each byte. Keys that are quoted, dotted or within a value stay; lines keep their numbers.
// Returns how many bytes are left.
size_t ctoml_skim(char *bytes, size_t count, const char *keys);

// NULL, with `error` filled in, where the bytes are not TOML or nest too deeply.
ctoml_document *ctoml_parse(const char *bytes, size_t count, ctoml_error *error);

// The table of the whole document; it and all below live as long as the document.
const ctoml_node *ctoml_root(const ctoml_document *document);

void ctoml_free(ctoml_document *document);

#ifdef __cplusplus
}
#endif
