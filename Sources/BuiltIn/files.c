// Written by embed.sh: do not edit.
#include "builtin.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char accessibility__criteria_txt[] = {
#embed "files/accessibility/criteria.txt"
};

static const unsigned char bench__rules_txt[] = {
#embed "files/bench/rules.txt"
};

static const unsigned char editor__combobox_js[] = {
#embed "files/editor/combobox.js"
};

static const unsigned char editor__drop_js[] = {
#embed "files/editor/drop.js"
};

static const unsigned char editor__editor_css[] = {
#embed "files/editor/editor.css"
};

static const unsigned char editor__editor_js[] = {
#embed "files/editor/editor.js"
};

static const unsigned char editor__findings_js[] = {
#embed "files/editor/findings.js"
};

static const unsigned char editor__kept_js[] = {
#embed "files/editor/kept.js"
};

static const unsigned char editor__list_js[] = {
#embed "files/editor/list.js"
};

static const unsigned char editor__long_js[] = {
#embed "files/editor/long.js"
};

static const unsigned char editor__marks_js[] = {
#embed "files/editor/marks.js"
};

static const unsigned char editor__page_js[] = {
#embed "files/editor/page.js"
};

static const unsigned char editor__pasted_js[] = {
#embed "files/editor/pasted.js"
};

static const unsigned char names__clausula_yaml[] = {
#embed "files/names/clausula.yaml"
};

static const unsigned char names__competencia_yaml[] = {
#embed "files/names/competencia.yaml"
};

static const unsigned char names__comun_yaml[] = {
#embed "files/names/comun.yaml"
};

static const unsigned char names__estandar_yaml[] = {
#embed "files/names/estandar.yaml"
};

static const unsigned char names__incorporacion_yaml[] = {
#embed "files/names/incorporacion.yaml"
};

static const unsigned char names__protocolo_yaml[] = {
#embed "files/names/protocolo.yaml"
};

static const unsigned char names__puesto_yaml[] = {
#embed "files/names/puesto.yaml"
};

static const unsigned char names__termino_yaml[] = {
#embed "files/names/termino.yaml"
};

static const unsigned char names__unidad_yaml[] = {
#embed "files/names/unidad.yaml"
};

static const unsigned char printing__one_pass_py[] = {
#embed "files/printing/one-pass.py"
};

static const unsigned char reference__examples_en_txt[] = {
#embed "files/reference/examples-en.txt"
};

static const unsigned char reference__words_txt[] = {
#embed "files/reference/words.txt"
};

static const unsigned char search__en_txt[] = {
#embed "files/search/en.txt"
};

static const unsigned char search__es_txt[] = {
#embed "files/search/es.txt"
};

static const unsigned char starter__forms__en__frequency_yaml[] = {
#embed "files/starter/forms/en/frequency.yaml"
};

static const unsigned char starter__forms__en__isss_yaml[] = {
#embed "files/starter/forms/en/isss.yaml"
};

static const unsigned char starter__forms__en__simple_yaml[] = {
#embed "files/starter/forms/en/simple.yaml"
};

static const unsigned char starter__forms__en__tasks_yaml[] = {
#embed "files/starter/forms/en/tasks.yaml"
};

static const unsigned char starter__forms__es__frequency_yaml[] = {
#embed "files/starter/forms/es/frequency.yaml"
};

static const unsigned char starter__forms__es__isss_yaml[] = {
#embed "files/starter/forms/es/isss.yaml"
};

static const unsigned char starter__forms__es__simple_yaml[] = {
#embed "files/starter/forms/es/simple.yaml"
};

static const unsigned char starter__forms__es__tasks_yaml[] = {
#embed "files/starter/forms/es/tasks.yaml"
};

static const unsigned char starter__site__en___gitattributes[] = {
#embed "files/starter/site/en/.gitattributes"
};

static const unsigned char starter__site__en___gitignore[] = {
#embed "files/starter/site/en/.gitignore"
};

static const unsigned char starter__site__en___vscode__settings_json[] = {
#embed "files/starter/site/en/.vscode/settings.json"
};

static const unsigned char starter__site__en__README_md[] = {
#embed "files/starter/site/en/README.md"
};

static const unsigned char starter__site__en__content__clauses__common_functions_md[] = {
#embed "files/starter/site/en/content/clauses/common-functions.md"
};

static const unsigned char starter__site__en__content__competencies_yaml[] = {
#embed "files/starter/site/en/content/competencies.yaml"
};

static const unsigned char starter__site__en__content__forms__job_manual_yaml[] = {
#embed "files/starter/site/en/content/forms/job-manual.yaml"
};

static const unsigned char starter__site__en__content__glossary_yaml[] = {
#embed "files/starter/site/en/content/glossary.yaml"
};

static const unsigned char starter__site__en__content__jobs__archivist_md[] = {
#embed "files/starter/site/en/content/jobs/archivist.md"
};

static const unsigned char starter__site__en__content__jobs__head_archivist_md[] = {
#embed "files/starter/site/en/content/jobs/head-archivist.md"
};

static const unsigned char starter__site__en__content__manuals__archive_manual_md[] = {
#embed "files/starter/site/en/content/manuals/archive-manual.md"
};

static const unsigned char starter__site__en__content__protocols__reading_room_visit_md[] = {
#embed "files/starter/site/en/content/protocols/reading-room-visit.md"
};

static const unsigned char starter__site__en__content__site_yaml[] = {
#embed "files/starter/site/en/content/site.yaml"
};

static const unsigned char starter__site__en__content__units_yaml[] = {
#embed "files/starter/site/en/content/units.yaml"
};

static const unsigned char starter__site__es___gitattributes[] = {
#embed "files/starter/site/es/.gitattributes"
};

static const unsigned char starter__site__es___gitignore[] = {
#embed "files/starter/site/es/.gitignore"
};

static const unsigned char starter__site__es___vscode__settings_json[] = {
#embed "files/starter/site/es/.vscode/settings.json"
};

static const unsigned char starter__site__es__LEEME_md[] = {
#embed "files/starter/site/es/LEEME.md"
};

static const unsigned char starter__site__es__content__clausulas__funciones_comunes_md[] = {
#embed "files/starter/site/es/content/clausulas/funciones-comunes.md"
};

static const unsigned char starter__site__es__content__competencias_yaml[] = {
#embed "files/starter/site/es/content/competencias.yaml"
};

static const unsigned char starter__site__es__content__formatos__manual_de_puestos_yaml[] = {
#embed "files/starter/site/es/content/formatos/manual-de-puestos.yaml"
};

static const unsigned char starter__site__es__content__glosario_yaml[] = {
#embed "files/starter/site/es/content/glosario.yaml"
};

static const unsigned char starter__site__es__content__manuales__manual_archivo_md[] = {
#embed "files/starter/site/es/content/manuales/manual-archivo.md"
};

static const unsigned char starter__site__es__content__protocolos__consulta_en_sala_md[] = {
#embed "files/starter/site/es/content/protocolos/consulta-en-sala.md"
};

static const unsigned char starter__site__es__content__puestos__archivista_md[] = {
#embed "files/starter/site/es/content/puestos/archivista.md"
};

static const unsigned char starter__site__es__content__puestos__jefe_archivo_md[] = {
#embed "files/starter/site/es/content/puestos/jefe-archivo.md"
};

static const unsigned char starter__site__es__content__site_yaml[] = {
#embed "files/starter/site/es/content/site.yaml"
};

static const unsigned char starter__site__es__content__unidades_yaml[] = {
#embed "files/starter/site/es/content/unidades.yaml"
};

static const unsigned char themes__folio__partials__page__site_header_mustache[] = {
#embed "../../themes/folio/partials/page/site-header.mustache"
};

static const unsigned char themes__folio__styles__folio_css[] = {
#embed "../../themes/folio/styles/folio.css"
};

static const unsigned char themes__folio__templates__home_mustache[] = {
#embed "../../themes/folio/templates/home.mustache"
};

static const unsigned char themes__folio__theme_yaml[] = {
#embed "../../themes/folio/theme.yaml"
};

static const unsigned char themes__institucional__assets__favicon_svg[] = {
#embed "../../themes/institucional/assets/favicon.svg"
};

static const unsigned char themes__institucional__messages__en_yaml[] = {
#embed "../../themes/institucional/messages/en.yaml"
};

static const unsigned char themes__institucional__messages__es_yaml[] = {
#embed "../../themes/institucional/messages/es.yaml"
};

static const unsigned char themes__institucional__partials__history__entry_mustache[] = {
#embed "../../themes/institucional/partials/history/entry.mustache"
};

static const unsigned char themes__institucional__partials__history__redline_lines_mustache[] = {
#embed "../../themes/institucional/partials/history/redline-lines.mustache"
};

static const unsigned char themes__institucional__partials__layout__base_mustache[] = {
#embed "../../themes/institucional/partials/layout/base.mustache"
};

static const unsigned char themes__institucional__partials__layout__page_mustache[] = {
#embed "../../themes/institucional/partials/layout/page.mustache"
};

static const unsigned char themes__institucional__partials__layout__record_mustache[] = {
#embed "../../themes/institucional/partials/layout/record.mustache"
};

static const unsigned char themes__institucional__partials__page__breadcrumb_mustache[] = {
#embed "../../themes/institucional/partials/page/breadcrumb.mustache"
};

static const unsigned char themes__institucional__partials__page__count_mustache[] = {
#embed "../../themes/institucional/partials/page/count.mustache"
};

static const unsigned char themes__institucional__partials__page__data_table_mustache[] = {
#embed "../../themes/institucional/partials/page/data-table.mustache"
};

static const unsigned char themes__institucional__partials__page__filter_mustache[] = {
#embed "../../themes/institucional/partials/page/filter.mustache"
};

static const unsigned char themes__institucional__partials__page__groups_mustache[] = {
#embed "../../themes/institucional/partials/page/groups.mustache"
};

static const unsigned char themes__institucional__partials__page__head_mustache[] = {
#embed "../../themes/institucional/partials/page/head.mustache"
};

static const unsigned char themes__institucional__partials__page__header_buttons_mustache[] = {
#embed "../../themes/institucional/partials/page/header-buttons.mustache"
};

static const unsigned char themes__institucional__partials__page__letters_mustache[] = {
#embed "../../themes/institucional/partials/page/letters.mustache"
};

static const unsigned char themes__institucional__partials__page__my_home_mustache[] = {
#embed "../../themes/institucional/partials/page/my-home.mustache"
};

static const unsigned char themes__institucional__partials__page__search_form_mustache[] = {
#embed "../../themes/institucional/partials/page/search-form.mustache"
};

static const unsigned char themes__institucional__partials__page__search_words_mustache[] = {
#embed "../../themes/institucional/partials/page/search-words.mustache"
};

static const unsigned char themes__institucional__partials__page__site_footer_mustache[] = {
#embed "../../themes/institucional/partials/page/site-footer.mustache"
};

static const unsigned char themes__institucional__partials__page__site_header_mustache[] = {
#embed "../../themes/institucional/partials/page/site-header.mustache"
};

static const unsigned char themes__institucional__partials__page__skip_link_mustache[] = {
#embed "../../themes/institucional/partials/page/skip-link.mustache"
};

static const unsigned char themes__institucional__partials__page__tree_node_mustache[] = {
#embed "../../themes/institucional/partials/page/tree-node.mustache"
};

static const unsigned char themes__institucional__partials__print__dated_note_mustache[] = {
#embed "../../themes/institucional/partials/print/dated-note.mustache"
};

static const unsigned char themes__institucional__partials__print__page_box_mustache[] = {
#embed "../../themes/institucional/partials/print/page-box.mustache"
};

static const unsigned char themes__institucional__partials__record__aside_mustache[] = {
#embed "../../themes/institucional/partials/record/aside.mustache"
};

static const unsigned char themes__institucional__partials__record__blocks_mustache[] = {
#embed "../../themes/institucional/partials/record/blocks.mustache"
};

static const unsigned char themes__institucional__partials__record__checklist_mustache[] = {
#embed "../../themes/institucional/partials/record/checklist.mustache"
};

static const unsigned char themes__institucional__partials__record__contents_mustache[] = {
#embed "../../themes/institucional/partials/record/contents.mustache"
};

static const unsigned char themes__institucional__partials__record__facts_mustache[] = {
#embed "../../themes/institucional/partials/record/facts.mustache"
};

static const unsigned char themes__institucional__partials__record__header_mustache[] = {
#embed "../../themes/institucional/partials/record/header.mustache"
};

static const unsigned char themes__institucional__partials__record__link_mustache[] = {
#embed "../../themes/institucional/partials/record/link.mustache"
};

static const unsigned char themes__institucional__partials__record__my_job_mustache[] = {
#embed "../../themes/institucional/partials/record/my-job.mustache"
};

static const unsigned char themes__institucional__partials__record__notice_mustache[] = {
#embed "../../themes/institucional/partials/record/notice.mustache"
};

static const unsigned char themes__institucional__partials__record__outside_mustache[] = {
#embed "../../themes/institucional/partials/record/outside.mustache"
};

static const unsigned char themes__institucional__partials__record__protocol_mustache[] = {
#embed "../../themes/institucional/partials/record/protocol.mustache"
};

static const unsigned char themes__institucional__partials__record__relations_mustache[] = {
#embed "../../themes/institucional/partials/record/relations.mustache"
};

static const unsigned char themes__institucional__partials__record__row_mustache[] = {
#embed "../../themes/institucional/partials/record/row.mustache"
};

static const unsigned char themes__institucional__partials__record__running_head_mustache[] = {
#embed "../../themes/institucional/partials/record/running-head.mustache"
};

static const unsigned char themes__institucional__partials__record__signed_mustache[] = {
#embed "../../themes/institucional/partials/record/signed.mustache"
};

static const unsigned char themes__institucional__partials__record__state_mustache[] = {
#embed "../../themes/institucional/partials/record/state.mustache"
};

static const unsigned char themes__institucional__partials__sheet__band_mustache[] = {
#embed "../../themes/institucional/partials/sheet/band.mustache"
};

static const unsigned char themes__institucional__partials__sheet__boxes_mustache[] = {
#embed "../../themes/institucional/partials/sheet/boxes.mustache"
};

static const unsigned char themes__institucional__partials__sheet__cell_mustache[] = {
#embed "../../themes/institucional/partials/sheet/cell.mustache"
};

static const unsigned char themes__institucional__partials__sheet__competencies_mustache[] = {
#embed "../../themes/institucional/partials/sheet/competencies.mustache"
};

static const unsigned char themes__institucional__partials__sheet__contents_mustache[] = {
#embed "../../themes/institucional/partials/sheet/contents.mustache"
};

static const unsigned char themes__institucional__partials__sheet__cover_mustache[] = {
#embed "../../themes/institucional/partials/sheet/cover.mustache"
};

static const unsigned char themes__institucional__partials__sheet__field_grid_mustache[] = {
#embed "../../themes/institucional/partials/sheet/field-grid.mustache"
};

static const unsigned char themes__institucional__partials__sheet__items_mustache[] = {
#embed "../../themes/institucional/partials/sheet/items.mustache"
};

static const unsigned char themes__institucional__partials__sheet__leaf_mustache[] = {
#embed "../../themes/institucional/partials/sheet/leaf.mustache"
};

static const unsigned char themes__institucional__partials__sheet__legend_mustache[] = {
#embed "../../themes/institucional/partials/sheet/legend.mustache"
};

static const unsigned char themes__institucional__partials__sheet__matrix_mustache[] = {
#embed "../../themes/institucional/partials/sheet/matrix.mustache"
};

static const unsigned char themes__institucional__partials__sheet__members_mustache[] = {
#embed "../../themes/institucional/partials/sheet/members.mustache"
};

static const unsigned char themes__institucional__partials__sheet__parts_mustache[] = {
#embed "../../themes/institucional/partials/sheet/parts.mustache"
};

static const unsigned char themes__institucional__partials__sheet__section_mustache[] = {
#embed "../../themes/institucional/partials/sheet/section.mustache"
};

static const unsigned char themes__institucional__partials__sheet__sheet_mustache[] = {
#embed "../../themes/institucional/partials/sheet/sheet.mustache"
};

static const unsigned char themes__institucional__partials__sheet__signatures_mustache[] = {
#embed "../../themes/institucional/partials/sheet/signatures.mustache"
};

static const unsigned char themes__institucional__partials__sheet__table_mustache[] = {
#embed "../../themes/institucional/partials/sheet/table.mustache"
};

static const unsigned char themes__institucional__scripts__chart_js[] = {
#embed "../../themes/institucional/scripts/chart.js"
};

static const unsigned char themes__institucional__scripts__files_js[] = {
#embed "../../themes/institucional/scripts/files.js"
};

static const unsigned char themes__institucional__scripts__history_js[] = {
#embed "../../themes/institucional/scripts/history.js"
};

static const unsigned char themes__institucional__scripts__jobs_js[] = {
#embed "../../themes/institucional/scripts/jobs.js"
};

static const unsigned char themes__institucional__scripts__offline_js[] = {
#embed "../../themes/institucional/scripts/offline.js"
};

static const unsigned char themes__institucional__scripts__onboarding_js[] = {
#embed "../../themes/institucional/scripts/onboarding.js"
};

static const unsigned char themes__institucional__scripts__receipt_js[] = {
#embed "../../themes/institucional/scripts/receipt.js"
};

static const unsigned char themes__institucional__scripts__search_js[] = {
#embed "../../themes/institucional/scripts/search.js"
};

static const unsigned char themes__institucional__scripts__search__address_js[] = {
#embed "../../themes/institucional/scripts/search/address.js"
};

static const unsigned char themes__institucional__scripts__search__box_js[] = {
#embed "../../themes/institucional/scripts/search/box.js"
};

static const unsigned char themes__institucional__scripts__search__marks_js[] = {
#embed "../../themes/institucional/scripts/search/marks.js"
};

static const unsigned char themes__institucional__scripts__search__page_js[] = {
#embed "../../themes/institucional/scripts/search/page.js"
};

static const unsigned char themes__institucional__scripts__search__recent_js[] = {
#embed "../../themes/institucional/scripts/search/recent.js"
};

static const unsigned char themes__institucional__scripts__search__shards_js[] = {
#embed "../../themes/institucional/scripts/search/shards.js"
};

static const unsigned char themes__institucional__scripts__search__shared_js[] = {
#embed "../../themes/institucional/scripts/search/shared.js"
};

static const unsigned char themes__institucional__scripts__site_js[] = {
#embed "../../themes/institucional/scripts/site.js"
};

static const unsigned char themes__institucional__scripts__tables_js[] = {
#embed "../../themes/institucional/scripts/tables.js"
};

static const unsigned char themes__institucional__single__single_css[] = {
#embed "../../themes/institucional/single/single.css"
};

static const unsigned char themes__institucional__single__single_js[] = {
#embed "../../themes/institucional/single/single.js"
};

static const unsigned char themes__institucional__styles__base_css[] = {
#embed "../../themes/institucional/styles/base.css"
};

static const unsigned char themes__institucional__styles__book_css[] = {
#embed "../../themes/institucional/styles/book.css"
};

static const unsigned char themes__institucional__styles__components_css[] = {
#embed "../../themes/institucional/styles/components.css"
};

static const unsigned char themes__institucional__styles__history_css[] = {
#embed "../../themes/institucional/styles/history.css"
};

static const unsigned char themes__institucional__styles__layout_css[] = {
#embed "../../themes/institucional/styles/layout.css"
};

static const unsigned char themes__institucional__styles__print_css[] = {
#embed "../../themes/institucional/styles/print.css"
};

static const unsigned char themes__institucional__styles__search_css[] = {
#embed "../../themes/institucional/styles/search.css"
};

static const unsigned char themes__institucional__styles__sheet_css[] = {
#embed "../../themes/institucional/styles/sheet.css"
};

static const unsigned char themes__institucional__styles__tokens_css[] = {
#embed "../../themes/institucional/styles/tokens.css"
};

static const unsigned char themes__institucional__styles__work_css[] = {
#embed "../../themes/institucional/styles/work.css"
};

static const unsigned char themes__institucional__templates__about_mustache[] = {
#embed "../../themes/institucional/templates/about.mustache"
};

static const unsigned char themes__institucional__templates__book_css_mustache[] = {
#embed "../../themes/institucional/templates/book.css.mustache"
};

static const unsigned char themes__institucional__templates__calendar_mustache[] = {
#embed "../../themes/institucional/templates/calendar.mustache"
};

static const unsigned char themes__institucional__templates__checklist_mustache[] = {
#embed "../../themes/institucional/templates/checklist.mustache"
};

static const unsigned char themes__institucional__templates__compare_mustache[] = {
#embed "../../themes/institucional/templates/compare.mustache"
};

static const unsigned char themes__institucional__templates__day_css_mustache[] = {
#embed "../../themes/institucional/templates/day.css.mustache"
};

static const unsigned char themes__institucional__templates__day_js_mustache[] = {
#embed "../../themes/institucional/templates/day.js.mustache"
};

static const unsigned char themes__institucional__templates__form_mustache[] = {
#embed "../../themes/institucional/templates/form.mustache"
};

static const unsigned char themes__institucional__templates__glossary_mustache[] = {
#embed "../../themes/institucional/templates/glossary.mustache"
};

static const unsigned char themes__institucional__templates__home_mustache[] = {
#embed "../../themes/institucional/templates/home.mustache"
};

static const unsigned char themes__institucional__templates__index_az_mustache[] = {
#embed "../../themes/institucional/templates/index-az.mustache"
};

static const unsigned char themes__institucional__templates__job_mustache[] = {
#embed "../../themes/institucional/templates/job.mustache"
};

static const unsigned char themes__institucional__templates__list_mustache[] = {
#embed "../../themes/institucional/templates/list.mustache"
};

static const unsigned char themes__institucional__templates__manual_mustache[] = {
#embed "../../themes/institucional/templates/manual.mustache"
};

static const unsigned char themes__institucional__templates__news_mustache[] = {
#embed "../../themes/institucional/templates/news.mustache"
};

static const unsigned char themes__institucional__templates__not_found_mustache[] = {
#embed "../../themes/institucional/templates/not-found.mustache"
};

static const unsigned char themes__institucional__templates__notice_mustache[] = {
#embed "../../themes/institucional/templates/notice.mustache"
};

static const unsigned char themes__institucional__templates__onboarding_mustache[] = {
#embed "../../themes/institucional/templates/onboarding.mustache"
};

static const unsigned char themes__institucional__templates__organization_mustache[] = {
#embed "../../themes/institucional/templates/organization.mustache"
};

static const unsigned char themes__institucional__templates__pages_css_mustache[] = {
#embed "../../themes/institucional/templates/pages.css.mustache"
};

static const unsigned char themes__institucional__templates__protocol_mustache[] = {
#embed "../../themes/institucional/templates/protocol.mustache"
};

static const unsigned char themes__institucional__templates__quality_mustache[] = {
#embed "../../themes/institucional/templates/quality.mustache"
};

static const unsigned char themes__institucional__templates__receipt_mustache[] = {
#embed "../../themes/institucional/templates/receipt.mustache"
};

static const unsigned char themes__institucional__templates__record_mustache[] = {
#embed "../../themes/institucional/templates/record.mustache"
};

static const unsigned char themes__institucional__templates__redirect_mustache[] = {
#embed "../../themes/institucional/templates/redirect.mustache"
};

static const unsigned char themes__institucional__templates__redline_mustache[] = {
#embed "../../themes/institucional/templates/redline.mustache"
};

static const unsigned char themes__institucional__templates__search_mustache[] = {
#embed "../../themes/institucional/templates/search.mustache"
};

static const unsigned char themes__institucional__templates__single_mustache[] = {
#embed "../../themes/institucional/templates/single.mustache"
};

static const unsigned char themes__institucional__templates__table_mustache[] = {
#embed "../../themes/institucional/templates/table.mustache"
};

static const unsigned char themes__institucional__templates__unit_mustache[] = {
#embed "../../themes/institucional/templates/unit.mustache"
};

static const unsigned char themes__institucional__templates__versions_mustache[] = {
#embed "../../themes/institucional/templates/versions.mustache"
};

static const unsigned char themes__institucional__theme_yaml[] = {
#embed "../../themes/institucional/theme.yaml"
};

static const unsigned char themes__institucional__worker__oficio_sw_js[] = {
#embed "../../themes/institucional/worker/oficio-sw.js"
};

static const unsigned char types__00_comun_yaml[] = {
#embed "files/types/00-comun.yaml"
};

static const unsigned char types__clausula_yaml[] = {
#embed "files/types/clausula.yaml"
};

static const unsigned char types__competencia_yaml[] = {
#embed "files/types/competencia.yaml"
};

static const unsigned char types__documento_externo_yaml[] = {
#embed "files/types/documento-externo.yaml"
};

static const unsigned char types__estandar_yaml[] = {
#embed "files/types/estandar.yaml"
};

static const unsigned char types__incorporacion_yaml[] = {
#embed "files/types/incorporacion.yaml"
};

static const unsigned char types__manual_yaml[] = {
#embed "files/types/manual.yaml"
};

static const unsigned char types__pagina_yaml[] = {
#embed "files/types/pagina.yaml"
};

static const unsigned char types__protocolo_yaml[] = {
#embed "files/types/protocolo.yaml"
};

static const unsigned char types__puesto_yaml[] = {
#embed "files/types/puesto.yaml"
};

static const unsigned char types__sede_yaml[] = {
#embed "files/types/sede.yaml"
};

static const unsigned char types__termino_yaml[] = {
#embed "files/types/termino.yaml"
};

static const unsigned char types__unidad_yaml[] = {
#embed "files/types/unidad.yaml"
};

static const unsigned char words__en_formulas_txt[] = {
#embed "files/words/en-formulas.txt"
};

static const unsigned char words__es_acentos_txt[] = {
#embed "files/words/es-acentos.txt"
};

static const unsigned char words__es_formulas_txt[] = {
#embed "files/words/es-formulas.txt"
};

static const unsigned char words__es_no_infinitivos_txt[] = {
#embed "files/words/es-no-infinitivos.txt"
};

static const unsigned char words__es_palabras_txt[] = {
#embed "files/words/es-palabras.txt"
};

static const unsigned char words__es_sustantivos_txt[] = {
#embed "files/words/es-sustantivos.txt"
};

static const unsigned char words__es_usuales_txt[] = {
#embed "files/words/es-usuales.txt"
};

static const unsigned char zones_txt[] = {
#embed "files/zones.txt"
};

#define EMBEDDED(path, variable) {path, variable, sizeof variable}

static const struct builtin_file builtin_files[] = {
    EMBEDDED("accessibility/criteria.txt",
             accessibility__criteria_txt),
    EMBEDDED("bench/rules.txt",
             bench__rules_txt),
    EMBEDDED("editor/combobox.js",
             editor__combobox_js),
    EMBEDDED("editor/drop.js",
             editor__drop_js),
    EMBEDDED("editor/editor.css",
             editor__editor_css),
    EMBEDDED("editor/editor.js",
             editor__editor_js),
    EMBEDDED("editor/findings.js",
             editor__findings_js),
    EMBEDDED("editor/kept.js",
             editor__kept_js),
    EMBEDDED("editor/list.js",
             editor__list_js),
    EMBEDDED("editor/long.js",
             editor__long_js),
    EMBEDDED("editor/marks.js",
             editor__marks_js),
    EMBEDDED("editor/page.js",
             editor__page_js),
    EMBEDDED("editor/pasted.js",
             editor__pasted_js),
    EMBEDDED("names/clausula.yaml",
             names__clausula_yaml),
    EMBEDDED("names/competencia.yaml",
             names__competencia_yaml),
    EMBEDDED("names/comun.yaml",
             names__comun_yaml),
    EMBEDDED("names/estandar.yaml",
             names__estandar_yaml),
    EMBEDDED("names/incorporacion.yaml",
             names__incorporacion_yaml),
    EMBEDDED("names/protocolo.yaml",
             names__protocolo_yaml),
    EMBEDDED("names/puesto.yaml",
             names__puesto_yaml),
    EMBEDDED("names/termino.yaml",
             names__termino_yaml),
    EMBEDDED("names/unidad.yaml",
             names__unidad_yaml),
    EMBEDDED("printing/one-pass.py",
             printing__one_pass_py),
    EMBEDDED("reference/examples-en.txt",
             reference__examples_en_txt),
    EMBEDDED("reference/words.txt",
             reference__words_txt),
    EMBEDDED("search/en.txt",
             search__en_txt),
    EMBEDDED("search/es.txt",
             search__es_txt),
    EMBEDDED("starter/forms/en/frequency.yaml",
             starter__forms__en__frequency_yaml),
    EMBEDDED("starter/forms/en/isss.yaml",
             starter__forms__en__isss_yaml),
    EMBEDDED("starter/forms/en/simple.yaml",
             starter__forms__en__simple_yaml),
    EMBEDDED("starter/forms/en/tasks.yaml",
             starter__forms__en__tasks_yaml),
    EMBEDDED("starter/forms/es/frequency.yaml",
             starter__forms__es__frequency_yaml),
    EMBEDDED("starter/forms/es/isss.yaml",
             starter__forms__es__isss_yaml),
    EMBEDDED("starter/forms/es/simple.yaml",
             starter__forms__es__simple_yaml),
    EMBEDDED("starter/forms/es/tasks.yaml",
             starter__forms__es__tasks_yaml),
    EMBEDDED("starter/site/en/.gitattributes",
             starter__site__en___gitattributes),
    EMBEDDED("starter/site/en/.gitignore",
             starter__site__en___gitignore),
    EMBEDDED("starter/site/en/.vscode/settings.json",
             starter__site__en___vscode__settings_json),
    EMBEDDED("starter/site/en/README.md",
             starter__site__en__README_md),
    EMBEDDED("starter/site/en/content/clauses/common-functions.md",
             starter__site__en__content__clauses__common_functions_md),
    EMBEDDED("starter/site/en/content/competencies.yaml",
             starter__site__en__content__competencies_yaml),
    EMBEDDED("starter/site/en/content/forms/job-manual.yaml",
             starter__site__en__content__forms__job_manual_yaml),
    EMBEDDED("starter/site/en/content/glossary.yaml",
             starter__site__en__content__glossary_yaml),
    EMBEDDED("starter/site/en/content/jobs/archivist.md",
             starter__site__en__content__jobs__archivist_md),
    EMBEDDED("starter/site/en/content/jobs/head-archivist.md",
             starter__site__en__content__jobs__head_archivist_md),
    EMBEDDED("starter/site/en/content/manuals/archive-manual.md",
             starter__site__en__content__manuals__archive_manual_md),
    EMBEDDED("starter/site/en/content/protocols/reading-room-visit.md",
             starter__site__en__content__protocols__reading_room_visit_md),
    EMBEDDED("starter/site/en/content/site.yaml",
             starter__site__en__content__site_yaml),
    EMBEDDED("starter/site/en/content/units.yaml",
             starter__site__en__content__units_yaml),
    EMBEDDED("starter/site/es/.gitattributes",
             starter__site__es___gitattributes),
    EMBEDDED("starter/site/es/.gitignore",
             starter__site__es___gitignore),
    EMBEDDED("starter/site/es/.vscode/settings.json",
             starter__site__es___vscode__settings_json),
    EMBEDDED("starter/site/es/LEEME.md",
             starter__site__es__LEEME_md),
    EMBEDDED("starter/site/es/content/clausulas/funciones-comunes.md",
             starter__site__es__content__clausulas__funciones_comunes_md),
    EMBEDDED("starter/site/es/content/competencias.yaml",
             starter__site__es__content__competencias_yaml),
    EMBEDDED("starter/site/es/content/formatos/manual-de-puestos.yaml",
             starter__site__es__content__formatos__manual_de_puestos_yaml),
    EMBEDDED("starter/site/es/content/glosario.yaml",
             starter__site__es__content__glosario_yaml),
    EMBEDDED("starter/site/es/content/manuales/manual-archivo.md",
             starter__site__es__content__manuales__manual_archivo_md),
    EMBEDDED("starter/site/es/content/protocolos/consulta-en-sala.md",
             starter__site__es__content__protocolos__consulta_en_sala_md),
    EMBEDDED("starter/site/es/content/puestos/archivista.md",
             starter__site__es__content__puestos__archivista_md),
    EMBEDDED("starter/site/es/content/puestos/jefe-archivo.md",
             starter__site__es__content__puestos__jefe_archivo_md),
    EMBEDDED("starter/site/es/content/site.yaml",
             starter__site__es__content__site_yaml),
    EMBEDDED("starter/site/es/content/unidades.yaml",
             starter__site__es__content__unidades_yaml),
    EMBEDDED("themes/folio/partials/page/site-header.mustache",
             themes__folio__partials__page__site_header_mustache),
    EMBEDDED("themes/folio/styles/folio.css",
             themes__folio__styles__folio_css),
    EMBEDDED("themes/folio/templates/home.mustache",
             themes__folio__templates__home_mustache),
    EMBEDDED("themes/folio/theme.yaml",
             themes__folio__theme_yaml),
    EMBEDDED("themes/institucional/assets/favicon.svg",
             themes__institucional__assets__favicon_svg),
    EMBEDDED("themes/institucional/messages/en.yaml",
             themes__institucional__messages__en_yaml),
    EMBEDDED("themes/institucional/messages/es.yaml",
             themes__institucional__messages__es_yaml),
    EMBEDDED("themes/institucional/partials/history/entry.mustache",
             themes__institucional__partials__history__entry_mustache),
    EMBEDDED("themes/institucional/partials/history/redline-lines.mustache",
             themes__institucional__partials__history__redline_lines_mustache),
    EMBEDDED("themes/institucional/partials/layout/base.mustache",
             themes__institucional__partials__layout__base_mustache),
    EMBEDDED("themes/institucional/partials/layout/page.mustache",
             themes__institucional__partials__layout__page_mustache),
    EMBEDDED("themes/institucional/partials/layout/record.mustache",
             themes__institucional__partials__layout__record_mustache),
    EMBEDDED("themes/institucional/partials/page/breadcrumb.mustache",
             themes__institucional__partials__page__breadcrumb_mustache),
    EMBEDDED("themes/institucional/partials/page/count.mustache",
             themes__institucional__partials__page__count_mustache),
    EMBEDDED("themes/institucional/partials/page/data-table.mustache",
             themes__institucional__partials__page__data_table_mustache),
    EMBEDDED("themes/institucional/partials/page/filter.mustache",
             themes__institucional__partials__page__filter_mustache),
    EMBEDDED("themes/institucional/partials/page/groups.mustache",
             themes__institucional__partials__page__groups_mustache),
    EMBEDDED("themes/institucional/partials/page/head.mustache",
             themes__institucional__partials__page__head_mustache),
    EMBEDDED("themes/institucional/partials/page/header-buttons.mustache",
             themes__institucional__partials__page__header_buttons_mustache),
    EMBEDDED("themes/institucional/partials/page/letters.mustache",
             themes__institucional__partials__page__letters_mustache),
    EMBEDDED("themes/institucional/partials/page/my-home.mustache",
             themes__institucional__partials__page__my_home_mustache),
    EMBEDDED("themes/institucional/partials/page/search-form.mustache",
             themes__institucional__partials__page__search_form_mustache),
    EMBEDDED("themes/institucional/partials/page/search-words.mustache",
             themes__institucional__partials__page__search_words_mustache),
    EMBEDDED("themes/institucional/partials/page/site-footer.mustache",
             themes__institucional__partials__page__site_footer_mustache),
    EMBEDDED("themes/institucional/partials/page/site-header.mustache",
             themes__institucional__partials__page__site_header_mustache),
    EMBEDDED("themes/institucional/partials/page/skip-link.mustache",
             themes__institucional__partials__page__skip_link_mustache),
    EMBEDDED("themes/institucional/partials/page/tree-node.mustache",
             themes__institucional__partials__page__tree_node_mustache),
    EMBEDDED("themes/institucional/partials/print/dated-note.mustache",
             themes__institucional__partials__print__dated_note_mustache),
    EMBEDDED("themes/institucional/partials/print/page-box.mustache",
             themes__institucional__partials__print__page_box_mustache),
    EMBEDDED("themes/institucional/partials/record/aside.mustache",
             themes__institucional__partials__record__aside_mustache),
    EMBEDDED("themes/institucional/partials/record/blocks.mustache",
             themes__institucional__partials__record__blocks_mustache),
    EMBEDDED("themes/institucional/partials/record/checklist.mustache",
             themes__institucional__partials__record__checklist_mustache),
    EMBEDDED("themes/institucional/partials/record/contents.mustache",
             themes__institucional__partials__record__contents_mustache),
    EMBEDDED("themes/institucional/partials/record/facts.mustache",
             themes__institucional__partials__record__facts_mustache),
    EMBEDDED("themes/institucional/partials/record/header.mustache",
             themes__institucional__partials__record__header_mustache),
    EMBEDDED("themes/institucional/partials/record/link.mustache",
             themes__institucional__partials__record__link_mustache),
    EMBEDDED("themes/institucional/partials/record/my-job.mustache",
             themes__institucional__partials__record__my_job_mustache),
    EMBEDDED("themes/institucional/partials/record/notice.mustache",
             themes__institucional__partials__record__notice_mustache),
    EMBEDDED("themes/institucional/partials/record/outside.mustache",
             themes__institucional__partials__record__outside_mustache),
    EMBEDDED("themes/institucional/partials/record/protocol.mustache",
             themes__institucional__partials__record__protocol_mustache),
    EMBEDDED("themes/institucional/partials/record/relations.mustache",
             themes__institucional__partials__record__relations_mustache),
    EMBEDDED("themes/institucional/partials/record/row.mustache",
             themes__institucional__partials__record__row_mustache),
    EMBEDDED("themes/institucional/partials/record/running-head.mustache",
             themes__institucional__partials__record__running_head_mustache),
    EMBEDDED("themes/institucional/partials/record/signed.mustache",
             themes__institucional__partials__record__signed_mustache),
    EMBEDDED("themes/institucional/partials/record/state.mustache",
             themes__institucional__partials__record__state_mustache),
    EMBEDDED("themes/institucional/partials/sheet/band.mustache",
             themes__institucional__partials__sheet__band_mustache),
    EMBEDDED("themes/institucional/partials/sheet/boxes.mustache",
             themes__institucional__partials__sheet__boxes_mustache),
    EMBEDDED("themes/institucional/partials/sheet/cell.mustache",
             themes__institucional__partials__sheet__cell_mustache),
    EMBEDDED("themes/institucional/partials/sheet/competencies.mustache",
             themes__institucional__partials__sheet__competencies_mustache),
    EMBEDDED("themes/institucional/partials/sheet/contents.mustache",
             themes__institucional__partials__sheet__contents_mustache),
    EMBEDDED("themes/institucional/partials/sheet/cover.mustache",
             themes__institucional__partials__sheet__cover_mustache),
    EMBEDDED("themes/institucional/partials/sheet/field-grid.mustache",
             themes__institucional__partials__sheet__field_grid_mustache),
    EMBEDDED("themes/institucional/partials/sheet/items.mustache",
             themes__institucional__partials__sheet__items_mustache),
    EMBEDDED("themes/institucional/partials/sheet/leaf.mustache",
             themes__institucional__partials__sheet__leaf_mustache),
    EMBEDDED("themes/institucional/partials/sheet/legend.mustache",
             themes__institucional__partials__sheet__legend_mustache),
    EMBEDDED("themes/institucional/partials/sheet/matrix.mustache",
             themes__institucional__partials__sheet__matrix_mustache),
    EMBEDDED("themes/institucional/partials/sheet/members.mustache",
             themes__institucional__partials__sheet__members_mustache),
    EMBEDDED("themes/institucional/partials/sheet/parts.mustache",
             themes__institucional__partials__sheet__parts_mustache),
    EMBEDDED("themes/institucional/partials/sheet/section.mustache",
             themes__institucional__partials__sheet__section_mustache),
    EMBEDDED("themes/institucional/partials/sheet/sheet.mustache",
             themes__institucional__partials__sheet__sheet_mustache),
    EMBEDDED("themes/institucional/partials/sheet/signatures.mustache",
             themes__institucional__partials__sheet__signatures_mustache),
    EMBEDDED("themes/institucional/partials/sheet/table.mustache",
             themes__institucional__partials__sheet__table_mustache),
    EMBEDDED("themes/institucional/scripts/chart.js",
             themes__institucional__scripts__chart_js),
    EMBEDDED("themes/institucional/scripts/files.js",
             themes__institucional__scripts__files_js),
    EMBEDDED("themes/institucional/scripts/history.js",
             themes__institucional__scripts__history_js),
    EMBEDDED("themes/institucional/scripts/jobs.js",
             themes__institucional__scripts__jobs_js),
    EMBEDDED("themes/institucional/scripts/offline.js",
             themes__institucional__scripts__offline_js),
    EMBEDDED("themes/institucional/scripts/onboarding.js",
             themes__institucional__scripts__onboarding_js),
    EMBEDDED("themes/institucional/scripts/receipt.js",
             themes__institucional__scripts__receipt_js),
    EMBEDDED("themes/institucional/scripts/search.js",
             themes__institucional__scripts__search_js),
    EMBEDDED("themes/institucional/scripts/search/address.js",
             themes__institucional__scripts__search__address_js),
    EMBEDDED("themes/institucional/scripts/search/box.js",
             themes__institucional__scripts__search__box_js),
    EMBEDDED("themes/institucional/scripts/search/marks.js",
             themes__institucional__scripts__search__marks_js),
    EMBEDDED("themes/institucional/scripts/search/page.js",
             themes__institucional__scripts__search__page_js),
    EMBEDDED("themes/institucional/scripts/search/recent.js",
             themes__institucional__scripts__search__recent_js),
    EMBEDDED("themes/institucional/scripts/search/shards.js",
             themes__institucional__scripts__search__shards_js),
    EMBEDDED("themes/institucional/scripts/search/shared.js",
             themes__institucional__scripts__search__shared_js),
    EMBEDDED("themes/institucional/scripts/site.js",
             themes__institucional__scripts__site_js),
    EMBEDDED("themes/institucional/scripts/tables.js",
             themes__institucional__scripts__tables_js),
    EMBEDDED("themes/institucional/single/single.css",
             themes__institucional__single__single_css),
    EMBEDDED("themes/institucional/single/single.js",
             themes__institucional__single__single_js),
    EMBEDDED("themes/institucional/styles/base.css",
             themes__institucional__styles__base_css),
    EMBEDDED("themes/institucional/styles/book.css",
             themes__institucional__styles__book_css),
    EMBEDDED("themes/institucional/styles/components.css",
             themes__institucional__styles__components_css),
    EMBEDDED("themes/institucional/styles/history.css",
             themes__institucional__styles__history_css),
    EMBEDDED("themes/institucional/styles/layout.css",
             themes__institucional__styles__layout_css),
    EMBEDDED("themes/institucional/styles/print.css",
             themes__institucional__styles__print_css),
    EMBEDDED("themes/institucional/styles/search.css",
             themes__institucional__styles__search_css),
    EMBEDDED("themes/institucional/styles/sheet.css",
             themes__institucional__styles__sheet_css),
    EMBEDDED("themes/institucional/styles/tokens.css",
             themes__institucional__styles__tokens_css),
    EMBEDDED("themes/institucional/styles/work.css",
             themes__institucional__styles__work_css),
    EMBEDDED("themes/institucional/templates/about.mustache",
             themes__institucional__templates__about_mustache),
    EMBEDDED("themes/institucional/templates/book.css.mustache",
             themes__institucional__templates__book_css_mustache),
    EMBEDDED("themes/institucional/templates/calendar.mustache",
             themes__institucional__templates__calendar_mustache),
    EMBEDDED("themes/institucional/templates/checklist.mustache",
             themes__institucional__templates__checklist_mustache),
    EMBEDDED("themes/institucional/templates/compare.mustache",
             themes__institucional__templates__compare_mustache),
    EMBEDDED("themes/institucional/templates/day.css.mustache",
             themes__institucional__templates__day_css_mustache),
    EMBEDDED("themes/institucional/templates/day.js.mustache",
             themes__institucional__templates__day_js_mustache),
    EMBEDDED("themes/institucional/templates/form.mustache",
             themes__institucional__templates__form_mustache),
    EMBEDDED("themes/institucional/templates/glossary.mustache",
             themes__institucional__templates__glossary_mustache),
    EMBEDDED("themes/institucional/templates/home.mustache",
             themes__institucional__templates__home_mustache),
    EMBEDDED("themes/institucional/templates/index-az.mustache",
             themes__institucional__templates__index_az_mustache),
    EMBEDDED("themes/institucional/templates/job.mustache",
             themes__institucional__templates__job_mustache),
    EMBEDDED("themes/institucional/templates/list.mustache",
             themes__institucional__templates__list_mustache),
    EMBEDDED("themes/institucional/templates/manual.mustache",
             themes__institucional__templates__manual_mustache),
    EMBEDDED("themes/institucional/templates/news.mustache",
             themes__institucional__templates__news_mustache),
    EMBEDDED("themes/institucional/templates/not-found.mustache",
             themes__institucional__templates__not_found_mustache),
    EMBEDDED("themes/institucional/templates/notice.mustache",
             themes__institucional__templates__notice_mustache),
    EMBEDDED("themes/institucional/templates/onboarding.mustache",
             themes__institucional__templates__onboarding_mustache),
    EMBEDDED("themes/institucional/templates/organization.mustache",
             themes__institucional__templates__organization_mustache),
    EMBEDDED("themes/institucional/templates/pages.css.mustache",
             themes__institucional__templates__pages_css_mustache),
    EMBEDDED("themes/institucional/templates/protocol.mustache",
             themes__institucional__templates__protocol_mustache),
    EMBEDDED("themes/institucional/templates/quality.mustache",
             themes__institucional__templates__quality_mustache),
    EMBEDDED("themes/institucional/templates/receipt.mustache",
             themes__institucional__templates__receipt_mustache),
    EMBEDDED("themes/institucional/templates/record.mustache",
             themes__institucional__templates__record_mustache),
    EMBEDDED("themes/institucional/templates/redirect.mustache",
             themes__institucional__templates__redirect_mustache),
    EMBEDDED("themes/institucional/templates/redline.mustache",
             themes__institucional__templates__redline_mustache),
    EMBEDDED("themes/institucional/templates/search.mustache",
             themes__institucional__templates__search_mustache),
    EMBEDDED("themes/institucional/templates/single.mustache",
             themes__institucional__templates__single_mustache),
    EMBEDDED("themes/institucional/templates/table.mustache",
             themes__institucional__templates__table_mustache),
    EMBEDDED("themes/institucional/templates/unit.mustache",
             themes__institucional__templates__unit_mustache),
    EMBEDDED("themes/institucional/templates/versions.mustache",
             themes__institucional__templates__versions_mustache),
    EMBEDDED("themes/institucional/theme.yaml",
             themes__institucional__theme_yaml),
    EMBEDDED("themes/institucional/worker/oficio-sw.js",
             themes__institucional__worker__oficio_sw_js),
    EMBEDDED("types/00-comun.yaml",
             types__00_comun_yaml),
    EMBEDDED("types/clausula.yaml",
             types__clausula_yaml),
    EMBEDDED("types/competencia.yaml",
             types__competencia_yaml),
    EMBEDDED("types/documento-externo.yaml",
             types__documento_externo_yaml),
    EMBEDDED("types/estandar.yaml",
             types__estandar_yaml),
    EMBEDDED("types/incorporacion.yaml",
             types__incorporacion_yaml),
    EMBEDDED("types/manual.yaml",
             types__manual_yaml),
    EMBEDDED("types/pagina.yaml",
             types__pagina_yaml),
    EMBEDDED("types/protocolo.yaml",
             types__protocolo_yaml),
    EMBEDDED("types/puesto.yaml",
             types__puesto_yaml),
    EMBEDDED("types/sede.yaml",
             types__sede_yaml),
    EMBEDDED("types/termino.yaml",
             types__termino_yaml),
    EMBEDDED("types/unidad.yaml",
             types__unidad_yaml),
    EMBEDDED("words/en-formulas.txt",
             words__en_formulas_txt),
    EMBEDDED("words/es-acentos.txt",
             words__es_acentos_txt),
    EMBEDDED("words/es-formulas.txt",
             words__es_formulas_txt),
    EMBEDDED("words/es-no-infinitivos.txt",
             words__es_no_infinitivos_txt),
    EMBEDDED("words/es-palabras.txt",
             words__es_palabras_txt),
    EMBEDDED("words/es-sustantivos.txt",
             words__es_sustantivos_txt),
    EMBEDDED("words/es-usuales.txt",
             words__es_usuales_txt),
    EMBEDDED("zones.txt",
             zones_txt),
};

const size_t builtin_file_count = sizeof builtin_files / sizeof builtin_files[0];

struct builtin_file builtin_file_at(size_t index) { return builtin_files[index]; }
