import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError } from './errors.ts'
import { formatLogLine } from './log-line.ts'
import { createLogger, type LoggerOptions } from './log-writer.ts'

let folder: string
let lines: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'))
  lines = []
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(change: Partial<LoggerOptions> = {}) {
  return createLogger({ level: 'info', console: 'json', destination: { write: (line) => lines.push(line) }, ...change })
}

function records(): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('createLogger', () => {
  it('writes level, time, component, message and fields as one line of JSON', () => {
    open().logger.child('feed').warn('gap in the stream', { symbol: 'BTC-PERP', minutes: 3 })
    expect(lines[0]?.endsWith('\n')).toBe(true)
    expect(records()).toEqual([
      {
        level: 'warn',
        time: expect.any(Number),
        component: 'feed',
        symbol: 'BTC-PERP',
        minutes: 3,
        msg: 'gap in the stream',
      },
    ])
  })

  it('leaves out what is below the level, and follows a change of it in every child', () => {
    const log = open({ level: 'warn' })
    const child = log.logger.child('feed')
    child.info('a')
    log.logger.error('b')
    log.setLevel('debug')
    child.debug('c')
    expect(records().map(({ msg }) => msg)).toEqual(['b', 'c'])
  })

  it('hides secrets in messages and fields', () => {
    open({ secrets: () => ['s3cr3t-value'] }).logger.info('with s3cr3t-value', { note: 's3cr3t-value', token: 't' })
    expect(records()).toMatchObject([{ msg: 'with [hidden]', note: '[hidden]', token: '[hidden]' }])
  })

  it('hides what it is told of later, in every child too', () => {
    const log = open({ secrets: () => ['first-value'] })
    const child = log.logger.child('vault')
    const known: string[] = []
    log.hide(() => known)
    known.push('later-value')
    child.info('first-value and later-value')
    expect(records()).toMatchObject([{ msg: '[hidden] and [hidden]' }])
  })

  it('writes to a file for the owner alone, complete once it is closed', async () => {
    const log = open({ folder: join(folder, 'logs'), console: 'off' })
    for (let index = 0; index < 1000; index++) log.logger.info('line', { index })
    await log.close()
    const path = join(folder, 'logs', 'engine.log')
    const written = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(written.map((line) => (JSON.parse(line) as { index: number }).index)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    )
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(lines).toEqual([])
  })

  it('begins a new file when the present one is full', async () => {
    writeFileSync(join(folder, 'engine.log'), 'x'.repeat(10 * 1024 * 1024 - 10))
    const log = open({ folder, console: 'off' })
    log.logger.info('crosses the limit')
    await log.close()
    const again = open({ folder, console: 'off' })
    again.logger.info('in the next file')
    await again.close()
    expect(readdirSync(folder).toSorted()).toEqual(['engine.log', 'engine.log.1'])
    expect(readFileSync(join(folder, 'engine.log'), 'utf8')).toContain('in the next file')
  })

  it('is in its file when it was flushed, and goes on', async () => {
    const log = createLogger({ level: 'info', console: 'off', folder })
    const file = join(folder, 'engine.log')
    for (let n = 0; n < 200; n++) log.logger.info(`line ${n}`)
    await log.flush()
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(201)
    log.logger.info('one more')
    await log.close()
    await log.flush()
    expect(readFileSync(file, 'utf8')).toContain('one more')
    await open().flush()
  })

  it('can be closed without a file, and twice', async () => {
    const log = open({ folder })
    await log.close()
    await expect(log.close()).resolves.toBeUndefined()
    await expect(open().close()).resolves.toBeUndefined()
  })

  it('says what comes after its end on the console only', async () => {
    const log = open({ folder })
    const closed = log.close()
    log.logger.info('too late')
    await closed
    expect(records().map(({ msg }) => msg)).toEqual(['too late'])
    expect(readFileSync(join(folder, 'engine.log'), 'utf8')).toBe('')
  })

  it('keeps a field whose name the line uses itself', () => {
    open().logger.info('restored', { time: 'noon', msg: 'm', level: 'l' })
    expect(records()).toMatchObject([{ level: 'info', msg: 'restored', time_: 'noon', msg_: 'm', level_: 'l' }])
  })

  it('names a folder that cannot be created', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(() => open({ folder: join(folder, 'file', 'logs') })).toThrow(FatalError)
    expect(() => open({ folder: join(folder, 'file', 'logs') })).toThrow(
      /The log folder .*file\/logs cannot be created/,
    )
  })

  it('says once that the file cannot be written, and goes on', async () => {
    mkdirSync(join(folder, 'engine.log'))
    const log = open({ folder })
    for (let index = 0; index < 3; index++) {
      log.logger.info('line')
      await new Promise((resolve) => setImmediate(resolve))
    }
    await log.close()
    log.logger.info('line')
    expect(lines.filter((line) => line.includes('"msg":"line"'))).toHaveLength(4)
    expect(lines.filter((line) => line.includes('cannot be written'))).toHaveLength(1)
  })
})

describe('formatLogLine', () => {
  const record = { level: 'warn', time: Date.UTC(2026, 0, 2, 3, 4, 5, 6), component: 'feed', msg: 'gap' }

  it('is short and readable', () => {
    const line = formatLogLine(
      JSON.stringify({ ...record, symbol: 'BTC-PERP', note: 'two words', empty: '', n: 1, list: [1] }),
    )
    expect(line).toBe('03:04:05.006 WARN  feed: gap symbol=BTC-PERP note="two words" empty="" n=1 list=[1]\n')
  })

  it('says of an error only its message', () => {
    const error = { name: 'Error', message: 'socket closed', stack: 'Error: socket closed\n  at a' }
    expect(formatLogLine(JSON.stringify({ ...record, component: undefined, error }))).toBe(
      '03:04:05.006 WARN  gap error="socket closed"\n',
    )
  })
})
