import { useMemo } from 'react'
import type { InstrumentView } from '../../src-contract/index.ts'
import { useInstruments } from '../client/index.ts'

/**
 * An instrument, the same object as long as its content is: the list is loaded anew at every reconnect, which must
 * not start what was built for the instrument again. Undefined while it is not known.
 */
export function useInstrument(instrumentId: string | undefined): InstrumentView | undefined {
  const { byId } = useInstruments()
  const text = JSON.stringify(instrumentId === undefined ? undefined : byId.get(instrumentId))
  return useMemo(() => (text === undefined ? undefined : (JSON.parse(text) as InstrumentView)), [text])
}
