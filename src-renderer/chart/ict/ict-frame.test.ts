import type { SeriesAttachedParameter } from 'lightweight-charts'
import { describe, expect, it } from 'vitest'
import { CandleWindow } from '../bars/candle-window.ts'
import { IctFrame } from './ict-frame.ts'
import { placeLevel, placeZone } from './place-zone.ts'
import { SessionPainter } from './session-painter.ts'
import { SweepPainter } from './sweep-painter.ts'
import { SwingPainter } from './swing-painter.ts'
import { isInSight } from './ict-painter.ts'
import { testRecord } from './testing/test-record.ts'

const MINUTE_MS = 60_000
const minute = (count: number): number => count * MINUTE_MS
const SIZE = { width: 100, height: 50 }

/** Bars at the minutes 10 to 29, 10 px apart, the bar of minute 15 in the middle of the plot's left edge. */
function frame(): IctFrame {
  const window = new CandleWindow()
  const openTimes = Array.from({ length: 20 }, (_, index) => minute(10 + index))
  window.takeSnapshot(
    openTimes.map((openTimeMs) => ({ openTimeMs, open: 1, high: 1, low: 1, close: 1, volume: 1, gap: false })),
  )
  const made = new IctFrame(window, '1m')
  const chart = {
    chart: { timeScale: () => ({ logicalToCoordinate: (logical: number) => 10 * (logical - 5) }) },
    series: { priceToCoordinate: (price: number) => 50 - price },
  } as unknown as SeriesAttachedParameter
  expect(made.begin(chart, SIZE)).toBe(true)
  return made
}
const box = () => ({ x1: 0, x2: 0, y1: 0, y2: 0 })

describe('times on the plot', () => {
  it('are the middle of their bar, also inside it', () => {
    expect([minute(15), minute(15.5), minute(16), minute(12)].map((timeMs) => frame().xOf(timeMs))).toEqual([
      0, 0, 10, -30,
    ])
  })

  it('before the first bar that is loaded count on at the same distance', () => {
    expect(frame().xOf(minute(8))).toBe(-70)
  })

  it('at the edges are those of the bars there, without an end where there are no bars any more', () => {
    const at = frame()
    expect([at.fromMs, at.toMs]).toEqual([minute(15), minute(25)])
    const chart = {
      chart: { timeScale: () => ({ logicalToCoordinate: (logical: number) => 10 * (logical - 15) }) },
    } as unknown as SeriesAttachedParameter
    at.begin(chart, SIZE)
    expect(at.toMs).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('the box of a zone', () => {
  it('reaches from its bar to its end, between its edges', () => {
    const placed = box()
    placeZone(testRecord({ formedAtMs: minute(16), filledAtMs: minute(19) }), frame(), placed)
    expect(placed).toEqual({ x1: 10, x2: 40, y1: 30, y2: 40 })
  })

  it('reaches to the right edge while it goes on', () => {
    const placed = box()
    placeZone(testRecord({ formedAtMs: minute(12) }), frame(), placed)
    expect([placed.x1, placed.x2, isInSight(placed, SIZE)]).toEqual([-30, 100, true])
  })

  it('is none without edges, and out of sight above, below and beside the plot', () => {
    expect(placeZone(testRecord({ top: null }), frame(), box())).toBe(false)
    const inSight = (over: Parameters<typeof testRecord>[0]) => {
      const placed = box()
      placeZone(testRecord({ formedAtMs: minute(16), ...over }), frame(), placed)
      return isInSight(placed, SIZE)
    }
    expect([
      inSight({}),
      inSight({ top: 90, bottom: 60 }),
      inSight({ top: -1, bottom: -5 }),
      inSight({ top: 90, bottom: 45 }),
      inSight({ formedAtMs: minute(26) }),
      inSight({ formedAtMs: minute(11), filledAtMs: minute(14) }),
    ]).toEqual([true, false, false, true, false, false])
  })
})

describe('other drawings', () => {
  it('of a level stand at it, or at the outer edge where there is none', () => {
    const placed = box()
    placeLevel(
      testRecord({ kind: 'bos', formedAtMs: minute(16), confirmedAtMs: minute(18), level: 12 }),
      frame(),
      placed,
    )
    expect(placed).toEqual({ x1: 10, x2: 30, y1: 38, y2: 38 })
    placeLevel(testRecord({ kind: 'liquidityPool', direction: -1 }), frame(), placed)
    expect(placed.y1).toBe(40)
  })

  it('of a sweep stand beyond the wick: above swept highs, below swept lows', () => {
    const sweeps = new SweepPainter()
    const [above, below] = [box(), box()]
    sweeps.place(testRecord({ kind: 'sweep', direction: -1, formedAtMs: minute(16) }), frame(), above)
    sweeps.place(testRecord({ kind: 'sweep', direction: 1, formedAtMs: minute(16) }), frame(), below)
    expect([above.x1, above.y1, below.y1]).toEqual([10, 30 - 9, 40 + 9])
  })

  it('of a session cover its bars from top to bottom', () => {
    const placed = box()
    const session = testRecord({ kind: 'session', formedAtMs: minute(16), confirmedAtMs: minute(20) })
    expect(new SessionPainter().place(session, frame(), placed)).toBe(true)
    expect(placed).toEqual({ x1: 10, x2: 50, y1: 0, y2: 50 })
  })

  it('are none for a swing that a more extreme one replaced', () => {
    const swing = { kind: 'swing', level: 12 } as const
    expect(new SwingPainter().place(testRecord(swing), frame(), box())).toBe(true)
    expect(new SwingPainter().place(testRecord({ ...swing, invalidatedAtMs: 30 }), frame(), box())).toBe(false)
  })
})
