import { describe, expect, it } from 'vitest'
import { timeMs } from '../../base/index.ts'
import { ActiveRecords } from './active-records.ts'
import { type IctRecord, newRecord } from './ict-record.ts'

function gapAt(openTimeMs: number): IctRecord {
  const time = timeMs(openTimeMs)
  return newRecord({
    kind: 'fvg',
    direction: 1,
    timeframe: '1m',
    formedAtMs: time,
    confirmedAtMs: time,
    top: 2,
    bottom: 1,
  })
}

describe('ActiveRecords', () => {
  it('has those that have not ended by the time of asking, as they were added', () => {
    const active = new ActiveRecords()
    const records = [1, 2, 3].map(gapAt)
    for (const record of records) active.add(record)
    expect([...active.records()]).toEqual(records)
    const [, second] = records
    if (second !== undefined) second.invalidatedAtMs = 5
    expect([...active.records()].map(({ formedAtMs }) => formedAtMs)).toEqual([1, 3])
  })

  it('keeps every living record through many that end', () => {
    const active = new ActiveRecords()
    const kept: IctRecord[] = []
    for (let number = 0; number < 20_000; number += 1) {
      const record = gapAt(number)
      active.add(record)
      if (number % 10 === 0) kept.push(record)
      else record.invalidatedAtMs = number
    }
    expect([...active.records()]).toEqual(kept)
  })
})
