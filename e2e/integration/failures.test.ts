import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fileDigests, logLines } from '../support/data-folder.ts'
import { EngineProcess, type EngineOptions, type ExitResult, newFolder, until } from '../support/engine-process.ts'
import { BY_HAND, draft, freshQuote, placeOrder } from '../support/hand-orders.ts'

const NOBODY = 65_534

/** An engine that must not come up; the test's own limit ends the wait. */
async function failedStart(options: EngineOptions): Promise<ExitResult> {
  const result = await new EngineProcess({ args: ['--quiet'], ...options }).exited
  expect(result.stdout).not.toContain('is running')
  expect(result.stderr).not.toMatch(/\n\s+at /)
  return result
}

afterEach(() => EngineProcess.killAll())

describe('arguments', () => {
  const run = (...args: string[]): { code: number | null; stderr: string } => {
    const { status, stderr } = spawnSync(process.execPath, ['out/main/headless.js', ...args], { encoding: 'utf8' })
    return { code: status, stderr }
  }

  it.each([
    [['--bogus'], "Unknown option '--bogus'"],
    [['extra'], "Unexpected argument 'extra'"],
    [['--home'], "'--home <value>' argument missing"],
    [['--port', '99999'], '--port is "99999"; a whole number from 0 to 65535 is allowed'],
    [['--port', 'web'], '--port is "web"; a whole number from 0 to 65535 is allowed'],
    [['--speed', '0'], '--speed is "0"; a whole number from 1 to 1000 is allowed'],
    [['--log-level', 'loud'], '--log-level is "loud"; allowed are debug, info, warn, error'],
  ])('%j end with code 2 and say what is allowed', (args, text) => {
    const { code, stderr } = run(...args)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(text) })
  })
})

describe('a port or folder that another program has', () => {
  it('a port in use: named, with how to choose another', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const home = newFolder()
    const { code, stderr } = await failedStart({ home, port })
    await new Promise((resolve) => other.close(resolve))
    expect(code).toBe(1)
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(stderr).toContain('choose another with --port or WHEELHOUSE_GATEWAY_PORT')
    await (await EngineProcess.start({ home, args: ['--quiet'] })).stop()
    rmSync(home, { recursive: true })
  })

  it('a second engine on the same folder names the first, which goes on; after a kill the next one starts', async () => {
    const first = await EngineProcess.start({ args: ['--quiet'], config: BY_HAND })
    const { home } = first
    await freshQuote(first)
    const started = performance.now()
    const { code, stderr } = await failedStart({ home })
    expect(code).toBe(1)
    expect(stderr).toContain(`process ${first.child.pid}, ${first.address}`)
    expect(stderr).toContain(
      `already uses the data folder ${home}. Stop it first, or choose another folder with --home`,
    )
    expect(performance.now() - started).toBeLessThan(10_000)
    expect((await placeOrder(first, draft())).status).toBe(201)

    await first.kill()
    const second = await EngineProcess.start({ home, args: ['--quiet'] })
    expect(await second.get('/status')).toMatchObject({ health: 'healthy', tradingState: 'active' })
    await second.stop()
    rmSync(home, { recursive: true, force: true })
  })
})

describe('a data folder that cannot be used', () => {
  let folder: string
  beforeEach(() => {
    folder = newFolder()
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['', '/below'])('a file where the folder should be (%j)', async (below) => {
    const home = join(folder, 'file')
    writeFileSync(home, 'mine')
    const { code, stderr } = await failedStart({ home: home + below })
    expect(code).toBe(1)
    expect(stderr).toContain(`The data folder ${home}${below} cannot be created`)
    expect(stderr).toContain('Choose another with --home DIR or WHEELHOUSE_HOME.')
    expect(readFileSync(home, 'utf8')).toBe('mine')
  })

  it.skipIf(process.platform === 'win32')('a folder that this user may not write', () => {
    const home = join(folder, 'readonly')
    mkdirSync(home)
    chmodSync(folder, 0o755)
    chmodSync(home, 0o555)
    const isRoot = process.getuid?.() === 0
    if (isRoot) chownSync(home, NOBODY, NOBODY)
    const { status, stderr } = spawnSync(process.execPath, ['out/main/headless.js', '--home', home, '--port', '0'], {
      encoding: 'utf8',
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    })
    chmodSync(home, 0o755)
    expect(status).toBe(1)
    expect(stderr).toContain(`The data folder ${home} cannot be created or written (EACCES`)
    expect(stderr).toContain('Choose another with --home DIR or WHEELHOUSE_HOME.')
    expect(fileDigests(home)).toEqual({})
  })
})

describe('a damaged file', () => {
  const whole = newFolder()
  let home: string

  beforeAll(async () => {
    const engine = await EngineProcess.start({ home: whole, args: ['--quiet'], config: BY_HAND })
    await freshQuote(engine)
    for (let order = 0; order < 3; order++) await placeOrder(engine, draft())
    await until(
      () => engine.get<{ fills: unknown[] }>('/fills'),
      ({ fills }) => fills.length === 3,
    )
    await engine.stop()
  })
  afterAll(() => rmSync(whole, { recursive: true, force: true }))
  beforeEach(() => {
    home = newFolder()
    cpSync(whole, home, { recursive: true })
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  /** The engine ends with code 1, names the file, and every file is what it was. */
  async function expectRefusal(name: string): Promise<string> {
    const before = fileDigests(home)
    const { code, stderr } = await failedStart({ home })
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(join(home, name)) })
    const after = fileDigests(home)
    expect(after[name]).toBe(before[name])
    expect(Object.keys(before).filter((file) => !(file in after))).toEqual([])
    return stderr
  }

  /** Every page but the first becomes noise, so that it does not depend on chance which one is looked at. */
  function scramble(file: string): void {
    const bytes = readFileSync(file)
    for (let at = 4096; at < bytes.length; at++) bytes[at] = (at * 167 + (at >> 8) * 31) & 0xff
    writeFileSync(file, bytes)
  }

  const DATABASES = ['ledger.db', 'market.db', 'paper.db']
  const DAMAGES: [string, (file: string) => void][] = [
    ['overwritten in its middle', scramble],
    ['cut off', (file) => truncateSync(file, 10_000)],
    ['cut off inside its first page', (file) => truncateSync(file, 2_000)],
    ['replaced by text', (file) => writeFileSync(file, 'Dear diary, today I traded.\n'.repeat(50))],
  ]

  it('leaves whole databases behind when it stops, with no log beside them', () => {
    expect(DATABASES.filter((name) => !existsSync(join(whole, name)))).toEqual([])
    expect(Object.keys(fileDigests(whole)).filter((name) => /-(?:wal|shm)$/.test(name))).toEqual([])
  })

  it.each(DATABASES.flatMap((name) => DAMAGES.map(([how, damage]) => [name, how, damage] as const)))(
    '%s %s: refused by name with what to do, and left as it is',
    async (name, _, damage) => {
      damage(join(home, name))
      const text = await expectRefusal(name)
      expect(text).toMatch(/is damaged|is not a database/)
      expect(text).toContain(
        'Nothing was changed or deleted. Move the file away and put the newest backup in its place.',
      )
    },
  )

  it.each(DATABASES)('%s of a newer program is refused with both versions', async (name) => {
    const database = new DatabaseSync(join(home, name))
    database.exec('PRAGMA user_version = 99')
    database.close()
    const text = await expectRefusal(name)
    expect(text).toMatch(/has schema version 99; this program knows versions up to \d+/)
    expect(text).toContain('Start the newer program that wrote it')
  })

  it.each(['{"viewer":"x"', '{}', '', 'noise \u0000'])(
    'access tokens %j are refused without quoting them',
    async (text) => {
      writeFileSync(join(home, 'access-tokens.json'), text)
      const stderr = await expectRefusal('access-tokens.json')
      expect(stderr).toContain('is damaged: it must hold a different token for each of viewer, trader, admin')
      expect(stderr).toContain('Remove it and start again')
    },
  )

  it('a configuration history without a readable line is refused', async () => {
    writeFileSync(join(home, 'config-versions.jsonl'), 'noise\n\u0000\u0001\n')
    expect(await expectRefusal('config-versions.jsonl')).toContain('Move the file away and start again')
  })

  it('a configuration history whose last line was cut off is kept, reported and continued', async () => {
    const file = join(home, 'config-versions.jsonl')
    const text = readFileSync(file, 'utf8') + '{"version":2,"ti'
    writeFileSync(file, text)
    const engine = await EngineProcess.start({ home, args: ['--quiet'] })
    const put = await engine.call('PUT', '/config', { patch: { risk: { maxOpenPositions: 3 } } })
    await engine.stop()
    expect(put).toMatchObject({ status: 200, body: { version: 2 } })
    expect(readFileSync(file, 'utf8').startsWith(`${text}\n{"version":2,`)).toBe(true)
    expect(logLines(home)).toContainEqual(
      expect.objectContaining({ level: 'warn', msg: 'an unreadable line of the configuration history', file }),
    )
  })
})
