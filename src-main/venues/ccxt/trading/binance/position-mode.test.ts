import { describe, expect, it } from 'vitest'
import { VenueError } from '../../connection/venue-error.ts'
import type { GatewayConnection } from './binance-api.ts'
import { AccountPositionMode } from './position-mode.ts'

interface Answering {
  readonly mode: AccountPositionMode
  /** What Binance answers next; thrown where it is an error. */
  answer: unknown
  readonly asked: string[]
}

function answering(answer: unknown): Answering {
  const asked: string[] = []
  const connection = {
    exchange: {},
    async request({ urgency }: { readonly urgency: string }) {
      asked.push(urgency)
      if (bench.answer instanceof Error) throw bench.answer
      return bench.answer
    },
  } as unknown as GatewayConnection
  const bench: Answering = { mode: new AccountPositionMode(connection), answer, asked }
  return bench
}

describe('how an account counts positions', () => {
  it.each([
    [true, 'hedge'],
    [false, 'oneWay'],
  ])('is asked before the first order, once for all that wait: %s means %s', async (dualSidePosition, expected) => {
    const { mode, asked } = answering({ dualSidePosition })
    expect(mode.current).toBeUndefined()
    expect(await Promise.all([mode.forOrder(), mode.forOrder()])).toEqual([expected, expected])
    expect(await mode.forOrder()).toBe(expected)
    expect(asked).toEqual(['protective'])
  })

  it.each([
    ['BOTH', 'oneWay'],
    ['LONG', 'hedge'],
    ['SHORT', 'hedge'],
  ] as const)('is told by a position of side %s', async (positionSide, expected) => {
    const { mode, asked } = answering(new Error('not asked'))
    await mode.refresh([{}, { positionSide }])
    expect([mode.current, asked]).toEqual([expected, []])
  })

  it('is asked anew while nothing is held: only then may it have been switched', async () => {
    const bench = answering({ dualSidePosition: false })
    await bench.mode.refresh([])
    bench.answer = { dualSidePosition: true }
    await bench.mode.refresh([])
    expect([bench.mode.current, bench.asked]).toEqual(['hedge', ['account', 'account']])
  })

  it('leaves nothing open where an order waited for it in vain, and is asked again by the next', async () => {
    const bench = answering(
      new VenueError({
        kind: 'noAnswer',
        what: 'No answer came.',
        advice: 'It is tried again.',
        isOutcomeUnknown: true,
      }),
    )
    await expect(bench.mode.forOrder()).rejects.toMatchObject({
      isOutcomeUnknown: false,
      what: 'The order was not sent, because Binance did not say whether the account is in hedge mode: No answer came.',
    })
    bench.answer = { dualSidePosition: true }
    expect(await bench.mode.forOrder()).toBe('hedge')
  })
})
