import { describe, expect, it } from 'vitest'
import { purposeOf, URGENCIES } from './venue-request.ts'

describe('what a request is for, as the endpoints are told', () => {
  it.each([
    ['protective', 'protective', 'protective'],
    ['order', 'query', 'command'],
    ['account', 'query', 'upkeep'],
    ['market', 'query', 'upkeep'],
    ['interface', 'query', 'upkeep'],
  ] as const)('%s: a GET is a %s, anything else a %s', (urgency, asking, doing) => {
    expect([purposeOf(urgency, 'GET'), purposeOf(urgency, 'POST'), purposeOf(urgency, 'PUT')]).toEqual([
      asking,
      doing,
      doing,
    ])
  })

  it('holds nothing but an order that opens up at a circuit breaker', () => {
    expect(URGENCIES.filter((urgency) => purposeOf(urgency, 'POST') === 'command')).toEqual(['order'])
  })
})
