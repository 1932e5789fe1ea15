import { describe, expect, it } from 'vitest'
import { browserPageLife } from './page-life.ts'

function create() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const window = new EventTarget()
  const life = browserPageLife(page, window)
  const show = (persisted: boolean): void => {
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }))
  }
  return { page, life, show }
}

describe('life of the page', () => {
  it('says whether it is hidden, and each time that changes, until nobody listens any more', () => {
    const { page, life } = create()
    const seen: boolean[] = []
    const end = life.onVisibility(() => seen.push(life.isHidden()))
    page.visibilityState = 'hidden'
    page.dispatchEvent(new Event('visibilitychange'))
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    end()
    page.dispatchEvent(new Event('visibilitychange'))
    expect(seen).toEqual([true, false])
  })

  it('says that it wakes from a freeze or from the cache of past pages, not that it was loaded', () => {
    const { page, life, show } = create()
    let wakes = 0
    const end = life.onWake(() => (wakes += 1))
    show(false)
    expect(wakes).toBe(0)
    show(true)
    page.dispatchEvent(new Event('resume'))
    expect(wakes).toBe(2)
    end()
    show(true)
    page.dispatchEvent(new Event('resume'))
    expect(wakes).toBe(2)
  })
})
