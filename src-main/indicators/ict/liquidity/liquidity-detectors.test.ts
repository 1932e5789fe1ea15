import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candle } from '../../../domain/index.ts'
import { IctParameters } from '../ict-parameters.ts'
import type { IctRecord } from '../ict-record.ts'
import { RecordFollower } from '../record-follower.ts'
import { StructureDetector } from '../structure.ts'
import { SwingDetector } from '../swing.ts'
import { barSeries } from '../testing/bar-arbitrary.ts'
import { runDetectors } from '../testing/detector-run.ts'
import { liquidityDetectors } from './index.ts'

const LATER = ['mitigatedAtMs', 'filledAtMs', 'invalidatedAtMs'] as const
const PARAMETERS = IctParameters.parse({ swingLength: 2, atrPeriod: 3 })

function records(candles: readonly Candle[]): IctRecord[] {
  const follower = new RecordFollower()
  return runDetectors(
    [
      follower,
      new SwingDetector(PARAMETERS),
      new StructureDetector(follower, PARAMETERS),
      ...liquidityDetectors(PARAMETERS, follower),
    ],
    candles,
  ).records
}

/** A record as it stood when the bar at `timeMs` had closed. */
function asOf(record: IctRecord, timeMs: number): IctRecord {
  const shown = { ...record }
  for (const name of LATER) if ((record[name] ?? 0) > timeMs) shown[name] = null
  return shown
}

describe('detectors of liquidity', () => {
  it('find the same up to any bar, whatever comes after it', () => {
    fc.assert(
      fc.property(barSeries, fc.nat(159), (candles, cut) => {
        const start = candles.slice(0, cut)
        const lastMs = Number(start.at(-1)?.openTimeMs ?? -1)
        const known = records(candles).filter(({ confirmedAtMs }) => confirmedAtMs <= lastMs)
        expect(records(start)).toEqual(known.map((record) => asOf(record, lastMs)))
      }),
    )
  })

  it('give every record an id of its own, and later times from its confirmation on', () => {
    fc.assert(
      fc.property(barSeries, (candles) => {
        const found = records(candles)
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
        for (const record of found) {
          expect(record.formedAtMs).toBeLessThanOrEqual(record.confirmedAtMs)
          for (const name of LATER) expect(record[name] ?? Infinity).toBeGreaterThanOrEqual(record.confirmedAtMs)
        }
      }),
    )
  })

  it('run in order', () => {
    const kinds = liquidityDetectors(PARAMETERS, new RecordFollower()).flatMap((detector) => detector.kinds)
    expect(kinds).toEqual(['previousHighLow', 'session', 'liquidityPool', 'sweep', 'premiumDiscount', 'ote'])
  })
})
