#!/bin/sh
# Writes files.c, the C source that embeds the built-in files and themes into the program. Run it after adding a file
# to files/ or to a built-in theme, or removing one; a test fails while files.c is out of date. Each variable bears the
# name of its file, so that a new file adds lines and changes none: merges do not conflict.
# (SwiftPM's own .embedInCode takes half a minute for what #embed does at once.)
set -eu
cd "$(dirname "$0")"

# One line per file: its path inside the program, the variable with its bytes, and its path from this folder. Sorted by
# the first.
files=$(find files ../../themes -type f \( -path 'files/starter/*' -o ! -name '.*' ! -name '*.md' \) \
    | while read -r file; do
        path=${file#files/}
        path=${path#../../}
        echo "$path $(echo "$path" | sed 's|/|__|g; s|[^A-Za-z0-9_]|_|g') $file"
    done | LC_ALL=C sort)

{
    echo '// Written by embed.sh: do not edit.'
    echo '#include "builtin.h"'
    echo
    echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
    echo "$files" | while read -r path variable file; do
        printf '\nstatic const unsigned char %s[] = {\n#embed "%s"\n};\n' "$variable" "$file"
    done
    printf '\n#define EMBEDDED(path, variable) {path, variable, sizeof variable}\n'
    printf '\nstatic const struct builtin_file builtin_files[] = {\n'
    echo "$files" | while read -r path variable file; do
        printf '    EMBEDDED("%s",\n             %s),\n' "$path" "$variable"
    done
    printf '};\n\nconst size_t builtin_file_count = sizeof builtin_files / sizeof builtin_files[0];\n\n'
    printf 'struct builtin_file builtin_file_at(size_t index) { return builtin_files[index]; }\n'
} > files.c
