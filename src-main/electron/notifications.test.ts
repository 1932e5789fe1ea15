import { describe, expect, it } from 'vitest'
import type { AlertView, EngineHostState, FillView, OrderView, StatusView } from '../../src-contract/index.ts'
import { Emitter, ManualClock, silentLogger } from '../base/index.ts'
import { DesktopConfig } from './electron-config.ts'
import { Notifications, type NotificationsOptions } from './notifications.ts'
import { alertOf, fillOf, orderOf, RUNNING, statusAt } from './testing/views.ts'

const RESTARTING: EngineHostState = { kind: 'restarting', reason: 'It exited with code 1', nextTryMs: 0, attempt: 1 }

function rig(isSupported = true) {
  const fail = (error: unknown): void => {
    throw error
  }
  const fills = new Emitter<FillView>(fail)
  const orders = new Emitter<OrderView>(fail)
  const alerts = new Emitter<AlertView>(fail)
  const changes = new Emitter<void>(fail)
  const states = new Emitter<EngineHostState>(fail)
  const shown: { title: string; body: string; click: () => void }[] = []
  const world = { isFocused: false, status: statusAt() as StatusView | undefined }
  const done: string[] = []
  const settings = DesktopConfig.parse({}).notifications
  class FakeNotification {
    static isSupported = (): boolean => isSupported
    #click: () => void = () => undefined
    readonly #text: { title: string; body: string }
    constructor(text: { title: string; body: string }) {
      this.#text = text
    }
    on(_event: 'click', listener: () => void): void {
      this.#click = listener
    }
    show(): void {
      shown.push({ title: this.#text.title, body: this.#text.body, click: () => this.#click() })
    }
  }
  const clock = new ManualClock(0)
  const notifications = new Notifications({
    electron: { Notification: FakeNotification } as unknown as NotificationsOptions['electron'],
    watch: {
      onFill: fills.event,
      onOrder: orders.event,
      onAlert: alerts.event,
      onChange: changes.event,
      get status() {
        return world.status
      },
    },
    engine: { onState: states.event, state: RUNNING },
    window: {
      get isFocused() {
        return world.isFocused
      },
      show: () => void done.push('show'),
      command: (command) => void done.push(command),
    },
    settings: () => settings,
    clock,
    logger: silentLogger,
  })
  const say = (status: StatusView | undefined): void => {
    world.status = status
    changes.fire()
  }
  return { fills, orders, alerts, states, shown, world, done, settings, clock, notifications, say }
}

describe('Notifications', () => {
  it('announces a fill with side, quantity, price and what it earned', () => {
    const { fills, clock, shown, done } = rig()
    fills.fire(fillOf({ side: 'sell', realisedPnl: '12.5', owner: 'strategy:ema-cross' }))
    clock.advanceBy(2_000)
    expect(shown).toMatchObject([{ title: 'Sold 0.1 BTC-PERP at 68,123.1', body: 'Ema-cross, profit +12.50 USDT' }])
    shown[0]?.click()
    expect(done).toEqual(['showFills'])
  })

  it('folds fills that come together into one', () => {
    const { fills, clock, shown } = rig()
    for (const fillId of ['1', '2', '3']) fills.fire(fillOf({ fillId, realisedPnl: '-2' }))
    fills.fire(fillOf({ instrumentId: 'simulated:ETH-PERP' }))
    expect(shown).toEqual([])
    clock.advanceBy(2_000)
    expect(shown).toMatchObject([{ title: '4 fills: BTC-PERP, ETH-PERP', body: 'Realised −6.00 USDT' }])
  })

  it('leaves out what was filled while the window was in front', () => {
    const { fills, clock, shown, world } = rig()
    world.isFocused = true
    fills.fire(fillOf({ fillId: '1' }))
    world.isFocused = false
    fills.fire(fillOf({ fillId: '2', side: 'sell' }))
    clock.advanceBy(2_000)
    expect(shown.map(({ title }) => title)).toEqual(['Sold 0.1 BTC-PERP at 68,123.1'])
  })

  it('announces orders that were rejected or never sent, and no others', () => {
    const { orders, shown } = rig()
    for (const state of ['working', 'filled', 'cancelled'] as const) orders.fire(orderOf({ state }))
    orders.fire(orderOf({ state: 'rejected', reason: 'insufficient margin' }))
    orders.fire(orderOf({ state: 'unsent' }))
    expect(shown.map(({ title }) => title)).toEqual([
      'Rejected by the venue: buy 0.1 BTC-PERP',
      'Never sent: buy 0.1 BTC-PERP',
    ])
    expect(shown[0]?.body).toBe('insufficient margin')
  })

  it('announces critical alerts and prices that were waited for, each by its own switch, and no others', () => {
    const { alerts, shown, settings } = rig()
    alerts.fire(alertOf())
    alerts.fire(alertOf({ alertId: '2', severity: 'warning' }))
    alerts.fire(alertOf({ alertId: '3', acknowledgedAtMs: 1 }))
    alerts.fire(alertOf({ alertId: '8', resolvedAtMs: 1 }))
    alerts.fire(alertOf({ alertId: '4', code: 'PRICE_REACHED', severity: 'info', title: 'BTC-PERP reached 64,000' }))
    // Trading and health are announced by what the status says of them.
    for (const code of ['TRADING_HALTED', 'COMPONENT_FAULTED']) alerts.fire(alertOf({ alertId: code, code }))
    expect(shown.map(({ title }) => title)).toEqual(['BTC-PERP: a protective order failed', 'BTC-PERP reached 64,000'])
    expect(shown[0]?.body).toBe('The position by hand may be without its stop.')
    settings.alerts = false
    alerts.fire(alertOf({ alertId: '5' }))
    alerts.fire(alertOf({ alertId: '6', code: 'PRICE_REACHED', title: 'ETH-PERP reached 3,000' }))
    settings.prices = false
    alerts.fire(alertOf({ alertId: '7', code: 'PRICE_REACHED' }))
    expect(shown.map(({ title }) => title).slice(2)).toEqual(['ETH-PERP reached 3,000'])
  })

  it('announces changes of the trading state with their reason, and health that becomes worse', () => {
    const { say, shown } = rig()
    say(statusAt({ tradingState: 'halted', tradingReason: 'kill switch' }))
    say(statusAt({ tradingState: 'halted', tradingReason: 'kill switch', health: 'critical' }))
    say(statusAt())
    expect(shown.map(({ title, body }) => `${title}: ${body}`)).toEqual([
      'Trading is halted: kill switch',
      'Health is critical: The list of components says which part and why.',
      'Trading is active again: Entries are allowed.',
    ])
  })

  it('compares what an engine that came back says with what it said before it went', () => {
    const { say, shown } = rig()
    say(undefined)
    say(statusAt())
    expect(shown).toEqual([])
    say(undefined)
    say(statusAt({ tradingState: 'halted', tradingReason: 'the engine failed 3 times' }))
    expect(shown.map(({ title }) => title)).toEqual(['Trading is halted'])
  })

  it('announces that the engine went, is back, or stays away', () => {
    const { states, shown } = rig()
    states.fire(RESTARTING)
    states.fire({ ...RESTARTING, attempt: 2 })
    states.fire(RUNNING)
    states.fire({ kind: 'failed', reason: 'Port 4000 is in use' })
    expect(shown.map(({ title }) => title)).toEqual([
      'The engine stopped and is started again',
      'The engine is back',
      'The engine does not run',
    ])
  })

  it('is silent while the window is in front, where it is switched off, and after its end', () => {
    const { states, orders, shown, world, settings, notifications, fills, clock } = rig()
    world.isFocused = true
    orders.fire(orderOf({ state: 'rejected' }))
    world.isFocused = false
    settings.rejections = false
    orders.fire(orderOf({ state: 'rejected' }))
    fills.fire(fillOf())
    notifications.dispose()
    states.fire(RESTARTING)
    clock.advanceBy(10_000)
    expect(shown).toEqual([])
  })

  it('does without where the system has no notifications', () => {
    const { orders, shown } = rig(false)
    orders.fire(orderOf({ state: 'rejected' }))
    expect(shown).toEqual([])
  })
})
