import { describe, expect, it } from 'vitest'
import { ConfigWatch } from './alert-config-watch.ts'
import { bookRig } from './testing/alert-causes.ts'

const faultsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ path: `risk.key${index}`, message: 'must be above 0' }))

describe('ConfigWatch', () => {
  it('names what is wrong with the file and takes it back when it is mended', () => {
    const { book, standing, standingKeys } = bookRig()
    const watch = new ConfigWatch(book)
    watch.handleFaults([])
    expect(standingKeys()).toEqual([])
    watch.handleFaults(faultsOf(2))
    expect(standing()).toMatchObject([{ code: 'CONFIG_INVALID', severity: 'warning', subject: null }])
    expect(standing()[0]?.detail).toMatch(/^risk\.key0: must be above 0; risk\.key1: must be above 0\. What was/)
    watch.handleFaults([])
    expect(standingKeys()).toEqual([])
  })

  it('names five faults and counts the others', () => {
    const { book, standing } = bookRig()
    new ConfigWatch(book).handleFaults(faultsOf(8))
    expect(standing()[0]?.detail).toMatch(/risk\.key4: must be above 0; and 3 more\./)
  })
})
