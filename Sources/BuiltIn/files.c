// Written by embed.sh: do not edit.
#include "builtin.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file_1[] = {
#embed "../../themes/folio/partials/page/site-header.mustache"
};

static const unsigned char file_2[] = {
#embed "../../themes/folio/styles/folio.css"
};

static const unsigned char file_3[] = {
#embed "../../themes/folio/templates/home.mustache"
};

static const unsigned char file_4[] = {
#embed "../../themes/folio/theme.yaml"
};

static const unsigned char file_5[] = {
#embed "../../themes/institucional/assets/favicon.svg"
};

static const unsigned char file_6[] = {
#embed "../../themes/institucional/messages/en.yaml"
};

static const unsigned char file_7[] = {
#embed "../../themes/institucional/messages/es.yaml"
};

static const unsigned char file_8[] = {
#embed "../../themes/institucional/partials/history/entry.mustache"
};

static const unsigned char file_9[] = {
#embed "../../themes/institucional/partials/history/redline-lines.mustache"
};

static const unsigned char file_10[] = {
#embed "../../themes/institucional/partials/layout/base.mustache"
};

static const unsigned char file_11[] = {
#embed "../../themes/institucional/partials/layout/page.mustache"
};

static const unsigned char file_12[] = {
#embed "../../themes/institucional/partials/layout/record.mustache"
};

static const unsigned char file_13[] = {
#embed "../../themes/institucional/partials/page/breadcrumb.mustache"
};

static const unsigned char file_14[] = {
#embed "../../themes/institucional/partials/page/data-table.mustache"
};

static const unsigned char file_15[] = {
#embed "../../themes/institucional/partials/page/filter.mustache"
};

static const unsigned char file_16[] = {
#embed "../../themes/institucional/partials/page/groups.mustache"
};

static const unsigned char file_17[] = {
#embed "../../themes/institucional/partials/page/head.mustache"
};

static const unsigned char file_18[] = {
#embed "../../themes/institucional/partials/page/header-buttons.mustache"
};

static const unsigned char file_19[] = {
#embed "../../themes/institucional/partials/page/letters.mustache"
};

static const unsigned char file_20[] = {
#embed "../../themes/institucional/partials/page/my-home.mustache"
};

static const unsigned char file_21[] = {
#embed "../../themes/institucional/partials/page/search-form.mustache"
};

static const unsigned char file_22[] = {
#embed "../../themes/institucional/partials/page/search-words.mustache"
};

static const unsigned char file_23[] = {
#embed "../../themes/institucional/partials/page/site-footer.mustache"
};

static const unsigned char file_24[] = {
#embed "../../themes/institucional/partials/page/site-header.mustache"
};

static const unsigned char file_25[] = {
#embed "../../themes/institucional/partials/page/skip-link.mustache"
};

static const unsigned char file_26[] = {
#embed "../../themes/institucional/partials/page/tree-node.mustache"
};

static const unsigned char file_27[] = {
#embed "../../themes/institucional/partials/print/dated-note.mustache"
};

static const unsigned char file_28[] = {
#embed "../../themes/institucional/partials/print/page-box.mustache"
};

static const unsigned char file_29[] = {
#embed "../../themes/institucional/partials/record/aside.mustache"
};

static const unsigned char file_30[] = {
#embed "../../themes/institucional/partials/record/blocks.mustache"
};

static const unsigned char file_31[] = {
#embed "../../themes/institucional/partials/record/checklist.mustache"
};

static const unsigned char file_32[] = {
#embed "../../themes/institucional/partials/record/contents.mustache"
};

static const unsigned char file_33[] = {
#embed "../../themes/institucional/partials/record/facts.mustache"
};

static const unsigned char file_34[] = {
#embed "../../themes/institucional/partials/record/header.mustache"
};

static const unsigned char file_35[] = {
#embed "../../themes/institucional/partials/record/link.mustache"
};

static const unsigned char file_36[] = {
#embed "../../themes/institucional/partials/record/my-job.mustache"
};

static const unsigned char file_37[] = {
#embed "../../themes/institucional/partials/record/notice.mustache"
};

static const unsigned char file_38[] = {
#embed "../../themes/institucional/partials/record/outside.mustache"
};

static const unsigned char file_39[] = {
#embed "../../themes/institucional/partials/record/protocol.mustache"
};

static const unsigned char file_40[] = {
#embed "../../themes/institucional/partials/record/relations.mustache"
};

static const unsigned char file_41[] = {
#embed "../../themes/institucional/partials/record/row.mustache"
};

static const unsigned char file_42[] = {
#embed "../../themes/institucional/partials/record/running-head.mustache"
};

static const unsigned char file_43[] = {
#embed "../../themes/institucional/partials/record/signed.mustache"
};

static const unsigned char file_44[] = {
#embed "../../themes/institucional/partials/record/state.mustache"
};

static const unsigned char file_45[] = {
#embed "../../themes/institucional/partials/sheet/band.mustache"
};

static const unsigned char file_46[] = {
#embed "../../themes/institucional/partials/sheet/boxes.mustache"
};

static const unsigned char file_47[] = {
#embed "../../themes/institucional/partials/sheet/cell.mustache"
};

static const unsigned char file_48[] = {
#embed "../../themes/institucional/partials/sheet/competencies.mustache"
};

static const unsigned char file_49[] = {
#embed "../../themes/institucional/partials/sheet/contents.mustache"
};

static const unsigned char file_50[] = {
#embed "../../themes/institucional/partials/sheet/cover.mustache"
};

static const unsigned char file_51[] = {
#embed "../../themes/institucional/partials/sheet/field-grid.mustache"
};

static const unsigned char file_52[] = {
#embed "../../themes/institucional/partials/sheet/items.mustache"
};

static const unsigned char file_53[] = {
#embed "../../themes/institucional/partials/sheet/leaf.mustache"
};

static const unsigned char file_54[] = {
#embed "../../themes/institucional/partials/sheet/legend.mustache"
};

static const unsigned char file_55[] = {
#embed "../../themes/institucional/partials/sheet/matrix.mustache"
};

static const unsigned char file_56[] = {
#embed "../../themes/institucional/partials/sheet/members.mustache"
};

static const unsigned char file_57[] = {
#embed "../../themes/institucional/partials/sheet/parts.mustache"
};

static const unsigned char file_58[] = {
#embed "../../themes/institucional/partials/sheet/section.mustache"
};

static const unsigned char file_59[] = {
#embed "../../themes/institucional/partials/sheet/sheet.mustache"
};

static const unsigned char file_60[] = {
#embed "../../themes/institucional/partials/sheet/signatures.mustache"
};

static const unsigned char file_61[] = {
#embed "../../themes/institucional/partials/sheet/table.mustache"
};

static const unsigned char file_62[] = {
#embed "../../themes/institucional/scripts/chart.js"
};

static const unsigned char file_63[] = {
#embed "../../themes/institucional/scripts/files.js"
};

static const unsigned char file_64[] = {
#embed "../../themes/institucional/scripts/history.js"
};

static const unsigned char file_65[] = {
#embed "../../themes/institucional/scripts/jobs.js"
};

static const unsigned char file_66[] = {
#embed "../../themes/institucional/scripts/offline.js"
};

static const unsigned char file_67[] = {
#embed "../../themes/institucional/scripts/onboarding.js"
};

static const unsigned char file_68[] = {
#embed "../../themes/institucional/scripts/receipt.js"
};

static const unsigned char file_69[] = {
#embed "../../themes/institucional/scripts/search.js"
};

static const unsigned char file_70[] = {
#embed "../../themes/institucional/scripts/site.js"
};

static const unsigned char file_71[] = {
#embed "../../themes/institucional/scripts/tables.js"
};

static const unsigned char file_72[] = {
#embed "../../themes/institucional/single/single.css"
};

static const unsigned char file_73[] = {
#embed "../../themes/institucional/single/single.js"
};

static const unsigned char file_74[] = {
#embed "../../themes/institucional/styles/base.css"
};

static const unsigned char file_75[] = {
#embed "../../themes/institucional/styles/book.css"
};

static const unsigned char file_76[] = {
#embed "../../themes/institucional/styles/components.css"
};

static const unsigned char file_77[] = {
#embed "../../themes/institucional/styles/history.css"
};

static const unsigned char file_78[] = {
#embed "../../themes/institucional/styles/layout.css"
};

static const unsigned char file_79[] = {
#embed "../../themes/institucional/styles/print.css"
};

static const unsigned char file_80[] = {
#embed "../../themes/institucional/styles/search.css"
};

static const unsigned char file_81[] = {
#embed "../../themes/institucional/styles/sheet.css"
};

static const unsigned char file_82[] = {
#embed "../../themes/institucional/styles/tokens.css"
};

static const unsigned char file_83[] = {
#embed "../../themes/institucional/styles/work.css"
};

static const unsigned char file_84[] = {
#embed "../../themes/institucional/templates/about.mustache"
};

static const unsigned char file_85[] = {
#embed "../../themes/institucional/templates/book.css.mustache"
};

static const unsigned char file_86[] = {
#embed "../../themes/institucional/templates/calendar.mustache"
};

static const unsigned char file_87[] = {
#embed "../../themes/institucional/templates/checklist.mustache"
};

static const unsigned char file_88[] = {
#embed "../../themes/institucional/templates/compare.mustache"
};

static const unsigned char file_89[] = {
#embed "../../themes/institucional/templates/day.css.mustache"
};

static const unsigned char file_90[] = {
#embed "../../themes/institucional/templates/day.js.mustache"
};

static const unsigned char file_91[] = {
#embed "../../themes/institucional/templates/form.mustache"
};

static const unsigned char file_92[] = {
#embed "../../themes/institucional/templates/glossary.mustache"
};

static const unsigned char file_93[] = {
#embed "../../themes/institucional/templates/home.mustache"
};

static const unsigned char file_94[] = {
#embed "../../themes/institucional/templates/index-az.mustache"
};

static const unsigned char file_95[] = {
#embed "../../themes/institucional/templates/job.mustache"
};

static const unsigned char file_96[] = {
#embed "../../themes/institucional/templates/list.mustache"
};

static const unsigned char file_97[] = {
#embed "../../themes/institucional/templates/manual.mustache"
};

static const unsigned char file_98[] = {
#embed "../../themes/institucional/templates/news.mustache"
};

static const unsigned char file_99[] = {
#embed "../../themes/institucional/templates/not-found.mustache"
};

static const unsigned char file_100[] = {
#embed "../../themes/institucional/templates/notice.mustache"
};

static const unsigned char file_101[] = {
#embed "../../themes/institucional/templates/onboarding.mustache"
};

static const unsigned char file_102[] = {
#embed "../../themes/institucional/templates/organization.mustache"
};

static const unsigned char file_103[] = {
#embed "../../themes/institucional/templates/pages.css.mustache"
};

static const unsigned char file_104[] = {
#embed "../../themes/institucional/templates/protocol.mustache"
};

static const unsigned char file_105[] = {
#embed "../../themes/institucional/templates/quality.mustache"
};

static const unsigned char file_106[] = {
#embed "../../themes/institucional/templates/receipt.mustache"
};

static const unsigned char file_107[] = {
#embed "../../themes/institucional/templates/record.mustache"
};

static const unsigned char file_108[] = {
#embed "../../themes/institucional/templates/redirect.mustache"
};

static const unsigned char file_109[] = {
#embed "../../themes/institucional/templates/redline.mustache"
};

static const unsigned char file_110[] = {
#embed "../../themes/institucional/templates/search.mustache"
};

static const unsigned char file_111[] = {
#embed "../../themes/institucional/templates/single.mustache"
};

static const unsigned char file_112[] = {
#embed "../../themes/institucional/templates/table.mustache"
};

static const unsigned char file_113[] = {
#embed "../../themes/institucional/templates/unit.mustache"
};

static const unsigned char file_114[] = {
#embed "../../themes/institucional/templates/versions.mustache"
};

static const unsigned char file_115[] = {
#embed "../../themes/institucional/theme.yaml"
};

static const unsigned char file_116[] = {
#embed "../../themes/institucional/worker/oficio-sw.js"
};

static const unsigned char file_117[] = {
#embed "files/accessibility/criteria.txt"
};

static const unsigned char file_118[] = {
#embed "files/bench/rules.txt"
};

static const unsigned char file_119[] = {
#embed "files/editor/editor.css"
};

static const unsigned char file_120[] = {
#embed "files/editor/editor.js"
};

static const unsigned char file_121[] = {
#embed "files/names/comun.yaml"
};

static const unsigned char file_122[] = {
#embed "files/names/estandar.yaml"
};

static const unsigned char file_123[] = {
#embed "files/names/protocolo.yaml"
};

static const unsigned char file_124[] = {
#embed "files/names/puesto.yaml"
};

static const unsigned char file_125[] = {
#embed "files/names/unidad.yaml"
};

static const unsigned char file_126[] = {
#embed "files/search/en.txt"
};

static const unsigned char file_127[] = {
#embed "files/search/es.txt"
};

static const unsigned char file_128[] = {
#embed "files/starter/forms/en/frequency.yaml"
};

static const unsigned char file_129[] = {
#embed "files/starter/forms/en/isss.yaml"
};

static const unsigned char file_130[] = {
#embed "files/starter/forms/en/simple.yaml"
};

static const unsigned char file_131[] = {
#embed "files/starter/forms/en/tasks.yaml"
};

static const unsigned char file_132[] = {
#embed "files/starter/forms/es/frequency.yaml"
};

static const unsigned char file_133[] = {
#embed "files/starter/forms/es/isss.yaml"
};

static const unsigned char file_134[] = {
#embed "files/starter/forms/es/simple.yaml"
};

static const unsigned char file_135[] = {
#embed "files/starter/forms/es/tasks.yaml"
};

static const unsigned char file_136[] = {
#embed "files/starter/site/en/.gitattributes"
};

static const unsigned char file_137[] = {
#embed "files/starter/site/en/.gitignore"
};

static const unsigned char file_138[] = {
#embed "files/starter/site/en/.vscode/settings.json"
};

static const unsigned char file_139[] = {
#embed "files/starter/site/en/README.md"
};

static const unsigned char file_140[] = {
#embed "files/starter/site/en/content/clausulas/common-functions.md"
};

static const unsigned char file_141[] = {
#embed "files/starter/site/en/content/competencias.yaml"
};

static const unsigned char file_142[] = {
#embed "files/starter/site/en/content/formatos/job-manual.yaml"
};

static const unsigned char file_143[] = {
#embed "files/starter/site/en/content/glosario.yaml"
};

static const unsigned char file_144[] = {
#embed "files/starter/site/en/content/manuales/archive-manual.md"
};

static const unsigned char file_145[] = {
#embed "files/starter/site/en/content/protocolos/reading-room-visit.md"
};

static const unsigned char file_146[] = {
#embed "files/starter/site/en/content/puestos/archivist.md"
};

static const unsigned char file_147[] = {
#embed "files/starter/site/en/content/puestos/head-archivist.md"
};

static const unsigned char file_148[] = {
#embed "files/starter/site/en/content/site.yaml"
};

static const unsigned char file_149[] = {
#embed "files/starter/site/en/content/unidades.yaml"
};

static const unsigned char file_150[] = {
#embed "files/starter/site/es/.gitattributes"
};

static const unsigned char file_151[] = {
#embed "files/starter/site/es/.gitignore"
};

static const unsigned char file_152[] = {
#embed "files/starter/site/es/.vscode/settings.json"
};

static const unsigned char file_153[] = {
#embed "files/starter/site/es/LEEME.md"
};

static const unsigned char file_154[] = {
#embed "files/starter/site/es/content/clausulas/funciones-comunes.md"
};

static const unsigned char file_155[] = {
#embed "files/starter/site/es/content/competencias.yaml"
};

static const unsigned char file_156[] = {
#embed "files/starter/site/es/content/formatos/manual-de-puestos.yaml"
};

static const unsigned char file_157[] = {
#embed "files/starter/site/es/content/glosario.yaml"
};

static const unsigned char file_158[] = {
#embed "files/starter/site/es/content/manuales/manual-archivo.md"
};

static const unsigned char file_159[] = {
#embed "files/starter/site/es/content/protocolos/consulta-en-sala.md"
};

static const unsigned char file_160[] = {
#embed "files/starter/site/es/content/puestos/archivista.md"
};

static const unsigned char file_161[] = {
#embed "files/starter/site/es/content/puestos/jefe-archivo.md"
};

static const unsigned char file_162[] = {
#embed "files/starter/site/es/content/site.yaml"
};

static const unsigned char file_163[] = {
#embed "files/starter/site/es/content/unidades.yaml"
};

static const unsigned char file_164[] = {
#embed "files/types/00-comun.yaml"
};

static const unsigned char file_165[] = {
#embed "files/types/clausula.yaml"
};

static const unsigned char file_166[] = {
#embed "files/types/competencia.yaml"
};

static const unsigned char file_167[] = {
#embed "files/types/documento-externo.yaml"
};

static const unsigned char file_168[] = {
#embed "files/types/estandar.yaml"
};

static const unsigned char file_169[] = {
#embed "files/types/incorporacion.yaml"
};

static const unsigned char file_170[] = {
#embed "files/types/manual.yaml"
};

static const unsigned char file_171[] = {
#embed "files/types/pagina.yaml"
};

static const unsigned char file_172[] = {
#embed "files/types/protocolo.yaml"
};

static const unsigned char file_173[] = {
#embed "files/types/puesto.yaml"
};

static const unsigned char file_174[] = {
#embed "files/types/sede.yaml"
};

static const unsigned char file_175[] = {
#embed "files/types/termino.yaml"
};

static const unsigned char file_176[] = {
#embed "files/types/unidad.yaml"
};

static const unsigned char file_177[] = {
#embed "files/words/en-formulas.txt"
};

static const unsigned char file_178[] = {
#embed "files/words/es-acentos.txt"
};

static const unsigned char file_179[] = {
#embed "files/words/es-formulas.txt"
};

static const unsigned char file_180[] = {
#embed "files/words/es-no-infinitivos.txt"
};

static const unsigned char file_181[] = {
#embed "files/words/es-palabras.txt"
};

static const unsigned char file_182[] = {
#embed "files/words/es-sustantivos.txt"
};

static const unsigned char file_183[] = {
#embed "files/words/es-usuales.txt"
};

static const unsigned char file_184[] = {
#embed "files/zones.txt"
};

static const struct builtin_file builtin_files[] = {
    {"accessibility/criteria.txt", file_117, sizeof file_117},
    {"bench/rules.txt", file_118, sizeof file_118},
    {"editor/editor.css", file_119, sizeof file_119},
    {"editor/editor.js", file_120, sizeof file_120},
    {"names/comun.yaml", file_121, sizeof file_121},
    {"names/estandar.yaml", file_122, sizeof file_122},
    {"names/protocolo.yaml", file_123, sizeof file_123},
    {"names/puesto.yaml", file_124, sizeof file_124},
    {"names/unidad.yaml", file_125, sizeof file_125},
    {"search/en.txt", file_126, sizeof file_126},
    {"search/es.txt", file_127, sizeof file_127},
    {"starter/forms/en/frequency.yaml", file_128, sizeof file_128},
    {"starter/forms/en/isss.yaml", file_129, sizeof file_129},
    {"starter/forms/en/simple.yaml", file_130, sizeof file_130},
    {"starter/forms/en/tasks.yaml", file_131, sizeof file_131},
    {"starter/forms/es/frequency.yaml", file_132, sizeof file_132},
    {"starter/forms/es/isss.yaml", file_133, sizeof file_133},
    {"starter/forms/es/simple.yaml", file_134, sizeof file_134},
    {"starter/forms/es/tasks.yaml", file_135, sizeof file_135},
    {"starter/site/en/.gitattributes", file_136, sizeof file_136},
    {"starter/site/en/.gitignore", file_137, sizeof file_137},
    {"starter/site/en/.vscode/settings.json", file_138, sizeof file_138},
    {"starter/site/en/README.md", file_139, sizeof file_139},
    {"starter/site/en/content/clausulas/common-functions.md", file_140, sizeof file_140},
    {"starter/site/en/content/competencias.yaml", file_141, sizeof file_141},
    {"starter/site/en/content/formatos/job-manual.yaml", file_142, sizeof file_142},
    {"starter/site/en/content/glosario.yaml", file_143, sizeof file_143},
    {"starter/site/en/content/manuales/archive-manual.md", file_144, sizeof file_144},
    {"starter/site/en/content/protocolos/reading-room-visit.md", file_145, sizeof file_145},
    {"starter/site/en/content/puestos/archivist.md", file_146, sizeof file_146},
    {"starter/site/en/content/puestos/head-archivist.md", file_147, sizeof file_147},
    {"starter/site/en/content/site.yaml", file_148, sizeof file_148},
    {"starter/site/en/content/unidades.yaml", file_149, sizeof file_149},
    {"starter/site/es/.gitattributes", file_150, sizeof file_150},
    {"starter/site/es/.gitignore", file_151, sizeof file_151},
    {"starter/site/es/.vscode/settings.json", file_152, sizeof file_152},
    {"starter/site/es/LEEME.md", file_153, sizeof file_153},
    {"starter/site/es/content/clausulas/funciones-comunes.md", file_154, sizeof file_154},
    {"starter/site/es/content/competencias.yaml", file_155, sizeof file_155},
    {"starter/site/es/content/formatos/manual-de-puestos.yaml", file_156, sizeof file_156},
    {"starter/site/es/content/glosario.yaml", file_157, sizeof file_157},
    {"starter/site/es/content/manuales/manual-archivo.md", file_158, sizeof file_158},
    {"starter/site/es/content/protocolos/consulta-en-sala.md", file_159, sizeof file_159},
    {"starter/site/es/content/puestos/archivista.md", file_160, sizeof file_160},
    {"starter/site/es/content/puestos/jefe-archivo.md", file_161, sizeof file_161},
    {"starter/site/es/content/site.yaml", file_162, sizeof file_162},
    {"starter/site/es/content/unidades.yaml", file_163, sizeof file_163},
    {"themes/folio/partials/page/site-header.mustache", file_1, sizeof file_1},
    {"themes/folio/styles/folio.css", file_2, sizeof file_2},
    {"themes/folio/templates/home.mustache", file_3, sizeof file_3},
    {"themes/folio/theme.yaml", file_4, sizeof file_4},
    {"themes/institucional/assets/favicon.svg", file_5, sizeof file_5},
    {"themes/institucional/messages/en.yaml", file_6, sizeof file_6},
    {"themes/institucional/messages/es.yaml", file_7, sizeof file_7},
    {"themes/institucional/partials/history/entry.mustache", file_8, sizeof file_8},
    {"themes/institucional/partials/history/redline-lines.mustache", file_9, sizeof file_9},
    {"themes/institucional/partials/layout/base.mustache", file_10, sizeof file_10},
    {"themes/institucional/partials/layout/page.mustache", file_11, sizeof file_11},
    {"themes/institucional/partials/layout/record.mustache", file_12, sizeof file_12},
    {"themes/institucional/partials/page/breadcrumb.mustache", file_13, sizeof file_13},
    {"themes/institucional/partials/page/data-table.mustache", file_14, sizeof file_14},
    {"themes/institucional/partials/page/filter.mustache", file_15, sizeof file_15},
    {"themes/institucional/partials/page/groups.mustache", file_16, sizeof file_16},
    {"themes/institucional/partials/page/head.mustache", file_17, sizeof file_17},
    {"themes/institucional/partials/page/header-buttons.mustache", file_18, sizeof file_18},
    {"themes/institucional/partials/page/letters.mustache", file_19, sizeof file_19},
    {"themes/institucional/partials/page/my-home.mustache", file_20, sizeof file_20},
    {"themes/institucional/partials/page/search-form.mustache", file_21, sizeof file_21},
    {"themes/institucional/partials/page/search-words.mustache", file_22, sizeof file_22},
    {"themes/institucional/partials/page/site-footer.mustache", file_23, sizeof file_23},
    {"themes/institucional/partials/page/site-header.mustache", file_24, sizeof file_24},
    {"themes/institucional/partials/page/skip-link.mustache", file_25, sizeof file_25},
    {"themes/institucional/partials/page/tree-node.mustache", file_26, sizeof file_26},
    {"themes/institucional/partials/print/dated-note.mustache", file_27, sizeof file_27},
    {"themes/institucional/partials/print/page-box.mustache", file_28, sizeof file_28},
    {"themes/institucional/partials/record/aside.mustache", file_29, sizeof file_29},
    {"themes/institucional/partials/record/blocks.mustache", file_30, sizeof file_30},
    {"themes/institucional/partials/record/checklist.mustache", file_31, sizeof file_31},
    {"themes/institucional/partials/record/contents.mustache", file_32, sizeof file_32},
    {"themes/institucional/partials/record/facts.mustache", file_33, sizeof file_33},
    {"themes/institucional/partials/record/header.mustache", file_34, sizeof file_34},
    {"themes/institucional/partials/record/link.mustache", file_35, sizeof file_35},
    {"themes/institucional/partials/record/my-job.mustache", file_36, sizeof file_36},
    {"themes/institucional/partials/record/notice.mustache", file_37, sizeof file_37},
    {"themes/institucional/partials/record/outside.mustache", file_38, sizeof file_38},
    {"themes/institucional/partials/record/protocol.mustache", file_39, sizeof file_39},
    {"themes/institucional/partials/record/relations.mustache", file_40, sizeof file_40},
    {"themes/institucional/partials/record/row.mustache", file_41, sizeof file_41},
    {"themes/institucional/partials/record/running-head.mustache", file_42, sizeof file_42},
    {"themes/institucional/partials/record/signed.mustache", file_43, sizeof file_43},
    {"themes/institucional/partials/record/state.mustache", file_44, sizeof file_44},
    {"themes/institucional/partials/sheet/band.mustache", file_45, sizeof file_45},
    {"themes/institucional/partials/sheet/boxes.mustache", file_46, sizeof file_46},
    {"themes/institucional/partials/sheet/cell.mustache", file_47, sizeof file_47},
    {"themes/institucional/partials/sheet/competencies.mustache", file_48, sizeof file_48},
    {"themes/institucional/partials/sheet/contents.mustache", file_49, sizeof file_49},
    {"themes/institucional/partials/sheet/cover.mustache", file_50, sizeof file_50},
    {"themes/institucional/partials/sheet/field-grid.mustache", file_51, sizeof file_51},
    {"themes/institucional/partials/sheet/items.mustache", file_52, sizeof file_52},
    {"themes/institucional/partials/sheet/leaf.mustache", file_53, sizeof file_53},
    {"themes/institucional/partials/sheet/legend.mustache", file_54, sizeof file_54},
    {"themes/institucional/partials/sheet/matrix.mustache", file_55, sizeof file_55},
    {"themes/institucional/partials/sheet/members.mustache", file_56, sizeof file_56},
    {"themes/institucional/partials/sheet/parts.mustache", file_57, sizeof file_57},
    {"themes/institucional/partials/sheet/section.mustache", file_58, sizeof file_58},
    {"themes/institucional/partials/sheet/sheet.mustache", file_59, sizeof file_59},
    {"themes/institucional/partials/sheet/signatures.mustache", file_60, sizeof file_60},
    {"themes/institucional/partials/sheet/table.mustache", file_61, sizeof file_61},
    {"themes/institucional/scripts/chart.js", file_62, sizeof file_62},
    {"themes/institucional/scripts/files.js", file_63, sizeof file_63},
    {"themes/institucional/scripts/history.js", file_64, sizeof file_64},
    {"themes/institucional/scripts/jobs.js", file_65, sizeof file_65},
    {"themes/institucional/scripts/offline.js", file_66, sizeof file_66},
    {"themes/institucional/scripts/onboarding.js", file_67, sizeof file_67},
    {"themes/institucional/scripts/receipt.js", file_68, sizeof file_68},
    {"themes/institucional/scripts/search.js", file_69, sizeof file_69},
    {"themes/institucional/scripts/site.js", file_70, sizeof file_70},
    {"themes/institucional/scripts/tables.js", file_71, sizeof file_71},
    {"themes/institucional/single/single.css", file_72, sizeof file_72},
    {"themes/institucional/single/single.js", file_73, sizeof file_73},
    {"themes/institucional/styles/base.css", file_74, sizeof file_74},
    {"themes/institucional/styles/book.css", file_75, sizeof file_75},
    {"themes/institucional/styles/components.css", file_76, sizeof file_76},
    {"themes/institucional/styles/history.css", file_77, sizeof file_77},
    {"themes/institucional/styles/layout.css", file_78, sizeof file_78},
    {"themes/institucional/styles/print.css", file_79, sizeof file_79},
    {"themes/institucional/styles/search.css", file_80, sizeof file_80},
    {"themes/institucional/styles/sheet.css", file_81, sizeof file_81},
    {"themes/institucional/styles/tokens.css", file_82, sizeof file_82},
    {"themes/institucional/styles/work.css", file_83, sizeof file_83},
    {"themes/institucional/templates/about.mustache", file_84, sizeof file_84},
    {"themes/institucional/templates/book.css.mustache", file_85, sizeof file_85},
    {"themes/institucional/templates/calendar.mustache", file_86, sizeof file_86},
    {"themes/institucional/templates/checklist.mustache", file_87, sizeof file_87},
    {"themes/institucional/templates/compare.mustache", file_88, sizeof file_88},
    {"themes/institucional/templates/day.css.mustache", file_89, sizeof file_89},
    {"themes/institucional/templates/day.js.mustache", file_90, sizeof file_90},
    {"themes/institucional/templates/form.mustache", file_91, sizeof file_91},
    {"themes/institucional/templates/glossary.mustache", file_92, sizeof file_92},
    {"themes/institucional/templates/home.mustache", file_93, sizeof file_93},
    {"themes/institucional/templates/index-az.mustache", file_94, sizeof file_94},
    {"themes/institucional/templates/job.mustache", file_95, sizeof file_95},
    {"themes/institucional/templates/list.mustache", file_96, sizeof file_96},
    {"themes/institucional/templates/manual.mustache", file_97, sizeof file_97},
    {"themes/institucional/templates/news.mustache", file_98, sizeof file_98},
    {"themes/institucional/templates/not-found.mustache", file_99, sizeof file_99},
    {"themes/institucional/templates/notice.mustache", file_100, sizeof file_100},
    {"themes/institucional/templates/onboarding.mustache", file_101, sizeof file_101},
    {"themes/institucional/templates/organization.mustache", file_102, sizeof file_102},
    {"themes/institucional/templates/pages.css.mustache", file_103, sizeof file_103},
    {"themes/institucional/templates/protocol.mustache", file_104, sizeof file_104},
    {"themes/institucional/templates/quality.mustache", file_105, sizeof file_105},
    {"themes/institucional/templates/receipt.mustache", file_106, sizeof file_106},
    {"themes/institucional/templates/record.mustache", file_107, sizeof file_107},
    {"themes/institucional/templates/redirect.mustache", file_108, sizeof file_108},
    {"themes/institucional/templates/redline.mustache", file_109, sizeof file_109},
    {"themes/institucional/templates/search.mustache", file_110, sizeof file_110},
    {"themes/institucional/templates/single.mustache", file_111, sizeof file_111},
    {"themes/institucional/templates/table.mustache", file_112, sizeof file_112},
    {"themes/institucional/templates/unit.mustache", file_113, sizeof file_113},
    {"themes/institucional/templates/versions.mustache", file_114, sizeof file_114},
    {"themes/institucional/theme.yaml", file_115, sizeof file_115},
    {"themes/institucional/worker/oficio-sw.js", file_116, sizeof file_116},
    {"types/00-comun.yaml", file_164, sizeof file_164},
    {"types/clausula.yaml", file_165, sizeof file_165},
    {"types/competencia.yaml", file_166, sizeof file_166},
    {"types/documento-externo.yaml", file_167, sizeof file_167},
    {"types/estandar.yaml", file_168, sizeof file_168},
    {"types/incorporacion.yaml", file_169, sizeof file_169},
    {"types/manual.yaml", file_170, sizeof file_170},
    {"types/pagina.yaml", file_171, sizeof file_171},
    {"types/protocolo.yaml", file_172, sizeof file_172},
    {"types/puesto.yaml", file_173, sizeof file_173},
    {"types/sede.yaml", file_174, sizeof file_174},
    {"types/termino.yaml", file_175, sizeof file_175},
    {"types/unidad.yaml", file_176, sizeof file_176},
    {"words/en-formulas.txt", file_177, sizeof file_177},
    {"words/es-acentos.txt", file_178, sizeof file_178},
    {"words/es-formulas.txt", file_179, sizeof file_179},
    {"words/es-no-infinitivos.txt", file_180, sizeof file_180},
    {"words/es-palabras.txt", file_181, sizeof file_181},
    {"words/es-sustantivos.txt", file_182, sizeof file_182},
    {"words/es-usuales.txt", file_183, sizeof file_183},
    {"zones.txt", file_184, sizeof file_184},
};

const size_t builtin_file_count = 184;

struct builtin_file builtin_file_at(size_t index) { return builtin_files[index]; }
