import { describe, expect, it } from 'vitest'
import { ruleFor, type VenueErrorRule } from './error-rule.ts'
import { venueWords } from './venue-answer.ts'

describe('code and words of a refusal', () => {
  const cases: readonly (readonly [venue: string, answer: string, code: string, said: string])[] = [
    [
      'Binance',
      '{"code":-2010,"msg":"Account has insufficient balance."}',
      '-2010',
      'Account has insufficient balance.',
    ],
    ['Binance by WebSocket', '{"id":"1","status":400,"error":{"code":-1021,"msg":"Too late."}}', '-1021', 'Too late.'],
    ['Bybit', '{"retCode":10004,"retMsg":"error sign!","result":{},"time":1}', '10004', 'error sign!'],
    ['OKX', '{"code":"50113","msg":"Invalid Sign"}', '50113', 'Invalid Sign'],
    ['OKX of one order', '{"code":"1","data":[{"sCode":"51008","sMsg":"No."}],"msg":"All failed"}', '51008', 'No.'],
    ['OKX of none', '{"code":"51603","data":[],"msg":"Order does not exist"}', '51603', 'Order does not exist'],
    ['Kraken', '{"error":["EAPI:Invalid key"]}', 'EAPI:Invalid key', 'EAPI:Invalid key'],
    ['Coinbase', '{"error":"unknown","message":"was not found"}', 'unknown', 'was not found'],
    ['Coinbase of an order', '{"success":false,"error_response":{"error":"X","message":"No."}}', 'X', 'No.'],
    ['ccxt with an answer in it', 'okx {"code":"50113","msg":"Invalid Sign"}', '50113', 'Invalid Sign'],
  ]

  it.each(cases.map(([venue, answer, code, said]) => ({ venue, answer, words: { code, said } })))(
    'are read from an answer of $venue',
    ({ answer, words }) => {
      expect(venueWords(answer)).toEqual(words)
    },
  )

  it.each(['', 'Unauthorized', '<html>503</html>', '{"cut', '[]', '{}', 'null'])('are missing in "%s"', (answer) => {
    expect(venueWords(answer)).toEqual({ code: undefined, said: undefined })
  })
})

describe('a rule for a code', () => {
  const rules: readonly VenueErrorRule[] = [
    { code: -2010, says: /insufficient/, kind: 'insufficientFunds' },
    { code: [-2020, -2010], kind: 'invalidOrder' },
    { code: 'EOrder:Unknown order', kind: 'orderNotFound' },
  ]
  const kindOf = (code: string | undefined, said?: string): string | undefined => ruleFor(rules, { code, said })?.kind

  it('is the first that fits, by number or range and by words', () => {
    expect(kindOf('-2010', 'insufficient balance')).toBe('insufficientFunds')
    expect(kindOf('-2010', 'too low')).toBe('invalidOrder')
    expect(kindOf('-2020')).toBe('invalidOrder')
    expect(kindOf('-2021')).toBeUndefined()
  })

  it('may be of words, behind which more may stand after a colon', () => {
    expect(kindOf('EOrder:Unknown order')).toBe('orderNotFound')
    expect(kindOf('EOrder:Unknown order:OXVPSU')).toBe('orderNotFound')
    expect(kindOf('EOrder:Unknown ordertype')).toBeUndefined()
  })

  it('is none without a code', () => {
    expect(kindOf(undefined, 'insufficient')).toBeUndefined()
  })
})
