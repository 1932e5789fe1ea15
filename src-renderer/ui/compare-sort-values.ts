import type { SortValue } from './data-column.ts'

const collator = new Intl.Collator(undefined, { numeric: true })

/** Numbers by size, words by the alphabet. */
export function compareSortValues(left: SortValue, right: SortValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left ?? ''), String(right ?? ''))
}
