#!/bin/sh
# Writes files.c anew: what travels inside the program. Run it when a file is added to files/ or to a built-in theme,
# or removed; a test fails while the list is out of date. (SwiftPM's own .embedInCode takes half a minute for what
# #embed does in none.)
set -eu
cd "$(dirname "$0")"
{
    echo '// Written by embed.sh: do not edit.'
    echo '#include "builtin.h"'
    echo
    echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
    n=0
    list=""
    for file in $(find files ../../themes -type f \( -path 'files/starter/*' -o ! -name '.*' ! -name '*.md' \) \
        | LC_ALL=C sort); do
        n=$((n + 1))
        printf '\nstatic const unsigned char file_%d[] = {\n#embed "%s"\n};\n' "$n" "$file"
        path=${file#files/}
        path=${path#../../}
        list="$list    {\"$path\", file_$n, sizeof file_$n},\n"
    done
    printf '\nstatic const struct builtin_file builtin_files[] = {\n'
    printf "$list" | LC_ALL=C sort
    printf '};\n\nconst size_t builtin_file_count = %d;\n\n' "$n"
    printf 'struct builtin_file builtin_file_at(size_t index) { return builtin_files[index]; }\n'
} > files.c
