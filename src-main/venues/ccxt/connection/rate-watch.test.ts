import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../base/index.ts'
import type { HttpAnswer } from './http-request.ts'
import { pauseOf, usedWeightOf } from './rate-watch.ts'

/** Twenty seconds past twelve. */
const NOW_MS = Date.UTC(2026, 0, 5, 12, 0, 20)
const OFFSET_MS = 10_000
const LIMIT = { capacity: 1, refillPerSecond: 1, weight: { header: 'x-used', perMinute: 100, perCost: 1 } }

const answer = (status: number, headers: Record<string, string> = {}, body = ''): HttpAnswer => ({
  status,
  statusText: '',
  headers,
  body,
})
const pause = (given: HttpAnswer): unknown => pauseOf(given, new ManualClock(NOW_MS), OFFSET_MS)

describe('the pause that an answer asks for', () => {
  it.each([200, 400, 403, 500, 503])('is none with HTTP %i', (status) => {
    expect(pause(answer(status, { 'retry-after': '30' }))).toBeUndefined()
  })

  it.each([
    [429, 'rateLimited'],
    [418, 'banned'],
  ])('with HTTP %i lasts as many seconds as its header says', (status, because) => {
    expect(pause(answer(status, { 'retry-after': '30' }))).toEqual({ untilMs: NOW_MS + 30_000, because })
  })

  it('may be said as a date', () => {
    const date = new Date(NOW_MS + 45_000).toUTCString()
    expect(pause(answer(429, { 'retry-after': date }))).toMatchObject({ untilMs: NOW_MS + 45_000 })
  })

  it('lasts to the end of the minute of the venue where nothing is said', () => {
    expect(pause(answer(429))).toMatchObject({ untilMs: NOW_MS + 30_000 })
    expect(pause(answer(429, { 'retry-after': 'soon' }))).toMatchObject({ untilMs: NOW_MS + 30_000 })
  })

  it('lasts until the moment that the words name, by the clock of the venue', () => {
    const body = `{"code":-1003,"msg":"Way too much; IP banned until ${NOW_MS + 300_000}."}`
    expect(pause(answer(418, {}, body))).toEqual({ untilMs: NOW_MS + 300_000 - OFFSET_MS, because: 'banned' })
  })

  it('lasts two minutes where the venue shuts out and says nothing', () => {
    expect(pause(answer(418))).toMatchObject({ untilMs: NOW_MS + 120_000 })
  })

  it('is none where only too many orders were placed, so that cancels go on', () => {
    expect(pause(answer(429, { 'retry-after': '9' }, '{"code":-1015,"msg":"Too many new orders."}'))).toBeUndefined()
  })
})

describe('the weight that an answer tells of', () => {
  it('stands in the header of the venue', () => {
    expect(usedWeightOf(answer(200, { 'x-used': '42' }), LIMIT)).toBe(42)
  })

  it('is not known without header, without number, or where the venue does not count so', () => {
    expect(usedWeightOf(answer(200), LIMIT)).toBeUndefined()
    expect(usedWeightOf(answer(200, { 'x-used': 'many' }), LIMIT)).toBeUndefined()
    expect(usedWeightOf(answer(200, { 'x-used': '42' }), { capacity: 1, refillPerSecond: 1 })).toBeUndefined()
  })
})
