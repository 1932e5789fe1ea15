import { describe, expect, it } from 'vitest'
import { HAND, strategyId, strategyOwner } from '../domain/index.ts'
import { ABC, type HandMarket } from './testing/hand-market.ts'
import { handIntent, restingIntent } from './testing/intents.ts'
import { openHandBench, type SessionBench } from './testing/session-bench.ts'

const HOW_TO_ARM = 'arm the account main under Accounts'

describe('an account that trades with money and is not armed', () => {
  let armed = true
  let keys = 0

  async function openBench(): Promise<SessionBench<HandMarket>> {
    armed = true
    return openHandBench({ notArmed: () => (armed ? undefined : HOW_TO_ARM) })
  }

  async function submit(bench: SessionBench<HandMarket>, wish: Parameters<typeof handIntent>[0]): Promise<string> {
    const answer = bench.session.desk.submit(handIntent({ ...wish, idempotencyKey: `key-${(keys += 1)}` }))
    await bench.session.settle()
    return answer.kind === 'placed' ? 'placed' : answer.denial.code
  }

  it.each([
    { owner: strategyOwner(strategyId('ema-cross')), source: 'strategy' },
    { owner: HAND, source: 'hand' },
  ] as const)('lets $source open nothing, says how to arm, and lets it close', async (who) => {
    const bench = await openBench()
    expect(await submit(bench, who)).toBe('placed')
    armed = false
    expect(await submit(bench, who)).toBe('LIVE_NOT_ARMED')
    expect(bench.payloads('order.denied').at(-1)?.denial.message).toBe(`Live trading is not armed: ${HOW_TO_ARM}.`)
    expect(await submit(bench, { ...who, side: 'sell', reduceOnly: true, role: 'close' })).toBe('placed')
    expect(bench.session.portfolio.netQuantity(ABC.instrumentId).toFixed()).toBe('0')
  })

  it('lets working orders be cancelled', async () => {
    const bench = await openBench()
    expect(await submit(bench, restingIntent(90))).toBe('placed')
    expect(bench.session.execution.openOrders()).toHaveLength(1)
    armed = false
    bench.session.execution.cancelAll({ includeProtection: true, reason: 'by hand' })
    await bench.session.settle()
    expect(bench.session.execution.openOrders()).toEqual([])
  })

  it('opens again once it is armed, without a restart', async () => {
    const bench = await openBench()
    armed = false
    expect(await submit(bench, {})).toBe('LIVE_NOT_ARMED')
    armed = true
    expect(await submit(bench, {})).toBe('placed')
  })
})
