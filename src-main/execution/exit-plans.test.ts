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

  it('counts from the time at which it went on from the newest price, also after a restart, and is otherwise as it was', async () => {
    hold()
    desk().clock.advanceBy(5_000)
    move({ by: 'plan', resumesPlan: true, stopPrice: price(97) })
    const sinceMs = desk().clock.nowMs()
    const plan = { trailing: TRAILING, breakEven: PLAN.breakEven, sinceMs }
    expect(desk().execution.exitPlans(BTC)).toMatchObject([plan])
    desk().clock.advanceBy(5_000)
    await steps.restart()
    expect(desk().execution.exitPlans(BTC)).toMatchObject([plan])
    expect(steps.legs('stopLoss').map(({ terms }) => terms.triggerPrice?.toFixed())).toEqual(['97'])
  })

  it('stays the one that was decided by hand, and gives way to that of a later entry, after it has gone on', async () => {
    hold()
    const wider = { kind: 'price', distance: price(9) } as const
    move({ trailing: wider })
    move({ by: 'plan', resumesPlan: true, idempotencyKey: 'move-2' })
    await steps.restart()
    expect(desk().execution.exitPlans(BTC)).toMatchObject([{ trailing: wider, isOneEntry: true }])
    steps.hold(2, { takeProfitPrice: undefined, exitPlan: PLAN })
    expect(desk().execution.exitPlans(BTC)).toMatchObject([{ trailing: TRAILING, isOneEntry: false }])
    await steps.restart()
    expect(desk().execution.exitPlans(BTC)).toMatchObject([{ trailing: TRAILING, isOneEntry: false }])
  })

  it('that goes on with a stop farther off keeps the stop where it is', () => {
    hold()
    move({ by: 'plan', stopPrice: price(97) })
    move({ by: 'plan', stopPrice: price(94), resumesPlan: true, idempotencyKey: 'move-2' })
    expect(steps.legs('stopLoss').map(({ terms }) => terms.triggerPrice?.toFixed())).toEqual(['97'])
    expect(desk().execution.exitPlans(BTC)).toMatchObject([{ sinceMs: desk().clock.nowMs() }])
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
