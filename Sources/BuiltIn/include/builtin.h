#ifndef OFICIO_BUILTIN_H
#define OFICIO_BUILTIN_H

#include <stddef.h>

/// A file embedded in the program.
struct builtin_file {
  /// The path below `files/`, or `themes/…` for the built-in themes.
  const char *path;
  const unsigned char *bytes;
  size_t size;
};


/// Returns the file at an index, which must be below `builtin_file_count`.
struct builtin_file builtin_file_at(size_t index);
extern const size_t builtin_file_count;

#endif
