import type { EngineHostState } from '../../../src-contract/index.ts'
import type { ConnectionState } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
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
    case 'notTraded':
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
  const t = words('status')
  const action = { kind: 'reconnect', label: t('retry') } as const
  if (connection.kind === 'starting') return { title: t('banner.starting'), text: t('banner.startingText'), action }
  const { sinceMs, nextTryMs } = connection
  return {
    title: t('banner.lost', { age: formatAge(Math.max(1_000, nowMs - sinceMs)) }),
    text: t('banner.lostText', { wait: waitText(nextTryMs - nowMs) }),
    action,
  }
}
