import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { EngineProcess, type ExitResult, newFolder, pause, until } from '../support/engine-process.ts'

const ROOT = join(import.meta.dirname, '../..')
const PROGRAM = 'out/main/cli.js'
/** Longest time from the wish to stop to the end of the process. */
const STOP_LIMIT_MS = 5_000

const BUSY = JSON.stringify({
  'ema-cross': { parameters: { fastPeriod: 2, slowPeriod: 4, atrPeriod: 5, stopAtrMultiple: 1.5 } },
})

const folders: string[] = []
const engines: EngineProcess[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.kill()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folder(): string {
  const made = newFolder()
  folders.push(made)
  return made
}

/** An engine that ends with the test. */
function launch(options: ConstructorParameters<typeof EngineProcess>[0]): EngineProcess {
  const engine = new EngineProcess(options)
  engines.push(engine)
  return engine
}

async function start(options: ConstructorParameters<typeof EngineProcess>[0]): Promise<EngineProcess> {
  const engine = launch({ args: ['--quiet'], ...options })
  await engine.ready()
  return engine
}

/** Runs one command of the command line to its end. */
function wheelhouse(...args: string[]): Promise<ExitResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}

/** Sends the signal; gives the end and how long it took. */
async function end(engine: EngineProcess, signal: NodeJS.Signals): Promise<ExitResult & { tookMs: number }> {
  const startedMs = performance.now()
  engine.child.kill(signal)
  return { ...(await engine.exited), tookMs: performance.now() - startedMs }
}

describe('the command line beside a running engine', () => {
  it('shows the engine, changes a strategy, closes everything and stops it', async () => {
    const home = folder()
    const engine = await start({
      home,
      environment: { WHEELHOUSE_MARKET_SIMULATED_SPEED: '200', WHEELHOUSE_STRATEGIES: BUSY },
    })

    const status = await wheelhouse('status', '--home', home)
    expect(status).toMatchObject({ code: 0, stderr: '' })
    expect(status.stdout).toMatch(/^health {9}healthy\ntrading {8}active\naccount {8}paper-01 \(paper\)\n/)

    const health = await wheelhouse('health', '--home', home)
    expect(health.stdout).toMatch(/^Overall: healthy\n/)
    for (const name of ['storage', 'trading', 'market-data', 'strategies']) expect(health.stdout).toContain(name)

    await until(
      async () => JSON.parse((await wheelhouse('positions', '--home', home, '--json')).stdout) as unknown[],
      (positions) => positions.length > 0,
    )
    expect((await wheelhouse('orders', '--home', home)).stdout).toContain('filled')

    const killed = await wheelhouse('kill', '--home', home, '--reason', 'the end of the test')
    expect(killed).toMatchObject({ code: 0, stderr: '' })
    const halted = await until(
      async () => JSON.parse((await wheelhouse('status', '--home', home, '--json')).stdout) as { tradingState: string },
      ({ tradingState }) => tradingState === 'halted',
    )
    expect(halted).toMatchObject({ tradingReason: 'the end of the test' })
    expect((await wheelhouse('positions', '--home', home)).stdout).toBe('no open positions\n')

    expect((await wheelhouse('stop', '--home', home)).stdout).toBe('The engine has stopped.\n')
    expect(await engine.exited).toMatchObject({ code: 0, stderr: '' })
    expect(await wheelhouse('status', '--home', home)).toMatchObject({ code: 3, stdout: '' })
  })

  it('changes parameters and switches strategies; a refusal names the parameter', async () => {
    const home = folder()
    await start({ home })
    const set = await wheelhouse('strategies', 'set', 'ema-cross', 'fastPeriod=12', 'allowShort=false', '--home', home)
    expect(set.stdout).toContain('fastPeriod=12')
    expect((await wheelhouse('strategies', 'disable', 'ema-cross', '--home', home)).stdout).toMatch(/no +disabled/)
    expect((await wheelhouse('strategies', 'enable', 'ema-cross', '--home', home)).stdout).toMatch(
      /yes +(waiting|warming)/,
    )

    const refused = await wheelhouse('strategies', 'set', 'ema-cross', 'slowPeriod=3', '--home', home)
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toContain('slowPeriod')
    const unknown = await wheelhouse('strategies', 'enable', 'nope', '--home', home)
    expect(unknown.stderr).toBe('wheelhouse: UNKNOWN_STRATEGY: There is no strategy nope. Known: ema-cross.\n')
    const foreign = await wheelhouse('orders', 'cancel', 'wh-999', '--home', home)
    expect(foreign).toMatchObject({ code: 1, stderr: 'wheelhouse: UNKNOWN_ORDER: There is no order wh-999.\n' })
    expect((await wheelhouse('orders', 'cancel-all', '--home', home)).stdout).toBe('0 orders cancelled.\n')
  })

  it('restarts a part of the engine, and says how it is afterwards', async () => {
    const home = folder()
    await start({ home })
    const listed = await wheelhouse('components', '--home', home)
    expect(listed).toMatchObject({ code: 0, stderr: '' })
    for (const name of ['gateway', 'storage', 'strategies']) expect(listed.stdout).toContain(`${name} `)
    // The door closes under the command that asks for it.
    for (const name of ['storage', 'gateway']) {
      const { code, stdout, stderr } = await wheelhouse('components', 'restart', name, '--json', '--home', home)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(JSON.parse(stdout)).toMatchObject({ name, restarts: 1, state: 'running' })
    }
    expect(await wheelhouse('components', 'restart', 'feed', '--home', home)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('UNKNOWN_COMPONENT: There is no component feed. Known: gateway, storage,'),
    })
  })

  it('shows what the configuration was and puts it back', async () => {
    const home = folder()
    await start({ home })
    await wheelhouse('strategies', 'disable', 'ema-cross', '--home', home)
    const history = await wheelhouse('config', 'history', '--home', home)
    expect(history.stdout).toMatch(
      /^version 2 {2}\S+ \S+ UTC {2}api\n {2}strategies\.ema-cross\.enabled: true → false\nversion 1 /,
    )
    expect((await wheelhouse('config', 'revert', '1', '--home', home)).stdout).toBe(
      'Version 3 is in force: strategies.ema-cross.enabled as in version 1.\n',
    )
    expect((await wheelhouse('config', 'revert', '1', '--home', home)).stdout).toBe(
      'Nothing to change: what version 1 says is in force.\n',
    )
    expect(await wheelhouse('config', 'revert', '9', '--home', home)).toMatchObject({
      code: 1,
      stderr: 'wheelhouse: UNKNOWN_VERSION: There is no version 9 of the configuration; known are 1 to 3.\n',
    })
  })

  it('starts the engine itself, passes its options on, and ends with it', async () => {
    const home = folder()
    const child = spawn(process.execPath, [PROGRAM, 'start', '--home', home, '--port', '0', '--quiet'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    let stdout = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    await until(
      async () => stdout,
      (text) => text.includes('Wheelhouse is running: http://127.0.0.1:'),
    )
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(await wheelhouse('start', '--port', 'many')).toMatchObject({
      code: 2,
      stderr: 'wheelhouse: --port is "many"; a whole number from 0 to 65535 is allowed.\n',
    })
  })
})

describe('an engine that is interrupted while it starts', () => {
  it.each([600, 700, 800, 900, 1_000, 1_200])(
    'ends in order and gives its folder free, %d ms after its launch',
    async (afterMs) => {
      const home = folder()
      const engine = launch({ home, args: ['--quiet'] })
      await pause(afterMs)
      const { code, signal, stderr, tookMs } = await end(engine, 'SIGINT')
      // Before the program is loaded the system ends it; from then on it ends itself, in order.
      expect(signal ?? code).toSatisfy((how) => how === 'SIGINT' || how === 0)
      expect(stderr).toBe('')
      expect(tookMs).toBeLessThan(STOP_LIMIT_MS)
      const again = await start({ home })
      expect((await end(again, 'SIGTERM')).code).toBe(0)
    },
  )
})
