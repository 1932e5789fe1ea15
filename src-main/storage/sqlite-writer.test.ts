import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FatalError } from '../base/index.ts'
import { openDatabase } from './database.ts'
import { SqliteWriter, type SqliteWriterOptions } from './sqlite-writer.ts'

const MIGRATIONS = [{ version: 1, name: 'facts', up: 'CREATE TABLE facts (id INTEGER PRIMARY KEY, text TEXT)' }]
const STATEMENTS = { fact: 'INSERT INTO facts VALUES (?, ?)' }

let folder: string
let file: string
let failures: Error[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'writer-'))
  file = join(folder, 'ledger.db')
  failures = []
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function openWriter(change: Partial<SqliteWriterOptions> = {}): Promise<SqliteWriter> {
  return SqliteWriter.open({
    file,
    synchronous: 'FULL',
    migrations: MIGRATIONS,
    statements: STATEMENTS,
    onFailed: (error) => failures.push(error),
    ...change,
  })
}

const fact = (id: number) => ({ statement: 'fact', params: [id, `fact ${id}`] })

function storedIds(): unknown[] {
  const database = openDatabase({ file, synchronous: 'FULL', readonly: true })
  const ids = database.prepare('SELECT id FROM facts ORDER BY id').pluck().all()
  database.close()
  return ids
}

describe('SqliteWriter', () => {
  it('can be read by another connection when it acknowledges, in the order of the writes', async () => {
    const writer = await openWriter()
    const seen: { id: number; stored: number }[] = []
    for (const id of [1, 2, 3]) writer.write([fact(id)], () => seen.push({ id, stored: storedIds().length }))
    expect(writer.pending).toBe(3)
    await writer.drained()
    expect(writer.pending).toBe(0)
    expect(seen).toEqual([1, 2, 3].map((id) => ({ id, stored: 3 })))
    await writer.close()
  })

  it('stores the first writes of a long turn while the turn still goes on', async () => {
    const writer = await openWriter()
    for (let id = 1; id <= 40; id++) writer.write([fact(id)])
    const pause = new Int32Array(new SharedArrayBuffer(4))
    for (let turn = 0; turn < 5_000 && storedIds().length === 0; turn++) Atomics.wait(pause, 0, 0, 1)
    expect(storedIds()).toEqual(Array.from({ length: 32 }, (_, index) => index + 1))
    await writer.close()
    expect(storedIds()).toHaveLength(40)
  })

  it('does not acknowledge inside the call', async () => {
    const writer = await openWriter()
    let acknowledged = false
    writer.write([fact(1)], () => {
      acknowledged = true
    })
    expect(acknowledged).toBe(false)
    await writer.drained()
    expect(acknowledged).toBe(true)
    await writer.close()
  })

  it('stores everything handed over before it closes, and refuses what comes after', async () => {
    const writer = await openWriter()
    for (let id = 1; id <= 1000; id++) writer.write([fact(id)])
    await Promise.all([writer.close(), writer.close()])
    expect(storedIds()).toHaveLength(1000)
    expect(() => writer.write([fact(1001)])).toThrow(/ledger\.db cannot be written any more, the writer is closed/)
    expect(failures).toEqual([])
  })

  it('acknowledges nothing from a failed commit on, says so once, and refuses further writes', async () => {
    const writer = await openWriter()
    const acknowledged: number[] = []
    writer.write([fact(1)], () => acknowledged.push(1))
    await writer.drained()

    writer.write([fact(2), fact(1)], () => acknowledged.push(2))
    await expect(writer.drained()).rejects.toThrow(/UNIQUE/)
    expect(() => writer.write([fact(3)], () => acknowledged.push(3))).toThrow(/cannot be written any more: .*UNIQUE/)
    await writer.close()

    expect(acknowledged).toEqual([1])
    expect(failures.map((error) => error.message)).toEqual([expect.stringMatching(/ledger\.db: UNIQUE/)])
    expect(storedIds()).toEqual([1])
  })

  it('reports a callback that throws to onFailed, where nobody else is named', async () => {
    const writer = await openWriter()
    let later = false
    writer.write([fact(1)], () => {
      throw new Error('the order could not be sent')
    })
    writer.write([fact(2)], () => {
      later = true
    })
    await writer.drained()
    expect(failures.map((error) => error.message)).toEqual(['the order could not be sent'])
    expect(later).toBe(true)
    await writer.close()
  })

  it('refuses a statement it does not know before anything is written', async () => {
    const writer = await openWriter()
    expect(() => writer.write([{ statement: 'fakt', params: [] }])).toThrow(/"fakt" is not registered.*known: fact/)
    expect(writer.pending).toBe(0)
    await writer.close()
  })

  it('says why a file cannot be opened, and leaves no thread behind', async () => {
    writeFileSync(file, 'not a database, but long enough to be read as the header of one. '.repeat(30))
    const failure = await openWriter().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(FatalError)
    expect(String(failure)).toMatch(/ledger\.db is not a database/)
  })

  it('rejects wrong SQL when it is opened', async () => {
    await expect(openWriter({ statements: { fact: 'INSERT INTO nowhere VALUES (?)' } })).rejects.toThrow(/nowhere/)
  })

  it('migrates an older file and keeps its copy in the folder asked for', async () => {
    await (await openWriter()).close()
    const second = { version: 2, name: 'more', up: 'CREATE TABLE more (a)' }
    await (await openWriter({ migrations: [...MIGRATIONS, second], backupFolder: join(folder, 'copies') })).close()
    expect(readdirSync(join(folder, 'copies'))).toEqual(['ledger.v1.backup.db'])
  })

  it('writes another file beside on the same thread, each on its own', async () => {
    const first = await openWriter()
    const other = join(folder, 'other.db')
    const second = await openWriter({ file: other, beside: first })
    first.write([fact(1)])
    second.write([fact(7)])
    second.write([fact(7)])
    await expect(second.drained()).rejects.toThrow(/other\.db: UNIQUE/)
    first.write([fact(2)])
    await first.drained()
    expect(failures).toHaveLength(1)
    await second.close()
    await first.close()
    expect(storedIds()).toEqual([1, 2])
  })

  it('stores what was handed over beside, whichever of the two is closed first', async () => {
    for (const order of ['first', 'second'] as const) {
      const first = await openWriter()
      const second = await openWriter({ file: join(folder, `${order}.db`), beside: first })
      for (let id = 1; id <= 100; id++) second.write([fact(id)])
      const closing = order === 'first' ? [first.close(), second.close()] : [second.close(), first.close()]
      await Promise.all(closing)
      file = join(folder, `${order}.db`)
      expect(storedIds()).toHaveLength(100)
      file = join(folder, 'ledger.db')
    }
    expect(failures).toEqual([])
  })

  it('says why a file beside cannot be opened, and lets the thread go on and end', async () => {
    const first = await openWriter()
    const other = join(folder, 'other.db')
    writeFileSync(other, 'not a database, but long enough to be read as the header of one. '.repeat(30))
    await expect(openWriter({ file: other, beside: first })).rejects.toThrow(/other\.db is not a database/)
    first.write([fact(1)])
    await first.close()
    expect(storedIds()).toEqual([1])
    await expect(openWriter({ file: join(folder, 'late.db'), beside: first })).rejects.toThrow(
      /late\.db cannot be opened beside .*ledger\.db, which is closed/,
    )
  })

  it('lets go of a file beside that cannot be used any more, so that a person can put another in its place', async () => {
    const first = await openWriter()
    const other = join(folder, 'other.db')
    const wrong = { file: other, beside: first, migrations: [{ version: 1, name: 'wrong', up: 'CREATE NOTHING' }] }
    await expect(openWriter(wrong)).rejects.toThrow(/wrong/)
    // SQLite takes its side files away with the last connection.
    await expect.poll(() => existsSync(`${other}-wal`)).toBe(false)

    const second = await openWriter({ file: other, beside: first })
    second.write([fact(1), fact(1)])
    await expect(second.drained()).rejects.toThrow(/UNIQUE/)
    expect(existsSync(`${other}-wal`)).toBe(true)
    await second.close()
    await expect.poll(() => existsSync(`${other}-wal`)).toBe(false)
    await first.close()
  })

  it('goes on beside a file that has failed, and says so when its thread ends under it', async () => {
    const first = await openWriter()
    const second = await openWriter({ file: join(folder, 'other.db'), beside: first })
    first.write([fact(1), fact(1)])
    await expect(first.drained()).rejects.toThrow(/UNIQUE/)
    second.write([fact(1)])
    await second.drained()
    await first.close()
    await expect.poll(() => failures).toHaveLength(2)
    expect(String(failures[1])).toMatch(/the thread that writes .*other\.db ended unexpectedly/)
    expect(() => second.write([fact(2)])).toThrow(/other\.db cannot be written any more/)
    await second.close()
    await expect(openWriter({ file: join(folder, 'late.db'), beside: first })).rejects.toThrow(/late\.db has ended/)
  })

  it('has on disk whatever it acknowledged before the process was killed', async () => {
    const script = `
      import { SqliteWriter } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
      const writer = await SqliteWriter.open({
        file: ${JSON.stringify(file)}, synchronous: 'FULL', migrations: ${JSON.stringify(MIGRATIONS)},
        statements: ${JSON.stringify(STATEMENTS)}, onFailed: (error) => { throw error },
      })
      let id = 0
      const next = () => { const own = ++id; writer.write([{ statement: 'fact', params: [own, 'x'] }], () => { process.stdout.write(own + '\\n'); next() }) }
      next()
      next()
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.length > 2_000) child.kill('SIGKILL')
    })
    await once(child, 'close')
    const acknowledged = printed.split('\n').slice(0, -1).map(Number)
    expect(acknowledged.length).toBeGreaterThan(100)
    expect(acknowledged).toEqual(acknowledged.map((_, index) => index + 1))
    expect(storedIds().length).toBeGreaterThanOrEqual(acknowledged.length)
  }, 20_000)
})
