#include "ctoml.h"

#if !__has_include(<toml++/toml.h>)
#error "toml++ is missing: install libtomlplusplus-dev"
#endif

// Some of toml++'s assertions fail for malformed input (marzer/tomlplusplus#301: `[[[a]]`), though the code after
// them reports the error well. With NDEBUG they are promises to the optimizer, without it they abort: neither.
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_UNRELEASED_FEATURES 0
#define TOML_MAX_NESTED_VALUES 32
#include <toml++/toml.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace {

// toml++ bounds the nesting of arrays and inline tables, but not the parts of a dotted key, each of which is a
// table in a table: a key of 300,000 parts overflows the stack when the tables are freed.
constexpr unsigned max_dots = 31;

// Finds a key of too many parts. Strings and comments are passed over as toml++ reads them, so that up to its
// first error both agree on what is a key.
class dot_counter {
 public:
  explicit dot_counter(std::string_view text) : text(text) {}

  uint32_t line = 1;

  bool finds_too_many() {
    unsigned dots = 0;
    while (at < text.size()) {
      const char c = text[at];
      switch (c) {
        case '"':
        case '\'': pass_string(c); continue;
        case '#':
          while (at < text.size() && text[at] != '\n') at++;
          continue;
        case '.':
          if (++dots > max_dots) return true;
          break;
        case '\n': line++; [[fallthrough]];
        case '=':
        case ',':
        case '[':
        case ']':
        case '{':
        case '}': dots = 0; break;
        default: break;
      }
      at++;
    }
    return false;
  }

 private:
  std::string_view text;
  size_t at = 0;

  bool has(size_t count, char quote) const {
    if (at + count > text.size()) return false;
    for (size_t i = 0; i < count; i++)
      if (text[at + i] != quote) return false;
    return true;
  }

  void pass_string(char quote) {
    const bool is_long = has(3, quote);
    at += is_long ? 3 : 1;
    while (at < text.size()) {
      if (text[at] == '\n') {
        if (!is_long) return;
        line++;
      } else if (text[at] == '\\' && quote == '"') {
        at++;
        if (at < text.size() && text[at] == '\n') line++;
      } else if (has(is_long ? 3 : 1, quote)) {
        at += is_long ? 3 : 1;
        // A long string may end in one or two quotes of its own.
        for (int more = 0; is_long && more < 2 && has(1, quote); more++) at++;
        return;
      }
      at++;
    }
  }
};

void set_error(ctoml_error &error, std::string_view message, uint32_t line, uint32_t column) {
  const size_t count = std::min(message.size(), sizeof error.message - 1);
  std::memcpy(error.message, message.data(), count);
  error.message[count] = 0;
  error.line = line;
  error.column = column;
}

}  // namespace

struct ctoml_document {
  toml::table table;
  ctoml_node root{};
  std::vector<std::unique_ptr<ctoml_node[]>> members;

  explicit ctoml_document(toml::table &&parsed) : table(std::move(parsed)) { fill(root, table); }

 private:
  ctoml_node *make_members(ctoml_node &node, size_t count) {
    members.push_back(std::make_unique<ctoml_node[]>(count));
    node.children = members.back().get();
    node.count = count;
    return members.back().get();
  }

  void fill(ctoml_node &node, const toml::node &value) {
    node.line = value.source().begin.line;
    node.column = value.source().begin.column;
    if (const auto *table = value.as_table()) {
      node.type = CTOML_TABLE;
      ctoml_node *member = make_members(node, table->size());
      ctoml_node *const first = member;
      for (auto &&[key, child] : *table) {
        member->key = key.str().data();
        member->key_length = key.str().size();
        member->key_line = key.source().begin.line;
        member->key_column = key.source().begin.column;
        fill(*member++, child);
      }
      std::sort(first, member, [](const ctoml_node &a, const ctoml_node &b) {
        return a.key_line != b.key_line ? a.key_line < b.key_line : a.key_column < b.key_column;
      });
    } else if (const auto *array = value.as_array()) {
      node.type = CTOML_ARRAY;
      ctoml_node *member = make_members(node, array->size());
      for (auto &&child : *array) fill(*member++, child);
    } else if (const auto *string = value.as_string()) {
      node.type = CTOML_STRING;
      node.string = string->get().data();
      node.string_length = string->get().size();
    } else if (const auto *integer = value.as_integer()) {
      node.type = CTOML_INTEGER;
      node.integer = integer->get();
    } else if (const auto *number = value.as_floating_point()) {
      node.type = CTOML_FLOAT;
      node.number = number->get();
    } else if (const auto *boolean = value.as_boolean()) {
      node.type = CTOML_BOOLEAN;
      node.boolean = boolean->get();
    } else if (const auto *date = value.as_date()) {
      node.type = CTOML_DATE;
      node.year = date->get().year;
      node.month = date->get().month;
      node.day = date->get().day;
    } else {
      node.type = CTOML_TIME;
    }
  }
};

extern "C" ctoml_document *ctoml_parse(const char *bytes, size_t count, ctoml_error *error) {
  *error = {};
  const std::string_view text(bytes, count);
  dot_counter counter(text);
  if (counter.finds_too_many()) {
    set_error(*error, "a key of more than 32 parts", counter.line, 1);
    return nullptr;
  }
  toml::parse_result result = toml::parse(text);
  if (!result) {
    const auto &begin = result.error().source().begin;
    set_error(*error, result.error().description(), begin.line, begin.column);
    return nullptr;
  }
  return new ctoml_document(std::move(result).table());
}

extern "C" const ctoml_node *ctoml_root(const ctoml_document *document) { return &document->root; }

extern "C" void ctoml_free(ctoml_document *document) { delete document; }
