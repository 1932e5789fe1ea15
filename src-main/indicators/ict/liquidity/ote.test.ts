import { describe, expect, it } from 'vitest'
import type { Candle } from '../../../domain/index.ts'
import { SwingDetector } from '../swing.ts'
import { type Prices, sketch } from '../testing/bars.ts'
import { runDetectors } from '../testing/detector-run.ts'
import { middleBars, mirrored } from '../testing/middle-bars.ts'
import { type ScriptedRecord, ScriptedRecords } from '../testing/scripted-records.ts'
import { OteDetector } from './ote.ts'

/** A low of 9 at bar 6, known at bar 8; the bar that breaks structure is the 12th and reaches 17, after 17.5 at the 11th. */
const LEG = [10, 11, 12, 13, 12, 11, 10, 11, 12, 13, 12, 16.5, 16]
const UP: ScriptedRecord = { kind: 'bos', direction: 1, level: 14 }
const DOWN: ScriptedRecord = { kind: 'choch', direction: -1, level: 9 }

function run(candles: readonly Candle[], script: Readonly<Record<number, readonly ScriptedRecord[]>>) {
  const detectors = [new SwingDetector({ swingLength: 2 }), new ScriptedRecords(script), new OteDetector()]
  return runDetectors(detectors, candles)
}

const entries = (candles: readonly Candle[], script: Readonly<Record<number, readonly ScriptedRecord[]>>) =>
  run(candles, script).ofKind('ote')

describe('optimal trade entries', () => {
  it('lie between 62 and 79 percent of the leg that broke structure', () => {
    const done = run(middleBars(LEG), { 12: [UP] })
    const [entry] = done.ofKind('ote')
    expect(entry).toMatchObject({ direction: 1, formedAtMs: 6 * 60_000, confirmedAtMs: 12 * 60_000, label: 'bos' })
    expect(entry?.top).toBeCloseTo(17.5 - 0.62 * 8.5, 12)
    expect(entry?.level).toBeCloseTo(17.5 - 0.705 * 8.5, 12)
    expect(entry?.bottom).toBeCloseTo(17.5 - 0.79 * 8.5, 12)
    expect(entry?.sourceId).toBe(done.ofKind('bos')[0]?.id)
  })

  it('are upside down for a break downwards', () => {
    const [entry] = entries(mirrored(middleBars(LEG)), { 12: [{ ...DOWN, kind: 'choch' }] })
    expect(entry).toMatchObject({ direction: -1, label: 'choch' })
    expect(entry?.bottom).toBeCloseTo(-17.5 + 0.62 * 8.5, 12)
    expect(entry?.top).toBeCloseTo(-17.5 + 0.79 * 8.5, 12)
  })

  it('are touched, filled and closed through one after the other', () => {
    const back: Prices[] = [
      [16, 16, 12.3, 14],
      [14, 14, 12.2, 13],
      [13, 13, 10.7, 11],
      [11, 11, 8, 9],
      [9, 10, 8.5, 8.9],
    ]
    expect(entries(middleBars(LEG, back), { 12: [UP] }).map(sketch)).toMatchObject([
      { confirmed: 12, mitigated: 14, filled: 15, invalidated: 17 },
    ])
  })

  it('are touched and filled by one bar that is deep enough', () => {
    expect(entries(middleBars(LEG, [[9, 9, 7, 8]]), { 12: [UP] }).map(sketch)).toMatchObject([
      { mitigated: 13, filled: 13, invalidated: 13 },
    ])
  })

  it('end with a break in the other direction, and stay with one in the same', () => {
    const more: Prices[] = [
      [16, 17, 15, 16],
      [16, 18, 15, 17],
      [17, 18, 15, 16],
      [16, 16, 10, 11],
    ]
    const found = entries(middleBars(LEG, more), { 12: [UP], 14: [{ ...UP, level: 15 }], 15: [DOWN] })
    expect(found.filter(({ direction }) => direction === 1).map(sketch)).toMatchObject([
      { confirmed: 12, mitigated: null, invalidated: 15 },
      // Measured from the low of bar 12, which is known by then.
      { confirmed: 14, formed: 12, mitigated: 15, invalidated: 15 },
    ])
  })

  it('are none before there is a swing to measure from', () => {
    expect(entries(middleBars(LEG), { 7: [UP] })).toEqual([])
    expect(entries(middleBars(LEG), { 8: [UP] })).toHaveLength(1)
  })

  it('are none where the price never got beyond the origin', () => {
    const flat: Prices[] = [
      [9, 9, 9, 9],
      [9, 9, 9, 9],
    ]
    const done = run(middleBars(LEG.slice(0, 7), flat), { 8: [UP] })
    expect(done.ofKind('swing').map(({ level }) => level)).toEqual([14, 9])
    expect(done.ofKind('ote')).toEqual([])
  })

  it('end the first of two where one bar breaks both sides', () => {
    const done = entries(middleBars(LEG), {
      12: [
        { ...DOWN, kind: 'bos' },
        { ...UP, kind: 'choch' },
      ],
    })
    expect(done.map(sketch)).toMatchObject([
      { direction: -1, confirmed: 12, invalidated: 12 },
      { direction: 1, confirmed: 12, invalidated: null },
    ])
  })
})
