import { describe, expect, it } from 'vitest'
import { filledLinks, LINK_COLOURS } from './link-groups.ts'

const KNOWN = ['sim:BTC', 'sim:ETH']

describe('links of the colours', () => {
  it('begin with the first instrument', () => {
    const links = filledLinks({}, KNOWN)
    expect(LINK_COLOURS.map((colour) => links[colour])).toEqual(LINK_COLOURS.map(() => 'sim:BTC'))
  })

  it('keep what was chosen, and leave what this engine does not have', () => {
    expect(filledLinks({ blue: 'sim:ETH', green: 'gone:XRP' }, KNOWN)).toMatchObject({
      blue: 'sim:ETH',
      green: 'sim:BTC',
    })
  })

  it('stay the same object where nothing is missing or nothing is known', () => {
    const full = filledLinks({}, KNOWN)
    expect(filledLinks(full, KNOWN)).toBe(full)
    const none = {}
    expect(filledLinks(none, [])).toBe(none)
  })
})
