import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CandleView, ComponentView, OrderView, PositionView, StatusView } from '../../src-contract/index.ts'
import { logLines } from '../support/data-folder.ts'
import { EngineProcess, newFolder, pause, until } from '../support/engine-process.ts'
import { BTC, draft, freshQuote, placeOrder, priceNear } from '../support/hand-orders.ts'

/** With the clock's two seconds between two looks, just over what counts as asleep. */
const SLEEP_MS = 12_500
const SPEED = 60
const MINUTE_MS = 60_000

const CONFIG = {
  market: { simulated: { speed: SPEED } },
  strategies: { 'ema-cross': { enabled: false } },
} as const

let home: string
beforeEach(() => {
  home = newFolder()
})
afterEach(async () => {
  await EngineProcess.killAll()
  rmSync(home, { recursive: true, force: true })
})

const statusOf = (engine: EngineProcess): Promise<StatusView> => engine.get<StatusView>('/status')
const linesOf = (message: string): Record<string, unknown>[] => logLines(home).filter(({ msg }) => msg === message)

async function stopsOf(engine: EngineProcess): Promise<OrderView[]> {
  const { orders } = await engine.get<{ orders: OrderView[] }>('/orders?limit=100')
  return orders.filter(({ role, state }) => role === 'stopLoss' && state === 'working')
}

/** Bars that do not follow the one before them. */
async function holesOf(engine: EngineProcess): Promise<number[]> {
  const { candles } = await engine.get<{ candles: CandleView[] }>(`/candles?instrumentId=${BTC}&limit=2000`)
  return candles
    .map(({ openTimeMs }, index) => openTimeMs - (candles[index - 1]?.openTimeMs ?? openTimeMs - MINUTE_MS))
    .filter((distanceMs) => distanceMs !== MINUTE_MS)
}

// Windows has no signal that stops a process.
describe.skipIf(process.platform === 'win32')('a machine that slept without telling', () => {
  it('is noticed by the clock: the market goes on where it stood, then trading does', async () => {
    const engine = await EngineProcess.start({ home, config: CONFIG, args: ['--quiet'] })
    const quote = await freshQuote(engine)
    await placeOrder(engine, draft({ stopLossPrice: priceNear(quote, -0.3) }))
    const stops = await until(
      () => stopsOf(engine),
      ({ length }) => length === 1,
    )

    const before = await statusOf(engine)
    const askedAt = performance.now()
    engine.child.kill('SIGSTOP')
    await pause(SLEEP_MS)
    engine.child.kill('SIGCONT')
    const after = await statusOf(engine)
    const awakeMs = performance.now() - askedAt - SLEEP_MS
    expect(after.sessionTimeMs - before.sessionTimeMs, 'the market did not run on').toBeLessThan(
      (awakeMs + 1_000) * SPEED,
    )

    await until(
      async () => linesOf('trading goes on after the sleep'),
      ({ length }) => length === 1,
    )
    const [slept, ...others] = linesOf('the machine was asleep')
    expect(others).toEqual([])
    expect(slept).toMatchObject({ noticedBy: 'clock' })
    expect(slept?.['sleptMs']).toBeGreaterThan(10_000)
    expect(slept?.['sleptMs']).toBeLessThan(SLEEP_MS + 2_500)

    expect(await statusOf(engine)).toMatchObject({ tradingState: 'active', tradingReason: null, health: 'healthy' })
    await until(
      () => statusOf(engine),
      ({ sessionTimeMs }) => sessionTimeMs - after.sessionTimeMs > 2 * MINUTE_MS,
    )
    expect(await holesOf(engine)).toEqual([])
    expect((await stopsOf(engine)).map(({ orderId }) => orderId)).toEqual(stops.map(({ orderId }) => orderId))
    const { positions } = await engine.get<{ positions: PositionView[] }>('/positions')
    expect(positions).toMatchObject([{ quantity: '0.01' }])
    const { components } = await engine.get<{ components: ComponentView[] }>('/components')
    expect(components.filter(({ state }) => state !== 'running')).toEqual([])
    expect(logLines(home).filter(({ level }) => level === 'error')).toEqual([])

    const again = await placeOrder(engine, draft())
    expect(again.status, 'entries are allowed again').toBe(201)
    await engine.stop()
  })
})
