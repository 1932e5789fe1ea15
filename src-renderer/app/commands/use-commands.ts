import { useMemo } from 'react'
import { useConnection, useEngine, useInstruments, useStores } from '../../client/index.ts'
import { useLinkGroups } from '../../panels/index.ts'
import { usePreferencesSource } from '../preferences/use-preferences.ts'
import { useLayouts } from '../workspace/layouts-context.ts'
import { type CommandContext, contextOf } from './command-context.ts'

/** What the commands look at. Positions and orders are read when a command asks for them: they render nobody here. */
export function useCommandContext(): CommandContext {
  const client = useEngine()
  const connected = useConnection().kind === 'connected'
  const layouts = useLayouts()
  const preferences = usePreferencesSource()
  const instrumentId = useLinkGroups(({ instruments, active }) => instruments[active])
  const { byId } = useInstruments()
  const stores = useStores()
  return useMemo(() => {
    const instrument = instrumentId === undefined ? undefined : byId.get(instrumentId)
    return contextOf({ client, connected, layouts, preferences, instrument }, stores, instrumentId)
  }, [client, connected, layouts, preferences, instrumentId, byId, stores])
}
