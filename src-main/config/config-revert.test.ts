import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ManualClock, silentLogger } from '../base/index.ts'
import { type ConfigChanged, ConfigStore, type ConfigStoreOptions } from './config-store.ts'

const Schema = z.strictObject({
  gateway: z
    .strictObject({
      port: z.number().int().min(1).max(65_535).default(4000).meta({ restart: true }),
      rate: z.number().nullable().default(10),
    })
    .prefault({}),
  strategies: z.record(z.string(), z.strictObject({ enabled: z.boolean().default(false) })).default({}),
  symbols: z.array(z.string()).default(['BTC']),
  name: z.string().default('wheelhouse'),
})
type Options = ConfigStoreOptions<z.ZodType<z.infer<typeof Schema>>>

let folder: string
let file: string
let clock: ManualClock
const opened: ConfigStore<z.ZodType>[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-revert-'))
  file = join(folder, 'config.json')
  clock = new ManualClock(1_000)
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  rmSync(folder, { recursive: true, force: true })
})

async function open(change: Partial<Options> = {}) {
  const options = { schema: Schema, file, environment: {}, clock, logger: silentLogger, watch: false }
  const store = await ConfigStore.open({ ...options, ...change })
  opened.push(store)
  return store
}

const readFile = (): unknown => JSON.parse(readFileSync(file, 'utf8'))

describe('revert', () => {
  it('puts a former version into force again, as a new version that is announced', async () => {
    const store = await open()
    store.put({ gateway: { port: 5000 }, name: 'mine' })
    store.put({ gateway: { port: 6000 }, symbols: ['ETH'] })
    const announced: ConfigChanged<unknown>[] = []
    store.onChange((change) => announced.push(change))
    clock.advanceBy(50)

    const change = store.revert(2, 3)
    expect(change).toEqual({
      version: 4,
      changed: ['gateway.port', 'symbols'],
      restartNeeded: ['gateway.port'],
    })
    expect(store.current).toMatchObject({ gateway: { port: 5000 }, symbols: ['BTC'], name: 'mine' })
    expect(store.view()).toMatchObject({ version: 4, source: 'api', changedAtMs: 1_050 })
    expect(announced).toMatchObject([{ change, source: 'api' }])
    expect((await open()).current, 'and it is saved').toEqual(store.current)
  })

  it('takes away what the former version did not have', async () => {
    const store = await open()
    store.put({ strategies: { mine: { enabled: true } } })
    store.revert(1)
    expect(store.current).toMatchObject({ strategies: {} })
    expect(readFile()).toEqual({ strategies: {} })
  })

  it('sets a key back to null where it was null, which is no default', async () => {
    writeFileSync(file, JSON.stringify({ gateway: { rate: null } }))
    const store = await open()
    store.put({ gateway: { rate: 3 } })
    store.revert(1)
    expect(store.current).toMatchObject({ gateway: { rate: null } })
  })

  it('leaves keys alone that the two versions have in common', async () => {
    writeFileSync(file, JSON.stringify({ name: 'mine' }))
    const store = await open()
    store.put({ gateway: { port: 5000 } })
    store.revert(1)
    expect(readFile()).toEqual({ name: 'mine', gateway: { port: 4000 } })
  })

  it('leaves what a variable holds, in force and in the file', async () => {
    const first = await open()
    first.put({ gateway: { port: 5000 }, name: 'mine' })
    first.put({ gateway: { port: 6000 }, name: 'other' })
    const held = await open({ environment: { WHEELHOUSE_GATEWAY_PORT: '7000' } })
    held.revert(2)
    expect(held.current).toMatchObject({ gateway: { port: 7000 }, name: 'mine' })
    expect(readFile()).toMatchObject({ gateway: { port: 6000 }, name: 'mine' })
  })

  it('makes no new version of what is in force already', async () => {
    const store = await open()
    store.put({ name: 'mine' })
    expect(store.revert(2)).toEqual({ version: 2, changed: [], restartNeeded: [] })
    expect(store.version).toBe(2)
  })

  it('refuses a version that today’s program does not understand, and says every fault', async () => {
    const before = await open({
      schema: Schema.extend({
        colour: z.string().default('red'),
        name: z.number().default(1),
      }) as unknown as typeof Schema,
    })
    before.put({ colour: 'blue', name: 2 })
    writeFileSync(file, '{}')
    const store = await open()
    expect(() => store.revert(2)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        data: { faults: [expect.objectContaining({ path: 'colour' }), expect.objectContaining({ path: 'name' })] },
      }),
    )
    expect(readFile()).toEqual({})
    expect(store.version).toBe(3)
  })

  it('refuses an unknown version, and one that builds on another than is in force', async () => {
    const store = await open()
    store.put({ name: 'mine' })
    expect(() => store.revert(9)).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_VERSION', message: expect.stringContaining('1 to 2') }),
    )
    expect(() => store.revert(1, 1)).toThrow(expect.objectContaining({ code: 'CONFIG_CONFLICT' }))
    expect(store.current).toMatchObject({ name: 'mine' })
  })

  it('does not write over a file that somebody is editing and that has faults', async () => {
    const store = await open()
    store.put({ name: 'mine' })
    writeFileSync(file, '{"name": 5, "gateway": {"port": 4500}}')
    expect(() => store.revert(1)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    expect(readFile()).toEqual({ name: 5, gateway: { port: 4500 } })
  })

  it('brings back exactly what was, whatever was changed in between', async () => {
    const patch = fc.record(
      {
        gateway: fc.record(
          { port: fc.integer({ min: 1, max: 65_535 }), rate: fc.option(fc.integer()) },
          { requiredKeys: [] },
        ),
        strategies: fc.dictionary(
          fc.constantFrom('a', 'b', 'c'),
          fc.option(fc.record({ enabled: fc.boolean() }), { nil: null }),
        ),
        symbols: fc.array(fc.constantFrom('BTC', 'ETH')),
        name: fc.option(fc.string()),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(patch, { minLength: 1, maxLength: 8 }), fc.nat(), async (patches, pick) => {
        rmSync(folder, { recursive: true, force: true })
        const store = await open()
        const states = new Map([[store.version, store.current]])
        for (const each of patches) states.set(store.put(each).version, store.current)
        const [version, state] = [...states][pick % states.size] ?? [1, undefined]
        store.revert(version)
        expect(store.current).toEqual(state)
        expect((await open()).current).toEqual(state)
      }),
      { numRuns: 60 },
    )
  })
})

describe('versions', () => {
  it('says what each changed against the one before it, newest first', async () => {
    const store = await open()
    clock.advanceBy(10)
    store.put({ gateway: { port: 5000 }, strategies: { mine: { enabled: true } } })
    clock.advanceBy(10)
    store.put({ strategies: { mine: null }, symbols: ['ETH'] })
    expect(store.versions(undefined, 10)).toEqual([
      {
        version: 3,
        timeMs: 1_020,
        source: 'api',
        differences: [
          { path: 'strategies.mine', before: { enabled: true } },
          { path: 'symbols', before: ['BTC'], after: ['ETH'] },
        ],
      },
      {
        version: 2,
        timeMs: 1_010,
        source: 'api',
        differences: [
          { path: 'gateway.port', before: 4000, after: 5000 },
          { path: 'strategies.mine', after: { enabled: true } },
        ],
      },
      { version: 1, timeMs: 1_000, source: 'default', differences: [] },
    ])
  })

  it('pages, and knows the differences of the last on a page too', async () => {
    const store = await open()
    for (const name of ['a', 'b', 'c']) store.put({ name })
    expect(store.versions(undefined, 2).map(({ version }) => version)).toEqual([4, 3])
    expect(store.versions(3, 1)).toMatchObject([
      { version: 2, differences: [{ path: 'name', before: 'wheelhouse', after: 'a' }] },
    ])
  })
})
