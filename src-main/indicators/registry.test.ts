import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { IndicatorColumn } from '../../src-contract/index.ts'
import { type IndicatorRow, indicatorRow, indicatorSeries } from './indicator-series.ts'
import { chooseIndicator, createIndicator, INDICATORS } from './registry.ts'
import { HOSTILE_DATA } from './testing/hostile-data.ts'
import { gridCandles, randomCandles, withPrices } from './testing/random-candles.ts'

describe('createIndicator', () => {
  it('fills in the default of a parameter that is left out', () => {
    expect(createIndicator('ema').warmUpBars).toBe(20)
    expect(createIndicator('atr').warmUpBars).toBe(15)
    expect(createIndicator('ema', { period: 9 }).warmUpBars).toBe(9)
  })

  it('names the known indicators when it is asked for another', () => {
    const known = INDICATORS.map(({ id }) => id).join(', ')
    expect(() => createIndicator('rsj')).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: `indicator "rsj" is unknown; known are ${known}` }),
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

describe('the registry', () => {
  it('names every indicator once', () => {
    expect(new Set(INDICATORS.map(({ id }) => id)).size).toBe(INDICATORS.length)
  })
})

describe.each(INDICATORS)('the indicator $id', (definition) => {
  const create = () => createIndicator(definition.id)
  const { columns } = definition
  const candles = randomCandles(300, 11)
  const dense = columns.flatMap(({ sparse }, index) => (sparse ? [] : [index]))

  it('has a test of its own, a title and a description', () => {
    const file = definition.id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    expect(existsSync(join(import.meta.dirname, 'classic', `${file}.test.ts`))).toBe(true)
    expect(definition.title).not.toBe('')
    expect(definition.description).toMatch(/\.$/)
  })

  it('documents every parameter with title, description, default and range', () => {
    const { properties = {} } = z.toJSONSchema(definition.parameters, { io: 'input' })
    for (const property of Object.values(properties)) {
      expect(property).toMatchObject({ title: expect.any(String), description: expect.any(String) })
      expect(property).toHaveProperty('default')
    }
    const numbers = Object.values(properties).filter((property) => Numeric.safeParse(property).success)
    for (const property of numbers)
      expect(property).toMatchObject({ minimum: expect.any(Number), maximum: expect.any(Number) })
  })

  it('names its columns, each by another name', () => {
    expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length)
    expect(create().values).toHaveLength(columns.length)
  })

  it('has every value that is not sparse for the first time exactly after its warm-up bars', () => {
    const rows = indicatorSeries(candles, create())
    const { warmUpBars } = create()
    const isWhole = (row: IndicatorRow | undefined): boolean => dense.every((index) => typeof row?.[index] === 'number')
    expect(rows.slice(warmUpBars - 1).every(isWhole)).toBe(true)
    expect(dense.length > 0 && isWhole(rows[warmUpBars - 2])).toBe(false)
    for (const index of columns.keys()) expect(rows.some((row) => row[index] !== null)).toBe(true)
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
    expect(indicatorRow(indicator.values)).toEqual(indicatorSeries(candles, create()).at(-1))
  })

  it('starts anew after a reset', () => {
    const indicator = create()
    const fresh = indicatorSeries(candles, create())
    for (const candle of candles) indicator.update(candle)
    indicator.reset()
    expect(indicatorRow(indicator.values)).toEqual(columns.map(() => null))
    expect(indicatorSeries(candles, indicator)).toEqual(fresh)
  })

  it('does not look ahead: what comes later changes no value that was given', () => {
    const whole = indicatorSeries(candles, create())
    expect(indicatorSeries(candles.slice(0, 150), create())).toEqual(whole.slice(0, 150))
  })

  it('scales with the price as its columns say, to the last digit', () => {
    for (const factor of [2 ** -12, 8, 2 ** 20]) {
      const scaled = candles.map((candle) => withPrices(candle, (price) => price * factor))
      const expected = mapValues(indicatorSeries(candles, create()), columns, (value, scale) =>
        scale === 'price' || scale === 'spread' ? value * factor : value,
      )
      expect(indicatorSeries(scaled, create())).toEqual(expected)
    }
  })

  it('shifts with the price as its columns say', () => {
    const offset = 4096
    const grid = gridCandles(400, 5)
    const shifted = grid.map((candle) => withPrices(candle, (price) => price + offset))
    const plain = indicatorSeries(grid, create())
    const moved = indicatorSeries(shifted, create())
    const expected = mapValues(plain, columns, (value, scale) => value + (scale === 'price' ? offset : 0))
    const faults = [...expected.entries()].flatMap(([bar, row]) =>
      row.flatMap((value, index) => {
        const other = moved[bar]?.[index] ?? null
        const isSame = value === null || other === null ? value === other : isNear(value, other)
        return isSame || columns[index]?.scale === 'ratio' ? [] : [{ column: columns[index]?.id, bar, value, other }]
      }),
    )
    expect(faults).toEqual([])
  })

  it.each(HOSTILE_DATA)('has finite values after the warm-up on $name', ({ candles: hostile }) => {
    const indicator = create()
    const faults: string[] = []
    for (const [bar, candle] of hostile.entries()) {
      indicator.update(candle)
      for (const [index, { id, sparse }] of columns.entries()) {
        const value = indicator.values[index] ?? Number.NaN
        const mayBeMissing = sparse || bar + 1 < indicator.warmUpBars
        if (!Number.isFinite(value) && !(Number.isNaN(value) && mayBeMissing))
          faults.push(`${id} at bar ${bar}: ${value}`)
      }
    }
    expect(faults).toEqual([])
  })
})

/** A property of a JSON Schema that is a number and nothing else. */
const Numeric = z.object({ type: z.enum(['number', 'integer']) })

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(one))

function mapValues(
  rows: readonly IndicatorRow[],
  columns: readonly IndicatorColumn[],
  change: (value: number, scale: IndicatorColumn['scale']) => number,
): IndicatorRow[] {
  return rows.map((row) =>
    row.map((value, index) => (value === null ? null : change(value, columns[index]?.scale ?? 'price'))),
  )
}
