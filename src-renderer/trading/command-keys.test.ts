import { describe, expect, it } from 'vitest'
import type { CallFault } from '../client/index.ts'
import { CommandKeys } from './command-keys.ts'

const fault = (code: string): CallFault => ({ code, message: code, action: 'retry', data: undefined })

/** Keys over an engine that answers from a list: `ok`, or the code of a fault. */
function setUp(answers: string[]) {
  const used: string[] = []
  let made = 0
  const keys = new CommandKeys({
    newKey: () => `key-${(made += 1)}`,
    describeFault: (error) => fault(error instanceof Error ? error.message : 'BUG'),
  })
  const run = async (command: string, subject = 'p1'): Promise<string> =>
    keys
      .run(subject, command, async (key) => {
        used.push(key)
        const answer = answers.shift() ?? 'ok'
        if (answer !== 'ok') throw new Error(answer)
        return answer
      })
      .catch((error: unknown) => fault(error instanceof Error ? error.message : 'BUG').code)
  return { run, used }
}

describe('command keys', () => {
  it('gives every answered command a new key', async () => {
    const { run, used } = setUp(['ok', 'DENIED', 'ok'])
    await run('close')
    await run('close')
    await run('close')
    expect(used).toEqual(['key-1', 'key-2', 'key-3'])
  })

  it.each(['CONNECTION_LOST', 'INTERNAL_SERVER_ERROR'])(
    'uses the key again after %s, for that command only',
    async (code) => {
      const { run, used } = setUp([code])
      expect(await run('close')).toBe(code)
      await run('close', 'p2')
      await run('close')
      await run('close')
      expect(used).toEqual(['key-1', 'key-2', 'key-1', 'key-3'])
    },
  )

  it('gives up a lost command once something else was done to its subject, with or without an answer', async () => {
    const { run, used } = setUp(['CONNECTION_LOST', 'ok', 'CONNECTION_LOST', 'CONNECTION_LOST'])
    await run('stop to 100')
    await run('stop to 105')
    await run('stop to 100')
    await run('stop to 105')
    await run('stop to 100')
    expect(used).toEqual(['key-1', 'key-2', 'key-3', 'key-4', 'key-5'])
  })
})
