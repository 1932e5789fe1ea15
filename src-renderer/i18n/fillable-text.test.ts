import { describe, expect, it } from 'vitest'
import { FillableText } from './fillable-text.ts'

describe('a text with places', () => {
  it('takes words and numbers, a name as often as it stands there', () => {
    const text = new FillableText('{{side}} {{quantity}} at {{price}}, {{side}} only')
    expect(text.filledWith({ side: 'buy', quantity: 2, price: '64,000.0' })).toBe('buy 2 at 64,000.0, buy only')
  })

  it('has other values the next time', () => {
    const text = new FillableText('Cancel {{order}}')
    expect([{ order: 'a' }, { order: 'b' }].map((values) => text.filledWith(values))).toEqual(['Cancel a', 'Cancel b'])
  })

  it('is itself where it has no places', () => {
    expect(new FillableText('Open orders').filledWith({ order: 'a' })).toBe('Open orders')
  })

  it('is left to the library where a place asks for more than a value', () => {
    const values = { price: '1', order: 'a' }
    for (const text of ['{{price, number}}', '{{- price}}', '{{ price }}', '{{order.price}}', '$t(cancel) {{order}}'])
      expect(new FillableText(text).filledWith(values)).toBeUndefined()
  })

  it('is left to the library where a value is missing, no word and no number, or looks like a place itself', () => {
    const text = new FillableText('Cancel {{order}}')
    for (const order of [undefined, null, true, { id: 1 }, '{{order}}', '$t(cancel)'])
      expect(text.filledWith({ order })).toBeUndefined()
  })
})
