import { expect, it } from 'vitest'
import { saysMuch, sideText } from './side-text.ts'

const instruments = new Map([['paper:BTC', { lotSize: '0.001' }]])
const cash = { kind: 'cash', instrumentId: null, ledger: '99998.4098575', venue: 'nothing' } as const
const position = { kind: 'position', instrumentId: 'paper:BTC', ledger: '0', venue: '0.05' } as const

it('says cash as money, a position by its lot, and what else a side says in its own words', () => {
  expect(sideText(cash, 'ledger', instruments)).toBe('99,998.41')
  expect(sideText(cash, 'venue', instruments)).toBe('nothing')
  expect(sideText(position, 'venue', instruments)).toBe('0.050')
  expect(sideText(position, 'venue', new Map())).toBe('0.05')
})

it('knows where a column is too narrow', () => {
  expect(saysMuch({ ledger: 'none', venue: 'sell limit 0.05 at 64869.6' })).toBe(true)
  expect(saysMuch({ ledger: '99998.4098575', venue: '96820.2715975' })).toBe(false)
})
