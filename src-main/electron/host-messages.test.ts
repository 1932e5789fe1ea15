import { describe, expect, it } from 'vitest'
import { readEngineMessage } from './host-messages.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

describe('readEngineMessage', () => {
  it('gives back a message of the contract', () => {
    const logger = new RecordingLogger()
    expect(readEngineMessage({ t: 'pong', n: 4 }, logger)).toEqual({ t: 'pong', n: 4 })
    expect(logger.lines).toEqual([])
  })

  it('says where another one is wrong, without what it holds', () => {
    const logger = new RecordingLogger()
    const message = { t: 'cipher', id: 'one', operation: 'encrypt', texts: ['my secret'] }
    expect(readEngineMessage(message, logger)).toBeUndefined()
    const line = JSON.stringify(logger.faults)
    expect(line).toContain('id: ')
    expect(line).not.toContain('my secret')
  })
})
