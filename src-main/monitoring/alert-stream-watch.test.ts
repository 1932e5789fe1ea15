import { describe, expect, it } from 'vitest'
import type { StreamView } from '../../src-contract/index.ts'
import { DOWN_AFTER_MS, SILENT_AFTER_MS, StreamWatch } from './alert-stream-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

const START_MS = 1_700_000_000_000

function rig() {
  const { book, standing, standingKeys } = bookRig()
  let nowMs = START_MS
  const watch = new StreamWatch({ book, nowMs: () => nowMs })
  return {
    standing,
    standingKeys,
    /** These streams, so long after the start. */
    look: (afterMs: number, ...streams: StreamView[]): void => {
      nowMs = START_MS + afterMs
      watch.handleStreams(streams)
    },
  }
}

function stream(state: StreamView['state'], more: Partial<StreamView> = {}): StreamView {
  return {
    connection: 'main',
    kind: 'trades',
    instrumentId: 'binance:BTC-USDT',
    state,
    sinceMs: START_MS,
    failures: 0,
    reconnects: 0,
    silences: 0,
    failure: null,
    ...more,
  }
}

describe('StreamWatch', () => {
  it('says nothing of a stream that comes back soon', () => {
    const { look, standingKeys } = rig()
    look(0, stream('reconnecting'))
    look(DOWN_AFTER_MS - 1, stream('reconnecting'))
    look(DOWN_AFTER_MS, stream('live'))
    look(DOWN_AFTER_MS + 1, stream('reconnecting', { sinceMs: START_MS + DOWN_AFTER_MS + 1 }))
    expect(standingKeys()).toEqual([])
  })

  it('warns of one that stays down, with why and for how long, and takes it back when it comes again', () => {
    const { look, standing, standingKeys } = rig()
    look(DOWN_AFTER_MS, stream('reconnecting', { failure: 'connect ECONNREFUSED' }))
    expect(standing()).toMatchObject([
      {
        code: 'STREAM_DOWN',
        subject: 'main',
        instrumentId: 'binance:BTC-USDT',
        severity: 'warning',
        title: 'main: 1 stream is down',
        detail: expect.stringContaining(
          'Trades of BTC-USDT: not connected for 30 s (connect ECONNREFUSED). It is tried',
        ),
      },
    ])
    look(DOWN_AFTER_MS + 2_000, stream('live'))
    expect(standingKeys()).toEqual([])
  })

  it('counts the time from the first loss, however the stream has tried since', () => {
    const { look, standingKeys } = rig()
    look(0, stream('reconnecting'))
    look(20_000, stream('connecting', { sinceMs: START_MS + 20_000 }))
    look(DOWN_AFTER_MS, stream('reconnecting', { sinceMs: START_MS + 25_000 }))
    expect(standingKeys()).toEqual(['STREAM_DOWN main'])
  })

  it('waits longer where a stream is only silent, and says that it may be ordinary', () => {
    const { look, standing } = rig()
    look(SILENT_AFTER_MS - 1, stream('stale'))
    expect(standing()).toEqual([])
    look(SILENT_AFTER_MS, stream('stale'))
    expect(standing()).toMatchObject([{ detail: expect.stringContaining('Where nothing is traded that is ordinary') }])
  })

  it('is critical where nothing is heard of the account', () => {
    const { look, standing } = rig()
    look(DOWN_AFTER_MS, stream('live'), stream('reconnecting', { kind: 'account', instrumentId: null }))
    expect(standing()).toMatchObject([
      { severity: 'critical', title: 'main: nothing is heard of the account', instrumentId: null },
    ])
  })

  it('is one alert for a connection, counted again only when other streams are down', () => {
    const { look, standing } = rig()
    const many = Array.from({ length: 7 }, (_, index) =>
      stream('reconnecting', { instrumentId: `binance:A${index}-USDT` }),
    )
    look(DOWN_AFTER_MS, ...many)
    look(DOWN_AFTER_MS + 2_000, ...many)
    expect(standing()).toMatchObject([
      { title: 'main: 7 streams are down', count: 1, detail: expect.stringContaining('2 more do not come either.') },
    ])
    look(DOWN_AFTER_MS + 4_000, ...many.slice(1))
    expect(standing()).toMatchObject([{ title: 'main: 6 streams are down', count: 2 }])
  })

  it('takes back what it said of a connection that was closed', () => {
    const { look, standingKeys } = rig()
    look(DOWN_AFTER_MS, stream('reconnecting'), stream('reconnecting', { connection: 'other' }))
    expect(standingKeys()).toHaveLength(2)
    look(DOWN_AFTER_MS + 2_000, stream('reconnecting'))
    expect(standingKeys()).toEqual(['STREAM_DOWN main'])
  })

  it('does not miss a stream that nobody wants', () => {
    const { look, standingKeys } = rig()
    look(SILENT_AFTER_MS, stream('stopped'))
    expect(standingKeys()).toEqual([])
  })
})
