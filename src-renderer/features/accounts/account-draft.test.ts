import { describe, expect, it } from 'vitest'
import type { VenueView } from '../../../src-contract/index.ts'
import { accountPatch, draftOf, fieldId, fieldIds, nameFaultOf, newDraft, removalPatch } from './account-draft.ts'

const VENUE: VenueView = {
  venueId: 'binance',
  label: 'Binance spot',
  kind: 'spot',
  environments: ['testnet', 'live'],
  accountCurrency: 'USDT',
  needsPassphrase: false,
  services: [
    { part: 'rest', kind: 'http', isOptional: false, hosts: { testnet: [], live: [] } },
    { part: 'streams', kind: 'websocket', isOptional: false, hosts: { testnet: [], live: [] } },
  ],
  capabilities: {
    orderTypes: [],
    timesInForce: [],
    postOnly: true,
    reduceOnly: false,
    amend: false,
    hedgeMode: false,
    streams: {},
  },
}
const CONFIGURED = {
  venue: 'binance',
  environment: 'testnet',
  urls: { rest: 'http://127.0.0.1:1', streams: ['ws://127.0.0.1:1', 'ws://127.0.0.1:2'] },
  proxy: '',
  timeoutMs: 10_000,
  allowWithdrawals: false,
}

describe('an account that is written', () => {
  it('begins on the testnet, where the venue has one', () => {
    expect(newDraft(VENUE).environment).toBe('testnet')
    expect(newDraft({ ...VENUE, environments: ['live'] }).environment).toBe('live')
  })

  it('is sent whole where it is new, without the addresses that were left empty', () => {
    const draft = { ...newDraft(VENUE), name: 'main', urls: { rest: ' ', streams: '' } }
    expect(accountPatch(draft, undefined)).toEqual({ accounts: { main: { ...CONFIGURED, urls: {} } } })
  })

  it('shows several addresses in one line, and sends them as a list', () => {
    const draft = draftOf('main', CONFIGURED)
    expect(draft?.urls).toEqual({ rest: 'http://127.0.0.1:1', streams: 'ws://127.0.0.1:1 ws://127.0.0.1:2' })
    expect(draft && accountPatch(draft, undefined)).toEqual({ accounts: { main: CONFIGURED } })
  })

  it('takes an address away that was emptied', () => {
    const draft = draftOf('main', CONFIGURED)
    const patch = draft && accountPatch({ ...draft, urls: { ...draft.urls, streams: '' } }, CONFIGURED)
    expect(patch).toMatchObject({ accounts: { main: { urls: { rest: 'http://127.0.0.1:1', streams: null } } } })
  })

  it('leaves a time that is no number to the engine, which says what is allowed', () => {
    const patch = accountPatch({ ...newDraft(VENUE), name: 'main', timeoutMs: 'soon' }, undefined)
    expect(patch).toMatchObject({ accounts: { main: { timeoutMs: 'soon' } } })
  })

  it('is none where the configuration holds something else', () => {
    expect(draftOf('main', { venue: 'binance' })).toBeUndefined()
  })

  it('goes by a null', () => {
    expect(removalPatch('main')).toEqual({ accounts: { main: null } })
  })
})

describe('the name of an account', () => {
  it.each([
    ['', undefined],
    ['main', undefined],
    ['second', 'nameTaken'],
    ['paper', 'nameFault'],
    ['Main', 'nameFault'],
    ['x'.repeat(25), 'nameFault'],
  ])('"%s" has the fault %s', (name, fault) => {
    expect(nameFaultOf(name, ['second'])).toBe(fault)
  })
})

describe('the fields of an account', () => {
  it('are named as the engine names them in a fault, an address before all addresses', () => {
    const ids = fieldIds('main', VENUE)
    expect(ids.indexOf(fieldId('main', 'urls', 'rest'))).toBeLessThan(ids.indexOf(fieldId('main', 'urls')))
    expect(ids).toContain('accounts.main.timeoutMs')
  })
})
