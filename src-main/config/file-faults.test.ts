import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ManualClock, silentLogger } from '../base/index.ts'
import { ConfigStore } from './config-store.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-faults-'))
  file = join(folder, 'config.json')
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('faults of the configuration file', () => {
  it('are told while there are any, and once when they are mended', async () => {
    const schema = z.strictObject({ name: z.string().default('wheelhouse') })
    const clock = new ManualClock(0)
    const store = await ConfigStore.open({ schema, file, environment: {}, clock, logger: silentLogger, watch: false })
    const told: string[][] = []
    store.onFileFaults((faults) => told.push(faults.map(({ path }) => path)))
    const edit = (text: string): void => {
      writeFileSync(file, text)
      store.reload()
    }
    edit('{"name":"a"}')
    expect({ told, now: store.fileFaults }).toEqual({ told: [], now: [] })
    edit('{"name":5}')
    store.reload()
    edit('{"nome":"b"}')
    edit('{"name":"b"}')
    edit('{"name":"c"}')
    expect(told).toEqual([['name'], ['nome'], []])
    expect(store.fileFaults).toEqual([])
    await store.close()
  })
})
