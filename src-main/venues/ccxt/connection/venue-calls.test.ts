import { describe, expect, it } from 'vitest'
import { ManualClock } from '../../../base/index.ts'
import { RequestScopes } from './request-scope.ts'
import { CLOCK_REQUEST, VenueCalls } from './venue-calls.ts'
import { VenueClock } from './venue-clock.ts'
import { VenueError, type VenueErrorKind } from './venue-error.ts'
import type { VenueRequest } from './venue-request.ts'

const ORDER: VenueRequest = { name: 'place an order', urgency: 'order' }

const failure = (kind: VenueErrorKind): VenueError =>
  new VenueError({ kind, what: kind, advice: '', isOutcomeUnknown: false })

function bench({ isSigned = true, clockFails = false } = {}) {
  const scopes = new RequestScopes()
  let measured = 0
  const venueClock = new VenueClock({
    clock: new ManualClock(0),
    ask: async () => {
      if (clockFails) throw new Error('no clock')
      measured++
      return { venueTimeMs: 0, middleMs: 0, roundTripMs: 1 }
    },
    onMeasured: () => undefined,
    onFailed: () => undefined,
  })
  const asked: VenueRequest[] = []
  const calls = new VenueCalls({
    scopes,
    venueClock,
    isSigned,
    classify: (error, request) => {
      asked.push(request)
      return error instanceof VenueError ? error : failure('unreadable')
    },
  })
  /** Makes one request of ccxt that ends so often, each time in its own way. */
  const call = async (request: VenueRequest | undefined, outcomes: readonly (string | Error)[]): Promise<unknown> => {
    const left = [...outcomes]
    const act = async (): Promise<string> => {
      const next = left.shift() ?? new Error('made too often')
      if (next instanceof Error) throw next
      return next
    }
    const made = async (): Promise<string> => calls.call('POST', act)
    return request ? scopes.run({ request }, made) : made()
  }
  return { calls, scopes, call, asked, samples: () => measured }
}

describe('one request of ccxt', () => {
  it('has the clock measured before it, once, where it is signed', async () => {
    const { call, samples } = bench()
    await expect(call(ORDER, ['done'])).resolves.toBe('done')
    const first = samples()
    await call(ORDER, ['done'])
    expect(first).toBeGreaterThan(0)
    expect(samples()).toBe(first)
  })

  it('is made without asking for the time where nothing is signed', async () => {
    const { call, samples } = bench({ isSigned: false })
    await call(ORDER, ['done'])
    expect(samples()).toBe(0)
  })

  it('is made once more after it was refused for its time, also an order', async () => {
    const { call, samples } = bench()
    await call(ORDER, ['done'])
    const before = samples()
    await expect(call(ORDER, [failure('clockOff'), 'done'])).resolves.toBe('done')
    expect(samples()).toBeGreaterThan(before)
  })

  it('is not made a third time', async () => {
    const { call } = bench()
    await expect(call(ORDER, [failure('clockOff'), failure('clockOff'), 'done'])).rejects.toMatchObject({
      kind: 'clockOff',
    })
  })

  it('is not made again for any other reason', async () => {
    const { call } = bench()
    await expect(call(ORDER, [failure('noAnswer'), 'done'])).rejects.toMatchObject({ kind: 'noAnswer' })
  })

  it('fails as it did where the clock cannot be measured', async () => {
    const { call } = bench({ clockFails: true })
    await expect(call(ORDER, [failure('clockOff'), 'done'])).rejects.toMatchObject({ kind: 'clockOff' })
  })

  it('does not wait for the clock where it asks for it', async () => {
    const { call, samples } = bench()
    await expect(call(CLOCK_REQUEST, ['12:00'])).resolves.toBe('12:00')
    expect(samples()).toBe(0)
  })

  it('keeps its error where somebody has named the request, who puts it into words', async () => {
    const { call } = bench()
    await expect(call(ORDER, [new TypeError('odd')])).rejects.toBeInstanceOf(TypeError)
  })

  it('that nobody has named is for a stream, and its error is put into words', async () => {
    const { call, asked } = bench()
    await expect(call(undefined, [new TypeError('odd')])).rejects.toMatchObject({ kind: 'unreadable' })
    expect(asked.at(-1)).toMatchObject({ urgency: 'account' })
  })
})
