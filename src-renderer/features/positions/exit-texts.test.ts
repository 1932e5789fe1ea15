import { describe, expect, it } from 'vitest'
import { exitTextsOf, firstExitPrice, readExits } from './exit-texts.ts'

const now = { stopPrice: '64198', targetPrice: null }

describe('the fields of stop and target', () => {
  it('begin with what is there', () => {
    expect(exitTextsOf(now)).toEqual({ stop: '64198', target: '' })
  })

  it('ask for nothing while nothing differs, however it is written', () => {
    expect(readExits({ stop: '64198.0', target: ' ' }, now, '0.1')).toEqual({ input: {}, faults: {}, changed: false })
  })

  it('ask only for the legs that changed', () => {
    expect(readExits({ stop: '64200.5', target: '' }, now, '0.1')).toEqual({
      input: { stopPrice: '64200.5' },
      faults: {},
      changed: true,
    })
    expect(readExits({ stop: '64198', target: '64780' }, now, '0.1').input).toEqual({ targetPrice: '64780.0' })
  })

  it('take a leg away where its field is empty', () => {
    expect(readExits({ stop: '', target: '' }, now, '0.1').input).toEqual({ stopPrice: null })
  })

  it('say what is no price and what is off the tick', () => {
    expect(readExits({ stop: 'x', target: '64780.07' }, now, '0.1')).toEqual({
      input: {},
      faults: { stop: { kind: 'notNumber' }, target: { kind: 'offTick', nearest: '64780.1' } },
      changed: false,
    })
    expect(readExits({ stop: '-5', target: '' }, now, '0.1').faults).toEqual({ stop: { kind: 'notNumber' } })
  })
})

describe('the first price of a missing leg', () => {
  it('lies on its side of the mark, on the tick', () => {
    const price = (leg: 'stop' | 'target', side: 'long' | 'short'): string =>
      firstExitPrice(leg, { side, markPrice: 1000.03 }, '0.5')
    expect([price('stop', 'long'), price('target', 'long')]).toEqual(['995.0', '1005.0'])
    expect([price('stop', 'short'), price('target', 'short')]).toEqual(['1005.0', '995.0'])
  })
})
