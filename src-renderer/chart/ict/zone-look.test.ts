import { describe, expect, it } from 'vitest'
import type { ChartColors } from '../canvas/chart-colors.ts'
import { testRecord } from './testing/test-record.ts'
import { type ZoneKind, zoneLook } from './zone-look.ts'

const colors = {
  text3: '#888888',
  up: '#00ff00',
  down: '#ff0000',
  ictGapUp: '#0000ff',
  ictGapDown: '#ff00ff',
  ictBlock: '#ffaa00',
  ictEntry: '#aa00ff',
} as ChartColors

const look = (over: Parameters<typeof testRecord>[0] & { kind?: ZoneKind } = {}) =>
  zoneLook({ ...testRecord(over), kind: over.kind ?? 'fvg' }, colors)

describe('the look of a zone', () => {
  it('is named with its direction', () => {
    const labels = (['fvg', 'orderBlock', 'breakerBlock', 'displacement', 'ote'] as const).map(
      (kind) => look({ kind, direction: kind === 'ote' ? -1 : 1 }).label,
    )
    expect(labels).toEqual(['FVG ↑', 'OB ↑', 'BB ↑', 'DISP ↑', 'OTE ↓'])
  })

  it('has a solid edge while a gap is whole, a dashed one once it is partly filled or turned around', () => {
    const dashed = (over: Parameters<typeof look>[0]) => look(over).dash.length > 0
    expect([
      dashed({}),
      dashed({ mitigatedAtMs: 12 }),
      dashed({ kind: 'orderBlock', mitigatedAtMs: 12 }),
      dashed({ kind: 'breakerBlock' }),
    ]).toEqual([false, true, false, true])
    expect(look({ mitigatedAtMs: 12, filledAtMs: 13, invalidatedAtMs: 14 }).label).toBe('IFVG ↑')
  })

  it('tells the direction by its fill, the kind by its edge', () => {
    expect([look().fill.slice(0, 7), look({ direction: -1 }).fill.slice(0, 7)]).toEqual(['#0000ff', '#ff00ff'])
    const [up, down] = [look({ kind: 'orderBlock' }), look({ kind: 'orderBlock', direction: -1 })]
    expect([up.fill.slice(0, 7), down.fill.slice(0, 7)]).toEqual(['#00ff00', '#ff0000'])
    expect([up.labelColor, down.labelColor]).toEqual(['#ffaa00', '#ffaa00'])
  })

  it('is fainter after its end', () => {
    const opacity = (color: string): number => Number.parseInt(color.slice(7), 16)
    const [open, ended] = [look(), look({ filledAtMs: 20 })]
    expect(opacity(ended.fill)).toBeLessThan(opacity(open.fill))
    expect(opacity(ended.edge)).toBeLessThan(opacity(open.edge))
    expect([open.labelColor, ended.labelColor]).toEqual(['#0000ff', '#888888'])
  })
})
