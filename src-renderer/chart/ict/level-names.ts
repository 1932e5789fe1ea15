import type { IctRecordView } from '../../../src-contract/index.ts'

/** Periods by their labels, as traders write them: previous day, previous week. */
const PERIODS: Readonly<Record<string, string>> = { '1D': 'PD', W: 'PW' }

/** `PDH`, `PWL`, `4h H`: high (side 1) or low (side -1) of a former period. */
export function periodLevelName(label: string | null, side: 1 | -1): string {
  const period = PERIODS[label ?? '']
  const letter = side === 1 ? 'H' : 'L'
  return period === undefined ? `${shortName(label)} ${letter}` : period + letter
}

/** What a bar swept: equal highs, the previous day's low, a session's high; empty for a plain swing. */
export function sweptName({ label, direction }: Pick<IctRecordView, 'label' | 'direction'>): string {
  const side = direction === 1 ? -1 : 1
  if (label === 'swing' || label === null) return ''
  return label === 'pool' ? poolName(side) : periodLevelName(label, side)
}

/** Equal highs or equal lows. */
export const poolName = (direction: IctRecordView['direction']): string => (direction === -1 ? 'EQL' : 'EQH')

const shortName = (label: string | null): string => (label ?? 'Prev').replace('kill zone', 'KZ')
