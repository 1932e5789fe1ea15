import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConfigView, StatusView } from '../../src-contract/index.ts'
import { fileDigests, logLines } from '../support/data-folder.ts'
import { EngineProcess, type EngineOptions, newFolder, until } from '../support/engine-process.ts'
import { BY_HAND, draft, freshQuote, placeOrder } from '../support/hand-orders.ts'
import type { ErrorAnswer } from '../support/raw-requests.ts'
import { TopicListener } from '../support/topic-listener.ts'

let home: string
let file: string
let engine: EngineProcess | undefined

beforeEach(() => {
  home = newFolder()
  file = join(home, 'config.json')
})

afterEach(async () => {
  await engine?.stop()
  engine = undefined
  rmSync(home, { recursive: true, force: true })
})

async function start(options: EngineOptions = {}): Promise<EngineProcess> {
  engine = await EngineProcess.start({ home, args: ['--quiet'], ...options })
  return engine
}

const viewOf = (running: EngineProcess): Promise<ConfigView> => running.get<ConfigView>('/config')

describe('a configuration that the engine cannot start with', () => {
  const cases: [string, string, string[]][] = [
    [
      'unknown keys and impossible values, all at once',
      JSON.stringify({ gatway: {}, risk: { maxOrderNotionl: '5', maxOpenPositions: 0, maxLeverage: 'high' } }),
      [
        '  gatway: is not a known key; did you mean "gateway"?',
        '  risk.maxOrderNotionl: is not a known key; did you mean "maxOrderNotional"?',
        '  risk.maxOpenPositions: must be at least 1, got 0',
        '  risk.maxLeverage: must be a number, got "high"',
      ],
    ],
    [
      'a parameter that a strategy does not know',
      JSON.stringify({ strategies: { 'ema-cross': { parameters: { fastPeriode: 5 } } } }),
      ['  strategies.ema-cross.parameters.fastPeriode: is not a known key; did you mean "fastPeriod"?'],
    ],
    ['broken JSON', '{\n  "risk": {\n', ['  is not JSON: line 3, column 1: expected']],
    ['a list', '[]', ['  must be a JSON object: { "key": value, … }']],
    [
      'a host that others reach, without leave',
      JSON.stringify({ gateway: { host: '0.0.0.0' } }),
      ['  gateway.host: must be 127.0.0.1, ::1 or localhost, or gateway.allowRemote must be true; got "0.0.0.0"'],
    ],
    [
      'a replay without its file',
      JSON.stringify({ market: { venue: 'replay' } }),
      ['  market.replay.file: must name a candle file when venue is "replay"'],
    ],
  ]

  it.each(cases)('%s: each fault on a line, the file named and left alone', async (_, text, lines) => {
    writeFileSync(file, text)
    const before = readFileSync(file)
    const { code, stdout, stderr } = await new EngineProcess({ home, args: ['--quiet'] }).exited
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(
      `The configuration ${file} has ${lines.length === 1 ? 'a fault' : `${lines.length} faults`}:`,
    )
    for (const line of lines) expect(stderr).toContain(`\n${line}`)
    expect(stderr.trim().split('\n')).toHaveLength(1 + lines.length)
    expect(readFileSync(file)).toEqual(before)
  })

  it('a folder in its place is named', async () => {
    mkdirSync(file)
    const { code, stderr } = await new EngineProcess({ home, args: ['--quiet'] }).exited
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(`${file} has a fault:\n  cannot be read`),
    })
  })

  it('a variable that names no key, with the one that was meant', async () => {
    const environment = { WHEELHOUSE_GATWAY_PORT: '1', WHEELHOUSE_RISK_MAX_OPEN_POSITIONS: '0' }
    const { code, stderr } = await new EngineProcess({ home, args: ['--quiet'], environment }).exited
    expect(code).toBe(1)
    expect(stderr).toContain('did you mean WHEELHOUSE_GATEWAY_PORT?')
    expect(stderr).toContain(
      'risk.maxOpenPositions: must be at least 1, got 0 (set by WHEELHOUSE_RISK_MAX_OPEN_POSITIONS)',
    )
  })
})

describe('the configuration of a running engine', () => {
  it('survives a faulty edit of the file, and takes the mended one without a restart', async () => {
    const running = await start({ config: BY_HAND })
    const announced = await TopicListener.open<StatusView>(running, 'status')
    await freshQuote(running)
    const before = await viewOf(running)

    const faulty = JSON.stringify({ ...BY_HAND, risk: { maxOrderNotional: '-5', maxPositions: 3 } })
    writeFileSync(file, faulty)
    const view = await until(
      () => viewOf(running),
      ({ fileFaults }) => fileFaults.length > 0,
    )
    expect(view.fileFaults.map(({ path }) => path)).toEqual(['risk.maxPositions', 'risk.maxOrderNotional'])
    expect({ version: view.version, value: view.value }).toEqual({ version: before.version, value: before.value })
    expect(readFileSync(file, 'utf8')).toBe(faulty)
    expect((await placeOrder(running, draft())).status, 'the engine trades on').toBe(201)
    const put = await running.call<ErrorAnswer>('PUT', '/config', { patch: { risk: { maxOpenPositions: 3 } } })
    expect(put.status, 'nothing is written over the edit').toBe(422)
    expect(put.body.message).toContain('mend it first')

    writeFileSync(file, JSON.stringify({ ...BY_HAND, risk: { maxOrderNotional: '100' } }))
    const { configVersion } = await announced.next(({ configVersion }) => configVersion > before.version)
    announced.close()
    expect(await viewOf(running)).toMatchObject({ version: configVersion, source: 'file', fileFaults: [] })
    const denied = await placeOrder(running, draft())
    expect(denied).toMatchObject({
      status: 422,
      body: { code: 'DENIED', data: { code: 'MAX_ORDER_NOTIONAL', limit: 100 } },
    })
    expect(logLines(home)).toContainEqual(
      expect.objectContaining({ msg: 'the configuration changed', changed: ['risk.maxOrderNotional'] }),
    )
  })

  it('is changed over the interface wholly or not at all', async () => {
    const running = await start({ config: BY_HAND })
    const before = fileDigests(home)['config.json']
    const put = (body: unknown): Promise<{ status: number; body: ErrorAnswer }> => running.call('PUT', '/config', body)

    const faulty = await put({
      patch: {
        risk: { maxOrderNotionl: '5', maxLeverage: 0 },
        paper: { takerFeeBps: 500 },
        execution: { onShutdown: 'x' },
      },
    })
    expect(faulty).toMatchObject({ status: 422, body: { code: 'CONFIG_INVALID' } })
    const { faults } = faulty.body.data as { faults: { path: string; message: string }[] }
    expect(Object.fromEntries(faults.map(({ path, message }) => [path, message]))).toEqual({
      'risk.maxOrderNotionl': 'is not a known key; did you mean "maxOrderNotional"?',
      'risk.maxLeverage': 'must be above 0, got 0',
      'paper.takerFeeBps': 'must be at most 100, got 500',
      'execution.onShutdown': 'must be one of "leave", "cancelEntries", "flatten", got "x"',
    })
    expect(fileDigests(home)['config.json']).toBe(before)

    const { version } = await viewOf(running)
    const change = { patch: { risk: { maxOpenPositions: 3 } }, expectedVersion: version }
    expect(await put(change)).toMatchObject({ status: 200, body: { version: version + 1, restartNeeded: [] } })
    const late = await put({ ...change, patch: { risk: { maxOpenPositions: 4 } } })
    expect(late).toMatchObject({ status: 409, body: { code: 'CONFIG_CONFLICT', action: 'retry' } })
    expect(late.body.message).toContain(`version ${version + 1} is in force, not ${version}. Load it again`)
    expect((await viewOf(running)).value).toMatchObject({ risk: { maxOpenPositions: 3 } })
    const file = JSON.parse(readFileSync(join(home, 'config.json'), 'utf8')) as unknown
    expect(file, 'only what was set is written').toEqual({ ...BY_HAND, risk: { maxOpenPositions: 3 } })
  })

  it('obeys the environment over the file, says so, and does not pretend to change what it holds', async () => {
    const running = await start({
      config: { risk: { maxOrderNotional: '900', maxOpenPositions: 3 } },
      environment: { WHEELHOUSE_RISK_MAX_ORDER_NOTIONAL: '700' },
    })
    const view = await viewOf(running)
    expect(view.value).toMatchObject({ risk: { maxOrderNotional: '700', maxOpenPositions: 3 } })
    expect(view.overridden).toContain('risk.maxOrderNotional')
    const put = await running.call<ErrorAnswer>('PUT', '/config', { patch: { risk: { maxOrderNotional: '800' } } })
    expect(put.status).toBe(422)
    expect(put.body.message).toContain(
      'risk.maxOrderNotional: is held by the environment variable WHEELHOUSE_RISK_MAX_ORDER_NOTIONAL; unset it first',
    )
  })
})

describe('versions of the configuration', () => {
  it('are listed with what each changed, and one of them is put into force and into the file again', async () => {
    const running = await start({ config: { risk: { maxOpenPositions: 4 } } })
    const put = (patch: Record<string, unknown>) => running.call('PUT', '/config', { patch })
    expect(await put({ risk: { maxOpenPositions: 5 } })).toMatchObject({ body: { version: 2 } })
    expect(await put({ risk: { maxOpenPositions: 6 }, window: { theme: 'dark' } })).toMatchObject({
      body: { version: 3 },
    })
    const { versions } = await running.get<{ versions: unknown[] }>('/config/history')
    expect(versions).toMatchObject([
      {
        version: 3,
        source: 'api',
        differences: [
          { path: 'risk.maxOpenPositions', before: 5, after: 6 },
          { path: 'window.theme', before: 'system', after: 'dark' },
        ],
      },
      { version: 2, source: 'api', differences: [{ path: 'risk.maxOpenPositions', before: 4, after: 5 }] },
      { version: 1, source: 'environment', differences: [] },
    ])
    expect(await running.get('/config/history?beforeVersion=3&limit=1')).toMatchObject({ versions: [{ version: 2 }] })

    const revert = (version: number, expectedVersion?: number) =>
      running.call('POST', '/config/revert', { version, ...(expectedVersion === undefined ? {} : { expectedVersion }) })
    expect(await revert(1, 2)).toMatchObject({ status: 409, body: { code: 'CONFIG_CONFLICT' } })
    expect(await revert(9)).toMatchObject({ status: 404, body: { code: 'UNKNOWN_VERSION' } })
    expect(await revert(1, 3)).toEqual({
      status: 200,
      body: { version: 4, changed: ['risk.maxOpenPositions', 'window.theme'], restartNeeded: [] },
    })
    expect((await viewOf(running)).value).toMatchObject({ risk: { maxOpenPositions: 4 }, window: { theme: 'system' } })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ risk: { maxOpenPositions: 4 } })
  })
})

describe('layouts of the window', () => {
  it('are kept over a restart, changed, set back and removed', async () => {
    const running = await start()
    const ids = async (from: EngineProcess) =>
      (await from.get<{ layouts: { layoutId: string }[] }>('/workspace')).layouts.map(({ layoutId }) => layoutId)
    const put = (layoutId: string, body: Record<string, unknown>) =>
      running.call('PUT', `/workspace/layouts/${layoutId}`, body)
    expect(await ids(running)).toEqual(['trade', 'research', 'operate'])
    expect(await put('night', { name: 'Night', arrangement: { panels: 'x'.repeat(250_000) } })).toMatchObject({
      status: 200,
      body: { layoutId: 'night', changedAtMs: expect.any(Number) },
    })
    expect(await put('trade', { name: 'Trade', arrangement: { panels: 2 } })).toMatchObject({ status: 200 })
    expect(await put('night', { name: 'Night', arrangement: { panels: 'x'.repeat(300_000) } })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('300013 bytes; at most 262144') },
    })
    expect(await put('Night!', { name: ' ', arrangement: [] })).toMatchObject({ status: 400 })
    await running.stop()

    const again = await start()
    expect(await ids(again)).toEqual(['trade', 'research', 'operate', 'night'])
    expect(await again.call('POST', '/workspace/layouts/trade/reset', {})).toMatchObject({
      body: { arrangement: null, changedAtMs: null },
    })
    expect(await again.call('DELETE', '/workspace/layouts/trade')).toMatchObject({
      status: 409,
      body: { code: 'LAYOUT_BUILT_IN' },
    })
    expect(await again.call('DELETE', '/workspace/layouts/night')).toEqual({ status: 200, body: { done: true } })
    expect(await again.call('DELETE', '/workspace/layouts/night')).toMatchObject({
      status: 404,
      body: { code: 'UNKNOWN_LAYOUT' },
    })
  })
})
