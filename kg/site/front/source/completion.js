// What the editor offers while a query is typed: keywords, variables, prefixes, and the terms
// of the vocabulary with what they mean.

const WORDS = (
  "SELECT ASK CONSTRUCT DESCRIBE WHERE DISTINCT REDUCED FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER EXISTS NOT BIND "
  + "AS VALUES IN ORDER BY ASC DESC GROUP HAVING LIMIT OFFSET PREFIX BASE UNDEF a true false COUNT SUM MIN MAX AVG SAMPLE "
  + "GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI STRDT STRLANG IF COALESCE REGEX REPLACE STRLEN SUBSTR "
  + "UCASE LCASE STRSTARTS STRENDS CONTAINS STRBEFORE STRAFTER CONCAT YEAR MONTH DAY isIRI isLiteral isNumeric ABS ROUND"
).split(" ");
const TYPED = /[?$][\p{L}\p{N}_]*|[\p{L}\p{N}_-]+:[\p{L}\p{N}_-]*|[\p{L}_][\p{L}\p{N}_-]*/u;
const WITHIN = /^(?:[?$]?[\p{L}\p{N}_-]*|[\p{L}\p{N}_-]+:[\p{L}\p{N}_-]*)$/u;

export function completions({ prefixes, terms }) {
  const keywords = WORDS.map((label) => ({ label, type: "keyword" }));
  const starts = Object.entries(prefixes).map(([name, iri]) => ({
    label: `${name}:`, type: "namespace", detail: iri, boost: -1,
  }));
  const own = terms.map(([label, detail, info]) => ({
    label, detail, type: "property", ...(info && { info }),
  }));
  return (context) => {
    const typed = context.matchBefore(TYPED);
    if (!typed && !context.explicit) return null;
    const told = typed?.text ?? "";
    const from = typed?.from ?? context.pos;
    if (/^[?$]/.test(told)) return { from, options: variables(context, from), validFor: WITHIN };
    if (told.includes(":")) {
      const start = told.slice(0, told.indexOf(":") + 1);
      return { from, options: own.filter(({ label }) => label.startsWith(start)), validFor: WITHIN };
    }
    return { from, options: [...keywords, ...starts, ...own], validFor: WITHIN };
  };
}

function variables({ state, pos }, from) {
  const text = `${state.sliceDoc(0, from)} ${state.sliceDoc(pos)}`;
  const found = new Set(text.match(/[?$][\p{L}\p{N}_]+/gu) ?? []);
  return [...found].map((label) => ({ label, type: "variable" }));
}
