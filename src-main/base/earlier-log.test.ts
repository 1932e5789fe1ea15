import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { earlierLogLines } from './earlier-log.ts'
import { LogMemory } from './log-memory.ts'
import { createLogger } from './log-writer.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earlier-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run(messages: readonly string[], memory?: LogMemory): Promise<void> {
  const log = createLogger({ level: 'info', console: 'off', folder, ...(memory ? { memory } : {}) })
  for (const message of messages) log.logger.info(message)
  await log.close()
}

const earlierMessages = (most = 10): string[] =>
  earlierLogLines(folder, most).map((line) => (JSON.parse(line) as { msg: string }).msg)

describe('earlierLogLines', () => {
  it('are the newest of all runs before, oldest first', async () => {
    expect(earlierMessages()).toEqual([])
    await run(['a', 'b', 'c'])
    await run(['d'])
    expect(earlierMessages()).toEqual(['a', 'b', 'c', 'd'])
    expect(earlierMessages(2)).toEqual(['c', 'd'])
  })

  it('come from older files where the present one has too few', async () => {
    await run(['older'])
    appendFileSync(join(folder, 'engine.log'), `${'x'.repeat(10 * 1024 * 1024)}\n`)
    await run(['fills it'])
    await run(['newer'])
    expect(earlierMessages()).toEqual(['older', 'fills it', 'newer'])
  })

  it('leave out what a crash has cut off, and what is no line of a log', async () => {
    await run(['whole'])
    const foreign = ['{"level":"info"}', '{"level":"loud","time":1,"msg":"m"}', 'null', '[1]', 'text', '']
    appendFileSync(join(folder, 'engine.log'), `${foreign.join('\n')}\n{"level":"info","time":17000`)
    expect(earlierMessages()).toEqual(['whole'])
    await run(['after'])
    expect(earlierMessages()).toEqual(['whole', 'after'])
  })

  it('are none where the file cannot be read', () => {
    mkdirSync(join(folder, 'engine.log'))
    writeFileSync(join(folder, 'engine.log.1'), '')
    expect(earlierMessages()).toEqual([])
  })

  it('stand before those of this run in its memory', async () => {
    await run(['before'])
    const memory = new LogMemory({ earlier: earlierLogLines(folder, 5) })
    await run(['now'], memory)
    const lines = memory.list({ level: 'info', limit: 10 })
    expect(lines.map(({ seq, message }) => [seq, message])).toEqual([
      [2, 'now'],
      [1, 'before'],
    ])
  })
})
