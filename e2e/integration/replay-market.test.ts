import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  AccountView,
  CandleView,
  ComponentView,
  FillView,
  HealthView,
  StatusView,
} from '../../src-contract/index.ts'
import { fileDigests } from '../support/data-folder.ts'
import { EngineProcess, newFolder, until } from '../support/engine-process.ts'
import { draft, placeOrder } from '../support/hand-orders.ts'

const MINUTE_MS = 60_000
const START_MS = 1_700_000_040_000
const BARS = 300
const INSTRUMENT = 'replay:BTC-USDT'

/** A slow wave with plenty of volume, so that averages cross and orders fill at once. */
function recording(firstMs = START_MS): string[] {
  const rows = Array.from({ length: BARS }, (_, index) => {
    const [open, close] = [index, index + 1].map((at) => Math.round((100 + 5 * Math.sin(at / 9)) * 100) / 100)
    if (open === undefined || close === undefined) throw new Error('a bar has two ends')
    const [high, low] = [Math.max(open, close) + 0.5, Math.min(open, close) - 0.5]
    return [firstMs + index * MINUTE_MS, open, high.toFixed(2), low.toFixed(2), close, 100_000].join(',')
  })
  return ['ts_ms,open,high,low,close,volume', ...rows]
}

let home: string
let file: string
beforeEach(() => {
  home = newFolder()
  file = join(home, 'wave.csv')
})
afterEach(async () => {
  await EngineProcess.killAll()
  rmSync(home, { recursive: true, force: true })
})

const settings = (speed: number | 'max') => ({
  market: { venue: 'replay', replay: { file, speed } },
  strategies: { 'ema-cross': { parameters: { fastPeriod: 3, slowPeriod: 8, atrPeriod: 5 } } },
  execution: { onShutdown: 'leave' },
})
const start = (speed: number | 'max'): Promise<EngineProcess> =>
  EngineProcess.start({ home, config: settings(speed), args: ['--quiet'] })
const statusOf = (engine: EngineProcess): Promise<StatusView> => engine.get<StatusView>('/status')
const played = (engine: EngineProcess): Promise<StatusView> =>
  until(
    () => statusOf(engine),
    ({ marketState }) => marketState === 'over',
  )
const candlesOf = async (engine: EngineProcess): Promise<CandleView[]> =>
  (await engine.get<{ candles: CandleView[] }>(`/candles?instrumentId=${INSTRUMENT}&limit=5000`)).candles
const fillsOf = async (engine: EngineProcess): Promise<FillView[]> =>
  (await engine.get<{ fills: FillView[] }>('/fills?limit=1000')).fills

describe('a replay in a running engine', () => {
  it.each(['max', 60_000] as const)(
    'at speed %s: plays to the end, says that it is over, and stays well',
    async (speed) => {
      writeFileSync(file, recording().join('\n'))
      const engine = await start(speed)
      const status = await played(engine)
      expect(status).toMatchObject({
        environment: 'replay',
        marketVenue: 'replay',
        health: 'healthy',
        sessionTimeMs: START_MS + BARS * MINUTE_MS,
        sessionSpeed: 0,
        feedAgeMs: null,
      })
      expect(await candlesOf(engine)).toHaveLength(BARS)
      expect((await fillsOf(engine)).length).toBeGreaterThan(5)
      expect(await engine.get<HealthView>('/health')).toMatchObject({ health: 'healthy' })
      const { components } = await engine.get<{ components: ComponentView[] }>('/components')
      expect(components.map(({ state }) => state)).toEqual(components.map(() => 'running'))

      const late = await placeOrder(engine, draft({ instrumentId: INSTRUMENT, size: { kind: 'value', value: '500' } }))
      expect(late).toMatchObject({ status: 409, body: { code: 'PRICE_UNAVAILABLE' } })
      expect(late.body.message).toBe(
        `The replay is over: no more prices come for ${INSTRUMENT}, and nothing new can be opened.`,
      )
      expect(await engine.stop()).toMatchObject({ code: 0, stderr: '' })
    },
  )

  it('goes on where it was stopped, and is over at once when started after its end', async () => {
    writeFileSync(file, recording().join('\n'))
    const first = await start(1_200)
    const { sessionTimeMs } = await until(
      () => statusOf(first),
      (status) => status.sessionTimeMs > START_MS + 20 * MINUTE_MS,
    )
    const filled = await fillsOf(first)
    await first.stop()

    const second = await start('max')
    expect((await played(second)).sessionTimeMs).toBe(START_MS + BARS * MINUTE_MS)
    const times = (await candlesOf(second)).map(({ openTimeMs }) => openTimeMs)
    expect(times).toEqual(Array.from({ length: BARS }, (_, index) => START_MS + index * MINUTE_MS))
    expect(sessionTimeMs).toBeLessThan(START_MS + BARS * MINUTE_MS)
    const all = await fillsOf(second)
    expect(all.slice(-filled.length || all.length)).toEqual(filled.length > 0 ? filled : all)
    const account = await second.get<AccountView>('/account')
    await second.stop()

    const third = await start('max')
    expect((await played(third)).health).toBe('healthy')
    expect(await fillsOf(third)).toEqual(all)
    expect(await third.get<AccountView>('/account')).toMatchObject({ cash: account.cash, fees: account.fees })
    await third.stop()
  })

  it('gives the same fills for the same recording', async () => {
    writeFileSync(file, recording().join('\n'))
    const runs: unknown[] = []
    for (const folder of [home, newFolder()]) {
      const engine = await EngineProcess.start({ home: folder, config: settings('max'), args: ['--quiet'] })
      await played(engine)
      runs.push((await fillsOf(engine)).map(({ quantity, price, fee, timeMs }) => ({ quantity, price, fee, timeMs })))
      await engine.stop()
      if (folder !== home) rmSync(folder, { recursive: true })
    }
    expect(runs[0]).toEqual(runs[1])
  })
})

describe('a recording that cannot be played', () => {
  async function refusal(): Promise<string> {
    const { code, stdout, stderr } = await new EngineProcess({ home, config: settings('max'), args: ['--quiet'] })
      .exited
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).not.toMatch(/\n\s+at /)
    return stderr
  }

  const swap = (row: number, change: (fields: string[]) => string[]): string =>
    recording()
      .map((line, index) => (index === row ? change(line.split(',')).join(',') : line))
      .join('\n')

  it.each<[string, () => string | undefined, string]>([
    ['is missing', () => undefined, ' does not exist.'],
    ['is empty', () => '', ' is empty.'],
    ['has no rows', () => 'ts_ms,open,high,low,close,volume\n', ' has a header and no rows.'],
    ['lacks a column', () => recording().join('\n').replace('close', 'shut'), ' has no column "close"'],
    [
      'has text for a price',
      () => swap(7, ([time = '', , ...rest]) => [time, 'cheap', ...rest]),
      ', row 7 (line 8), column "open" is not a number: "cheap".',
    ],
    [
      'has a high below its low',
      () => swap(3, ([time = '', open = '', , ...rest]) => [time, open, '1', ...rest]),
      ', row 3 (line 4), column "high" is below low: 1 <',
    ],
    [
      'goes back in time',
      () => swap(5, ([, ...rest]) => [String(START_MS), ...rest]),
      `, row 5 (line 6), column "ts_ms" does not increase: ${START_MS} comes after`,
    ],
  ])('%s: the engine names file, row and column, and leaves it alone', async (_, content, text) => {
    const bytes = content()
    if (bytes !== undefined) writeFileSync(file, bytes)
    const before = fileDigests(home)['wave.csv']
    expect(await refusal()).toContain(`Candle file ${file}${text}`)
    expect(fileDigests(home)['wave.csv']).toBe(before)
  })

  it('ends before the time at which the books stand', async () => {
    writeFileSync(file, recording(START_MS + 86_400_000).join('\n'))
    const engine = await start('max')
    await played(engine)
    await engine.stop()
    const before = fileDigests(home)['ledger.db']
    writeFileSync(file, recording().join('\n'))
    const stderr = await refusal()
    expect(stderr).toContain(`Candle file ${file} ends at 2023-11-15T03:14:00.000Z, but the books of this data folder`)
    expect(stderr).toContain('Choose another data folder for this replay with --home or WHEELHOUSE_HOME.')
    expect(fileDigests(home)['ledger.db']).toBe(before)
  })
})
