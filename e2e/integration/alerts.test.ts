import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AlertView, PriceAlertDelta, PriceAlertView } from '../../src-contract/index.ts'
import { EngineProcess, newFolder, until } from '../support/engine-process.ts'
import { BTC, BY_HAND, draft, freshQuote, placeOrder } from '../support/hand-orders.ts'
import type { ErrorAnswer } from '../support/raw-requests.ts'
import { TopicListener } from '../support/topic-listener.ts'

/** A market that moves fast enough for a near price to be reached in a moment. */
const MOVING = { ...BY_HAND, market: { simulated: { speed: 60 } } } as const

let home: string
beforeEach(() => {
  home = newFolder()
})
afterEach(async () => {
  await EngineProcess.killAll()
  rmSync(home, { recursive: true, force: true })
})

const start = (config: Readonly<Record<string, unknown>> = BY_HAND): Promise<EngineProcess> =>
  EngineProcess.start({ home, config, args: ['--quiet'] })
const alertsOf = async (engine: EngineProcess, status = 'all'): Promise<AlertView[]> =>
  (await engine.get<{ alerts: AlertView[] }>(`/alerts?status=${status}`)).alerts
const pricesOf = async (engine: EngineProcess): Promise<PriceAlertView[]> =>
  (await engine.get<{ priceAlerts: PriceAlertView[] }>('/alerts/prices')).priceAlerts
const standingCodes = async (engine: EngineProcess): Promise<string[]> =>
  (await alertsOf(engine, 'standing')).map(({ code }) => code)
const waitFor = (engine: EngineProcess, price: number): Promise<{ status: number; body: PriceAlertView }> =>
  engine.call('POST', '/alerts/prices', { instrumentId: BTC, price: price.toFixed(1), note: 'look' })

describe('alerts', () => {
  it('stand while trading is paused and the file is invalid, and are resolved when both are mended', async () => {
    const engine = await start()
    await engine.call('POST', '/system/pause', { reason: 'lunch' })
    writeFileSync(join(home, 'config.json'), '{"risk":{"maxLeverage":-1}}')
    await until(
      () => standingCodes(engine),
      (codes) => codes.length === 2,
    )
    const [config, trading] = await alertsOf(engine)
    expect(trading).toMatchObject({ code: 'TRADING_REDUCING', detail: expect.stringContaining('lunch') })
    expect(config).toMatchObject({
      code: 'CONFIG_INVALID',
      detail: expect.stringContaining('risk.maxLeverage: must be above 0, got -1'),
    })
    await engine.call('POST', '/system/resume', {})
    writeFileSync(join(home, 'config.json'), JSON.stringify(BY_HAND))
    expect(
      await until(
        () => standingCodes(engine),
        (codes) => codes.length === 0,
      ),
    ).toEqual([])
    expect(await alertsOf(engine)).toHaveLength(2)
  })

  it('are streamed, acknowledged one by one or together, and unknown ones refused', async () => {
    const engine = await start()
    const listener = await TopicListener.open<AlertView | AlertView[]>(engine, 'alerts')
    await engine.call('POST', '/system/pause', { reason: 'lunch' })
    const raised = await listener.next((item) => !Array.isArray(item) && item.code === 'TRADING_REDUCING')
    const { alertId } = raised as AlertView
    const seen = await engine.call<AlertView>('POST', `/alerts/${alertId}/acknowledge`, {})
    expect(seen.body.acknowledgedAtMs).not.toBeNull()
    await listener.next((item) => !Array.isArray(item) && item.acknowledgedAtMs === seen.body.acknowledgedAtMs)
    listener.close()
    await freshQuote(engine)
    const order = await placeOrder(engine, draft({ size: { kind: 'quantity', quantity: '50' } }))
    expect(order).toMatchObject({ status: 422, body: { code: 'DENIED' } })
    const [denied] = await until(
      () => alertsOf(engine),
      (alerts) => alerts.length === 2,
    )
    expect(denied).toMatchObject({ code: 'ORDER_DENIED', severity: 'info', instrumentId: BTC })
    expect((await engine.call('POST', '/alerts/acknowledge-all', {})).body).toEqual({ acknowledged: 1 })
    const unknown = await engine.call<ErrorAnswer>('POST', '/alerts/nothing/acknowledge', {})
    expect({ status: unknown.status, code: unknown.body.code }).toEqual({ status: 404, code: 'UNKNOWN_ALERT' })
  })

  it('survive a restart, acknowledged as they were, and go on where their cause still stands', async () => {
    const first = await start()
    await first.call('POST', '/system/pause', { reason: 'lunch' })
    const [before] = await until(
      () => alertsOf(first),
      (alerts) => alerts.length === 1,
    )
    await first.call('POST', `/alerts/${before?.alertId}/acknowledge`, {})
    await first.stop()
    const second = await start()
    const [after] = await alertsOf(second)
    expect(after).toMatchObject({ raisedAtMs: before?.raisedAtMs, resolvedAtMs: null })
    expect(after?.acknowledgedAtMs).not.toBeNull()
    await second.call('POST', '/system/resume', {})
    await until(
      () => standingCodes(second),
      (codes) => codes.length === 0,
    )
  })
})

describe('price alerts', () => {
  it('come true once the price is there, are gone then, and are told', async () => {
    const engine = await start(MOVING)
    const listener = await TopicListener.open<PriceAlertDelta | PriceAlertView[]>(engine, 'priceAlerts')
    const { last } = await freshQuote(engine)
    const above = await waitFor(engine, last * 1.0003)
    const below = await waitFor(engine, last * 0.9997)
    expect([above, below].map(({ status, body }) => [status, body.direction])).toEqual([
      [201, 'above'],
      [201, 'below'],
    ])
    const [reached] = await until(
      () => alertsOf(engine),
      (alerts) => alerts.some(({ code }) => code === 'PRICE_REACHED'),
    )
    expect(reached).toMatchObject({ severity: 'info', instrumentId: BTC, detail: expect.stringMatching(/look\.$/) })
    expect(reached?.resolvedAtMs).toBe(reached?.raisedAtMs)
    const gone = await listener.next((item) => !Array.isArray(item) && item.alert === null)
    listener.close()
    const waiting = (await pricesOf(engine)).map(({ priceAlertId }) => priceAlertId)
    expect(waiting).not.toContain((gone as PriceAlertDelta).priceAlertId)
  })

  it('survive a restart and can be removed', async () => {
    const first = await start()
    const { last } = await freshQuote(first)
    const { body: far } = await waitFor(first, last * 2)
    await first.stop()
    const second = await start()
    expect(await pricesOf(second)).toEqual([far])
    expect((await second.call('DELETE', `/alerts/prices/${far.priceAlertId}`)).body).toEqual({ done: true })
    const again = await second.call<ErrorAnswer>('DELETE', `/alerts/prices/${far.priceAlertId}`)
    expect({ status: again.status, code: again.body.code }).toEqual({ status: 404, code: 'UNKNOWN_ALERT' })
  })

  it('are refused for an instrument or a price that cannot be', async () => {
    const engine = await start()
    const unknown = await engine.call<ErrorAnswer>('POST', '/alerts/prices', {
      instrumentId: 'simulated:NO',
      price: '1',
    })
    expect({ status: unknown.status, code: unknown.body.code }).toEqual({ status: 404, code: 'UNKNOWN_INSTRUMENT' })
    const zero = await engine.call<ErrorAnswer>('POST', '/alerts/prices', { instrumentId: BTC, price: '0' })
    expect(zero.body.message).toContain('price: must be greater than 0, got "0"')
  })
})
