import { describe, expect, it } from 'vitest'
import { timeMs } from '../../../base/index.ts'
import type { NumberedTrade } from './readers.ts'
import { ToldApartTrades } from './told-apart-trades.ts'

function trade(id: string, atMs: number): NumberedTrade {
  return { id, trade: { timeMs: timeMs(atMs), price: 1, quantity: 1, takerSide: 'sell' } }
}

function bench() {
  const told: number[] = []
  const asked: number[] = []
  let answer: () => Promise<readonly NumberedTrade[]> = async () => []
  const line = new ToldApartTrades({
    fetchSince: (sinceMs) => {
      asked.push(sinceMs)
      return answer()
    },
    deliver: ({ timeMs }) => told.push(timeMs),
  })
  return { line, told, asked, setAnswer: (next: typeof answer) => (answer = next) }
}

describe('trades whose ids say nothing of their order', () => {
  it('come each once', () => {
    const { line, told } = bench()
    line.take([trade('a', 1), trade('b', 2)])
    line.take([trade('b', 2), trade('c', 2)])
    expect(told).toEqual([1, 2, 2])
  })

  it('of a pause come before those that the stream brings meanwhile', async () => {
    const { line, told, asked, setAnswer } = bench()
    line.take([trade('a', 1)])
    const missed = Promise.withResolvers<readonly NumberedTrade[]>()
    setAnswer(() => missed.promise)
    const resync = line.resync()
    line.take([trade('d', 4)])
    expect(told).toEqual([1])
    missed.resolve([trade('a', 1), trade('c', 3), trade('b', 2)])
    await resync
    expect([told, asked]).toEqual([[1, 2, 3, 4], [1]])
  })

  it('of a pause that could not be asked for are asked for from where it began', async () => {
    const { line, told, asked, setAnswer } = bench()
    line.take([trade('a', 1)])
    setAnswer(() => Promise.reject(new Error('503')))
    const resync = line.resync()
    line.take([trade('d', 4)])
    await expect(resync).rejects.toThrow('503')
    expect(told).toEqual([1, 4])
    setAnswer(async () => [trade('d', 4)])
    await line.resync()
    expect(asked).toEqual([1, 1])
  })

  it('are not asked for before the first has come, or after a stop', async () => {
    const { line, asked } = bench()
    await line.resync()
    line.take([trade('a', 1)])
    line.stop()
    await line.resync()
    expect(asked).toEqual([])
  })

  it('remembers no more ids than it has to', () => {
    const { line, told } = bench()
    line.take(Array.from({ length: 10_001 }, (_, index) => trade(`${index}`, index)))
    line.take([trade('0', 20_000), trade('10000', 20_001)])
    expect(told.slice(10_001)).toEqual([20_000])
  })
})
