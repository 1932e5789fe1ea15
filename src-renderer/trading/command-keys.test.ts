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
  const run = async (command: string): Promise<string> =>
    keys
      .run(command, async (key) => {
        used.push(key)
        const answer = answers.shift() ?? 'ok'
        if (answer !== 'ok') throw new Error(answer)
        return answer
      })
      .catch((error: unknown) => fault(error instanceof Error ? error.message : 'BUG').code)
  return { keys, run, used }
}

describe('command keys', () => {
  it('gives every answered command a new key', async () => {
    const { run, used } = setUp(['ok', 'DENIED', 'ok'])
    await run('close p1')
    await run('close p1')
    await run('close p1')
    expect(used).toEqual(['key-1', 'key-2', 'key-3'])
  })

  it.each(['CONNECTION_LOST', 'INTERNAL_SERVER_ERROR'])(
    'uses the key again after %s, for that command only',
    async (code) => {
      const { run, used } = setUp([code])
      expect(await run('close p1')).toBe(code)
      await run('close p2')
      await run('close p1')
      await run('close p1')
      expect(used).toEqual(['key-1', 'key-2', 'key-1', 'key-3'])
    },
  )

  it('forgets the key of a command that was given up', async () => {
    const { keys, run, used } = setUp(['CONNECTION_LOST'])
    await run('buy 1')
    keys.keepOnly('buy 2')
    await run('buy 1')
    expect(used).toEqual(['key-1', 'key-2'])
  })
})
