import { describe, expect, it } from 'vitest'
import { type ExitPlan, HAND, price } from '../domain/index.ts'
import type { NewExitMove } from './exit-decisions.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { ExitSteps } from './testing/exit-steps.ts'
import { BTC } from './testing/terms.ts'

const desk = useDesk()
const steps = new ExitSteps(desk)
const TRAILING = { kind: 'price', distance: price(5) } as const
const PLAN: ExitPlan = {
  targets: [
    { price: price(110), fraction: 0.5 },
    { price: price(120), fraction: 0.5 },
  ],
  trailing: TRAILING,
  breakEven: { kind: 'afterFirstTarget' },
}

function hold(): void {
  steps.hold(2, { takeProfitPrice: undefined, exitPlan: PLAN })
}

function move(change: Partial<NewExitMove>): void {
  desk().execution.moveExits({ instrumentId: BTC, owner: HAND, by: 'hand', idempotencyKey: 'move-1', ...change })
  desk().settle()
}

describe('the plan of a position', () => {
  it('is that of its entry, also after a restart', async () => {
    hold()
    const plan = {
      owner: HAND,
      side: 'buy',
      trailing: TRAILING,
      breakEven: PLAN.breakEven,
      hasFilledFirstTarget: false,
    }
    expect(desk().execution.exitPlans(BTC)).toMatchObject([plan])
    await steps.restart()
    expect(desk().execution.exitPlans(BTC)).toMatchObject([plan])
  })

  it('knows when the first target has filled, and not before all of it has', () => {
    hold()
    const [first] = steps.legs('takeProfit')
    const id = first?.terms.orderId ?? desk().protectiveOrder('takeProfit')
    desk().fill(id, 0.5, 110)
    expect(desk().execution.exitPlans(BTC)).toMatchObject([{ hasFilledFirstTarget: false }])
    desk().fill(id, 0.5, 110)
    expect(desk().execution.exitPlans(BTC)).toMatchObject([{ hasFilledFirstTarget: true }])
  })

  it('can be given to a position later, and be taken away', () => {
    steps.hold(2)
    expect(desk().execution.exitPlans(BTC)).toEqual([])
    move({ trailing: TRAILING })
    expect(desk().execution.exitPlans(BTC)).toMatchObject([{ trailing: TRAILING, sinceMs: desk().clock.nowMs() }])
    move({ trailing: null })
    expect(desk().execution.exitPlans(BTC)).toEqual([])
  })

  it('ends where its stop is taken away or cancelled by hand', () => {
    hold()
    desk().execution.cancel(desk().protectiveOrder('stopLoss'), 'by hand')
    expect(desk().execution.exitPlans(BTC)).toEqual([])
    move({ stopPrice: price(90) })
    expect(desk().execution.exitPlans(BTC)).toHaveLength(1)
    move({ stopPrice: null })
    expect(desk().execution.exitPlans(BTC)).toEqual([])
  })

  it('moves the stop nearer and never back, and gives way to a hand', () => {
    hold()
    move({ by: 'plan', stopPrice: price(97) })
    expect(steps.legs('stopLoss').map(({ terms }) => terms.triggerPrice?.toFixed())).toEqual(['97'])
    move({ by: 'plan', stopPrice: price(85) })
    expect(steps.legs('stopLoss').map(({ terms }) => terms.triggerPrice?.toFixed())).toEqual(['97'])
    move({ stopPrice: price(80) })
    expect(steps.legs('stopLoss').map(({ terms }) => terms.triggerPrice?.toFixed())).toEqual(['80'])
  })
})
