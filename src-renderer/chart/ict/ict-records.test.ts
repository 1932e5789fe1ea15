import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IctRecords } from './ict-records.ts'
import { drawnToMs } from './record-span.ts'
import { testRecord } from './testing/test-record.ts'

function idsIn(records: IctRecords, fromMs: number, toMs: number): string[] {
  const ids: string[] = []
  records.forEachIn('fvg', { fromMs, toMs }, ({ id }) => ids.push(id))
  return ids
}

describe('the records in sight', () => {
  it('are those that began before the right edge and end after the left one, the open ones first', () => {
    const records = new IctRecords()
    records.take([
      testRecord({ id: 'gone', formedAtMs: 1, filledAtMs: 4 }),
      testRecord({ id: 'long', formedAtMs: 2, filledAtMs: 90 }),
      testRecord({ id: 'inside', formedAtMs: 12, filledAtMs: 14 }),
      testRecord({ id: 'open', formedAtMs: 3 }),
      testRecord({ id: 'later', formedAtMs: 50 }),
    ])
    expect(idsIn(records, 10, 20)).toEqual(['open', 'inside', 'long'])
  })

  it('are found like by looking at each one', () => {
    const record = fc.record({ id: fc.uuid(), formedAtMs: fc.nat(200), lasts: fc.option(fc.nat(100)) })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 60 }), fc.nat(200), fc.nat(60), (made, fromMs, length) => {
        const all = made.map(({ id, formedAtMs, lasts }) =>
          testRecord({ id, formedAtMs, filledAtMs: lasts === null ? null : formedAtMs + lasts }),
        )
        const records = new IctRecords()
        records.take(all)
        const toMs = fromMs + length
        const wanted = all.filter((one) => one.formedAtMs <= toMs && (drawnToMs(one) ?? Infinity) >= fromMs)
        expect(idsIn(records, fromMs, toMs).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
      }),
    )
  })

  it('change with the newest state of each', () => {
    const records = new IctRecords()
    records.take([testRecord({ id: 'gap', formedAtMs: 5 })])
    expect(idsIn(records, 10, 20)).toEqual(['gap'])
    records.take([testRecord({ id: 'gap', formedAtMs: 5, filledAtMs: 7 })])
    expect(idsIn(records, 10, 20)).toEqual([])
    expect(records.size).toBe(1)
  })

  it('are forgotten once they ended before the chart begins; open ones stay', () => {
    const records = new IctRecords()
    records.take([
      testRecord({ id: 'ended', formedAtMs: 1, filledAtMs: 4 }),
      testRecord({ id: 'reaches in', formedAtMs: 1, filledAtMs: 5 }),
      testRecord({ id: 'open', formedAtMs: 1 }),
    ])
    records.forgetBefore(5)
    expect(idsIn(records, 0, 100)).toEqual(['open', 'reaches in'])
  })
})

describe('swings', () => {
  const swing = (formedAtMs: number, direction: 1 | -1, level: number) =>
    testRecord({ kind: 'swing', id: `s${formedAtMs}`, formedAtMs, direction, level })

  it('are higher or lower than the one before on their side, whatever the order in which they came', () => {
    const records = new IctRecords()
    records.take([swing(4, -1, 6), swing(5, 1, 14), swing(1, 1, 10), swing(2, -1, 5), swing(3, 1, 12), swing(6, -1, 4)])
    expect([1, 2, 3, 4, 5, 6].map((at) => records.swingMark(`s${at}`))).toEqual([
      undefined,
      undefined,
      'HH',
      'HL',
      'HH',
      'LL',
    ])
  })

  it('that never stood do not count', () => {
    const records = new IctRecords()
    records.take([swing(1, 1, 10), { ...swing(2, 1, 20), invalidatedAtMs: 3 }, swing(3, 1, 15)])
    expect([records.swingMark('s2'), records.swingMark('s3')]).toEqual([undefined, 'HH'])
  })

  it('keep their mark when a more extreme one takes their place, which is held against the same one', () => {
    const records = new IctRecords()
    records.take([swing(1, 1, 10), { ...swing(2, 1, 12), invalidatedAtMs: 9 }, swing(8, 1, 11)])
    expect([records.swingMark('s2'), records.swingMark('s8')]).toEqual(['HH', 'HH'])
  })

  it('have new marks when another one comes', () => {
    const records = new IctRecords()
    records.take([swing(1, 1, 10), swing(3, 1, 9)])
    expect(records.swingMark('s3')).toBe('LH')
    records.take([swing(2, 1, 8)])
    expect([records.swingMark('s2'), records.swingMark('s3')]).toEqual(['LH', 'HH'])
  })
})
