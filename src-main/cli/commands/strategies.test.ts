import { describe, expect, it } from 'vitest'
import type { SignalView } from '../../../src-contract/index.ts'
import { FatalError } from '../../base/index.ts'
import { useAnsweredProgram } from '../testing/answered-program.ts'
import { parsePairs } from './strategies.ts'

describe('parsePairs', () => {
  it('reads numbers, truth values and lists as such, and everything else as text', () => {
    expect(parsePairs(['fast=12', 'share=0.5', 'short=false', 'list=[1,2]', 'name=plain words', 'empty='])).toEqual({
      fast: 12,
      share: 0.5,
      short: false,
      list: [1, 2],
      name: 'plain words',
      empty: '',
    })
  })

  it('splits at the first equals sign', () => {
    expect(parsePairs(['expression=a=b'])).toEqual({ expression: 'a=b' })
  })

  it.each(['fast', '=12', ''])('refuses "%s", as a fault of the caller', (pair) => {
    const fault = new FatalError(`"${pair}" is not of the form parameter=value.`, { exitCode: 2 })
    expect(() => parsePairs([pair])).toThrow(fault)
  })
})

describe('wheelhouse strategies signals', () => {
  const program = useAnsweredProgram()

  const SIGNAL: SignalView = {
    signalId: 's-1',
    strategyId: 'ema-cross',
    instrumentId: 'binance:BTC-USDT',
    timeframe: '1m',
    action: 'enterLong',
    price: 64_000,
    stopLossPrice: 63_000,
    takeProfitPrice: null,
    gap: false,
    reasons: ['it crossed', 'the stop is near'],
    timeMs: Date.UTC(2026, 0, 31, 12),
    outcome: 'submitted',
    orderId: 'wh-1',
    denial: null,
    ignoredReason: null,
  }

  it('lists decisions with what became of them, and those that were made on bars with a gap', async () => {
    const ignored = { ...SIGNAL, gap: true, outcome: 'ignored', ignoredReason: 'there is nothing to close' }
    const { stdout, asked } = await program({ signals: [SIGNAL, ignored] }, ['strategies', 'signals', '--limit', '2'])
    const rows = stdout.trim().split('\n')
    const [, first, second] = rows.map((line) => line.trim().split(/ {2,}/))
    expect(asked.map(({ url }) => url)).toEqual(['/api/signals?limit=2'])
    const head = ['2026-01-31 12:00:00', 'ema-cross', 'binance:BTC-USDT']
    expect(first).toEqual([...head, '1m', 'enterLong', '64000', 'submitted', 'it crossed; the stop is near'])
    expect(second).toEqual([...head, '1m, with a gap', 'enterLong', '64000', 'ignored', 'there is nothing to close'])
  })
})
