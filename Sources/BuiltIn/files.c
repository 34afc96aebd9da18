// Written by embed.sh: do not edit.
#include "builtin.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_1[] = {
#embed "files/types/00-comun.yaml"
};

static const unsigned char file_2[] = {
#embed "files/types/clausula.yaml"
};

static const unsigned char file_3[] = {
#embed "files/types/competencia.yaml"
};

static const unsigned char file_4[] = {
#embed "files/types/documento-externo.yaml"
};

static const unsigned char file_5[] = {
#embed "files/types/estandar.yaml"
};

static const unsigned char file_6[] = {
#embed "files/types/incorporacion.yaml"
};

static const unsigned char file_7[] = {
#embed "files/types/manual.yaml"
};

static const unsigned char file_8[] = {
#embed "files/types/pagina.yaml"
};

static const unsigned char file_9[] = {
#embed "files/types/protocolo.yaml"
};

static const unsigned char file_10[] = {
#embed "files/types/puesto.yaml"
};

static const unsigned char file_11[] = {
#embed "files/types/sede.yaml"
};

static const unsigned char file_12[] = {
#embed "files/types/termino.yaml"
};

static const unsigned char file_13[] = {
#embed "files/types/unidad.yaml"
};

static const struct builtin_file builtin_files[] = {
    {"types/00-comun.yaml", file_1, sizeof file_1},
    {"types/clausula.yaml", file_2, sizeof file_2},
    {"types/competencia.yaml", file_3, sizeof file_3},
    {"types/documento-externo.yaml", file_4, sizeof file_4},
    {"types/estandar.yaml", file_5, sizeof file_5},
    {"types/incorporacion.yaml", file_6, sizeof file_6},
    {"types/manual.yaml", file_7, sizeof file_7},
    {"types/pagina.yaml", file_8, sizeof file_8},
    {"types/protocolo.yaml", file_9, sizeof file_9},
    {"types/puesto.yaml", file_10, sizeof file_10},
    {"types/sede.yaml", file_11, sizeof file_11},
    {"types/termino.yaml", file_12, sizeof file_12},
    {"types/unidad.yaml", file_13, sizeof file_13},
};

const size_t builtin_file_count = 13;

struct builtin_file builtin_file_at(size_t index) { return builtin_files[index]; }
