import type { IctKind, IctRecordView } from '../../../src-contract/index.ts'
import type { TimeMs } from '../../base/index.ts'
import { timeDigits } from './time-digits.ts'

/** Times that a record gets after its confirmation, each at most once. */
export type LaterTimeName = 'mitigatedAtMs' | 'filledAtMs' | 'invalidatedAtMs'

/** A record as the engine keeps it: what was published stays, later times are filled in. */
export type IctRecord = Readonly<Omit<IctRecordView, LaterTimeName>> & Pick<IctRecordView, LaterTimeName>

export interface NewRecord {
  readonly kind: IctKind
  readonly direction: IctRecordView['direction']
  readonly timeframe: string
  readonly formedAtMs: TimeMs
  readonly confirmedAtMs: TimeMs
  readonly top?: number
  readonly bottom?: number
  readonly level?: number
  readonly label?: string
  readonly sourceId?: string
  /** Tells it from another of the same kind on the same bar, where direction and label do not. */
  readonly qualifier?: string
}

/** A record that nothing has happened to yet. Every one has all fields, in the same order. */
export function newRecord(found: NewRecord): IctRecord {
  const { kind, direction, timeframe, formedAtMs, confirmedAtMs, top, bottom, level, label, sourceId } = found
  return {
    id: idOf(found),
    kind,
    direction,
    timeframe,
    top: top ?? null,
    bottom: bottom ?? null,
    level: level ?? null,
    formedAtMs,
    confirmedAtMs,
    mitigatedAtMs: null,
    filledAtMs: null,
    invalidatedAtMs: null,
    label: label ?? null,
    sourceId: sourceId ?? null,
  }
}

function idOf({ kind, timeframe, formedAtMs, direction, label, qualifier }: NewRecord): string {
  let id = `${kind}:${timeframe}:${timeDigits(formedAtMs)}:${directionWord(direction)}`
  if (label !== undefined) id += `:${label}`
  if (qualifier !== undefined) id += `:${qualifier}`
  return id
}

function directionWord(direction: IctRecordView['direction']): string {
  if (direction === 0) return 'flat'
  return direction === 1 ? 'up' : 'down'
}
