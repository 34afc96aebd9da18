"""Compares findings with a list of defects that a reader noted in the real documents."""
import collections

from mutations import KINDS

# Kinds of the list that no mutation makes, with the rules that report them.
OTHER = {
    "spelling": {"palabra-desconocida", "termino-no-usar"}, "stray-space": {"espacio-doble"},
    "divergent-copy": {"funcion-comun-divergente"},
    "punctuation-copy": {"funcion-comun-divergente", "funcion-copiada"},
    "preferred-essential": {"preferible-indispensable"},
    "several-bosses": {"varias-jefaturas"}, "behaviours-differ": {"comportamientos-distintos"},
    "acronym-or-term": {"sigla-de-varios-modos"},
    "label-function": {"funcion-sin-infinitivo"}, "review-overdue": {"revision-vencida"},
    "legend-unused": {"leyenda-sin-uso", "codigo-sin-uso"},
    "legend-ambiguous": {"codigo-ambiguo"}, "reciprocity": {"supervision-no-reciproca"},
    "grammar": {"frase-cortada", "frase-mal-formada"},
    "two-codes": {"varias-frecuencias"}, "date-missing": {"modificacion-sin-descripcion", "modificacion-incompleta"},
    "version-spelling": {"portada-y-bitacora"}, "inclusive-term": {"termino-no-inclusivo"},
    "end-punctuation": {"punto-final-desigual"}, "competency-twice": {"competencia-doble"},
}

# A table or a list of competencies counts as one place: reader and rule may name different lines of it.
NEAR = {"time-sum": 2, "leader": 3, "several-bosses": 1, "end-punctuation": 1}


def compare(findings, path, verbose=False):
    """A Markdown table: for each kind, the number of places that have a finding of a fitting rule at their line or in
    one of its notes."""
    at = collections.defaultdict(set)
    for finding in findings:
        for place in [finding, *finding["notes"]]:
            if "file" in place:
                at[place["file"], place["line"]].add(finding["code"])
    listed, found = collections.Counter(), collections.Counter()
    with open(path, encoding="utf-8") as lines:
        for line in list(lines)[1:]:
            file, number, kind = line.rstrip("\n").split("\t")
            codes = KINDS[kind][0] if kind in KINDS else OTHER.get(kind, set())
            listed[kind] += 1
            near = NEAR.get(kind, 0)
            hit = any(at[file, line] & codes for line in range(int(number) - near, int(number) + near + 1))
            found[kind] += hit
            if verbose and not hit:
                print(f"not pointed at: {kind} {file}:{number}")
    rows = ["| kind in the real documents | listed | pointed at |", "|---|---|---|"]
    rows += [f"| {kind} | {listed[kind]} | {found[kind]} |" for kind in sorted(listed)]
    rows.append(f"| all | {sum(listed.values())} | {sum(found.values())} |")
    return "\n".join(rows)
