import { rmSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { ConnectionView, StreamView } from '../../../src-contract/index.ts'
import { EngineProcess, newFolder, until } from '../../support/engine-process.ts'
import { TRADING_KEY } from '../../venue/index.ts'
import { useVenue } from '../../venue/testing/rig.ts'
import { urlsAt } from './testing/account-bench.ts'

const KEYS = { BINANCE_API_KEY: TRADING_KEY.apiKey, BINANCE_SECRET_KEY: TRADING_KEY.secret }
const PERPETUAL = 'binance-usdm:BTC-USDT'
/** A mark price is missed after 30 s, and its stream is opened anew then; the venue may first not answer to that. */
const SILENCE_LIMIT_MS = 60_000
const BACK_LIMIT_MS = 20_000

const folders: string[] = []
afterEach(async () => {
  await EngineProcess.killAll()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

async function start(config: object, environment: Readonly<Record<string, string>> = {}): Promise<EngineProcess> {
  const home = newFolder()
  folders.push(home)
  const strategies = { 'ema-cross': { enabled: false } }
  return EngineProcess.start({ home, args: ['--quiet'], config: { strategies, ...config }, environment })
}

const connectionsOf = async (engine: EngineProcess): Promise<ConnectionView[]> =>
  (await engine.get<{ connections: ConnectionView[] }>('/connections')).connections
const streamsOf = async (engine: EngineProcess): Promise<StreamView[]> =>
  (await engine.get<{ streams: StreamView[] }>('/connections/streams')).streams

/** Waits until the stream of the perpetual is so. */
async function streamWhen(
  engine: EngineProcess,
  kind: StreamView['kind'],
  { isSo, limitMs = BACK_LIMIT_MS }: { isSo: (stream: StreamView) => boolean; limitMs?: number },
): Promise<StreamView> {
  const find = (streams: readonly StreamView[]) => streams.find((stream) => stream.kind === kind)
  const streams = await until(
    () => streamsOf(engine),
    (told) => {
      const found = find(told)
      return found !== undefined && isSo(found)
    },
    limitMs,
  )
  const found = find(streams)
  if (!found) throw new Error(`no stream of ${kind}`)
  return found
}

const isLive = ({ state }: StreamView): boolean => state === 'live'

describe('the streams of an exchange, as the engine shows them', () => {
  const rig = useVenue(() => ({ stepMs: 200 }))

  it('are live, silent while nothing comes of one, and live again', { timeout: 120_000 }, async () => {
    const accounts = { demo: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(rig.venue.port).usdm } }
    const market = { exchange: { symbols: ['BTC-USDT'] } }
    const engine = await start({ accounts, trading: { account: 'demo' }, market }, KEYS)
    for (const kind of ['candles', 'trades', 'quotes', 'mark', 'account'] as const) {
      expect(await streamWhen(engine, kind, { isSo: isLive })).toMatchObject({
        connection: 'demo',
        instrumentId: kind === 'account' ? null : PERPETUAL,
        silences: 0,
      })
    }

    rig.venue.faults.onFrame({ kind: 'drop' }, { matching: /markPrice/, times: Number.POSITIVE_INFINITY })
    const silent = await streamWhen(engine, 'mark', {
      isSo: ({ state }) => state === 'stale',
      limitMs: SILENCE_LIMIT_MS,
    })
    expect(silent).toMatchObject({ silences: 1, failure: 'Nothing has come for 30 s.' })
    expect((await streamsOf(engine)).filter(({ kind }) => kind !== 'mark').every(isLive)).toBe(true)

    rig.venue.faults.clear()
    const back = await streamWhen(engine, 'mark', { isSo: isLive, limitMs: SILENCE_LIMIT_MS })
    expect(back.sinceMs).toBeGreaterThan(silent.sinceMs)
    expect(back.reconnects).toBeGreaterThan(0)
  })

  it('say that they were connected again after the venue has closed them', { timeout: 60_000 }, async () => {
    const accounts = { demo: { venue: 'binance-usdm', environment: 'testnet', urls: urlsAt(rig.venue.port).usdm } }
    const market = { exchange: { symbols: ['BTC-USDT'] } }
    const engine = await start({ accounts, trading: { account: 'demo' }, market }, KEYS)
    await streamWhen(engine, 'trades', { isSo: isLive })
    rig.venue.connections.drop('usdm')
    const again = await streamWhen(engine, 'trades', {
      isSo: ({ reconnects, state }) => reconnects > 0 && state === 'live',
    })
    expect(again.failure).not.toBeNull()
    await streamWhen(engine, 'account', { isSo: ({ reconnects, state }) => reconnects > 0 && state === 'live' })
  })

  it('are shown with their connection also where orders trade on paper', { timeout: 60_000 }, async () => {
    const exchange = { urls: urlsAt(rig.venue.port).usdm, symbols: ['BTC-USDT'] }
    const engine = await start({ market: { venue: 'binance-usdm', exchange } })
    await streamWhen(engine, 'trades', { isSo: isLive })
    const [connection, ...others] = await connectionsOf(engine)
    expect(others).toEqual([])
    expect(connection).toMatchObject({
      name: 'binance-usdm',
      account: null,
      venueId: 'binance-usdm',
      clockOffsetMs: expect.any(Number),
      roundTripMs: expect.any(Number),
      pausedUntilMs: null,
    })
    expect(connection?.openSockets).toBeGreaterThan(0)
    expect(connection?.rateAvailable).toBeLessThanOrEqual(connection?.rateCapacity ?? 0)
    expect((await streamsOf(engine)).some(({ kind }) => kind === 'account')).toBe(false)
  })

  it('are none on the simulated market', { timeout: 60_000 }, async () => {
    const engine = await start({})
    expect(await connectionsOf(engine)).toEqual([])
    expect(await streamsOf(engine)).toEqual([])
  })
})
