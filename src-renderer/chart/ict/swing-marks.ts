import type { IctRecordView } from '../../../src-contract/index.ts'

/** A swing against the one before it on its side: higher or lower, high or low. */
export type SwingMark = 'HH' | 'LH' | 'HL' | 'LL'

/**
 * A mark is that of the time at which the swing was confirmed, and stays when a more extreme swing takes its place.
 * @param swings Oldest first.
 * @returns Marks by id. The first swing of each side has none, nor have those that never stood.
 */
export function swingMarks(swings: readonly IctRecordView[]): ReadonlyMap<string, SwingMark> {
  const marks = new Map<string, SwingMark>()
  const sides: Record<string, Side> = {}
  for (const { id, direction, level, confirmedAtMs, invalidatedAtMs } of swings) {
    if (level === null || direction === 0 || invalidatedAtMs === confirmedAtMs) continue
    const before = sides[direction]
    // One that was replaced was no turn: its successor is held against the same swing.
    const former = before?.isReplaced === true ? before.former : before?.level
    if (former !== undefined) marks.set(id, direction === 1 ? highMark(level > former) : lowMark(level > former))
    sides[direction] = { level, former, isReplaced: invalidatedAtMs !== null }
  }
  return marks
}

/** The newest swing that stood on a side, and the one that it was held against. */
interface Side {
  readonly level: number
  readonly former: number | undefined
  readonly isReplaced: boolean
}

const highMark = (higher: boolean): SwingMark => (higher ? 'HH' : 'LH')
const lowMark = (higher: boolean): SwingMark => (higher ? 'HL' : 'LL')
