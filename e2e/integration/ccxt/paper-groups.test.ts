import { rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { OrderDraftInput, PositionView } from '../../../src-contract/index.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { draft, groupLines, newKey, ordersOf, placeOrder } from '../../support/hand-orders.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'
import { quoted } from './testing/quoted.ts'

const ETHER = 'binance:ETH-USDT'

const folders: string[] = []
const engines: EngineProcess[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('two orders that exclude each other, on paper by the prices of a spot market', { timeout: 60_000 }, () => {
  // Prices move only where a test moves them.
  const rig = useVenue(() => ({}))

  async function withCash(startingCash: string): Promise<EngineProcess> {
    const home = newFolder()
    folders.push(home)
    const exchange = { urls: urlsAt(rig.venue.port).spot, symbols: ['ETH-USDT'] }
    const market = { venue: 'binance', exchange }
    const config = { market, paper: { startingCash }, strategies: { 'ema-cross': { enabled: false } } }
    const engine = new EngineProcess({ home, args: ['--quiet'], config })
    engines.push(engine)
    await engine.ready()
    const setPrice = (price: number): void => rig.venue.spot.setPrice('ETHUSDT', price)
    await quoted(engine, { instrumentId: ETHER, price: 3_000, setPrice })
    return engine
  }

  const groupOf = async (engine: EngineProcess): Promise<string[]> => groupLines(await ordersOf(engine))

  /** The lines of the group once it has as many orders, none of them on its way. */
  async function settled(engine: EngineProcess, orders: number): Promise<string[]> {
    return until(
      () => groupOf(engine),
      (lines) =>
        lines.length === orders && !lines.some((line) => /pending|submitted|cancelling|market working/.test(line)),
    )
  }

  async function place(engine: EngineProcess, terms: Partial<OrderDraftInput>): Promise<void> {
    const drafts = [
      draft({ instrumentId: ETHER, ...terms, type: 'limit', limitPrice: terms.side === 'sell' ? '3050' : '2950' }),
      draft({ instrumentId: ETHER, ...terms, type: 'stop', triggerPrice: terms.side === 'sell' ? '2950' : '3050' }),
    ]
    expect(await engine.call('POST', '/orders/oco', { drafts, idempotencyKey: newKey() })).toMatchObject({
      status: 201,
    })
  }

  it('buy with the money for one: the engine waits with the stop, and the limit goes before that buys', async () => {
    const engine = await withCash('2000')
    await place(engine, { side: 'buy', size: { kind: 'value', value: '1500' } })
    expect(await settled(engine, 2)).toEqual(['limit working venue', 'stop working engine'])
    rig.venue.spot.setPrice('ETHUSDT', 3_060)
    const ended = ['limit cancelled venue', 'market filled venue', 'stop cancelled engine']
    expect(await settled(engine, ended.length)).toEqual(ended)
  })

  it('sell all that is held alike, and both stand where they only reduce', async () => {
    const engine = await withCash('2000')
    const size = { kind: 'quantity', quantity: '0.5' } as const
    expect((await placeOrder(engine, draft({ instrumentId: ETHER, size }))).status).toBe(201)
    await until(
      () => engine.get<{ positions: PositionView[] }>('/positions'),
      ({ positions }) => positions.length === 1,
    )
    await place(engine, { side: 'sell', size })
    expect(await settled(engine, 2)).toEqual(['limit working venue', 'stop working engine'])
    await engine.call('POST', '/orders/cancel-all', { includeProtection: false })
    expect(await settled(engine, 2)).toEqual(['limit cancelled venue', 'stop cancelled engine'])
    await place(engine, { side: 'sell', size, reduceOnly: true })
    const both = ['limit cancelled venue', 'limit working venue', 'stop cancelled engine', 'stop working venue']
    expect(await settled(engine, both.length)).toEqual(both)
    rig.venue.spot.setPrice('ETHUSDT', 2_940)
    await until(
      () => groupOf(engine),
      (lines) => lines.includes('stop filled venue'),
    )
    const ended = ['limit cancelled venue', 'limit cancelled venue', 'stop cancelled engine', 'stop filled venue']
    expect(await settled(engine, ended.length)).toEqual(ended)
  })
})
