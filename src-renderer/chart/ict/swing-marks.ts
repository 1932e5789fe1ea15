import type { IctRecordView } from '../../../src-contract/index.ts'

/** A swing against the one before it on its side: higher or lower, high or low. */
export type SwingMark = 'HH' | 'LH' | 'HL' | 'LL'

/**
 * @param swings Oldest first.
 * @returns Marks by id. The first swing of each side has none, nor have those that a more extreme one took the place of.
 */
export function swingMarks(swings: readonly IctRecordView[]): ReadonlyMap<string, SwingMark> {
  const marks = new Map<string, SwingMark>()
  const before: Record<string, number> = {}
  for (const { id, direction, level, invalidatedAtMs } of swings) {
    if (level === null || direction === 0 || invalidatedAtMs !== null) continue
    const former = before[direction]
    if (former !== undefined) marks.set(id, direction === 1 ? highMark(level > former) : lowMark(level > former))
    before[direction] = level
  }
  return marks
}

const highMark = (higher: boolean): SwingMark => (higher ? 'HH' : 'LH')
const lowMark = (higher: boolean): SwingMark => (higher ? 'HL' : 'LL')
