import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { indicatorRow, indicatorSeries } from './indicator-series.ts'
import { chooseIndicator, createIndicator, INDICATORS } from './registry.ts'
import { randomCandles } from './testing/random-candles.ts'

describe('createIndicator', () => {
  it('fills in the default of a parameter that is left out', () => {
    expect(createIndicator('ema').warmUpBars).toBe(20)
    expect(createIndicator('atr').warmUpBars).toBe(15)
    expect(createIndicator('ema', { period: 9 }).warmUpBars).toBe(9)
  })

  it('names the known indicators when it is asked for another', () => {
    expect(() => createIndicator('rsj')).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: 'indicator "rsj" is unknown; known are ema, atr' }),
    )
  })

  it('names the parameter, its value and what is allowed', () => {
    const refusal = (message: string): unknown => expect.objectContaining({ code: 'BAD_REQUEST', message })
    expect(() => createIndicator('ema', { period: 0 })).toThrow(
      refusal('indicator ema: period must be at least 1, got 0'),
    )
    expect(() => createIndicator('ema', { period: '14' })).toThrow(
      refusal('indicator ema: period must be a number, got "14"'),
    )
    expect(() => createIndicator('ema', { period: 9, length: 3 })).toThrow(
      refusal('indicator ema: must not have "length", got {"period":9,"length":3}'),
    )
  })
})

describe('chooseIndicator', () => {
  it('has all parameters, those left out with their defaults', () => {
    expect(chooseIndicator('ema').parameters).toEqual({ period: 20 })
    expect(chooseIndicator('atr', { period: 7 }).parameters).toEqual({ period: 7 })
  })

  it('makes a new indicator each time', () => {
    const choice = chooseIndicator('ema')
    expect(choice.create()).not.toBe(choice.create())
  })
})

describe.each(INDICATORS)('the indicator $id', (definition) => {
  const create = () => createIndicator(definition.id)
  const candles = randomCandles(300, 11)

  it('has a test of its own, a title and a description', () => {
    expect(existsSync(join(import.meta.dirname, `${definition.id}.test.ts`))).toBe(true)
    expect(definition.title).not.toBe('')
    expect(definition.description).toMatch(/\.$/)
  })

  it('documents every parameter with title, description, default and range', () => {
    const schema = z.toJSONSchema(definition.parameters, { io: 'input' })
    for (const property of Object.values(schema.properties ?? {})) {
      expect(property).toMatchObject({
        title: expect.any(String),
        description: expect.any(String),
        default: expect.any(Number),
        minimum: expect.any(Number),
        maximum: expect.any(Number),
      })
    }
  })

  it('names its columns, each by another name', () => {
    expect(new Set(definition.columns).size).toBe(definition.columns.length)
    expect(create().values).toHaveLength(definition.columns.length)
  })

  it('has all of its values for the first time exactly after its warm-up bars', () => {
    const first = indicatorSeries(candles, create()).findIndex((row) => row.every((value) => value !== null))
    expect(first).toBe(create().warmUpBars - 1)
  })

  it('previews what an update would give, and changes nothing by it', () => {
    const indicator = create()
    for (const [index, candle] of candles.entries()) {
      const other = candles[(index * 7) % candles.length] ?? candle
      const previewed = indicatorRow(indicator.preview(candle))
      indicator.preview(other)
      indicator.update(candle)
      expect(indicatorRow(indicator.values)).toEqual(previewed)
    }
  })

  it('starts anew after a reset', () => {
    const indicator = create()
    const fresh = indicatorSeries(candles, create())
    for (const candle of candles) indicator.update(candle)
    indicator.reset()
    expect(indicatorRow(indicator.values)).toEqual(definition.columns.map(() => null))
    expect(indicatorSeries(candles, indicator)).toEqual(fresh)
  })

  it('scales with the price', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        (period, factor) => {
          const scaled = candles.map((candle) => ({
            ...candle,
            open: candle.open * factor,
            high: candle.high * factor,
            low: candle.low * factor,
            close: candle.close * factor,
          }))
          const plain = indicatorSeries(candles, createIndicator(definition.id, { period })).flat()
          const times = indicatorSeries(scaled, createIndicator(definition.id, { period })).flat()
          const differences = plain.map((value, index) => Math.abs((times[index] ?? 0) / factor - (value ?? 0)))
          expect(times.map((value) => value === null)).toEqual(plain.map((value) => value === null))
          expect(Math.max(...differences)).toBeLessThan(1e-7)
        },
      ),
      { numRuns: 20 },
    )
  })
})
