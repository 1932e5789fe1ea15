import { describe, expect, it } from 'vitest'
import { parseInstrumentId, price } from '../../domain/index.ts'
import { useDesk } from '../testing/desk-fixture.ts'
import { ETH } from '../testing/interleaving.ts'
import { restarted } from '../testing/reconciliation-steps.ts'
import { BTC, newTerms } from '../testing/terms.ts'

const desk = useDesk()
const WISH = { reason: 'seen on the website', by: 'hand' }

describe('quarantine from outside', () => {
  it('is kept in the ledger, not lifted by a comparison, and let go by whoever set it or by a person', async () => {
    const delisted = parseInstrumentId('fake:OLD-PERP')
    desk().execution.reconciliation.quarantine(delisted, 'delisted', 'it is delisted')
    desk().settle()
    await restarted(desk())
    const { reconciliation } = desk().execution
    expect(reconciliation.quarantineReason(delisted)).toBe('it is delisted')
    reconciliation.quarantine(delisted, 'permission', 'the key may not trade')
    reconciliation.lift(delisted, 'delisted')
    expect(reconciliation.quarantineReason(delisted)).toBe('the key may not trade')
    reconciliation.release(delisted, WISH)
    expect(reconciliation.quarantineReason(delisted)).toBeUndefined()
    expect(() => reconciliation.release(delisted, WISH)).toThrow(/not in quarantine/)
    desk().settle()
    desk().restart()
    expect(desk().execution.reconciliation.quarantines).toEqual([])
  })
})

describe('an order that the venue refuses for all of its instrument', () => {
  const refused = (cause: 'permission' | 'rules'): void => {
    desk().venue.rejectNext = () => 'no such right'
    desk().venue.rejectionCause = cause
    desk().place(newTerms({ type: 'limit', limitPrice: price(90) }))
    desk().settle()
    desk().venue.rejectNext = undefined
  }
  const held = (): string[] =>
    desk().execution.reconciliation.quarantines.map(({ instrumentId, cause }) => `${instrumentId} ${cause}`)

  it.each(['permission', 'rules'] as const)('holds that instrument for %s alone, over a restart', async (cause) => {
    refused(cause)
    expect(held()).toEqual([`${BTC} ${cause}`])
    expect(desk().execution.reconciliation.quarantineReason(BTC)).toMatch(/refused an order in it: no such right\. /)
    await restarted(desk())
    expect(held()).toEqual([`${BTC} ${cause}`])
  })

  it('lets it go with the next order that the venue takes there, where it was for want of a right', () => {
    refused('permission')
    desk().place(newTerms({ instrumentId: ETH, type: 'limit', limitPrice: price(90) }))
    desk().settle()
    expect(held()).toEqual([`${BTC} permission`])
    desk().place(newTerms({ type: 'limit', limitPrice: price(90) }))
    desk().settle()
    expect(held()).toEqual([])
  })

  it('stays held for rules that are out of date, whatever else the venue takes', () => {
    refused('rules')
    desk().place(newTerms({ type: 'limit', limitPrice: price(90) }))
    desk().settle()
    expect(held()).toEqual([`${BTC} rules`])
  })

  it('holds nothing where it concerns that order alone', () => {
    desk().venue.rejectNext = () => 'too large'
    desk().place(newTerms())
    desk().settle()
    expect(held()).toEqual([])
  })
})
