import { describe, expect, it } from 'vitest'
import type { PlacedLine } from './line-primitive.ts'
import { PillPlacer } from './pill-placer.ts'
import type { PriceLine } from './price-lines.ts'

const at = (id: string, role: PriceLine['role'], y: number): PlacedLine => ({ line: { id, role } as PriceLine, y })

function setUp(...ids: readonly string[]) {
  const placer = new PillPlacer()
  const styles = new Map(ids.map((id) => [id, { transform: '', visibility: '' }]))
  const ends = ids.map((id) => placer.add(id, { style: styles.get(id) } as unknown as HTMLElement))
  return { placer, styles, ends }
}

describe('pill placer', () => {
  it('puts the pill of the position on its line and moves the others out of its way', () => {
    const { placer, styles } = setUp('limit', 'long')
    placer.place([at('limit', 'order', 105), at('long', 'position', 100)], 400)
    expect(styles.get('long')).toEqual({ transform: 'translateY(90px)', visibility: 'visible' })
    expect(styles.get('limit')).toEqual({ transform: 'translateY(111px)', visibility: 'visible' })
  })

  it('keeps a pill out of the legend, that of a line at the top edge', () => {
    const { placer, styles } = setUp('target')
    placer.place([at('target', 'takeProfit', 3)], 400)
    expect(styles.get('target')?.transform).toBe('translateY(40px)')
  })

  it('hides the pill of a line that is out of view', () => {
    const { placer, styles } = setUp('long', 'stop')
    placer.place([at('long', 'position', 100)], 400)
    expect(styles.get('stop')?.visibility).toBe('hidden')
  })

  it('leaves a removed pill alone', () => {
    const { placer, styles, ends } = setUp('long')
    for (const end of ends) end()
    placer.place([at('long', 'position', 100)], 400)
    expect(styles.get('long')).toEqual({ transform: '', visibility: '' })
  })
})
