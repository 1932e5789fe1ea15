/** A cell: numbers and texts as they are; null and undefined are empty. */
export type CsvValue = string | number | null | undefined

/** A text that a spreadsheet would run as a formula. A plain negative number is none. */
const FORMULA = /^[=+\-@\t\r]/
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/

/**
 * Rows as comma separated values (RFC 4180), header first, lines ended by CR LF. Texts that a spreadsheet would take
 * for a formula get an apostrophe in front.
 */
export function csvText(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
