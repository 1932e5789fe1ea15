import type { IctRecordView } from '../../../../src-contract/index.ts'

/** A gap that nothing has happened to; times count in bars of 1 ms. */
export const testRecord = (extras: Partial<IctRecordView> = {}): IctRecordView => {
  const formedAtMs = extras.formedAtMs ?? 10
  const kind = extras.kind ?? 'fvg'
  return {
    id: `${kind}:${formedAtMs}`,
    kind,
    direction: 1,
    timeframe: '1m',
    top: 20,
    bottom: 10,
    level: null,
    formedAtMs,
    confirmedAtMs: formedAtMs + 1,
    mitigatedAtMs: null,
    filledAtMs: null,
    invalidatedAtMs: null,
    label: null,
    sourceId: null,
    ...extras,
  }
}
