import { describe, expect, it } from 'vitest'
import { quantity } from '../domain/index.ts'
import { useDesk } from './testing/desk-fixture.ts'
import { BTC, bracketTerms, newTerms } from './testing/terms.ts'

const desk = useDesk()

/** Has something happen while the venue answers about its account, after it has answered about the orders. */
function meanwhile(act: () => void): void {
  const { venue } = desk()
  const queryAccount = venue.queryAccount.bind(venue)
  venue.queryAccount = () => {
    venue.queryAccount = queryAccount
    act()
    return queryAccount()
  }
}

describe('recovery of a session that runs', () => {
  it('does not ask about an order that is still on its way to disk, and sends it', async () => {
    const { orderId: id } = desk().execution.place(newTerms()).terms
    const recovery = desk().execution.recover()
    expect(desk().state(id)).toBe('pending')
    expect(await recovery).toMatchObject({ checkedOrders: 0, unsentOrders: [], isConsistent: true })
    desk().settle()
    expect(desk().state(id)).toBe('working')
    expect(desk().venue.commands).toEqual([`submit ${id}`])
  })

  it('lets orders be placed meanwhile', async () => {
    const recovery = desk().execution.recover()
    const { orderId: id } = desk().execution.place(newTerms()).terms
    await recovery
    desk().settle()
    expect(desk().state(id)).toBe('working')
  })

  it('takes a word that comes meanwhile for truer than the answer that the venue does not know the order', async () => {
    const { orderId: id } = desk().execution.place(newTerms()).terms
    desk().journal.step()
    const { venue } = desk()
    venue.queryOrder = () => {
      venue.deliver()
      return Promise.resolve(undefined)
    }
    expect(await desk().execution.recover()).toMatchObject({ unsentOrders: [], lostOrders: [], isConsistent: true })
    expect(desk().state(id)).toBe('working')
  })

  it('does not wonder at fills that came after the answer', async () => {
    const id = desk().place(newTerms({ quantity: quantity(3) }))
    meanwhile(() => {
      desk().venue.fill(id, 2, 100)
      desk().venue.deliver()
    })
    expect(await desk().execution.recover()).toMatchObject({ unexplainedFills: [], isConsistent: true })
    expect(desk().books.netQuantity(BTC).toFixed()).toBe('2')
  })

  it('looks at the account again where a fill has made it differ for a moment', async () => {
    const id = desk().place(newTerms({ quantity: quantity(3) }))
    const { venue } = desk()
    const before = await venue.queryAccount()
    meanwhile(() => {
      venue.fill(id, 1, 100)
      venue.deliver()
    })
    const answer = venue.queryAccount.bind(venue)
    venue.queryAccount = () => answer().then(() => before)
    const recovery = desk().execution.recover()
    await Promise.resolve()
    Reflect.deleteProperty(venue, 'queryAccount')
    expect(await recovery).toMatchObject({ cash: undefined, positions: [], isConsistent: true })
  })

  it('goes on reporting a difference that stays', async () => {
    const id = desk().place(newTerms())
    desk().venue.fill(id, 1, 100)
    desk().venue.outbox.length = 0
    desk().venue.queryOrder = () => Promise.resolve(undefined)
    desk().venue.queryFills = () => Promise.resolve([])
    desk().clock.advanceBy(5_000)
    const report = await desk().execution.recover()
    expect(report.positions).toMatchObject([{ instrumentId: BTC }])
    expect(report).toMatchObject({ lostOrders: [id], isConsistent: false })
  })

  it('places a stop that the venue has lost, once', async () => {
    desk().fill(desk().place(bracketTerms(2)), 2)
    const stop = desk().protectiveOrder('stopLoss')
    desk().venue.end(stop, 'cancelled', 'lost while nobody listened')
    desk().venue.outbox.length = 0
    await desk().execution.recover()
    desk().settle()
    expect((await desk().execution.recover()).protectionPlaced).toBe(0)
    expect(desk().protection()).toEqual(['stopLoss 2 90', 'takeProfit 2 120'])
    expect(desk().protectiveOrder('stopLoss')).not.toBe(stop)
  })

  it('changes nothing where the venue cannot be asked, and orders can still be placed', async () => {
    const id = desk().place(newTerms())
    desk().venue.isReachable = false
    await expect(desk().execution.recover()).rejects.toThrow('nothing is entered before it has answered')
    expect(desk().state(id)).toBe('working')
    expect(desk().execution.place(newTerms()).state.kind).toBe('pending')
  })
})
