import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { watchStrayErrors } from './stray-errors.ts'
import { RecordingLogger } from './testing/recording-logger.ts'

class FakeProcess extends EventEmitter {
  readonly stdout = new EventEmitter()
  readonly stderr = new EventEmitter()
}

function setUp(onFirst: () => void = () => undefined) {
  const process = new FakeProcess()
  const logger = new RecordingLogger()
  let told = 0
  watchStrayErrors({
    process,
    logger,
    onFirst: () => {
      told += 1
      onFirst()
    },
  })
  return { process, logger, told: () => told }
}

describe('watchStrayErrors', () => {
  it('logs every error with its stack and tells of the first', () => {
    const { process, logger, told } = setUp()
    process.emit('uncaughtException', new TypeError('x is undefined'))
    process.emit('unhandledRejection', 'a text')
    expect(logger.faults.map(({ fields }) => String(fields['error']).split('\n')[0])).toEqual([
      'TypeError: x is undefined',
      'a text',
    ])
    expect(String(logger.faults[0]?.fields['error'])).toContain('stray-errors.test')
    expect(told()).toBe(1)
  })

  it('survives what fails while it is told', () => {
    const { process, logger } = setUp(() => {
      throw new Error('no notifications')
    })
    process.emit('uncaughtException', new Error('first'))
    process.emit('uncaughtException', new Error('second'))
    expect(logger.faults).toHaveLength(3)
  })

  it('goes on where the terminal that started it is gone', () => {
    const { process, logger } = setUp()
    process.stdout.emit('error', new Error('EPIPE'))
    process.stderr.emit('error', new Error('EIO'))
    expect(logger.lines).toEqual([])
  })
})
