const PLAIN = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i
/** A comma counts only between groups of three: `0,05` must not silently become 5. */
const GROUPED = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/

/**
 * What was typed as plain number text: spaces and the commas of thousands go, a true minus sign becomes a plain one,
 * `.5` becomes `0.5`. Undefined when it is no number, or one that could be read in two ways.
 */
export function typedNumber(typed: string): string | undefined {
  const bare = typed
    .replace(/[\s\u2009]/g, '')
    .replace('\u2212', '-')
    .replace(/^(-?)\./, '$10.')
  if (PLAIN.test(bare)) return bare
  return GROUPED.test(bare) ? bare.replaceAll(',', '') : undefined
}
