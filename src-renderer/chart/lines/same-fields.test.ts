import { describe, expect, it } from 'vitest'
import { sameFields } from './same-fields.ts'

describe('fields', () => {
  const order = { id: 'a' }

  it('are the same with the same values', () => {
    expect(sameFields({ price: 1, order }, { price: 1, order })).toBe(true)
  })

  it('differ with another value or another object of the same content', () => {
    expect(sameFields({ price: 1, order }, { price: 2, order })).toBe(false)
    expect(sameFields({ price: 1, order }, { price: 1, order: { id: 'a' } })).toBe(false)
  })

  it('differ where one is missing', () => {
    expect(sameFields<object>({ price: 1 }, { price: 1, draft: undefined })).toBe(false)
    expect(sameFields<object>({ price: 1, draft: undefined }, { price: 1, note: undefined })).toBe(false)
  })
})
