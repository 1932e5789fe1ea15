import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { FatalError, type Logger, ManualClock, silentLogger } from '../base/index.ts'
import { ConfigError } from './config-error.ts'
import { type ConfigChanged, ConfigStore, type ConfigStoreOptions } from './config-store.ts'

const Schema = z.strictObject({
  gateway: z
    .strictObject({
      port: z
        .number()
        .int()
        .min(1)
        .default(4000)
        .meta({ restart: true, title: 'Port', description: 'Where it listens.' }),
      rate: z.number().default(10),
    })
    .prefault({}),
  name: z.string().default('wheelhouse'),
})
type Value = z.infer<typeof Schema>

let folder: string
let file: string
let clock: ManualClock
let opened: ConfigStore<typeof Schema>[]
let announced: ConfigChanged<Value>[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'))
  file = join(folder, 'config.json')
  clock = new ManualClock(1_000)
  opened = []
  announced = []
})

afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()))
  rmSync(folder, { recursive: true, force: true })
})

async function open(change: Partial<ConfigStoreOptions<typeof Schema>> = {}): Promise<ConfigStore<typeof Schema>> {
  const options = { schema: Schema, file, environment: {}, clock, logger: silentLogger, watch: false }
  const store = await ConfigStore.open({ ...options, ...change })
  opened.push(store)
  store.onChange((event) => announced.push(event))
  return store
}

function write(value: unknown): void {
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
}

function readFile(): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function history(): { version: number; source: string; changed: string[] }[] {
  const lines = readFileSync(join(folder, 'config-versions.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const { version, source, changed } = JSON.parse(line) as { version: number; source: string; changed: string[] }
    return { version, source, changed }
  })
}

describe('ConfigStore at the start', () => {
  it('runs on defaults where there is no file, and creates none', async () => {
    const store = await open()
    expect(store.current).toEqual({ gateway: { port: 4000, rate: 10 }, name: 'wheelhouse' })
    expect(store.view()).toMatchObject({
      version: 1,
      source: 'default',
      changedAtMs: 1_000,
      overridden: [],
      fileFaults: [],
    })
    expect(existsSync(file)).toBe(false)
  })

  it('gives the schema with title, description and default of each key', async () => {
    const { schema } = (await open()).view()
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: {
        gateway: { properties: { port: { title: 'Port', description: 'Where it listens.', default: 4000 } } },
      },
    })
  })

  it('puts variables over the file and says which keys they hold', async () => {
    write({ gateway: { port: 1, rate: 2 } })
    const store = await open({ environment: { WHEELHOUSE_GATEWAY_PORT: '5000', WHEELHOUSE_HOME: folder } })
    expect(store.current.gateway).toEqual({ port: 5000, rate: 2 })
    expect(store.view()).toMatchObject({ source: 'environment', overridden: ['gateway.port'] })
  })

  it('leaves variables alone that belong to the start of the engine', async () => {
    const environment = {
      WHEELHOUSE_ACCOUNT: 'main',
      WHEELHOUSE_PASSPHRASE: 'x',
      WHEELHOUSE_PASSPHRASE_FILE: '/p',
      WHEELHOUSE_HOME: folder,
    }
    expect((await open({ environment })).view().overridden).toEqual([])
  })

  it('lists every fault of file and variables, one a line, with the name of the file', async () => {
    write({ gateway: { port: 0 }, nam: 'x' })
    const failure = await open({ environment: { WHEELHOUSE_GATEWAY_PRT: '1' } }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ConfigError)
    expect(failure).toBeInstanceOf(FatalError)
    expect(failure).toMatchObject({
      message: [
        `The configuration ${file} has 3 faults:`,
        '  nam: is not a known key; did you mean "name"?',
        '  gateway.port: must be at least 1, got 0',
        '  WHEELHOUSE_GATEWAY_PRT: this environment variable names no key of the configuration; did you mean WHEELHOUSE_GATEWAY_PORT?',
      ].join('\n'),
    })
  })

  it.each([
    ['{\n  "name": "x"\n  "gateway": {}\n}', /is not JSON: line 3, column 3: expected "," or "}"/],
    ['[]', /must be a JSON object/],
  ])('says where a file is broken: %j', async (text, message) => {
    write(text)
    await expect(open()).rejects.toThrow(message)
  })

  it('reads a file that is empty or begins with a byte order mark', async () => {
    write('')
    expect((await open()).current.name).toBe('wheelhouse')
    write('\uFEFF{"name":"x"}')
    expect((await open()).current.name).toBe('x')
  })

  it('continues the versions of the last run, with a new one where something changed meanwhile', async () => {
    await open()
    expect((await open()).version).toBe(1)
    write({ name: 'edited' })
    expect((await open()).view()).toMatchObject({ version: 2, source: 'file' })
    expect(history()).toEqual([
      { version: 1, source: 'default', changed: [] },
      { version: 2, source: 'file', changed: ['name'] },
    ])
  })

  it('goes on after a history whose last line a crash cut off, and reports it', async () => {
    await open()
    writeFileSync(join(folder, 'config-versions.jsonl'), '{"version":2,"tim', { flag: 'a' })
    const warn = vi.fn<Logger['warn']>()
    const store = await open({ logger: { ...silentLogger, warn } satisfies Logger })
    expect(store.version).toBe(1)
    expect(warn).toHaveBeenCalledOnce()
    store.put({ name: 'x' })
    expect((await open()).version).toBe(2)
  })

  it('refuses a history of which nothing can be read, and leaves it as it is', async () => {
    const history = join(folder, 'config-versions.jsonl')
    writeFileSync(history, 'not a version\n\u0000\n')
    await expect(open()).rejects.toThrow(`${history} is damaged`)
    expect(readFileSync(history, 'utf8')).toBe('not a version\n\u0000\n')
  })
})

describe('put', () => {
  it('saves only what was set, applies it at once, and announces it with version and restart', async () => {
    const store = await open()
    const before = store.current
    clock.advanceBy(5)
    const change = store.put({ gateway: { port: 5000 } })
    expect(change).toEqual({ version: 2, changed: ['gateway.port'], restartNeeded: ['gateway.port'] })
    expect(store.current).toEqual({ gateway: { port: 5000, rate: 10 }, name: 'wheelhouse' })
    expect(store.view()).toMatchObject({ version: 2, source: 'api', changedAtMs: 1_005 })
    expect(readFile()).toEqual({ gateway: { port: 5000 } })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(announced).toEqual([{ previous: before, current: store.current, change, source: 'api' }])
  })

  it('takes a key back to its default where it is null', async () => {
    const store = await open()
    store.put({ name: 'x', gateway: { rate: 3 } })
    expect(store.put({ name: null }).changed).toEqual(['name'])
    expect(store.current.name).toBe('wheelhouse')
    expect(readFile()).toEqual({ gateway: { rate: 3 } })
  })

  it('makes no version of what changes nothing', async () => {
    const store = await open()
    expect(store.put({ name: 'wheelhouse' })).toEqual({ version: 1, changed: [], restartNeeded: [] })
    expect(announced).toEqual([])
  })

  it('refuses faults with all of them, and changes nothing', async () => {
    const store = await open()
    const patch = { gateway: { port: 0, rate: 'fast' } }
    const faults = [
      { path: 'gateway.port', message: 'must be at least 1, got 0' },
      { path: 'gateway.rate', message: 'must be a number, got "fast"' },
    ]
    expect(store.validate(patch)).toEqual({ valid: false, faults })
    expect(() => store.put(patch)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', data: { faults } }))
    expect(store.version).toBe(1)
    expect(existsSync(file)).toBe(false)
    expect(store.validate({ gateway: { port: 1 } })).toEqual({ valid: true, faults: [] })
  })

  it('refuses a change made from an older version', async () => {
    const store = await open()
    store.put({ name: 'x' }, 1)
    expect(() => store.put({ name: 'y' }, 1)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_CONFLICT',
        message: expect.stringContaining('version 2 is in force, not 1. Load it again'),
      }),
    )
    expect(store.current.name).toBe('x')
  })

  it('refuses what a variable holds, unless it says the same', async () => {
    const store = await open({ environment: { WHEELHOUSE_GATEWAY_PORT: '5000' } })
    expect(store.validate({ gateway: { port: 6000 } }).faults).toEqual([
      {
        path: 'gateway.port',
        message: 'is held by the environment variable WHEELHOUSE_GATEWAY_PORT; unset it first',
      },
    ])
    expect(store.validate({ gateway: { port: 5000, rate: 1 } }).valid).toBe(true)
  })

  it('keeps what was edited in the file a moment before', async () => {
    const store = await open()
    write({ name: 'edited' })
    store.put({ gateway: { rate: 1 } })
    expect(readFile()).toEqual({ name: 'edited', gateway: { rate: 1 } })
    expect(announced.map(({ source, change }) => [source, change.changed])).toEqual([
      ['file', ['name']],
      ['api', ['gateway.rate']],
    ])
  })

  it('does not write over an edit that has a fault', async () => {
    const store = await open()
    write('{"name": "half')
    expect(() => store.put({ name: 'y' })).toThrow(/mend it first/)
    expect(readFileSync(file, 'utf8')).toBe('{"name": "half')
  })
})

describe('reload', () => {
  it('applies a valid edit and announces it once', async () => {
    const store = await open()
    write({ name: 'edited' })
    store.reload()
    store.reload()
    expect(store.view()).toMatchObject({ version: 2, source: 'file', value: { name: 'edited' } })
    expect(announced).toHaveLength(1)
  })

  it('changes nothing for an invalid edit, shows its faults once, and forgets them when it is mended', async () => {
    const warn = vi.fn<Logger['warn']>()
    const store = await open({ logger: { ...silentLogger, warn } satisfies Logger })
    write({ gateway: { port: 0 } })
    store.reload()
    store.reload()
    expect(store.current.gateway.port).toBe(4000)
    expect(store.view().fileFaults).toEqual([{ path: 'gateway.port', message: 'must be at least 1, got 0' }])
    expect(warn).toHaveBeenCalledOnce()
    write({ gateway: { port: 1 } })
    store.reload()
    expect(store.view()).toMatchObject({ version: 2, fileFaults: [] })
  })

  it('goes back to defaults where the file was removed', async () => {
    write({ name: 'x' })
    const store = await open()
    rmSync(file)
    store.reload()
    expect(store.current.name).toBe('wheelhouse')
  })
})

describe('watching', () => {
  const patience = { timeout: 20_000, interval: 20 }

  it('hears of a file that is created, written, replaced, broken and mended, but not of our own writing', async () => {
    const store = await open({ watch: true })
    write({ name: 'created' })
    await vi.waitFor(() => expect(store.current.name).toBe('created'), patience)
    write({ name: 'written' })
    await vi.waitFor(() => expect(store.current.name).toBe('written'), patience)
    writeFileSync(`${file}.swap`, '{"name":"replaced"}')
    renameSync(`${file}.swap`, file)
    await vi.waitFor(() => expect(store.current.name).toBe('replaced'), patience)
    store.put({ name: 'put' })
    write('{')
    await vi.waitFor(() => expect(store.view().fileFaults).toHaveLength(1), patience)
    expect(store.current.name).toBe('put')
    write({ name: 'mended' })
    await vi.waitFor(() => expect(store.current.name).toBe('mended'), patience)
    expect(announced.map(({ current, source }) => `${current.name} ${source}`)).toEqual([
      'created file',
      'written file',
      'replaced file',
      'put api',
      'mended file',
    ])
  }, 30_000)

  it('ends with close', async () => {
    const store = await open({ watch: true })
    await store.close()
    write({ name: 'late' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(store.current.name).toBe('wheelhouse')
  })
})
