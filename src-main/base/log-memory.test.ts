import { describe, expect, it } from 'vitest'
import type { LogLineView, LogQuery } from '../../src-contract/index.ts'
import { LogMemory } from './log-memory.ts'
import { createLogger } from './log-writer.ts'

function open(options: { capacity?: number; secrets?: readonly string[] } = {}) {
  const { capacity, secrets = [] } = options
  const memory = new LogMemory(capacity === undefined ? {} : { capacity })
  const log = createLogger({ level: 'info', console: 'off', memory, secrets: () => secrets })
  const list = (query: Partial<LogQuery> = {}): LogLineView[] => memory.list({ level: 'debug', limit: 200, ...query })
  const messages = (query: Partial<LogQuery> = {}): string[] => list(query).map(({ message }) => message)
  return { memory, logger: log.logger, setLevel: log.setLevel, list, messages }
}

describe('LogMemory', () => {
  it('keeps what the level lets through, newest first, numbered from 1', () => {
    const { logger, setLevel, list } = open()
    logger.child('feed').warn('gap in the stream', { symbol: 'BTC-PERP', minutes: 3 })
    logger.debug('unheard')
    setLevel('debug')
    logger.debug('heard')
    expect(list()).toEqual([
      { seq: 2, timeMs: expect.any(Number), level: 'debug', component: null, message: 'heard', fields: {} },
      {
        seq: 1,
        timeMs: expect.any(Number),
        level: 'warn',
        component: 'feed',
        message: 'gap in the stream',
        fields: { symbol: 'BTC-PERP', minutes: 3 },
      },
    ])
  })

  it('has no secret in it', () => {
    const { logger, list } = open({ secrets: ['s3cr3t-value'] })
    logger.info('with s3cr3t-value', { note: 's3cr3t-value', token: 't' })
    expect(JSON.stringify(list())).not.toContain('s3cr3t')
    expect(list()).toMatchObject([{ message: 'with [hidden]', fields: { note: '[hidden]', token: '[hidden]' } }])
  })

  it('keeps only the newest, and goes on counting', () => {
    const { logger, list } = open({ capacity: 3 })
    for (let count = 1; count <= 5; count += 1) logger.info(`line ${count}`)
    expect(list().map(({ seq, message }) => [seq, message])).toEqual([
      [5, 'line 5'],
      [4, 'line 4'],
      [3, 'line 3'],
    ])
  })

  it('gives the lines of a level and graver ones, of one component, before a line, and no more than asked for', () => {
    const { logger, messages } = open()
    logger.info('a')
    logger.child('feed').warn('b')
    logger.child('feed').error('c')
    logger.warn('d')
    expect(messages({ level: 'warn' })).toEqual(['d', 'c', 'b'])
    expect(messages({ component: 'feed' })).toEqual(['c', 'b'])
    expect(messages({ beforeSeq: 3 })).toEqual(['b', 'a'])
    expect(messages({ limit: 2 })).toEqual(['d', 'c'])
    expect(messages({ level: 'warn', component: 'feed', beforeSeq: 3 })).toEqual(['b'])
  })

  it('finds lines that contain every word in message or fields, whatever their case', () => {
    const { logger, messages } = open()
    logger.info('gap in the stream', { symbol: 'BTC-PERP', detail: { reason: 'Timeout' } })
    logger.info('gap was filled', { symbol: 'ETH-PERP' })
    expect(messages({ text: 'GAP' })).toEqual(['gap was filled', 'gap in the stream'])
    expect(messages({ text: 'gap btc' })).toEqual(['gap in the stream'])
    expect(messages({ text: 'symbol=eth-perp' })).toEqual(['gap was filled'])
    expect(messages({ text: 'timeout' })).toEqual(['gap in the stream'])
    expect(messages({ text: '  ' })).toHaveLength(2)
    expect(messages({ text: 'msg' })).toEqual([])
    expect(messages({ text: 'gap info' })).toEqual([])
  })

  it('announces each line until nobody listens any more', () => {
    const { logger, memory } = open()
    const heard: number[] = []
    const listening = memory.onLine(({ seq }) => heard.push(seq))
    logger.info('one')
    logger.debug('unheard')
    logger.error('two')
    listening.dispose()
    logger.info('three')
    expect(heard).toEqual([1, 2])
  })

  it('does not announce what its listeners log, and keeps it', () => {
    const { logger, memory, messages } = open()
    const heard: string[] = []
    memory.onLine(({ message }) => {
      heard.push(message)
      logger.warn('said while listening')
    })
    logger.info('one')
    logger.info('two')
    expect(heard).toEqual(['one', 'two'])
    expect(messages()).toEqual(['said while listening', 'two', 'said while listening', 'one'])
  })

  it('notes a listener that throws, once for each line, and tells the others', () => {
    const { logger, memory, list } = open()
    const heard: string[] = []
    memory.onLine(() => {
      throw new Error('broken')
    })
    memory.onLine(({ message }) => heard.push(message))
    logger.info('one')
    logger.info('two')
    expect(heard).toEqual(['one', 'two'])
    expect(list({ level: 'error' })).toMatchObject([
      { seq: 4, message: 'a listener of the log failed', fields: { error: 'broken' } },
      { seq: 2, message: 'a listener of the log failed' },
    ])
  })
})
