import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { chooseStudy, STUDIES } from './studies.ts'
import { latticeBars } from './testing/study-cases.ts'

describe('the studies', () => {
  it('have the ids, parameters, defaults and columns that they are known by', () => {
    const listed = STUDIES.map(({ id, parameters, columns }) => {
      return [id, parameters.parse({}), columns.map((column) => column.id).join(' ')]
    })
    expect(listed).toEqual([
      ['smc.swings', { length: 5 }, 'HighLow Level'],
      ['smc.fvg', { joinConsecutive: false }, 'FVG Top Bottom MitigatedIndex'],
      ['smc.structure', { swingLength: 5, closeBreak: true }, 'BOS CHOCH Level BrokenIndex'],
      [
        'smc.orderBlocks',
        { swingLength: 5, closeMitigation: false },
        'OB Top Bottom OBVolume MitigatedIndex Percentage',
      ],
      ['smc.liquidity', { swingLength: 5, rangePercent: 0.01 }, 'Liquidity Level End Swept'],
      ['smc.previousHighLow', { timeframe: '1D' }, 'PreviousHigh PreviousLow BrokenHigh BrokenLow'],
      ['smc.session', { session: 'London', start: '', end: '' }, 'Active High Low'],
      ['smc.retracements', { swingLength: 5 }, 'Direction CurrentRetracement% DeepestRetracement%'],
    ])
  })

  it.each(STUDIES)('$id describes every parameter and can be described to others', ({ parameters }) => {
    const { properties = {} } = z.toJSONSchema(parameters, { io: 'input' })
    expect(Object.keys(properties)).not.toEqual([])
    for (const property of Object.values(properties)) {
      expect(property).toMatchObject({
        title: expect.stringMatching(/^[A-Z]/),
        description: expect.stringMatching(/\.$/),
        default: expect.anything(),
      })
    }
  })

  it.each(STUDIES)('$id looks ahead exactly in the columns that say so', ({ id, columns }) => {
    const candles = latticeBars(400, 3)
    const whole = chooseStudy(id).compute(candles)
    const changed = columns.map(() => false)
    for (let bars = 300; bars < 400; bars += 1) {
      const cut = chooseStudy(id).compute(candles.slice(0, bars))
      for (const [place, column] of cut.entries()) {
        if (column.some((value, index) => !Object.is(value, whole[place]?.[index]))) changed[place] = true
      }
    }
    expect(changed).toEqual(columns.map(({ lookAhead }) => lookAhead))
  })

  it('refuses unknown ids and names those that it knows', () => {
    expect(() => chooseStudy('smc.magic')).toThrow(
      'study "smc.magic" is unknown; known are smc.swings, smc.fvg, smc.structure, smc.orderBlocks',
    )
  })

  it.each([
    ['smc.swings', { length: 0 }, 'indicator smc.swings: length must be at least 1, got 0'],
    ['smc.fvg', { joinConsecutive: 1 }, 'joinConsecutive must be true or false, got 1'],
    ['smc.liquidity', { rangePercent: 2 }, 'rangePercent must be at most 1, got 2'],
    ['smc.previousHighLow', { timeframe: '1h' }, 'timeframe must be one of "4h", "1D", "W", got "1h"'],
    ['smc.session', { session: 'Paris' }, 'session must be one of "Sydney", "Tokyo", "London", "New York"'],
    ['smc.structure', { depth: 3 }, 'must not have "depth"'],
  ])('refuses faulty parameters of %s: %j', (id, parameters, message) => {
    expect(() => chooseStudy(id, parameters)).toThrow(message)
  })
})
