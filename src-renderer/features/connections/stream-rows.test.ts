import { describe, expect, it } from 'vitest'
import type { StreamView } from '../../../src-contract/index.ts'
import { countStreams, subjectRows, textTone, toneOf } from './stream-rows.ts'
import { changedConnections, changedStreams } from './use-connections.ts'

const stream = (kind: StreamView['kind'], state: StreamView['state'], symbol?: string): StreamView => ({
  connection: 'main',
  kind,
  instrumentId: symbol === undefined ? null : `binance:${symbol}`,
  state,
  sinceMs: 0,
  failures: 0,
  reconnects: 0,
  silences: 0,
  failure: null,
})

const STREAMS = [
  stream('quotes', 'live', 'ETH-USDT'),
  stream('trades', 'stale', 'BTC-USDT'),
  stream('candles', 'live', 'BTC-USDT'),
  stream('book', 'stopped', 'BTC-USDT'),
  stream('account', 'reconnecting'),
]

describe('subjectRows', () => {
  it('puts the account first, then the instruments by name, each with its streams in the same order', () => {
    const rows = subjectRows(STREAMS)
    expect(rows.map(({ instrumentId, streams }) => [instrumentId, streams.map((row) => row.stream.kind)])).toEqual([
      [null, ['account']],
      ['binance:BTC-USDT', ['candles', 'trades']],
      ['binance:ETH-USDT', ['quotes']],
    ])
  })

  it('counts what comes of what is wanted', () => {
    expect(countStreams(subjectRows(STREAMS))).toEqual({ live: 2, all: 4 })
  })

  it('shows an instrument as its worst stream', () => {
    const rows = subjectRows(STREAMS)
    expect(rows.map(toneOf)).toEqual(['bad', 'warn', 'good'])
    expect(rows.map(textTone)).toEqual(['danger', 'warn', ''])
  })
})

describe('changes of streams and connections', () => {
  it('replace what is known, take in what is new and drop what is gone', () => {
    const [first, second] = STREAMS
    const silent = stream('quotes', 'stale', 'ETH-USDT')
    const gone = { connection: 'main', kind: 'trades', instrumentId: 'binance:BTC-USDT', stream: null } as const
    const told = { connection: 'main', kind: 'quotes', instrumentId: 'binance:ETH-USDT', stream: silent } as const
    const known = [first, second].filter((each) => each !== undefined)
    expect(changedStreams(known, [told, gone])).toEqual([silent])
    expect(changedConnections([], [{ name: 'main', view: null }])).toEqual([])
  })
})
