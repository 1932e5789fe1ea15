import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConfigurationImportOptions, importConfiguration } from './configuration-import.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
  file = join(folder, 'config.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const IN_FORCE = { risk: { maxOrderNotional: 50_000, dayStart: { zone: 'UTC', hour: 0 } }, gateway: { port: 4000 } }

interface Rig extends ConfigurationImportOptions {
  readonly put: unknown[]
  readonly asked: { message: string; detail: string }[]
}

function rig({ answer = 0, canceled = false, faults = [] as { path: string; message: string }[] } = {}): Rig {
  const put: unknown[] = []
  const asked: Rig['asked'] = []
  const dialog = {
    showOpenDialog: async () => ({ canceled, filePaths: canceled ? [] : [file] }),
    showMessageBox: async (question: { message: string; detail: string }) => {
      asked.push(question)
      return { response: answer, checkboxChecked: false }
    },
  } as unknown as ConfigurationImportOptions['dialog']
  const config = {
    validate: async () => ({ valid: faults.length === 0, faults }),
    get: async () => ({ version: 3, value: IN_FORCE }),
    put: async (input: unknown) => {
      put.push(input)
      return { version: 4, changed: ['risk.maxOrderNotional', 'gateway.port'], restartNeeded: ['gateway.port'] }
    },
  } as unknown as ConfigurationImportOptions['calls']['config']
  return { dialog, calls: { config }, put, asked }
}

describe('importConfiguration', () => {
  it('lists what changes, asks, and changes it against the version it has seen', async () => {
    const patch = { risk: { maxOrderNotional: 60_000, dayStart: { zone: 'UTC' } }, gateway: { port: 0 } }
    writeFileSync(file, JSON.stringify(patch))
    const options = rig()
    expect(await importConfiguration(options)).toEqual({
      kind: 'done',
      file,
      detail: '2 settings changed; after a restart: gateway.port',
    })
    expect(options.asked).toMatchObject([
      { message: 'Change 2 settings?', detail: 'risk.maxOrderNotional: 50000 → 60000\ngateway.port: 4000 → 0' },
    ])
    expect(options.put).toEqual([{ patch, expectedVersion: 3 }])
  })

  it.each([
    ['a dialog that is cancelled', { canceled: true }],
    ['a question that is denied', { answer: 1 }],
  ])('changes nothing after %s', async (_, change) => {
    writeFileSync(file, JSON.stringify({ gateway: { port: 1 } }))
    const options = rig(change)
    expect(await importConfiguration(options)).toEqual({ kind: 'cancelled' })
    expect(options.put).toEqual([])
  })

  it('says that nothing is new', async () => {
    writeFileSync(file, JSON.stringify({ gateway: { port: 4000 } }))
    const options = rig()
    expect(await importConfiguration(options)).toMatchObject({ detail: 'Everything in it is in force already' })
    expect([options.asked, options.put]).toEqual([[], []])
  })

  it('names the faults of a configuration that cannot be', async () => {
    writeFileSync(file, JSON.stringify({ gateway: { prot: 1 } }))
    const options = rig({ faults: [{ path: 'gateway.prot', message: 'is not known; did you mean port?' }] })
    expect(await importConfiguration(options)).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(
        /has 1 fault: gateway\.prot is not known; did you mean port\?.*Nothing was changed/,
      ),
    })
    expect(options.put).toEqual([])
  })

  it.each([
    ['no JSON', '{', /is not JSON/],
    ['a list', '[]', /must hold one JSON object/],
    ['too much', ' '.repeat(1_048_577), /1048577 bytes/],
  ])('refuses a file that holds %s', async (_, text, message) => {
    writeFileSync(file, text)
    expect(await importConfiguration(rig())).toMatchObject({ kind: 'failed', message: expect.stringMatching(message) })
  })

  it('counts what it cannot list', async () => {
    writeFileSync(
      file,
      JSON.stringify({ many: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`k${i}`, i])) }),
    )
    const options = rig({ answer: 1 })
    await importConfiguration(options)
    expect(options.asked[0]?.detail.split('\n').at(-1)).toBe('and 5 more')
  })
})
