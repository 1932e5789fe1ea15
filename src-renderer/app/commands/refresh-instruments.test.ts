import { describe, expect, it } from 'vitest'
import type { InstrumentView } from '../../../src-contract/index.ts'
import type { CallFault } from '../../client/index.ts'
import type { ToastMessage } from '../../ui/index.ts'
import { refreshInstruments } from './refresh-instruments.ts'

/** What is shown where the engine answers so. */
async function shownFor(answer: readonly InstrumentView[] | CallFault): Promise<ToastMessage[]> {
  const shown: ToastMessage[] = []
  await refreshInstruments({
    market: {
      refreshInstruments: () =>
        'code' in answer ? Promise.reject(new Error(answer.code)) : Promise.resolve({ instruments: [...answer] }),
    },
    describeFault: (error) => {
      if (!('code' in answer)) throw error
      return answer
    },
    show: (message) => shown.push(message),
  })
  return shown
}

describe('the command to refresh instruments', () => {
  it('tells how many were refreshed', async () => {
    const instruments = [{ symbol: 'BTC-PERP' }, { symbol: 'ETH-PERP' }] as InstrumentView[]
    expect(await shownFor(instruments)).toMatchObject([{ kind: 'success', title: '2 instruments refreshed' }])
    expect(await shownFor(instruments.slice(1))).toMatchObject([{ kind: 'success', title: '1 instrument refreshed' }])
  })

  it('tells what the venue answered instead, and what holds', async () => {
    const message = 'The rules could not be read: Binance has not answered.'
    const [toast] = await shownFor({ code: 'VENUE_FAILED', message, action: 'retry', data: undefined })
    expect(toast).toMatchObject({ kind: 'error', title: 'The instruments were not refreshed' })
    expect(toast?.text).toMatch(
      /^The rules could not be read: Binance has not answered\. What was known before still holds\./,
    )
  })

  it('leaves what only a person can mend to the words of the engine', async () => {
    const message = 'This token may not do that. Use one with a higher role.'
    const shown = await shownFor({ code: 'FORBIDDEN', message, action: 'tellUser', data: undefined })
    expect(shown).toMatchObject([{ kind: 'error', text: message }])
  })
})
