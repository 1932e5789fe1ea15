import { beforeEach, describe, expect, it } from 'vitest'
import { timeMs } from '../base/index.ts'
import { HAND, strategyId, strategyOwner } from '../domain/index.ts'
import { DriftingVenue } from './testing/drifting-venue.ts'
import { ABC, type HandMarket } from './testing/hand-market.ts'
import { handIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'
import { VenueLink } from './venue-link.ts'

const BOT = strategyOwner(strategyId('ema-cross'))

describe('a link to the venue', () => {
  it('is amiss from the interruption until it is there again and all was compared', () => {
    const link = new VenueLink()
    link.handle({ kind: 'connected', timeMs: timeMs(0) })
    expect(link.interruption).toBeUndefined()
    link.handle({ kind: 'interrupted', reason: 'closed', timeMs: timeMs(1) })
    expect(link.interruption).toBe('the connection is interrupted: closed')
    link.handleCompared()
    expect(link.interruption).toBe('the connection is interrupted: closed')
    link.handle({ kind: 'connected', timeMs: timeMs(2) })
    expect(link.interruption).toBe('it is being asked what was missed')
    link.handleCompared()
    expect(link.interruption).toBeUndefined()
  })
})

describe('while the venue is disconnected', () => {
  let bench: SessionBench<HandMarket>
  let venue: DriftingVenue

  beforeEach(async () => {
    bench = await openHandBench({ wrapTrading: (paper) => (venue = new DriftingVenue(paper)) })
  })

  let keys = 0
  async function submit(wish: Parameters<typeof handIntent>[0]): Promise<string> {
    const answer = bench.session.desk.submit(handIntent({ idempotencyKey: `key-${(keys += 1)}`, ...wish }))
    await bench.session.settle()
    return answer.kind === 'placed' ? 'placed' : answer.denial.code
  }

  it.each([
    { owner: BOT, source: 'strategy' },
    { owner: HAND, source: 'hand' },
  ] as const)('entries of $source are denied with why, exits are not', async (who) => {
    expect(await submit(who)).toBe('placed')
    venue.interrupt('closed by the other side')
    expect(await submit(who)).toBe('VENUE_DISCONNECTED')
    expect(bench.payloads('order.denied').at(-1)?.denial.message).toContain('closed by the other side')
    expect(await submit({ ...who, side: 'sell', reduceOnly: true, role: 'close' })).toBe('placed')
    expect(bench.session.portfolio.netQuantity(ABC.instrumentId).toFixed()).toBe('0')
  })

  it('entries pass again once it is there and everything was compared, without being asked', async () => {
    venue.interrupt('closed')
    venue.reconnect()
    expect(await submit({})).toBe('VENUE_DISCONNECTED')
    bench.systemClock.advanceBy(0)
    await expect.poll(() => submit({})).toBe('placed')
  })

  it('entries stay denied where the comparison fails', async () => {
    venue.interrupt('closed')
    venue.reconnect()
    venue.silence = 'HTTP 503'
    bench.systemClock.advanceBy(0)
    await bench.session.settle()
    await expect(bench.session.reconcile()).rejects.toThrow('HTTP 503')
    expect(await submit({})).toBe('VENUE_DISCONNECTED')
    venue.silence = undefined
    await bench.session.reconcile()
    expect(await submit({})).toBe('placed')
  })
})
