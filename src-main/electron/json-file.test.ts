import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { JsonFile } from './json-file.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

const Counted = z.object({ count: z.number() })

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wheelhouse-json-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function setUp(name: string) {
  const logger = new RecordingLogger()
  const path = join(folder, name)
  return { logger, path, file: new JsonFile({ file: path, schema: Counted, logger }) }
}

describe('JsonFile', () => {
  it('reads what was written, with nothing left beside it', () => {
    const { file, logger } = setUp('deep/count.json')
    file.write({ count: 3 })
    expect(file.read()).toEqual({ count: 3 })
    expect(readdirSync(join(folder, 'deep'))).toEqual(['count.json'])
    expect(logger.lines).toEqual([])
  })

  it.skipIf(process.platform === 'win32')('keeps others from reading it', () => {
    const { file, path } = setUp('count.json')
    file.write({ count: 3 })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('has nothing to say about a file that is not there', () => {
    const { file, logger } = setUp('none.json')
    expect(file.read()).toBeUndefined()
    expect(logger.lines).toEqual([])
  })

  it.each(['{"count":', '{"count":"three"}', ''])('does without a file that holds %s, and logs it', (content) => {
    const { file, path, logger } = setUp('bad.json')
    writeFileSync(path, content)
    expect(file.read()).toBeUndefined()
    expect(logger.faults[0]?.fields).toMatchObject({ file: path })
  })

  it('goes on where it cannot be written, and logs it', () => {
    const { logger, file } = setUp('blocked/count.json')
    writeFileSync(join(folder, 'blocked'), 'a file where a folder should be')
    file.write({ count: 1 })
    expect(logger.faults).toHaveLength(1)
  })
})
