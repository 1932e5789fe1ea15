import type { EngineHostState } from '../../../src-contract/index.ts'
import type { ConnectionState } from '../../client/index.ts'
import { ensureNever, formatAge } from '../../ui/index.ts'
import { hostWords, waitText } from './host-words.ts'

export interface BannerFacts {
  readonly connection: ConnectionState
  /** Undefined in a browser. */
  readonly host: EngineHostState | undefined
  readonly nowMs: number
}

export interface BannerWords {
  readonly title: string
  readonly text: string
  /** What its button does and says: ask the engine again, or have the desktop program start it. */
  readonly action: { readonly kind: 'reconnect' | 'start'; readonly label: string } | undefined
}

/** What the banner over the panels says; undefined while there is nothing to say. */
export function bannerWords({ connection, host, nowMs }: BannerFacts): BannerWords | undefined {
  switch (connection.kind) {
    case 'connecting':
    case 'connected':
    case 'denied':
      return undefined
    case 'lost':
    case 'starting': {
      const words = host === undefined ? undefined : hostWords(host, nowMs)
      if (words === undefined) return connectionWords(connection, nowMs)
      const { title, text, startLabel } = words
      return { title, text, action: startLabel === undefined ? undefined : { kind: 'start', label: startLabel } }
    }
    default:
      return ensureNever(connection, 'connection state')
  }
}

type Disconnected = Extract<ConnectionState, { kind: 'lost' | 'starting' }>

function connectionWords(connection: Disconnected, nowMs: number): BannerWords {
  const action = { kind: 'reconnect', label: 'Retry' } as const
  if (connection.kind === 'starting')
    return {
      title: 'The engine is starting again',
      text: 'What is shown is the last state before; it is replaced as soon as the engine is ready.',
      action,
    }
  const { sinceMs, nextTryMs } = connection
  return {
    title: `Engine connection lost ${formatAge(Math.max(1_000, nowMs - sinceMs))} ago`,
    text: `Trying again ${waitText(nextTryMs - nowMs)}. The engine keeps trading without this window.`,
    action,
  }
}
