import { describe, expect, it } from 'vitest'
import { deskConfig, firstAccountFault, runsElsewhere, strategyAccount } from './compose-desk-config.ts'
import { EngineConfig } from './engine-config.ts'

const CONFIG = EngineConfig.parse({
  trading: { account: 'main', otherAccounts: ['hedge', 'paper'] },
  strategies: { 'ema-cross': { enabled: true, account: 'hedge' } },
})

const runsOn = (strategyAccountName: string, account: string, isFirst: boolean): boolean => {
  const strategies = { 'ema-cross': { enabled: true, account: strategyAccountName } }
  const trading = { account: 'main', otherAccounts: ['hedge'] }
  return (
    deskConfig(EngineConfig.parse({ trading, strategies }), { account, isFirst }).strategies['ema-cross']?.enabled ??
    false
  )
}

describe('the configuration of one of several accounts', () => {
  it('runs a strategy on the account that it names, and nowhere else', () => {
    expect(runsOn('hedge', 'hedge', false)).toBe(true)
    expect(runsOn('hedge', 'main', true)).toBe(false)
    expect(runsOn('main', 'main', true)).toBe(true)
    expect(runsOn('main', 'hedge', false)).toBe(false)
  })

  it('runs a strategy that names none on the first account, and nowhere else', () => {
    expect(runsOn('', 'main', true)).toBe(true)
    expect(runsOn('', 'hedge', false)).toBe(false)
  })

  it('says where a strategy runs that does not run here', () => {
    const first = { account: 'main', isFirst: true }
    expect(runsElsewhere(CONFIG, 'ema-cross', first)).toBe('hedge')
    expect(runsElsewhere(CONFIG, 'ema-cross', { account: 'hedge', isFirst: false })).toBeNull()
    const onFirst = EngineConfig.parse({ trading: { account: 'main' }, strategies: { 'ema-cross': { enabled: true } } })
    expect(runsElsewhere(onFirst, 'ema-cross', { account: 'hedge', isFirst: false })).toBe('main')
    expect(runsElsewhere(onFirst, 'ema-cross', first)).toBeNull()
    const off = EngineConfig.parse({ strategies: { 'ema-cross': { enabled: false, account: 'hedge' } } })
    expect(runsElsewhere(off, 'ema-cross', first)).toBeNull()
  })

  it('sends orders to the account, and is the same otherwise', () => {
    const config = deskConfig(CONFIG, { account: 'hedge', isFirst: false })
    expect(config.trading.account).toBe('hedge')
    expect({ ...config, trading: CONFIG.trading, strategies: CONFIG.strategies }).toEqual(CONFIG)
  })

  it('brings a strategy to an account by its name, and to the first one by none', () => {
    expect(strategyAccount({ account: 'hedge', isFirst: false })).toBe('hedge')
    expect(strategyAccount({ account: 'main', isFirst: true })).toBe('')
  })

  it('refuses a first account that is traded on as another one', () => {
    expect(firstAccountFault('main', ['hedge'])).toBeUndefined()
    expect(firstAccountFault('hedge', ['hedge'])).toContain('Restart the engine')
  })
})

describe('the accounts of a configuration', () => {
  const faults = (trading: object, strategies: object = {}): string[] =>
    (EngineConfig.safeParse({ trading, strategies }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    )

  it('may be several, each named once', () => {
    expect(faults({ account: 'main', otherAccounts: ['hedge', 'paper'] })).toEqual([])
    expect(faults({ account: 'main', otherAccounts: ['hedge', 'main'] })).toEqual([
      'trading.otherAccounts.1: must name each account once; "main" is the first one, trading.account',
    ])
    expect(faults({ account: 'main', otherAccounts: ['hedge', 'hedge'] })).toEqual([
      'trading.otherAccounts.1: must name each account once; "hedge" is named before',
    ])
  })
  describe('that a strategy names', () => {
    const trading = { account: 'main', otherAccounts: ['hedge'] }
    const emaCross = (settings: object): object => ({ 'ema-cross': settings })

    it.each(['', 'main', 'hedge'])('may be one that the engine trades on: "%s"', (account) => {
      expect(faults(trading, emaCross({ enabled: true, account }))).toEqual([])
    })

    it('may be no other: the fault names those that it trades on', () => {
      expect(faults(trading, emaCross({ enabled: true, account: 'third' }))).toEqual([
        'strategies.ema-cross.account: must name an account that the engine trades on (main, hedge) while the strategy is enabled; got "third", which neither trading.account nor trading.otherAccounts names',
      ])
    })

    it('may be any while the strategy is off', () => {
      expect(faults(trading, emaCross({ enabled: false, account: 'third' }))).toEqual([])
    })
  })
})
