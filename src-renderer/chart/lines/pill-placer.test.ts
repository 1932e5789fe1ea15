import { describe, expect, it } from 'vitest'
import type { PlacedLine } from '../canvas/line-primitive.ts'
import type { PriceLine } from './price-lines.ts'
import { type PlacedElement, PillPlacer } from './pill-placer.ts'

const PLOT_PX = 400

const element = (): PlacedElement => ({ style: {} as CSSStyleDeclaration, dataset: {} })
const lineAt = (id: string, y: number, role: PriceLine['role'] = 'order'): PlacedLine => ({
  line: { id, role, price: 1 } as PriceLine,
  y,
})

/** A placer with a pill for each line, after one paint. */
function placed(...lines: PlacedLine[]) {
  const placer = new PillPlacer()
  placer.keepBelow(36)
  const pills = new Map(lines.map(({ line }) => [line.id, element()]))
  const forget = new Map([...pills].map(([id, pill]) => [id, placer.add(id, pill)]))
  placer.place(lines, PLOT_PX)
  const top = (id: string) => pills.get(id)?.style.transform
  return { placer, pills, forget, top }
}

describe('pills', () => {
  it('stand in the middle of their lines', () => {
    const { pills, top } = placed(lineAt('a', 100), lineAt('b', 200))
    expect([top('a'), top('b')]).toEqual(['translateY(90px)', 'translateY(190px)'])
    expect(pills.get('a')?.style.visibility).toBe('visible')
  })

  it('do not cover each other, and that of the position keeps its place', () => {
    const { top } = placed(lineAt('a', 100), lineAt('entry', 104, 'position'))
    expect([top('a'), top('entry')]).toEqual(['translateY(73px)', 'translateY(94px)'])
  })

  it('stay below the legend, that of the position among them', () => {
    const { top } = placed(lineAt('entry', 12, 'position'), lineAt('a', 20))
    expect([top('entry'), top('a')]).toEqual(['translateY(40px)', 'translateY(61px)'])
  })

  it('stay over what stands at the foot of the plot, that of the position among them', () => {
    const { top } = placed(lineAt('entry', 378, 'position'), lineAt('stop', 700), lineAt('target', 100))
    expect([top('entry'), top('stop'), top('target')]).toEqual([
      'translateY(341px)',
      'translateY(362px)',
      'translateY(90px)',
    ])
  })

  it('stand at the edge and say where their line is when that is out of view', () => {
    const { pills, top } = placed(lineAt('far up', -500), lineAt('far down', 900))
    expect([top('far up'), top('far down')]).toEqual(['translateY(40px)', 'translateY(362px)'])
    expect([pills.get('far up')?.dataset['off'], pills.get('far down')?.dataset['off']]).toEqual(['above', 'below'])
  })

  it('of an alert go with their line', () => {
    const { pills } = placed(lineAt('alert', -5, 'alert'))
    expect(pills.get('alert')?.style.visibility).toBe('hidden')
  })

  it('forget the edge when their line comes into view', () => {
    const { placer, pills } = placed(lineAt('a', -5))
    placer.place([lineAt('a', 200)], PLOT_PX)
    expect(pills.get('a')?.dataset).toEqual({})
  })

  it('go when the line is not drawn any more', () => {
    const { placer, pills } = placed(lineAt('a', 100))
    placer.place([], PLOT_PX)
    expect(pills.get('a')?.style.visibility).toBe('hidden')
  })

  it('are left alone once they are gone from the page', () => {
    const { placer, forget, top } = placed(lineAt('a', 100))
    forget.get('a')?.()
    placer.place([lineAt('a', 300)], PLOT_PX)
    expect(top('a')).toBe('translateY(90px)')
  })
})
