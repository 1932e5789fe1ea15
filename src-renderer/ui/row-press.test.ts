import { describe, expect, it } from 'vitest'
import { RowPress } from './row-press.ts'

/** A button that is in one row now and in another later. */
class Place extends EventTarget {
  rowId: string | undefined = 'a'
}

function press() {
  const place = new Place()
  const rows = new RowPress((target) => (target instanceof Place ? target.rowId : undefined))
  const click = (detail = 1): readonly string[] => {
    const done: string[] = []
    rows.handleClick({
      target: place,
      detail,
      preventDefault: () => done.push('prevented'),
      stopPropagation: () => done.push('stopped'),
    })
    return done
  }
  return { rows, place, click }
}

describe('a press in a table', () => {
  it('is a click where its row is still there', () => {
    const { rows, place, click } = press()
    rows.handleDown({ target: place })
    expect(click()).toEqual([])
  })

  it('is none where another row has come to stand there meanwhile', () => {
    const { rows, place, click } = press()
    rows.handleDown({ target: place })
    place.rowId = 'b'
    expect(click()).toEqual(['prevented', 'stopped'])
  })

  it('of the keyboard needs no pointer', () => {
    const { rows, place, click } = press()
    rows.handleDown({ target: place })
    place.rowId = 'b'
    expect(click(0)).toEqual([])
  })

  it('beside all rows is left alone', () => {
    const { rows, place, click } = press()
    place.rowId = undefined
    rows.handleDown({ target: place })
    expect(click()).toEqual([])
  })
})
