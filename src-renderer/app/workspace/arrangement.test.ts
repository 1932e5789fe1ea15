import { describe, expect, it } from 'vitest'
import { readArrangement, untouched } from './arrangement.ts'
import { BUILT_IN } from './built-in-layouts.ts'
import { dockOf } from './dock-tree.ts'

const SIZE = { width: 1600, height: 900 }
const dock = dockOf(BUILT_IN.trade(SIZE), SIZE)
const kept = { version: 1, begins: 'trade', dock, panels: {}, front: [], links: { blue: 'sim:BTC' } }

describe('a kept arrangement', () => {
  it('is read as it was written', () => {
    expect(readArrangement(JSON.parse(JSON.stringify(kept)))).toEqual(JSON.parse(JSON.stringify(kept)))
  })

  it('may keep no places at all', () => {
    expect(readArrangement({ version: 1, dock: null })).toEqual(untouched('trade'))
  })

  it.each([
    ['a later version', { ...kept, version: 2 }],
    ['a dock that is none', { ...kept, dock: 'left' }],
    [
      'a panel of a kind that is gone',
      { ...kept, dock: { ...dock, panels: { a: { id: 'a', params: { kind: 'x' } } } } },
    ],
    ['nothing', null],
  ])('is not read from %s', (_name, value) => {
    expect(readArrangement(value)).toBeUndefined()
  })

  it('leaves out a link colour that this version does not know', () => {
    expect(readArrangement({ ...kept, links: { pink: 'sim:BTC' } })?.links).toEqual({})
  })
})
