import { describe, expect, it } from 'vitest'
import { filledLinks, LINK_COLOURS, useLinkGroups } from './link-groups.ts'

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

describe('the active colour', () => {
  it('is told to those who follow the groups when it becomes another one, and at no other press in its panels', () => {
    const told: string[] = []
    const end = useLinkGroups.subscribe(({ active }) => told.push(active))
    const { activate } = useLinkGroups.getState()
    for (const colour of ['green', 'green', 'blue', 'blue'] as const) activate(colour)
    end()
    expect(told).toEqual(['green', 'blue'])
  })
})
